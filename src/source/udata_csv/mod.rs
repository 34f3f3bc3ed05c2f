//! udata's CSV exports: recognised by their header, columns by name, of any version since 1.6.
//!
//! The dialect is that of udata's `core/csv.py` (`;`, `"`, doubled quotes, line breaks inside cells); commas and
//! tabs are accepted too, for files that went through a spreadsheet.

mod dataservice;
mod dataset;
mod discussion;
mod harvest;
mod header;
mod organization;
mod records;
mod resource;
mod reuse;
mod row;

use std::borrow::Cow;
use std::io::{self, Read};

use self::header::Header;
use self::header::Kind;
use self::records::{Mended, Records};
use self::row::Row;
use super::Summary;
use super::fields::{Fields, Session};
use super::interner::Interner;
use super::value;
use crate::catalog::{Builder, Example, Findings, OrganizationReference, fault};

/// How much of a file is looked at for its header.
const HEAD: u64 = 64 * 1024;

/// Reads one file into `builder`. Fails only when `bytes` does.
pub(super) fn read(name: &str, mut bytes: impl Read, builder: &mut Builder) -> io::Result<Summary> {
    let mut head = Vec::new();
    Read::by_ref(&mut bytes).take(HEAD).read_to_end(&mut head)?;
    let Some((delimiter, header, kind)) = recognize(&head) else {
        return Ok(Summary { kind: None, rows: 0 });
    };
    let mut session = Session {
        name,
        file: builder.file(name),
        interner: Interner::default(),
        findings: Findings::default(),
    };
    for column in header.unknown(kind) {
        session.findings.add(
            fault::UNKNOWN_COLUMN,
            Example {
                file: name.to_owned(),
                field: column.to_owned(),
                done: "not read".to_owned(),
                ..Example::default()
            },
        );
    }
    for column in header.repeated() {
        session.findings.add(
            fault::DUPLICATE_COLUMN,
            Example {
                file: name.to_owned(),
                field: column.to_owned(),
                done: "the first one is read".to_owned(),
                ..Example::default()
            },
        );
    }
    let mut records = Records::new(io::Cursor::new(head).chain(bytes), delimiter, header.len());
    let reader = Reader::new(kind, &header, builder);
    let mut record = csv::ByteRecord::new();
    let mut rows = 0;
    let id = header.column("id");
    while let Some(mended) = records.next(&mut record).map_err(|error| after(rows, &error))? {
        rows += 1;
        let mut row = Row::new(&record, rows, id, &mut session);
        if mended == Mended::Yes {
            row.report(fault::LOST_QUOTE, "", "", "told apart from the rows around it");
        }
        if record.len() != header.len() {
            row.ragged(record.len(), header.len());
        }
        reader.read(&mut row, builder);
    }
    builder.findings().merge(session.findings);
    Ok(Summary { kind: Some(kind.id()), rows })
}

/// The same error, saying how far the file could be read.
fn after(rows: u64, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("after record {rows}: {error}"))
}

/// The delimiter, header and kind of the export that begins like this.
fn recognize(head: &[u8]) -> Option<(u8, Header, Kind)> {
    [b';', b',', b'\t'].into_iter().find_map(|delimiter| {
        let mut records = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(head);
        let mut record = csv::ByteRecord::new();
        records.read_byte_record(&mut record).ok()?;
        let header = Header::new(&record);
        let kind = header.kind()?;
        Some((delimiter, header, kind))
    })
}

/// The reader of a kind of export.
enum Reader {
    Dataset(Box<dataset::DatasetReader>),
    Resource(Box<resource::ResourceReader>),
    Organization(Box<organization::OrganizationReader>),
    Reuse(Box<reuse::ReuseReader>),
    Dataservice(Box<dataservice::DataserviceReader>),
    Discussion(discussion::DiscussionReader),
    /// Counted only: tags are those of the records, and harvesters have no page.
    Nothing,
}

impl Reader {
    fn new(kind: Kind, header: &Header, builder: &mut Builder) -> Self {
        match kind {
            Kind::Dataset => Self::Dataset(Box::new(dataset::DatasetReader::new(header, builder))),
            Kind::Resource => Self::Resource(Box::new(resource::ResourceReader::new(header, builder))),
            Kind::Organization => {
                builder.describes_organizations();
                Self::Organization(Box::new(organization::OrganizationReader::new(header)))
            }
            Kind::Reuse => Self::Reuse(Box::new(reuse::ReuseReader::new(header))),
            Kind::Dataservice => Self::Dataservice(Box::new(dataservice::DataserviceReader::new(header))),
            Kind::Discussion => {
                let reader = discussion::DiscussionReader::new(header);
                if reader.names_subjects() {
                    builder.lists_discussions();
                    Self::Discussion(reader)
                } else {
                    Self::Nothing
                }
            }
            Kind::Tag | Kind::Harvest => Self::Nothing,
        }
    }

    fn read(&self, row: &mut Row, builder: &mut Builder) {
        let needs_id = !matches!(self, Self::Nothing | Self::Discussion(_));
        if needs_id && row.id().is_empty() {
            row.report(fault::MISSING_ID, "id", "", "left out");
        }
        match self {
            Self::Dataset(reader) => reader.read(row, builder),
            Self::Resource(reader) => reader.read(row, builder),
            Self::Organization(reader) => reader.read(row, builder),
            Self::Reuse(reader) => reader.read(row, builder),
            Self::Dataservice(reader) => reader.read(row, builder),
            Self::Discussion(reader) => reader.read(row, builder),
            Self::Nothing => {}
        }
    }
}

/// The organization that two cells name.
fn organization_of<'a>((id, name): &'a (Cow<'_, str>, Box<str>)) -> OrganizationReference<'a> {
    OrganizationReference { id, name }
}

/// The ids of a list, each once, in its order.
fn distinct(list: &str) -> Vec<&str> {
    let mut seen = std::collections::HashSet::new();
    value::items(list).filter(|id| seen.insert(*id)).collect()
}
