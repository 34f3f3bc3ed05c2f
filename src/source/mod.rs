//! How a catalogue is read: files are found, recognised by what they hold, streamed, and joined into a catalog.
//!
//! [`read`] does all of it; [`Source::find`] and [`Source::read`] are its two halves, for who wants to show how
//! far it is. One bad record never stops it: see [`crate::catalog::fault`].

mod address;
pub mod checks;
mod date;
mod error;
mod exports;
mod extras;
mod fields;
mod file;
mod interner;
mod portal;
mod prose;
mod snapshot;
mod stream;
mod types;
pub mod udata_api;
mod udata_csv;
mod udata_json;
mod value;

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use jiff::civil::Date;

pub use self::error::SourceError;
pub use self::exports::of_exports;
use self::file::{File, Found};
use self::interner::Interner;
use self::snapshot::SnapshotFolder;
pub use self::stream::Progress;
use self::stream::Stream;
use crate::catalog::{Builder, Catalog, Earlier, Example, Provenance, Snapshot, SourceFile, fault};
use crate::config::{Config, OneOrMany, SourceKind};

/// What a file of datasets holds, as reports call it.
const DATASET: &str = "dataset";
/// The folder of a snapshot, where the config names none.
const SNAPSHOT: &str = "snapshot";
/// How much of a file is looked at to tell JSON from CSV.
const HEAD: u64 = 4 * 1024;

/// Reads the catalogue that the configuration names; `overrides` (`--source`), if any, stand in for its paths.
pub fn read(config: &Config, overrides: &[PathBuf]) -> Result<Catalog, SourceError> {
    Source::find(config, overrides)?.read(&|_| ())
}

/// The files of a catalogue, found and not yet read.
#[derive(Debug)]
pub struct Source {
    paths: Vec<PathBuf>,
    found: Found,
    date: Option<Date>,
    portal: Option<Box<str>>,
    kind: Option<SourceKind>,
    /// What trying addresses found.
    checks: PathBuf,
}

/// What reading a file gave beside the records.
#[derive(Debug)]
struct Summary {
    /// What the file holds; `None` when nothing that is known.
    kind: Option<&'static str>,
    /// Records read, a header apart.
    rows: u64,
}

/// What makes a builder for each file.
type Make<'a> = &'a (dyn Fn() -> Builder + Sync);

/// A file that was read.
struct Read {
    is_json: bool,
    builder: Builder,
    summary: Summary,
    sha256: String,
}

impl Source {
    /// Finds the files that the configuration names; `overrides`, if any, stand in for its paths.
    pub fn find(config: &Config, overrides: &[PathBuf]) -> Result<Self, SourceError> {
        let paths = Self::paths(config, overrides);
        if paths.is_empty() {
            return Err(SourceError::NoPath);
        }
        let date = config.source.date.as_deref().map(date::configured).transpose()?;
        let portal = config.source.portal.as_deref().map(configured_portal).transpose()?;
        // What the command line names may be of another kind than what the config does.
        let kind = config.source.kind.filter(|_| overrides.is_empty());
        let found = file::find(&paths, kind)?;
        let checks = config.path(&config.check.results);
        Ok(Self { paths, found, date, portal, kind, checks })
    }

    /// The files and folders that the configuration names; `overrides`, if any, stand in for them. A change below
    /// any of them changes the catalogue.
    pub fn paths(config: &Config, overrides: &[PathBuf]) -> Vec<PathBuf> {
        match (overrides, &config.source.path) {
            ([], None)
                if matches!(
                    config.source.kind,
                    Some(SourceKind::Snapshot | SourceKind::UdataApi | SourceKind::UdataExports)
                ) =>
            {
                vec![config.path(config.source.snapshot.as_deref().unwrap_or(Path::new(SNAPSHOT)))]
            }
            ([], None) => Vec::new(),
            ([], Some(OneOrMany::One(path))) => vec![config.path(path)],
            ([], Some(OneOrMany::Many(paths))) => paths.iter().map(|path| config.path(path)).collect(),
            (overrides, _) => overrides.to_vec(),
        }
    }

