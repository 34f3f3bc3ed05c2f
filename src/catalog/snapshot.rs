//! Which day a catalogue speaks of, and the files it was read from.

use jiff::civil::Date;
use serde::Serialize;

/// The state of a catalogue on a day. Everything relative to "now" is relative to this day, never to the clock.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    /// The day, in UTC.
    pub date: Date,
    /// How the day was found.
    pub origin: DateOrigin,
    /// The files read, in the order of their names.
    pub files: Vec<SourceFile>,
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
