//! The nightly CSV export of a kind as the list of what changed: rows compared with those of the last fetch, by hash.
//! It tells of edits that move nothing in a list by date (a title, a licence, archiving), and of deletions.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use csv::ByteRecord;
use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;

use super::FetchError;
use super::api::Api;
use super::page::is_id;
use crate::archive::Kind;
use crate::net::{Downloaded, NetError, Redirects, Request, Unusable, Validators};

/// The most bytes of an export.
const LARGEST: u64 = 8 * 1024 * 1024 * 1024;

/// What became of a kind's records from one export to the next.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// Rows that are new or different.
    pub(super) changed: Vec<String>,
    /// Rows that are gone, or archived since.
    pub(super) gone: Vec<String>,
}

/// An export that was compared.
#[derive(Debug)]
pub(super) struct Compared {
    /// `None` when there was no earlier export to compare with.
    pub(super) changes: Option<Changes>,
    /// The export's version.
    pub(super) validators: Validators,
    /// The hashes of its rows.
    pub(super) rows: PathBuf,
}

/// Hashes of rows by id; `None` for archived ones, which no list shows.
type Rows = BTreeMap<Box<str>, Option<u64>>;

/// Compares the export of a kind with the rows kept of an earlier one. `None` when the portal offers no export, or none
/// that may be followed.
pub(super) fn compare(
    api: &Api,
    kind: Kind,
    hosts: &[String],
    earlier: Option<(&Path, &Validators)>,
    folder: &Path,
) -> Result<Option<Compared>, FetchError> {
    fs::create_dir_all(folder).map_err(FetchError::io(folder))?;
    let mut url = api.at("1", &["site"]);
    // The configuration's address has a host, so this cannot be refused.
    if let Ok(mut segments) = url.path_segments_mut() {
        segments.pop_if_empty().push(&format!("{}.csv", kind.name()));
    }
    let mut request = Request {
        accept: "text/csv, application/gzip;q=0.9",
        redirects: Redirects::Hosts(hosts),
        ..Request::json(url, LARGEST)
    };
    if let Some((_, validators)) = earlier {
        request.newer_than(validators);
    }
    let csv = folder.join("export.csv");
    let kept = folder.join("rows.gz");
    let downloaded = api.client.download(&request, &csv, &looks_like_csv, &mut |_, _| ());
    let validators = match downloaded {
        Ok(Downloaded::Unchanged) => {
            let Some((rows, validators)) = earlier else { return Ok(None) };
            fs::copy(rows, &kept).map_err(FetchError::io(&kept))?;
            let changes = Some(Changes::default());
            return Ok(Some(Compared { changes, validators: validators.clone(), rows: kept }));
        }
        Ok(Downloaded::File { validators, .. }) => validators,
        Err(error @ NetError::Write { .. }) => return Err(error.into()),
        // An export is a shorter way. Without one there is the longer one.
        Err(_) => return Ok(None),
    };
    let new = match read(&csv) {
        Ok(rows) => rows,
        Err(error) if error.kind() == io::ErrorKind::InvalidData => return Ok(None),
        Err(error) => return Err(FetchError::io(&csv)(error)),
    };
    fs::remove_file(&csv).map_err(FetchError::io(&csv))?;
    save(&kept, &new).map_err(FetchError::io(&kept))?;
    let old = earlier.and_then(|(path, _)| load(path).ok());
    let changes = old.map(|old| between(&old, &new));
    Ok(Some(Compared { changes, validators, rows: kept }))
}

fn between(old: &Rows, new: &Rows) -> Changes {
    let is_shown = |rows: &Rows, id: &str| rows.get(id).is_some_and(Option::is_some);
    let changed = new.iter().filter(|(id, hash)| hash.is_some() && old.get(*id) != Some(*hash));
    let gone = old.keys().filter(|id| is_shown(old, id) && !is_shown(new, id));
    Changes {
        changed: changed.map(|(id, _)| id.to_string()).collect(),
        gone: gone.map(ToString::to_string).collect(),
    }
}

fn looks_like_csv(head: &[u8]) -> Result<(), Unusable> {
    if is_packed(head) || head.starts_with(b"\"id\";") || head.starts_with(b"id;") {
        return Ok(());
    }
    Err(Unusable("the file does not begin as a CSV export of udata does".to_owned()))
}