    /// How many bytes all files have, as stored: what [`Progress`] adds up to.
    pub fn bytes(&self) -> u64 {
        self.found.files.iter().map(|file| file.size).sum()
    }

    /// Reads and joins. `progress` is told of bytes as they are read, from several threads.
    pub fn read(self, progress: Progress) -> Result<Catalog, SourceError> {
        self.read_with(&Builder::default, progress)
    }

    /// Reads the catalogue again, while the earlier one is still in use: both share what did not change.
    pub fn read_again(self, earlier: Arc<Catalog>) -> Result<Catalog, SourceError> {
        let earlier = Arc::new(Earlier::new(earlier));
        self.read_with(&|| Builder::after(Arc::clone(&earlier)), &|_| ())
    }

    /// Reads into builders made by `make`, and joins.
    fn read_with(self, make: Make, progress: Progress) -> Result<Catalog, SourceError> {
        let read = self.read_files(make, progress)?;
        let files = &self.found.files;
        let mut builder = make();
        let unreadable = |error| SourceError::Unreadable { path: self.checks.clone(), error };
        builder.checks(checks::availabilities(&self.checks).map_err(unreadable)?);
        for name in &self.found.links {
            let done = "not followed: name its target under `[source] path`".to_owned();
            builder
                .findings()
                .add(fault::LINK_NOT_FOLLOWED, Example { file: name.clone(), done, ..Example::default() });
        }
        let sources = self.summarize(&read, &mut builder)?;
        let newest = || {
            let of_datasets =
                files.iter().zip(&read).filter_map(|(file, read)| Some((file.modified?, &read.builder)));
            of_datasets.filter_map(|(modified, builder)| builder.newest_date(modified)).max()
        };
        let snapshots = &self.found.snapshots;
        let manifest = snapshots.iter().map(|snapshot| snapshot.manifest.date).min();
        let (date, origin) = date::of_snapshot(self.date, manifest, &sources, newest);
        let source = self.provenance(&read);
        let not_renewed =
            snapshots.iter().filter_map(SnapshotFolder::not_renewed).min_by_key(|not| not.since);
        let asked = snapshots.iter().find(|snapshot| !snapshot.manifest.source.url.is_empty());
        let portal = self.portal.or_else(|| Some(portal::portal_of(&asked?.manifest.source.url)?.into()));
        for Read { builder: of_file, .. } in read {
            builder.merge(of_file);
        }
        Ok(builder.finish(Snapshot { date, origin, source, not_renewed, files: sources }, portal))
    }

    /// Where the records come from: what a snapshot's manifest says, else the kind of files.
    fn provenance(&self, read: &[Read]) -> Provenance {
        if let [snapshot] = &*self.found.snapshots {
            return snapshot.provenance();
        }
        let is_json = |read: &Read| read.summary.kind == Some(DATASET) && read.is_json;
        let found = if read.iter().any(is_json) { SourceKind::UdataJson } else { SourceKind::UdataCsv };
        Provenance { kind: self.kind.unwrap_or(found).name().to_owned(), ..Provenance::default() }
    }

