//! A page of a list: the envelope, and the records in it.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

/// What udata wraps a page of a list in.
#[derive(Debug, Deserialize)]
pub(super) struct Envelope<'a> {
    /// The records.
    #[serde(borrow)]
    pub(super) data: Vec<&'a RawValue>,
    /// How many there are on all pages.
    pub(super) total: u64,
    /// The page's number, from 1.
    #[serde(default)]
    pub(super) page: Option<u64>,
    /// The most records of a page.
    #[serde(default)]
    pub(super) page_size: Option<u64>,
    /// Where the next page is; none on the last.
    #[serde(default, borrow)]
    pub(super) next_page: Option<Cow<'a, str>>,
}

/// The most records that a portal may say it has.
const MOST: u64 = 5_000_000;

/// Which page was asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    /// From 1.
    pub(super) page: u64,
    /// Records a page.
    pub(super) size: u64,
}

/// What is wrong with a page.
#[derive(Debug)]
pub(super) enum Wrong {
    /// Perhaps only this time.
    Passing(String),
    /// For good.
    Lie(String),
}

impl<'a> Envelope<'a> {
    /// Reads a page and checks that it is the one asked for.
    pub(super) fn read(body: &'a [u8], asked: Asked) -> Result<Self, Wrong> {
        let envelope: Self = serde_json::from_slice(body)
            .map_err(|error| Wrong::Passing(format!("the answer is not a page of a udata list ({error})")))?;
        let Asked { page, size } = asked;
        if envelope.page.is_some_and(|number| number != page) {
            let number = envelope.page.unwrap_or_default();
            return Err(Wrong::Passing(format!("page {number} came where page {page} was asked for")));
        }
        if envelope.data.len() as u64 > size.max(envelope.page_size.unwrap_or(0)) {
            let length = envelope.data.len();
            return Err(Wrong::Lie(format!("{length} records came where {size} were asked for")));
        }
        if envelope.total > MOST {
            return Err(Wrong::Lie(format!("the list says that it has {} records", envelope.total)));
        }
        if let Some(next) = &envelope.next_page {
            let number = next.split(['?', '&']).find_map(|pair| pair.strip_prefix("page="));
            if number.and_then(|number| number.parse::<u64>().ok()).is_some_and(|number| number <= page) {
                let reason = format!(
                    "page {page} of the list names itself or an earlier one as the next: it would never end"
                );
                return Err(Wrong::Lie(reason));
            }
        }
        Ok(envelope)
    }
}

/// Whether an id can be one: it becomes a part of addresses and of file names.
pub(super) fn is_id(id: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':');
    (1..=100).contains(&id.len()) && id.bytes().all(is_plain) && !id.starts_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Result<usize, String> {
        match Envelope::read(body.as_bytes(), Asked { page: 2, size: 2 }) {
            Ok(envelope) => Ok(envelope.data.len()),
            Err(Wrong::Passing(reason)) => Err(format!("passing: {reason}")),
            Err(Wrong::Lie(reason)) => Err(format!("lie: {reason}")),
        }
    }

    #[test]
    fn pages_are_what_was_asked_for() {
        assert_eq!(
            read(
                r#"{"data": [{}, {}], "total": 9, "page": 2, "page_size": 2, "next_page": "http://h/?page=3"}"#
            ),
            Ok(2)
        );
        assert_eq!(read(r#"{"data": [], "total": 2, "next_page": null}"#), Ok(0));
        for (body, begins) in [
            ("<!doctype html>", "passing: the answer is not a page"),
            (r#"{"data": [{}], "total""#, "passing: the answer is not a page"),
            (r#"{"data": [{}]}"#, "passing: the answer is not a page"),
            (r#"{"data": [], "total": 9, "page": 1}"#, "passing: page 1 came"),
            (r#"{"data": [{}, {}, {}], "total": 9}"#, "lie: 3 records came"),
            (r#"{"data": [], "total": 99999999999}"#, "lie: the list says"),
            (
                r#"{"data": [], "total": 9, "next_page": "http://h/?page=2&page_size=2"}"#,
                "lie: page 2 of the list names itself",
            ),
        ] {
            let error = read(body).unwrap_err();
            assert!(error.starts_with(begins), "{error}");
        }
    }

    #[test]
    fn ids_lead_nowhere_else() {
        assert!(is_id("53698e41a3a729239d2033fc") && is_id("fr:region:52"));
        for id in ["", "..", "../x", "a/b", "a b", "é", ".hidden", &"a".repeat(101)] {
            assert!(!is_id(id), "{id}");
        }
    }
}
