//! What trying the addresses of files found: a file of JSON Lines beside the configuration, in the order of addresses.
//! `etalage check --external` writes it; every reading of the catalogue takes its availability from it.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use foldhash::HashMap;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::catalog::Availability;

/// What came of trying an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The HTTP status, when there was an answer.
    pub status: Option<u16>,
    /// Whether it answered well.
    pub available: bool,
    /// The day.
    pub date: Date,
    /// Why there was no answer; empty when there was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub error: String,
}

/// A line of the file.
#[derive(Serialize, Deserialize)]
struct Line {
    url: String,
    #[serde(flatten)]
    outcome: Outcome,
}

/// Reads results by address; what is no result is left out. Empty where there is no file.
pub fn read(path: &Path) -> io::Result<BTreeMap<String, Outcome>> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(error) => return Err(error),
    };
    let lines = text.lines().filter_map(|line| serde_json::from_str::<Line>(line).ok());
    Ok(lines.map(|line| (line.url, line.outcome)).collect())
}

/// Writes results, the whole file at once.
pub fn write(path: &Path, results: &BTreeMap<String, Outcome>) -> io::Result<()> {
    let mut bytes = Vec::new();
    for (url, outcome) in results {
        let line = Line { url: url.clone(), outcome: outcome.clone() };
        serde_json::to_writer(&mut bytes, &line)?;
        bytes.write_all(b"\n")?;
    }
    let unfinished = path.with_extension("part");
    std::fs::write(&unfinished, bytes)?;
    std::fs::rename(unfinished, path)
}

/// Results as the catalogue keeps them.
pub(super) fn availabilities(path: &Path) -> io::Result<HashMap<Box<str>, Availability>> {
    let of = |outcome: Outcome| {
        if outcome.available {
            Availability::Available
        } else {
            Availability::Unavailable { status: outcome.status, checked_on: Some(outcome.date) }
        }
    };
    Ok(read(path)?.into_iter().map(|(url, outcome)| (url.into(), of(outcome))).collect())
}
