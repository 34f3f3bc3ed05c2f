//! The fields of one record, whatever it is written in: read as what they mean, with a finding for each one that
//! means nothing.

use std::borrow::Cow;
use std::num::NonZeroU64;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::interner::Interner;
use super::{address, prose, value};
use crate::catalog::{Count, Example, FindingKind, Findings, Metrics, Origin, fault};

/// What the records of a file share.
pub(super) struct Session<'a> {
    /// The file's name, for findings.
    pub(super) name: &'a str,
    /// The file's number in the builder.
    pub(super) file: u32,
    pub(super) interner: Interner,
    pub(super) findings: Findings,
}

impl Session<'_> {
    /// Counts something wrong with the record of that number and id.
    pub(super) fn report(
        &mut self,
        (number, id): (u64, &str),
        kind: FindingKind,
        (field, value): (&str, &str),
        done: &str,
    ) {
        let Self { name, findings, .. } = self;
        findings.add_with(kind, || Example {
            file: (*name).to_owned(),
            row: number,
            id: id.to_owned(),
            field: field.to_owned(),
            value: value.to_owned(),
            done: done.to_owned(),
        });
    }

    /// Where the record of that number stands.
    pub(super) fn origin(&self, number: u64) -> Origin {
        Origin { file: self.file, row: u32::try_from(number).unwrap_or(u32::MAX) }
    }
}

