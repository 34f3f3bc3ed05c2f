//! One row of a file, its cells found by column.

use std::borrow::Cow;
use std::sync::Arc;

use super::header::Column;
use crate::catalog::{FindingKind, Origin, fault};
use crate::source::fields::{Fields, Session};
use crate::source::interner::Interner;
use crate::source::value;

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

    /// Reports that the row has `cells` cells where the header has `columns`. What stands in place of its id is
    /// taken for one only if it could be one: a broken line may begin anywhere.
    pub(super) fn ragged(&mut self, cells: usize, columns: usize) {
        let is_id = self.id.len() <= 100 && !self.id.contains(char::is_whitespace);
        let done = if is_id { "read from the cells that it has" } else { "left out: it begins with no id" };
        self.report(fault::RAGGED_ROW, "", &format!("{cells} cells for {columns} columns"), done);
        if !is_id {
            self.id = Cow::Borrowed("");
        }
    }

    /// A list: sorted, without repeats or empty items, on one line each.
    pub(super) fn list(&mut self, column: Column) -> Box<[Arc<str>]> {
        let text = self.text(column);
        self.list_of(value::items(&text))
    }
}

impl<'r> Fields<'r> for Row<'r, '_> {
    type Field = Column;

    fn name(column: Column) -> &'static str {
        column.name
    }

    fn id(&self) -> &str {
        &self.id
    }

    fn origin(&self) -> Origin {
        self.session.origin(self.number)
    }

    fn report(&mut self, kind: FindingKind, field: &str, value: &str, done: &str) {
        self.session.report((self.number, &self.id), kind, (field, value), done);
    }

    fn interner(&mut self) -> &mut Interner {
        &mut self.session.interner
    }

    /// The cell, without outer spaces; bytes that are not UTF-8 are replaced and reported.
    fn text(&mut self, column: Column) -> Cow<'r, str> {
        let record: &'r csv::ByteRecord = self.record;
        let Some(cell) = column.position.and_then(|position| record.get(position)) else {
            return Cow::Borrowed("");
        };
        if let Ok(text) = std::str::from_utf8(cell) {
            return Cow::Borrowed(text.trim());
        }
        let text = String::from_utf8_lossy(cell);
        self.report(fault::BAD_UTF8, column.name, &text, "what is not UTF-8 was replaced by U+FFFD");
        Cow::Owned(text.trim().to_owned())
    }
}
