//! Why a catalogue could not be read. What is wrong with single records is a finding, not an error.

use std::io;
use std::path::PathBuf;

use crate::archive::ManifestError;

/// A source that cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// Neither the configuration nor the command line says where the catalogue is.
    #[error("no catalogue to read: give `path` under `[source]` in the configuration, or `--source PATH`")]
    NoPath,
    /// A path that does not exist or cannot be opened.
    #[error("cannot read the source {}: {error}", path.display())]
    Unreadable {
        /// The path.
        path: PathBuf,
        /// Why.
        #[source]
        error: io::Error,
    },
    /// A folder could not be walked.
    #[error("cannot list the source folder {}: {error}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        #[source]
        error: walkdir::Error,
    },
    /// Folders without a single file that could be read.
    #[error("no .{} file (or .gz of one) in {}", extensions.join(", ."), list(paths))]
    NoFile {
        /// Where they were looked for.
        paths: Vec<PathBuf>,
        /// What was looked for.
        extensions: &'static [&'static str],
    },
    /// A folder that should hold a snapshot.
    #[error("no snapshot in {}: it has no manifest.json; `etalage fetch` makes one", path.display())]
    NoSnapshot {
        /// The folder.
        path: PathBuf,
    },
    /// A manifest that cannot be read.
    #[error(transparent)]
    Manifest(ManifestError),
    /// A snapshot that was never finished.
    #[error(
        "the snapshot in {} is not complete, as its manifest says: finish it with `etalage fetch`, or name its \
         .jsonl.gz files under `[source] path` to read what there is of it",
        folder.display()
    )]
    IncompleteSnapshot {
        /// The folder.
        folder: PathBuf,
    },
    /// A file of a snapshot that its manifest describes otherwise.
    #[error(
        "{} is not the file that the snapshot's manifest describes ({what}): fetch the snapshot again, or bring the \
         file back from where it was copied",
        path.display()
    )]
    ChangedSnapshot {
        /// The file.
        path: PathBuf,
        /// What differs.
        what: String,
    },
    /// Files, none of which is a udata export or holds objects of its API.
    #[error(
        "none of these files is a udata export: {}; an export is known by its header, for datasets a line that \
         begins like `\"id\";\"title\";\"slug\"` and names columns such as `organization_id`, `license`, \
         `frequency` or `tags`, in UTF-8; a dump of its API by objects with keys such as `id`, `title` and `resources`",
        list(files)
    )]
    NoExport {
        /// The files that were looked at.
        files: Vec<PathBuf>,
    },
    /// Exports, but none of datasets.
    #[error(
        "no datasets in {} (found: {}); on a udata portal they are in `datasets.csv` or `export-dataset-*.csv`, whose \
         header begins like `\"id\";\"title\";\"slug\"`, in UTF-8, or under /api/1/datasets/",
        list(paths),
        kinds.join(", ")
    )]
    NoDatasets {
        /// Where it was looked for.
        paths: Vec<PathBuf>,
        /// What was found instead: file names with their kind.
        kinds: Vec<String>,
    },
    /// `[source] date` is no date.
    #[error("`date = \"{value}\"` under `[source]` is not a date: write it like 2026-01-16")]
    Date {
        /// What it says.
        value: String,
    },
    /// `[source] portal` is no address.
    #[error(
        "`portal = \"{value}\"` under `[source]` is not a web address: write it like https://www.data.gouv.fr"
    )]
    Portal {
        /// What it says.
        value: String,
    },
}

/// A list of paths for a sentence: the first ones, then how many more.
fn list(paths: &[PathBuf]) -> String {
    const SHOWN: usize = 5;
    let text = paths.iter().take(SHOWN).map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
    match paths.len().saturating_sub(SHOWN) {
        0 => text,
        more => format!("{text} and {more} more"),
    }
}
