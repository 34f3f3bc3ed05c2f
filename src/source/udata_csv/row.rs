//! One row of a file: its cells by column, read as what they mean, with a finding for each one that means nothing.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::header::Column;
use crate::catalog::{Count, Example, FindingKind, Findings, Metrics, Origin, fault};
use crate::source::interner::Interner;
use crate::source::value;

/// What the rows of a file share.
pub(super) struct Session<'a> {
    /// The file's name, for findings.
    pub(super) name: &'a str,
    /// The file's number in the builder.
    pub(super) file: u32,
    pub(super) interner: Interner,
    pub(super) findings: Findings,
}

/// A row.
pub(super) struct Row<'r, 'a> {
    record: &'r csv::ByteRecord,
    number: u64,
    id: Cow<'r, str>,
    session: &'r mut Session<'a>,
}

impl<'r, 'a> Row<'r, 'a> {
    /// The row of that number, the first after the header being 1. `id`: its column.
    pub(super) fn new(
        record: &'r csv::ByteRecord,
        number: u64,
        id: Column,
        session: &'r mut Session<'a>,
    ) -> Self {
        let mut row = Self { record, number, id: Cow::Borrowed(""), session };
        row.id = row.text(id);
        row
    }

    /// The row's id, without outer spaces; may be empty.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// Where the row stands.
    pub(super) fn origin(&self) -> Origin {
        Origin { file: self.session.file, row: u32::try_from(self.number).unwrap_or(u32::MAX) }
    }

    /// Counts something wrong with this row.
    pub(super) fn report(&mut self, kind: FindingKind, field: &str, value: &str, done: &str) {
        let Session { name, findings, .. } = &mut *self.session;
        findings.add_with(kind, || Example {
            file: (*name).to_owned(),
            row: self.number,
            id: self.id.clone().into_owned(),
            field: field.to_owned(),
            value: value.to_owned(),
            done: done.to_owned(),
        });
    }

