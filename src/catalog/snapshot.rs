//! Which day a catalogue speaks of, and the files it was read from.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

/// The state of a catalogue on a day. Everything relative to "now" is relative to this day, never to the clock.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    /// The day, in UTC.
    pub date: Date,
    /// How the day was found.
    pub origin: DateOrigin,
    /// Where its records come from.
    pub source: Provenance,
    /// That it stands for a newer one that could not be had.
    pub not_renewed: Option<NotRenewed>,
    /// The files read, in the order of their names.
    pub files: Vec<SourceFile>,
}

/// Where records come from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Provenance {
    /// The kind of source: `udata-csv`, `udata-json`, `udata-api`...
    pub kind: String,
    /// The portal that was asked, where one was; else empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// What was asked of it by each filter; nothing where everything was.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub filters: BTreeMap<String, Vec<String>>,
}

/// A snapshot that could not be renewed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NotRenewed {
    /// The day of the snapshot.
    pub since: Date,
    /// When its renewal was last tried.
    pub at: Timestamp,
    /// Why it failed.
    pub error: String,
}

/// Where the snapshot's date comes from, first that applies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrigin {
    /// `[source] date`.
    Config,
    /// The manifest that `fetch` writes.
    Manifest,
    /// The date in the dataset file's name.
    FileName,
    /// `SOURCE_DATE_EPOCH`.
    SourceDateEpoch,
    /// The newest modification that is not after the file's own.
    #[default]
    NewestRecord,
}

/// A file that records were read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceFile {
    /// Its name, without folders.
    pub name: String,
    /// What it holds: `dataset`, `resource`...
    pub kind: String,
    /// SHA-256 of its bytes as stored, in hexadecimal.
    pub sha256: String,
    /// Records read, the header apart.
    pub rows: u64,
    /// The date in its name, if any.
    pub date: Option<Date>,
}