    /// Reads every file, the largest first, on as many threads as the machine has; what each gives is in the
    /// order of files, whichever thread was first.
    fn read_files(&self, make: Make, progress: Progress) -> Result<Vec<Read>, SourceError> {
        let files = &self.found.files;
        let mut by_size: Vec<usize> = (0..files.len()).collect();
        by_size.sort_by_key(|place| std::cmp::Reverse(files[*place].size));
        let next = AtomicUsize::new(0);
        let results: Vec<Mutex<Option<Result<Read, SourceError>>>> =
            files.iter().map(|_| Mutex::default()).collect();
        let threads =
            std::thread::available_parallelism().map_or(2, usize::from).clamp(2, 8).min(files.len());
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    let mut interner = Interner::default();
                    while let Some(&place) = by_size.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let result = read_file(&files[place], make(), progress, &mut interner);
                        // Each place has one writer.
                        *results[place].lock().unwrap_or_else(std::sync::PoisonError::into_inner) =
                            Some(result);
                    }
                });
            }
        });
        results
            .into_iter()
            .filter_map(|result| result.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner))
            .collect()
    }

    /// What was read from each file that is an export. Reports the others; fails when no dataset file is among
    /// them.
    fn summarize(&self, read: &[Read], builder: &mut Builder) -> Result<Vec<SourceFile>, SourceError> {
        let files = &self.found.files;
        let mut sources = Vec::new();
        for (file, read) in files.iter().zip(read) {
            let snapshot = self.found.snapshots.iter().find(|snapshot| snapshot.file(&file.path).is_some());
            let date = match snapshot {
                Some(snapshot) => snapshot.verify(&file.path, &read.sha256, read.summary.rows)?,
                None => file::date_in_name(&file.name),
            };
            let Some(kind) = read.summary.kind else {
                // An empty file of a snapshot is as it should be.
                if snapshot.is_some() {
                    continue;
                }
                let done = if read.is_json {
                    "not read: it holds no objects of udata's API that a page shows"
                } else {
                    "not read: its header is that of no udata export"
                };
                let done = done.to_owned();
                builder.findings().add(
                    fault::UNKNOWN_FILE,
                    Example { file: file.name.clone(), done, ..Example::default() },
                );
                continue;
            };
            sources.push(SourceFile {
                name: file.name.clone(),
                kind: kind.to_owned(),
                sha256: read.sha256.clone(),
                rows: read.summary.rows,
                date,
            });
        }
        if sources.is_empty() {
            return Err(SourceError::NoExport {
                files: files.iter().map(|file| file.path.clone()).collect(),
            });
        }
        if !sources.iter().any(|source| source.kind == DATASET) {
            let told = |source: &SourceFile| format!("{}: {}", source.name, source.kind);
            let is_other = |file: &&File| !sources.iter().any(|source| source.name == file.name);
            let others = files.iter().filter(is_other).map(|file| format!("{}: no export", file.name));
            let kinds = sources.iter().map(told).chain(others).collect();
            return Err(SourceError::NoDatasets { paths: self.paths.clone(), kinds });
        }
        Ok(sources)
    }
}

/// Reads one file, its bytes on a thread of their own. What it holds is told by how it begins.
fn read_file(
    file: &File,
    mut builder: Builder,
    progress: Progress,
    interner: &mut Interner,
) -> Result<Read, SourceError> {
    let unreadable = |error| SourceError::Unreadable { path: file.path.clone(), error };
    let opened = std::fs::File::open(&file.path).map_err(unreadable)?;
    std::thread::scope(|scope| {
        let mut stream = Stream::start(scope, opened, progress);
        let mut head = Vec::new();
        (&mut stream).take(HEAD).read_to_end(&mut head).map_err(unreadable)?;
        let is_json = begins_json(&head);
        let bytes = io::Cursor::new(head).chain(&mut stream);
        let summary = if is_json {
            udata_json::read(&file.path, &file.name, bytes, interner, &mut builder)
        } else {
            udata_csv::read(&file.name, bytes, &mut builder)
        };
        let summary = summary.map_err(unreadable)?;
        let sha256 = stream.finish().map_err(unreadable)?;
        Ok(Read { is_json, builder, summary, sha256 })
    })
}

/// Whether a file that begins like this holds JSON.
fn begins_json(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    matches!(head.trim_ascii_start().first(), Some(b'{' | b'['))
}

/// The portal of the configuration, without a slash at the end.
fn configured_portal(value: &str) -> Result<Box<str>, SourceError> {
    match url::Url::parse(value) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => {
            Ok(value.trim().trim_end_matches('/').into())
        }
        _ => Err(SourceError::Portal { value: value.to_owned() }),
    }
}
