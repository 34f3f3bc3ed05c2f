//! A dataset's page and the further pages of its files.

use macro_rules_attribute::derive;
use serde::Serialize;

use super::{Contact, Day, External, Frame, Pager, Producer, RecordLine, Term};
use crate::theme::Describe;

/// The context of `dataset.html`.
#[derive(Debug, Serialize, Describe!)]
pub struct DatasetPage {
    /// The frame.
    pub page: Frame,
    /// The dataset.
    pub dataset: DatasetFacts,
    /// Its files by type, in udata's order, only groups that hold some; the first 100 files at most.
    pub groups: Vec<FileGroup>,
    /// Where the further files are; none when they all stand here.
    pub pager: Option<Pager>,
    /// Reuses of the dataset, newest first, at most 50.
    pub reuses: Vec<RecordLine>,
    /// Files that others publish beside the dataset, at most 50.
    pub community: Vec<FileGroup>,
    /// How many reuses more.
    pub reuses_more: usize,
    /// APIs over the dataset, newest first, at most 50.
    pub dataservices: Vec<RecordLine>,
    /// The quality of its metadata, as safe HTML: `quality.html`.
    pub quality_html: String,
}

/// The context of `files.html`: files 101 and following of a dataset.
#[derive(Debug, Serialize, Describe!)]
pub struct FilesPage {
    /// The frame.
    pub page: Frame,
    /// The dataset's title.
    pub title: String,
    /// The dataset's page.
    pub href: String,
    /// Who publishes it.
    pub producer: Producer,
    /// The files of this page.
    pub groups: Vec<FileGroup>,
    /// The other pages.
    pub pager: Pager,
}

/// What a page says of a dataset.
#[derive(Debug, Default, Serialize, Describe!)]
pub struct DatasetFacts {
    /// The source's id.
    pub id: String,
    /// The last part of its address.
    pub slug: String,
    /// The title.
    pub title: String,
    /// The acronym; may be empty.
    pub acronym: String,
    /// Whether it is archived.
    pub archived: bool,
    /// When it was archived.
    pub archived_on: Option<Day>,
    /// The description as safe HTML; empty when there is none.
    pub description_html: String,
    /// Whether the description is long enough to be folded.
    pub description_long: bool,
    /// The first paragraph or so in plain text, for the folded form; empty unless `description_long`.
    pub description_start: String,
    /// Whether the description was cut (the whole is on the source portal).
    pub description_cut: bool,
    /// Who publishes it.
    pub producer: Producer,
    /// The licence; none when the source says nothing.
    pub license: Option<Term>,
    /// The licence's text.
    pub license_url: String,
    /// Who may use it; none when the source does not say.
    pub access: Option<Term>,
    /// Where to ask for access.
    pub authorization: Option<External>,
    /// Whom to write to.
    pub contacts: Vec<Contact>,
    /// The schema of the dataset as a whole, for people; empty when there is none.
    pub schema: String,
    /// The schema's address.
    pub schema_link: Option<External>,
    /// The promised update frequency; none when unknown.
    pub frequency: Option<Term>,
    /// Whether the promise is kept.
    pub promise: Promise,
    /// Creation (at the harvested source where there is one).
    pub created: Option<Day>,
    /// Last update of the data.
    pub updated: Option<Day>,
    /// When it came to the portal.
    pub published: Option<Day>,
    /// The period covered.
    pub coverage: Option<Coverage>,
    /// Zones covered, at most 50 names.
    pub zones: Vec<String>,
    /// How many zones more.
    pub zones_more: usize,
    /// The granularity.
    pub granularity: Option<Term>,
    /// Whether the source has a geometry of its own for it.
    pub has_geometry: bool,
    /// Tags; those without a page have an empty `href`.
    pub tags: Vec<Term>,
    /// Badges (HVD, INSPIRE...).
    pub badges: Vec<Term>,
    /// Views, downloads, followers, rounded, in words.
    pub metrics: Metrics,
    /// Discussions opened, in words (`12 discussions, dont 3 ouvertes`); empty when unknown.
    pub discussions: String,
    /// Where it was harvested from.
    pub harvest: Option<HarvestFacts>,
    /// Its page on the source portal.
    pub source: Option<External>,
    /// How many files, in words (`3 fichiers`).
    pub files: String,
    /// How many files.
    pub files_count: usize,
    /// Whether the source says how many files there are but does not list them.
    pub files_unlisted: bool,
    /// Formats for people, at most 12.
    pub formats: Vec<Term>,
    /// How many reuses, in words.
    pub reuses_count: usize,
}