/// A record of a file: how its fields are found and given as text is its format's affair, what the texts mean is
/// the same for all.
pub(super) trait Fields<'r> {
    /// What finds a field.
    type Field: Copy;

    /// The field's name, for findings.
    fn name(field: Self::Field) -> &'static str;

    /// The record's id, without outer spaces; may be empty.
    fn id(&self) -> &str;

    /// Where the record stands.
    fn origin(&self) -> Origin;

    /// Counts something wrong with this record.
    fn report(&mut self, kind: FindingKind, field: &str, value: &str, done: &str);

    /// Where texts that records share are kept.
    fn interner(&mut self) -> &mut Interner;

    /// The field as text, without outer spaces; empty when the record has none.
    fn text(&mut self, field: Self::Field) -> Cow<'r, str>;

    /// The field as text to keep.
    fn boxed(&mut self, field: Self::Field) -> Box<str> {
        self.text(field).into()
    }

    /// The field on one line, to keep.
    fn line(&mut self, field: Self::Field) -> Box<str> {
        let text = self.text(field);
        value::one_line(&text).into()
    }

    /// The field on one line, shared; `None` when empty.
    fn shared(&mut self, field: Self::Field) -> Option<Arc<str>> {
        let text = self.text(field);
        let line = value::one_line(&text);
        (!line.is_empty()).then(|| self.interner().intern(&line))
    }

    /// A title: on one line, the id where there is none.
    fn title(&mut self, field: Self::Field) -> Box<str> {
        let title = self.line(field);
        if let Some(open) = prose::placeholder(&title) {
            self.report(fault::UNFILLED_PLACEHOLDER, Self::name(field), open, "kept as it is");
        }
        if !title.is_empty() {
            return title;
        }
        self.report(fault::MISSING_TITLE, Self::name(field), "", "its id stands in");
        self.id().into()
    }

    /// A description, without a template's lone placeholder.
    fn description(&mut self, field: Self::Field) -> Cow<'r, str> {
        let text = self.text(field);
        let is_placeholder =
            text.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}")).is_some_and(|inner| {
                inner.len() < 100
                    && !inner.contains(['{', '}'])
                    && !inner.trim().contains(char::is_whitespace)
            });
        if is_placeholder {
            self.report(fault::PLACEHOLDER_DESCRIPTION, Self::name(field), &text, "left out");
            return Cow::Borrowed("");
        }
        if let Some(open) = prose::placeholder(&text) {
            self.report(fault::UNFILLED_PLACEHOLDER, Self::name(field), open, "kept as it is");
        }
        if let Some(script) = prose::script(&text) {
            self.report(fault::SCRIPT_IN_DESCRIPTION, Self::name(field), script, "never run");
        }
        text
    }

    /// A description that other records may have too.
    fn shared_description(&mut self, field: Self::Field) -> Arc<str> {
        let text = self.description(field);
        self.interner().description(&text)
    }

    /// An address, as written; what is wrong with it is reported.
    fn url(&mut self, field: Self::Field) -> Box<str> {
        let text = self.text(field);
        address::faults(&text, |kind, value, done| self.report(kind, Self::name(field), value, done));
        text.into()
    }

    /// An address that need not be one (identifiers of remote records): only what is a risk is reported.
    fn remote_url(&mut self, field: Self::Field) -> Box<str> {
        let text = self.text(field);
        address::faults(&text, |kind, value, done| {
            if kind != fault::URL_WITHOUT_SCHEME && kind != fault::MALFORMED_URL {
                self.report(kind, Self::name(field), value, done);
            }
        });
        text.into()
    }

    /// A size in bytes; `None` when not known.
    fn size(&mut self, field: Self::Field) -> Option<NonZeroU64> {
        let text = self.text(field);
        if text.strip_prefix('-').is_some_and(|rest| value::count(rest).is_some()) {
            self.report(fault::NEGATIVE_SIZE, Self::name(field), &text, "the size was left out");
            return None;
        }
        self.number(field).and_then(NonZeroU64::new)
    }

    /// A slug of a person; `None` when empty.
    fn owner(&mut self, field: Self::Field) -> Option<Box<str>> {
        Some(self.line(field)).filter(|owner| !owner.is_empty())
    }

    /// A moment.
    fn date(&mut self, field: Self::Field) -> Option<Timestamp> {
        let text = self.text(field);
        if text.is_empty() {
            return None;
        }
        let date = value::timestamp(&text);
        if date.is_none() {
            self.report(fault::BAD_DATE, Self::name(field), &text, "the date was left out");
        }
        date
    }

    /// A day.
    fn day(&mut self, field: Self::Field) -> Option<Date> {
        let text = self.text(field);
        if text.is_empty() {
            return None;
        }
        let date = value::day(&text);
        match date {
            None => self.report(fault::BAD_DATE, Self::name(field), &text, "the date was left out"),
            Some(date) if !(1000..=2200).contains(&date.year()) => {
                self.report(fault::IMPOSSIBLE_DATE, Self::name(field), &text, "kept as it is");
            }
            Some(_) => {}
        }
        date
    }

    /// Yes or no; what is neither is no.
    fn flag(&mut self, field: Self::Field) -> bool {
        let text = self.text(field);
        value::flag(&text).unwrap_or(false)
    }

    /// A state that is written `False`, `True` or as the moment since when: whether it is so, and since when.
    /// Anything else is no.
    fn state(&mut self, field: Self::Field) -> (bool, Option<Timestamp>) {
        let text = self.text(field);
        if let Some(is) = value::flag(&text) {
            return (is, None);
        }
        let since = self.date(field);
        (since.is_some(), since)
    }

    /// Whether the record must not appear: private, deleted, or without an id. Reported.
    fn is_hidden(&mut self, private: Self::Field, deleted: Self::Field) -> bool {
        let is_private = self.flag(private);
        let (is_deleted, _) = self.state(deleted);
        if is_private {
            self.report(fault::PRIVATE_RECORD, Self::name(private), "", "left out");
        } else if is_deleted {
            self.report(fault::DELETED_RECORD, Self::name(deleted), "", "left out");
        }
        is_private || is_deleted || self.id().is_empty()
    }

    /// A whole number; `None` when empty, or reported.
    fn number(&mut self, field: Self::Field) -> Option<u64> {
        let text = self.text(field);
        if text.is_empty() {
            return None;
        }
        let number = value::count(&text);
        if number.is_none() {
            self.report(fault::BAD_NUMBER, Self::name(field), &text, "the number was left out");
        }
        number
    }

    /// A whole number of at most 32 bits.
    fn small_number(&mut self, field: Self::Field) -> Option<u32> {
        let number = self.number(field)?;
        let small = u32::try_from(number).ok();
        if small.is_none() {
            self.report(fault::BAD_NUMBER, Self::name(field), &number.to_string(), "the number was left out");
        }
        small
    }

    /// A number with decimals between 0 and `limit`, in hundredths.
    fn hundredths(&mut self, field: Self::Field, limit: f64) -> Option<u16> {
        let text = self.text(field);
        if text.is_empty() {
            return None;
        }
        let number = text.parse::<f64>().ok().filter(|number| (0.0..=limit).contains(number));
        if number.is_none() {
            self.report(fault::BAD_NUMBER, Self::name(field), &text, "the number was left out");
        }
        // Bounded just above, and `limit` is at most 100.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        number.map(|number| (number * 100.0).round() as u16)
    }

    /// A format, normalised.
    fn format(&mut self, raw: &str) -> Option<Arc<str>> {
        self.interner().format(raw)
    }

    /// The same text in one copy.
    fn intern(&mut self, text: &str) -> Arc<str> {
        self.interner().intern(text)
    }

    /// An id that a vocabulary may know. Another text is kept and reported as `unknown`.
    fn term(
        &mut self,
        field: Self::Field,
        known: impl Fn(&str) -> Option<&'static str>,
        unknown: FindingKind,
    ) -> Option<Arc<str>> {
        let text = self.text(field);
        let line = value::one_line(&text);
        if line.is_empty() {
            return None;
        }
        let id = known(&line);
        if id.is_none() {
            self.report(unknown, Self::name(field), &line, "kept as it is written");
        }
        Some(self.interner().intern(id.unwrap_or(&line)))
    }

    /// Views, downloads and followers.
    fn metrics(&mut self, views: Self::Field, downloads: Self::Field, followers: Self::Field) -> Metrics {
        Metrics {
            views: self.number(views).into(),
            downloads: self.number(downloads).into(),
            followers: self.number(followers).into(),
        }
    }

    /// Downloads, or any other lone count.
    fn tally(&mut self, field: Self::Field) -> Count {
        self.number(field).into()
    }

    /// Texts: sorted, without repeats or empty ones, on one line each.
    fn list_of<'t>(&mut self, items: impl Iterator<Item = &'t str>) -> Box<[Arc<str>]> {
        let interner = self.interner();
        let mut list: Vec<Arc<str>> = items
            .filter_map(|item| {
                let item = value::one_line(item);
                (!item.is_empty()).then(|| interner.intern(&item))
            })
            .collect();
        list.sort_unstable();
        list.dedup();
        list.into()
    }
}

/// Knows an id of a list, in any case.
pub(super) fn one_of(ids: &'static [&'static str]) -> impl Fn(&str) -> Option<&'static str> {
    move |text| ids.iter().copied().find(|id| id.eq_ignore_ascii_case(text))
}
