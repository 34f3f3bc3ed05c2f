//! The discussion export: only what each is about, when it was opened and closed. Names and messages are never kept.

use super::header::{Column, Header};
use super::row::Row;
use crate::catalog::{Builder, Discussion, Moment, Subject};
use crate::source::fields::Fields;

pub(super) struct DiscussionReader {
    subject_class: Column,
    subject_id: Column,
    created: Column,
    closed: Column,
    size: Column,
}

impl DiscussionReader {
    pub(super) fn new(header: &Header) -> Self {
        Self {
            subject_class: header.column("subject_class"),
            subject_id: header.column("subject_id"),
            created: header.column("created"),
            closed: header.column("closed"),
            size: header.column("size"),
        }
    }

    /// Whether the export says what discussions are about (udata 9.2.2 and later).
    pub(super) fn names_subjects(&self) -> bool {
        self.subject_class.position.is_some() && self.subject_id.position.is_some()
    }

    pub(super) fn read(&self, row: &mut Row, builder: &mut Builder) {
        let subject = match &*row.text(self.subject_class) {
            "Dataset" => Subject::Dataset,
            "Reuse" => Subject::Reuse,
            "Dataservice" => Subject::Dataservice,
            _ => Subject::Other,
        };
        let subject_id = row.text(self.subject_id);
        let (closed, closed_at) = row.state(self.closed);
        let discussion = Discussion {
            created_at: row.date(self.created).map(Moment::from),
            closed_at: closed_at.map(Moment::from),
            closed,
            // The first message is the question.
            answered: row.number(self.size).map(|messages| messages > 1),
            subject,
            dataset: None,
        };
        builder.discussion(discussion, &subject_id, row.origin());
    }
}