/// Whether the promised frequency is kept, on the snapshot's day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Describe!)]
#[serde(rename_all = "lowercase")]
pub enum Promise {
    /// No frequency, or one that promises nothing.
    #[default]
    None,
    /// Kept.
    Kept,
    /// Late.
    Late,
}

/// A period in words.
#[derive(Debug, Clone, Default, Serialize, Describe!)]
pub struct Coverage {
    /// First day.
    pub start: Option<Day>,
    /// Last day.
    pub end: Option<Day>,
}

/// What the source portal counted, rounded to two significant figures, in words; empty when unknown.
#[derive(Debug, Clone, Default, Serialize, Describe!)]
pub struct Metrics {
    /// Visits of the page.
    pub views: String,
    /// Downloads of files.
    pub downloads: String,
    /// People who follow it.
    pub followers: String,
}

/// Where a record was harvested from.
#[derive(Debug, Clone, Default, Serialize, Describe!)]
pub struct HarvestFacts {
    /// The harvester (`DCAT`).
    pub backend: String,
    /// The remote catalogue's host.
    pub domain: String,
    /// The remote page.
    pub remote: Option<External>,
    /// The remote id; may be empty.
    pub remote_id: String,
    /// Creation there.
    pub created: Option<Day>,
    /// Modification there.
    pub modified: Option<Day>,
}

/// Files of one type.
#[derive(Debug, Default, Serialize, Describe!)]
pub struct FileGroup {
    /// `main`, `documentation`, `update`, `api`, `code`, `other`, `community`.
    pub kind: &'static str,
    /// The heading, with the number of files of this type in all (`3 fichiers principaux`).
    pub label: String,
    /// The files.
    pub files: Vec<File>,
}

/// A file.
#[derive(Debug, Default, Serialize, Describe!)]
pub struct File {
    /// Its id, unique on the page: its anchor.
    pub id: String,
    /// Its title, or the words for "file without a name".
    pub title: String,
    /// Who published it, where it is not the dataset's publisher; may be empty.
    pub author: String,
    /// The format for people (`CSV`); empty when unknown.
    pub format: String,
    /// The family of the format: `tabular`, `machine_readable`, `geographical`, `documents`, `other`.
    pub family: &'static str,
    /// The size in words; empty when unknown.
    pub size: String,
    /// Last modification.
    pub updated: Option<Day>,
    /// Creation, where it differs.
    pub created: Option<Day>,
    /// Where it is; none when the address cannot be linked safely.
    pub link: Option<External>,
    /// The address as text, when it cannot be linked.
    pub address: String,
    /// Hosted by the source portal.
    pub hosted: bool,
    /// `download`, `visit` (a page or an API) or `none`: what the button does.
    pub action: &'static str,
    /// Downloads in words, rounded; empty when unknown or none.
    pub downloads: String,
    /// The description as safe HTML; may be empty.
    pub description_html: String,
    /// The checksum's algorithm; empty when there is none.
    pub checksum_algorithm: String,
    /// The checksum.
    pub checksum: String,
    /// The schema's name or address, for people; empty when there is none.
    pub schema: String,
    /// The schema's address.
    pub schema_link: Option<External>,
    /// The media type; may be empty.
    pub mime: String,
    /// What the last check found.
    pub availability: Availability,
    /// When the last check failed.
    pub checked: Option<Day>,
    /// An address that shows the data.
    pub preview: Option<External>,
}

/// What the source portal's last check of an address found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Describe!)]
#[serde(rename_all = "lowercase")]
pub enum Availability {
    /// Not checked.
    #[default]
    Unknown,
    /// It answered.
    Available,
    /// It did not.
    Unavailable,
}