    /// The cell as text, without outer spaces; bytes that are not UTF-8 are replaced and reported.
    pub(super) fn text(&mut self, column: Column) -> Cow<'r, str> {
        let record: &'r csv::ByteRecord = self.record;
        let Some(cell) = column.position.and_then(|position| record.get(position)) else {
            return Cow::Borrowed("");
        };
        match std::str::from_utf8(cell) {
            Ok(text) => Cow::Borrowed(text.trim()),
            Err(_) => {
                let text = String::from_utf8_lossy(cell);
                self.report(fault::BAD_UTF8, column.name, &text, "what is not UTF-8 was replaced by U+FFFD");
                Cow::Owned(text.trim().to_owned())
            }
        }
    }

    /// The cell as text to keep.
    pub(super) fn boxed(&mut self, column: Column) -> Box<str> {
        self.text(column).into()
    }

    /// The cell on one line, to keep.
    pub(super) fn line(&mut self, column: Column) -> Box<str> {
        let text = self.text(column);
        value::one_line(&text).into()
    }

    /// The cell on one line, shared; `None` when empty.
    pub(super) fn shared(&mut self, column: Column) -> Option<Arc<str>> {
        let text = self.text(column);
        let line = value::one_line(&text);
        (!line.is_empty()).then(|| self.session.interner.intern(&line))
    }

    /// A title: on one line, the id where there is none.
    pub(super) fn title(&mut self, column: Column) -> Box<str> {
        let title = self.line(column);
        if !title.is_empty() {
            return title;
        }
        self.report(fault::MISSING_TITLE, column.name, "", "its id stands in");
        self.id.as_ref().into()
    }

    /// A description, without a template's lone placeholder.
    pub(super) fn description(&mut self, column: Column) -> Cow<'r, str> {
        let text = self.text(column);
        let is_placeholder =
            text.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}")).is_some_and(|inner| {
                inner.len() < 100
                    && !inner.contains(['{', '}'])
                    && !inner.trim().contains(char::is_whitespace)
            });
        if is_placeholder {
            self.report(fault::PLACEHOLDER_DESCRIPTION, column.name, &text, "left out");
            return Cow::Borrowed("");
        }
        text
    }

    /// A description that other records may have too.
    pub(super) fn shared_description(&mut self, column: Column) -> Arc<str> {
        let text = self.description(column);
        self.session.interner.description(&text)
    }

    /// An address, as written; reported when it has no scheme.
    pub(super) fn url(&mut self, column: Column) -> Box<str> {
        let text = self.text(column);
        let has_scheme = text.split_once(':').is_some_and(|(scheme, _)| {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-'))
        });
        if !text.is_empty() && !has_scheme {
            self.report(fault::URL_WITHOUT_SCHEME, column.name, &text, "kept as it is");
        }
        text.into()
    }

    /// A slug of a person; `None` when empty.
    pub(super) fn owner(&mut self, column: Column) -> Option<Box<str>> {
        Some(self.line(column)).filter(|owner| !owner.is_empty())
    }

    /// A moment.
    pub(super) fn date(&mut self, column: Column) -> Option<Timestamp> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let date = value::timestamp(&text);
        if date.is_none() {
            self.report(fault::BAD_DATE, column.name, &text, "the date was left out");
        }
        date
    }

    /// A day.
    pub(super) fn day(&mut self, column: Column) -> Option<Date> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let date = value::day(&text);
        match date {
            None => self.report(fault::BAD_DATE, column.name, &text, "the date was left out"),
            Some(date) if !(1000..=2200).contains(&date.year()) => {
                self.report(fault::IMPOSSIBLE_DATE, column.name, &text, "kept as it is");
            }
            Some(_) => {}
        }
        date
    }

    /// Yes or no; what is neither is no.
    pub(super) fn flag(&mut self, column: Column) -> bool {
        let text = self.text(column);
        value::flag(&text).unwrap_or(false)
    }

    /// A state that is written `False`, `True` or as the moment since when: whether it is so, and since when.
    pub(super) fn state(&mut self, column: Column) -> (bool, Option<Timestamp>) {
        let text = self.text(column);
        match value::flag(&text) {
            Some(is) => (is, None),
            None => (true, self.date(column)),
        }
    }

    /// Whether the record must not appear: private, deleted, or without an id. Reported.
    pub(super) fn is_hidden(&mut self, private: Column, deleted: Column) -> bool {
        let is_private = self.flag(private);
        let (is_deleted, _) = self.state(deleted);
        if is_private {
            self.report(fault::PRIVATE_RECORD, private.name, "", "left out");
        } else if is_deleted {
            self.report(fault::DELETED_RECORD, deleted.name, "", "left out");
        }
        is_private || is_deleted || self.id.is_empty()
    }

    /// A whole number; `None` when empty, or reported.
    pub(super) fn number(&mut self, column: Column) -> Option<u64> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let number = value::count(&text);
        if number.is_none() {
            self.report(fault::BAD_NUMBER, column.name, &text, "the number was left out");
        }
        number
    }

    /// A whole number of at most 32 bits.
    pub(super) fn small_number(&mut self, column: Column) -> Option<u32> {
        let number = self.number(column)?;
        let small = u32::try_from(number).ok();
        if small.is_none() {
            self.report(fault::BAD_NUMBER, column.name, &number.to_string(), "the number was left out");
        }
        small
    }

    /// A number with decimals between 0 and `limit`, in hundredths.
    pub(super) fn hundredths(&mut self, column: Column, limit: f64) -> Option<u16> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let number = text.parse::<f64>().ok().filter(|number| (0.0..=limit).contains(number));
        if number.is_none() {
            self.report(fault::BAD_NUMBER, column.name, &text, "the number was left out");
        }
        // Bounded just above, and `limit` is at most 100.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        number.map(|number| (number * 100.0).round() as u16)
    }

    /// A list: sorted, without repeats or empty items, on one line each.
    pub(super) fn list(&mut self, column: Column) -> Box<[Arc<str>]> {
        let text = self.text(column);
        let mut list: Vec<Arc<str>> = value::items(&text)
            .filter_map(|item| {
                let item = value::one_line(item);
                (!item.is_empty()).then(|| self.session.interner.intern(&item))
            })
            .collect();
        list.sort_unstable();
        list.dedup();
        list.into()
    }

    /// A format, normalised.
    pub(super) fn format(&mut self, raw: &str) -> Option<Arc<str>> {
        self.session.interner.format(raw)
    }

    /// The same text in one copy.
    pub(super) fn intern(&mut self, text: &str) -> Arc<str> {
        self.session.interner.intern(text)
    }

    /// An id that a vocabulary may know. Another text is kept and reported as `unknown`.
    pub(super) fn term(
        &mut self,
        column: Column,
        known: impl Fn(&str) -> Option<&'static str>,
        unknown: FindingKind,
    ) -> Option<Arc<str>> {
        let text = self.text(column);
        let line = value::one_line(&text);
        if line.is_empty() {
            return None;
        }
        let id = known(&line);
        if id.is_none() {
            self.report(unknown, column.name, &line, "kept as it is written");
        }
        Some(self.session.interner.intern(id.unwrap_or(&line)))
    }

    /// Views, downloads and followers.
    pub(super) fn metrics(&mut self, views: Column, downloads: Column, followers: Column) -> Metrics {
        Metrics {
            views: self.number(views).into(),
            downloads: self.number(downloads).into(),
            followers: self.number(followers).into(),
        }
    }

    /// Downloads, or any other lone count.
    pub(super) fn tally(&mut self, column: Column) -> Count {
        self.number(column).into()
    }
}

/// Knows an id of a list, in any case.
pub(super) fn one_of(ids: &'static [&'static str]) -> impl Fn(&str) -> Option<&'static str> {
    move |text| ids.iter().copied().find(|id| id.eq_ignore_ascii_case(text))
}
