//! The report of a build: what `--report` writes as JSON.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use etalage::catalog::{DateOrigin, Finding, NotRenewed, Provenance, Severity, Snapshot, SourceFile};
use etalage::output::Written;
use etalage::output::host::Problem;
use etalage::site::Counts;
use jiff::civil::Date;
use serde::Serialize;

/// Everything about a build.
#[derive(Debug, Serialize)]
pub(crate) struct Report<'a> {
    /// What the site holds.
    pub(crate) catalog: Counts,
    /// The day that the catalogue speaks of, and the files it was read from.
    pub(crate) snapshot: SnapshotReport<'a>,
    /// Pages for people.
    pub(crate) pages: usize,
    /// What happened to files; with `--dry-run`, what would.
    pub(crate) files: Files,
    /// Nothing was written.
    pub(crate) dry_run: bool,
    /// The size of the site.
    pub(crate) bytes: u64,
    /// The most memory that the process held, where the system tells.
    pub(crate) peak_rss_bytes: Option<u64>,
    /// How long each phase took.
    pub(crate) seconds: Seconds,
    /// What the host would say.
    pub(crate) host: Vec<HostProblem<'a>>,
    /// What was wrong with the data, by kind.
    pub(crate) findings: Vec<&'a Finding>,
}

/// Where the data comes from.
#[derive(Debug, Serialize)]
pub(crate) struct SnapshotReport<'a> {
    pub(crate) date: Date,
    pub(crate) origin: DateOrigin,
    source: &'a Provenance,
    /// That a newer catalogue could not be had.
    pub(crate) not_renewed: Option<&'a NotRenewed>,
    files: &'a [SourceFile],
}

/// Counts of files.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Files {
    pub(crate) written: usize,
    pub(crate) unchanged: usize,
    pub(crate) deleted: usize,
}

/// Seconds of wall time. Pages are rendered and written at once: these two share their time as the threads did.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(crate) struct Seconds {
    pub(crate) read: f64,
    pub(crate) prepare: f64,
    pub(crate) render: f64,
    pub(crate) search: f64,
    pub(crate) write: f64,
    pub(crate) total: f64,
}

/// A limit of the host.
#[derive(Debug, Serialize)]
pub(crate) struct HostProblem<'a> {
    severity: Severity,
    text: &'a str,
}

impl<'a> SnapshotReport<'a> {
    pub(crate) fn new(snapshot: &'a Snapshot) -> Self {
        Self {
            date: snapshot.date,
            origin: snapshot.origin,
            source: &snapshot.source,
            not_renewed: snapshot.not_renewed.as_ref(),
            files: &snapshot.files,
        }
    }
}

impl<'a> HostProblem<'a> {
    pub(crate) fn of(problems: &'a [Problem]) -> Vec<Self> {
        problems.iter().map(|Problem { severity, text }| Self { severity: *severity, text }).collect()
    }
}

impl From<&Written> for Files {
    fn from(written: &Written) -> Self {
        Self { written: written.written, unchanged: written.unchanged, deleted: written.deleted }
    }
}

impl Report<'_> {
    /// Writes the report.
    pub(crate) fn save(&self, path: &Path) -> Result<()> {
        let mut bytes = serde_json::to_vec_pretty(self).context("the report could not be made")?;
        bytes.push(b'\n');
        fs::write(path, bytes).with_context(|| format!("{}: could not write the report", path.display()))
    }
}

/// The most memory that this process ever held. `None` where the system has no `/proc`.
pub(crate) fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
