//! Finds the files of a source: those of a folder with a fitting extension, or files that are named.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use jiff::Timestamp;
use jiff::civil::Date;
use walkdir::WalkDir;

use super::SourceError;
use super::snapshot::SnapshotFolder;
use crate::config::SourceKind;

/// A file to read.
#[derive(Debug, Clone)]
pub(super) struct File {
    pub(super) path: PathBuf,
    /// The file's name, without folders.
    pub(super) name: String,
    /// Its size in bytes, as stored.
    pub(super) size: u64,
    /// Its last modification on this machine.
    pub(super) modified: Option<Timestamp>,
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The files, in the order of their names, then paths; each once.
    pub(super) files: Vec<File>,
    /// Names of symbolic links inside folders, which are not followed.
    pub(super) links: Vec<String>,
    /// The snapshots among the folders.
    pub(super) snapshots: Vec<SnapshotFolder>,
}

/// Finds the files under `paths`, in folders by their extension: those of `kind`, or of any.
pub(super) fn find(paths: &[PathBuf], kind: Option<SourceKind>) -> Result<Found, SourceError> {
    let mut found = Found::default();
    for path in paths {
        let metadata = std::fs::metadata(path).map_err(|error| unreadable(path, error))?;
        if metadata.is_dir() {
            let is_snapshot =
                matches!(kind, Some(SourceKind::Snapshot | SourceKind::UdataApi | SourceKind::UdataExports));
            let is_asked_for = is_snapshot || kind.is_none();
            if is_asked_for && let Some(snapshot) = SnapshotFolder::of(path)? {
                for path in snapshot.files()? {
                    found.files.push(file(&path)?);
                }
                found.snapshots.push(snapshot);
            } else if is_snapshot {
                return Err(SourceError::NoSnapshot { path: path.clone() });
            } else {
                walk(path, kind, &mut found)?;
            }
        } else {
            found.files.push(file(path)?);
        }
    }
    if found.files.is_empty() {
        return Err(SourceError::NoFile { paths: paths.to_vec(), extensions: extensions(kind) });
    }
    found.files.sort_by(|a, b| (&a.name, &a.path).cmp(&(&b.name, &b.path)));
    let mut seen = HashSet::new();
    found
        .files
        .retain(|file| seen.insert(std::fs::canonicalize(&file.path).unwrap_or_else(|_| file.path.clone())));
    found.links.sort_unstable();
    Ok(found)
}

fn walk(folder: &Path, kind: Option<SourceKind>, found: &mut Found) -> Result<(), SourceError> {
    let is_hidden = |name: &std::ffi::OsStr| name.as_encoded_bytes().starts_with(b".");
    let entries = WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
    for entry in entries {
        let entry = entry.map_err(|error| SourceError::Folder { path: folder.to_owned(), error })?;
        if !has_one_of(entry.path(), extensions(kind)) {
            continue;
        }
        if entry.file_type().is_file() {
            found.files.push(file(entry.path())?);
        } else if entry.path_is_symlink() {
            found.links.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    Ok(())
}

fn file(path: &Path) -> Result<File, SourceError> {
    let metadata = std::fs::metadata(path).map_err(|error| unreadable(path, error))?;
    let modified = metadata.modified().ok().and_then(|time| {
        let seconds = time.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs();
        Timestamp::from_second(i64::try_from(seconds).ok()?).ok()
    });
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok(File { path: path.to_owned(), name, size: metadata.len(), modified })
}

fn unreadable(path: &Path, error: std::io::Error) -> SourceError {
    SourceError::Unreadable { path: path.to_owned(), error }
}

/// The extensions of the files of a kind, each also with `.gz` behind it.
const fn extensions(kind: Option<SourceKind>) -> &'static [&'static str] {
    match kind {
        Some(SourceKind::UdataCsv | SourceKind::UdataExports) => &["csv"],
        Some(SourceKind::UdataJson | SourceKind::Snapshot | SourceKind::UdataApi) => {
            &["jsonl", "ndjson", "json"]
        }
        None => &["csv", "jsonl", "ndjson", "json"],
    }
}

fn has_one_of(path: &Path, extensions: &[&str]) -> bool {
    let extension =
        |path: &Path| path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    let last = extension(path);
    let last = if last.as_deref() == Some("gz") {
        path.file_stem().map(Path::new).and_then(extension)
    } else {
        last
    };
    last.is_some_and(|last| extensions.contains(&&*last))
}

/// The date in a file's name: `export-dataset-20260116-051234.csv`, `datasets-2026-01-16-05-12.csv`.
pub(super) fn date_in_name(name: &str) -> Option<Date> {
    let bytes = name.as_bytes();
    let digits_at = |start: usize, length: usize| -> Option<&str> {
        let text = name.get(start..start + length)?;
        text.bytes().all(|b| b.is_ascii_digit()).then_some(text)
    };
    let is_digit = |place: Option<&u8>| place.is_some_and(u8::is_ascii_digit);
    (0..bytes.len()).find_map(|start| {
        if start > 0 && is_digit(bytes.get(start - 1)) {
            return None;
        }
        let year = digits_at(start, 4)?;
        let (month, day, end) = if bytes.get(start + 4) == Some(&b'-') && bytes.get(start + 7) == Some(&b'-')
        {
            (digits_at(start + 5, 2)?, digits_at(start + 8, 2)?, start + 10)
        } else {
            (digits_at(start + 4, 2)?, digits_at(start + 6, 2)?, start + 8)
        };
        if is_digit(bytes.get(end)) {
            return None;
        }
        let year: i16 = year.parse().ok().filter(|year| (1990..=2200).contains(year))?;
        Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_found_in_a_name() {
        for (name, date) in [
            ("export-dataset-20260116.csv", Some("2026-01-16")),
            ("export-dataset-20260116-051234.csv.gz", Some("2026-01-16")),
            ("datasets-2026-01-16-05-12.csv", Some("2026-01-16")),
            ("2026-01-16.csv", Some("2026-01-16")),
            ("datasets-2026-13-16.csv", None),
            ("datasets-202601161.csv", None),
            ("datasets-120260116.csv", None),
            ("datasets.csv", None),
            ("données-é2026.csv", None),
        ] {
            assert_eq!(date_in_name(name).map(|date| date.to_string()).as_deref(), date, "{name}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_name_is_too_odd(name in "\\PC*") {
            let _ = date_in_name(&name);
        }
    }
}