fn is_packed(head: &[u8]) -> bool {
    head.starts_with(&[0x1f, 0x8b])
}

/// Hashes the rows of an export, but for figures that change every night.
fn read(path: &Path) -> io::Result<Rows> {
    let mut head = [0; 2];
    let is_packed = File::open(path)?.read_exact(&mut head).is_ok() && is_packed(&head);
    let file = BufReader::with_capacity(256 * 1024, File::open(path)?);
    let reader: Box<dyn Read> = if is_packed { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').flexible(true).from_reader(reader);
    let invalid = |what: &str| io::Error::new(io::ErrorKind::InvalidData, what.to_owned());
    let header = reader.byte_headers().map_err(|error| invalid(&error.to_string()))?.clone();
    let place = |name: &[u8]| header.iter().position(|column| column == name);
    let Some(id) = place(b"id") else { return Err(invalid("no column \"id\"")) };
    let archived = place(b"archived");
    let counted: Vec<bool> = header.iter().map(is_counted).collect();
    let mut rows = Rows::new();
    let mut row = ByteRecord::new();
    while reader.read_byte_record(&mut row).map_err(|error| invalid(&error.to_string()))? {
        let Some(id) = row.get(id).and_then(|id| std::str::from_utf8(id).ok()).filter(|id| is_id(id)) else {
            continue;
        };
        let is_archived = archived
            .and_then(|place| row.get(place))
            .is_some_and(|value| !matches!(value, b"" | b"False" | b"false" | b"None"));
        let mut hasher = blake3::Hasher::new();
        for (cell, _) in row.iter().zip(&counted).filter(|(_, is_counted)| **is_counted) {
            hasher.update(&(cell.len() as u64).to_le_bytes());
            hasher.update(cell);
        }
        let hash = u64::from_le_bytes(hasher.finalize().as_bytes()[..8].try_into().unwrap_or_default());
        rows.insert(id.into(), (!is_archived).then_some(hash));
    }
    Ok(rows)
}

/// Views, followers, scores: not edits. Formats are written in another order every night.
fn is_counted(column: &[u8]) -> bool {
    !column.starts_with(b"metric.")
        && !matches!(column, b"quality_score" | b"downloads" | b"members_count" | b"resources_formats")
}

fn save(path: &Path, rows: &Rows) -> io::Result<()> {
    let mut out = GzEncoder::new(BufWriter::new(File::create(path)?), Compression::fast());
    for (id, hash) in rows {
        match hash {
            Some(hash) => writeln!(out, "{id} {hash:x}")?,
            None => writeln!(out, "{id} -")?,
        }
    }
    out.finish()?.flush()
}

fn load(path: &Path) -> io::Result<Rows> {
    let text = io::read_to_string(MultiGzDecoder::new(BufReader::new(File::open(path)?)))?;
    let lines = text.lines().filter_map(|line| line.split_once(' '));
    Ok(lines.map(|(id, hash)| (id.into(), u64::from_str_radix(hash, 16).ok())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(csv: &str) -> Rows {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("export.csv");
        fs::write(&path, csv).unwrap();
        let rows = read(&path).unwrap();
        save(&folder.path().join("rows.gz"), &rows).unwrap();
        assert_eq!(load(&folder.path().join("rows.gz")).unwrap(), rows);
        rows
    }

    #[test]
    fn edits_and_deletions_are_told_and_figures_are_not() {
        let header = "\"id\";\"title\";\"archived\";\"metric.views\"\r\n";
        let old = rows(&format!(
            "{header}\"a\";\"A\";False;1\r\n\"b\";\"B\";False;1\r\n\"c\";\"C\";False;1\r\n\"d\";\"D\";False;1\r\n\"e\";\"E\";\"2024-01-01T00:00:00\";1\r\n"
        ));
        let new = rows(&format!(
            "{header}\"a\";\"A\";False;9\r\n\"b\";\"New\";False;1\r\n\"d\";\"D\";\"2026-01-01T00:00:00\";1\r\n\"e\";\"E\";\"2024-01-01T00:00:00\";1\r\n\"f\";\"F\";False;0\r\n"
        ));
        let Changes { changed, gone } = between(&old, &new);
        assert_eq!(
            (changed, gone),
            (vec!["b".to_owned(), "f".to_owned()], vec!["c".to_owned(), "d".to_owned()])
        );
    }
}
