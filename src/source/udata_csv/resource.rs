//! The resource export.

use super::header::{Column, Header};
use super::row::Row;
use crate::catalog::{
    Availability, Builder, Checksum, Criterion, Moment, OrganizationReference, RecordKind, Resource, Schema,
    fault, is_open_format,
};
use crate::source::fields::Fields;
use crate::source::{extras, types};

pub(super) struct ResourceReader {
    dataset_id: Column,
    private: Column,
    url: Column,
    title: Column,
    description: Column,
    filetype: Column,
    kind: Column,
    format: Column,
    mime: Column,
    filesize: Column,
    checksum_type: Column,
    checksum_value: Column,
    created_at: Column,
    modified: Column,
    downloads: Column,
    schema_name: Column,
    schema_version: Column,
    schema_url: Column,
    preview_url: Column,
    extras: Column,
}

impl ResourceReader {
    pub(super) fn new(header: &Header, builder: &mut Builder) -> Self {
        let column = |name| header.column(name);
        if column("extras").position.is_none() {
            builder.lacks(Criterion::ResourcesAvailable);
        }
        Self {
            dataset_id: column("dataset.id"),
            private: column("dataset.private"),
            url: column("url"),
            title: column("title"),
            description: column("description"),
            filetype: column("filetype"),
            kind: column("type"),
            format: column("format"),
            mime: column("mime"),
            filesize: header.column_of(["filesize", "size"]),
            checksum_type: column("checksum.type"),
            checksum_value: column("checksum.value"),
            created_at: column("created_at"),
            modified: column("modified"),
            downloads: column("downloads"),
            schema_name: column("schema_name"),
            schema_version: column("schema_version"),
            schema_url: column("schema_url"),
            preview_url: column("preview_url"),
            extras: column("extras"),
        }
    }

    pub(super) fn read(&self, row: &mut Row, builder: &mut Builder) {
        let dataset_id = row.text(self.dataset_id);
        let is_private = row.flag(self.private);
        if is_private {
            row.report(fault::PRIVATE_RECORD, self.private.name, "True", "left out");
        }
        if row.id().is_empty() || is_private {
            let nobody = OrganizationReference::default();
            builder.hide(RecordKind::Resource, row.id(), nobody, &[&dataset_id], row.origin());
            return;
        }
        let (kind, filetype, format) = types::read(row, self.filetype, self.kind, self.format);
        let resource = Resource {
            id: row.id().into(),
            title: row.line(self.title),
            description: row.shared_description(self.description),
            url: row.url(self.url),
            kind,
            filetype,
            format: row.format(&format),
            open_format: is_open_format(&format),
            mime: row.shared(self.mime),
            filesize: row.size(self.filesize),
            checksum: self.checksum(row),
            created_at: row.date(self.created_at).map(Moment::from),
            last_modified: row.date(self.modified).map(Moment::from),
            downloads: row.tally(self.downloads),
            schema: self.schema(row),
            availability: self.availability(row),
            preview_url: self.preview_url(row),
        };
        builder.resource(&dataset_id, resource, row.origin());
    }

    fn checksum(&self, row: &mut Row) -> Option<Box<Checksum>> {
        let value = row.line(self.checksum_value);
        if value.is_empty() {
            return None;
        }
        // udata's default (`core/dataset/constants.py`).
        let algorithm = row.shared(self.checksum_type).unwrap_or_else(|| row.intern("sha1"));
        Some(Box::new(Checksum { algorithm, value }))
    }

    fn schema(&self, row: &mut Row) -> Option<Box<Schema>> {
        let schema = Schema {
            name: row.line(self.schema_name),
            version: row.line(self.schema_version),
            url: row.boxed(self.schema_url),
        };
        (!schema.name.is_empty() || !schema.url.is_empty()).then(|| Box::new(schema))
    }

    fn availability(&self, row: &mut Row) -> Availability {
        let text = row.text(self.extras);
        extras::availability(&text).unwrap_or_else(|| {
            row.report(fault::BAD_EXTRAS, self.extras.name, &text, "availability is unknown");
            Availability::Unknown
        })
    }

    /// udata wrote `False` for none until 10.0.8.
    fn preview_url(&self, row: &mut Row) -> Box<str> {
        let text = row.text(self.preview_url);
        if matches!(&*text, "False" | "None") { Box::default() } else { text.into() }
    }
}
