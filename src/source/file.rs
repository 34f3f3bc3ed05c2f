//! Finds the files of a source: a folder's `.csv` and `.csv.gz`, or files that are named.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use jiff::Timestamp;
use jiff::civil::Date;
use walkdir::WalkDir;

use super::SourceError;

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
}

/// Finds the files under `paths`, in folders by their extension.
pub(super) fn find(paths: &[PathBuf]) -> Result<Found, SourceError> {
    let mut found = Found::default();
    for path in paths {
        let metadata = std::fs::metadata(path).map_err(|error| unreadable(path, error))?;
        if metadata.is_dir() {
            walk(path, &mut found)?;
        } else {
            found.files.push(file(path)?);
        }
    }
    if found.files.is_empty() {
        return Err(SourceError::NoFile { paths: paths.to_vec() });
    }
    found.files.sort_by(|a, b| (&a.name, &a.path).cmp(&(&b.name, &b.path)));
    let mut seen = HashSet::new();
    found
        .files
        .retain(|file| seen.insert(std::fs::canonicalize(&file.path).unwrap_or_else(|_| file.path.clone())));
    found.links.sort_unstable();
    Ok(found)
}

fn walk(folder: &Path, found: &mut Found) -> Result<(), SourceError> {
    let is_hidden = |name: &std::ffi::OsStr| name.as_encoded_bytes().starts_with(b".");
    let entries = WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
    for entry in entries {
        let entry = entry.map_err(|error| SourceError::Folder { path: folder.to_owned(), error })?;
        if !is_csv(entry.path()) {
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

fn is_csv(path: &Path) -> bool {
    let has = |path: &Path, extension: &str| {
        path.extension().is_some_and(|has| has.eq_ignore_ascii_case(extension))
    };
    has(path, "csv") || (has(path, "gz") && path.file_stem().is_some_and(|stem| has(Path::new(stem), "csv")))
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
