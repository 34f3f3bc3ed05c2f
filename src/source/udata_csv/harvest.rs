//! The `harvest.*` columns of datasets and dataservices.

use super::header::{Column, Header};
use super::row::Row;
use crate::catalog::Harvest;
use crate::source::fields::Fields;

pub(super) struct Columns {
    backend: Column,
    domain: Column,
    remote_id: Column,
    remote_url: Column,
    uri: Column,
    created_at: Column,
    issued_at: Column,
    modified_at: Column,
}

impl Columns {
    pub(super) fn new(header: &Header) -> Self {
        Self {
            backend: header.column("harvest.backend"),
            domain: header.column("harvest.domain"),
            remote_id: header.column("harvest.remote_id"),
            remote_url: header.column("harvest.remote_url"),
            uri: header.column("harvest.uri"),
            created_at: header.column("harvest.created_at"),
            issued_at: header.column("harvest.issued_at"),
            modified_at: header.column_of(["harvest.modified_at", "harvest.last_modified"]),
        }
    }

    /// The harvest that a row tells of; `None` when all columns are empty.
    pub(super) fn read(&self, row: &mut Row) -> Option<Box<Harvest>> {
        let harvest = Harvest {
            backend: row.shared(self.backend),
            domain: row.shared(self.domain),
            remote_id: row.line(self.remote_id),
            remote_url: row.remote_url(self.remote_url),
            uri: row.remote_url(self.uri),
            created_at: row.date(self.created_at),
            issued_at: row.date(self.issued_at),
            modified_at: row.date(self.modified_at),
        };
        let is_empty = harvest.backend.is_none()
            && harvest.domain.is_none()
            && harvest.remote_id.is_empty()
            && harvest.remote_url.is_empty()
            && harvest.uri.is_empty()
            && harvest.created_at.is_none()
            && harvest.issued_at.is_none()
            && harvest.modified_at.is_none();
        (!is_empty).then(|| Box::new(harvest))
    }
}
