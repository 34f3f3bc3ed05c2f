//! A resource: one file or address of a dataset.

use std::num::NonZeroU64;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Count, Moment};

/// A file, or an address elsewhere, of a dataset.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Resource {
    /// The source's id, a UUID in udata; never empty.
    pub id: Box<str>,
    /// The title; may be empty.
    pub title: Box<str>,
    /// The description, in Markdown; may be empty. Many harvested resources share one.
    pub description: Arc<str>,
    /// Where the file is, as the source wrote it: not yet checked, any scheme.
    pub url: Box<str>,
    /// What the file is for.
    pub kind: ResourceType,
    /// Hosted by the portal or elsewhere.
    pub filetype: FileType,
    /// The normalised format (`vocabulary::format`), `None` when unknown.
    pub format: Option<Arc<str>>,
    /// Whether udata counts the format, as the source wrote it, as open (`is_open_format`).
    pub open_format: bool,
    /// The media type, as the source wrote it.
    pub mime: Option<Arc<str>>,
    /// Size in bytes.
    pub filesize: Option<NonZeroU64>,
    /// The checksum that the source gives.
    pub checksum: Option<Box<Checksum>>,
    /// When the file was created.
    pub created_at: Option<Moment>,
    /// When the file was last modified.
    pub last_modified: Option<Moment>,
    /// Downloads.
    pub downloads: Count,
    /// The schema that the file says it follows.
    pub schema: Option<Box<Schema>>,
    /// What the portal's last check of the address found.
    pub availability: Availability,
    /// An address that shows the data, as the source wrote it; may be empty.
    pub preview_url: Box<str>,
}

/// What a resource is for, in the order that udata shows them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResourceType {
    /// The data itself; also what an empty type means.
    #[default]
    Main,
    /// Documentation.
    Documentation,
    /// An update of the data.
    Update,
    /// An API.
    Api,
    /// Source code.
    Code,
    /// Anything else, and types that the vocabulary does not know.
    Other,
}

impl ResourceType {
    /// Every type, in the order of pages.
    pub const ALL: [Self; 6] =
        [Self::Main, Self::Documentation, Self::Update, Self::Api, Self::Code, Self::Other];

    /// udata's id: `main`, `documentation`...
    pub const fn id(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Documentation => "documentation",
            Self::Update => "update",
            Self::Api => "api",
            Self::Code => "code",
            Self::Other => "other",
        }
    }

    /// The type of a udata id, in any case.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id().eq_ignore_ascii_case(id))
    }
}

/// Where the file lives.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum FileType {
    /// Uploaded to the portal.
    File,
    /// An address elsewhere.
    #[default]
    Remote,
}

/// A checksum, not verified here.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Checksum {
    /// `sha1`, `sha256`, `md5`, `crc`, `sha2`.
    pub algorithm: Arc<str>,
    /// Hexadecimal digits, as the source wrote them.
    pub value: Box<str>,
}

/// A data schema: a name in a registry (`etalab/schema-irve-statique`), an address, or both.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Schema {
    /// The name; may be empty.
    pub name: Box<str>,
    /// The version; may be empty.
    pub version: Box<str>,
    /// The address; may be empty, not yet checked.
    pub url: Box<str>,
}

/// What the portal's last check of a resource's address found. The day of the check is kept only where it
/// failed: elsewhere it would change pages every night and tell nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Availability {
    /// Never checked.
    #[default]
    Unknown,
    /// It answered.
    Available,
    /// It did not answer, or with an error.
    Unavailable {
        /// The HTTP status, when there was one.
        status: Option<u16>,
        /// The day of the check.
        checked_on: Option<Date>,
    },
}
