//! Writes a file of a snapshot: records in any order, sorted by id on disk.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};

use flate2::{Compression, GzBuilder};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::{Kind, ManifestFile};

/// A file of a snapshot being made. Records stand in a plain file beside it until [`SnapshotFile::finish`]: only
/// their ids and places are held, some 100 bytes each.
#[derive(Debug)]
pub struct SnapshotFile {
    kind: Kind,
    path: PathBuf,
    spool_path: PathBuf,
    spool: BufWriter<File>,
    end: u64,
    /// Where each record stands in the spool: its first byte and its length.
    places: BTreeMap<Box<str>, (u64, usize)>,
}

impl SnapshotFile {
    /// Starts the file of `kind` in `folder`, which exists.
    pub fn create(folder: &Path, kind: Kind) -> io::Result<Self> {
        let path = folder.join(kind.file_name());
        let spool_path = folder.join(format!("{}.jsonl.part", kind.name()));
        let spool = File::options().read(true).write(true).create(true).truncate(true).open(&spool_path)?;
        Ok(Self { kind, path, spool_path, spool: BufWriter::new(spool), end: 0, places: BTreeMap::new() })
    }

    /// Adds a record. Of several with the same id the last stays.
    pub fn add(&mut self, id: &str, record: &serde_json::Value) -> io::Result<()> {
        let line = serde_json::to_vec(record)?;
        self.spool.write_all(&line)?;
        self.places.insert(id.into(), (self.end, line.len()));
        self.end += line.len() as u64;
        Ok(())
    }

    /// How many records there are.
    pub fn rows(&self) -> u64 {
        self.places.len() as u64
    }

    /// Whether a record has that id.
    pub fn contains(&self, id: &str) -> bool {
        self.places.contains_key(id)
    }

    /// Sorts, packs and puts the file in place. `date`: when its records were asked for.
    pub fn finish(self, date: Timestamp) -> io::Result<ManifestFile> {
        let Self { kind, path, spool_path, spool, places, .. } = self;
        let mut spool = spool.into_inner().map_err(io::IntoInnerError::into_error)?;
        let part = path.with_extension("gz.part");
        let hashed = Hashed { to: BufWriter::new(File::create(&part)?), sha256: Sha256::new(), bytes: 0 };
        // No name, no time, and no word of the system that wrote it.
        let mut gzip = GzBuilder::new().operating_system(255).write(hashed, Compression::new(6));
        let mut line = Vec::new();
        for (start, length) in places.values() {
            spool.seek(SeekFrom::Start(*start))?;
            line.resize(*length, 0);
            spool.read_exact(&mut line)?;
            line.push(b'\n');
            gzip.write_all(&line)?;
        }
        let Hashed { to, sha256, bytes } = gzip.finish()?;
        to.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        fs::rename(&part, &path)?;
        drop(spool);
        fs::remove_file(&spool_path)?;
        Ok(ManifestFile {
            name: kind.file_name(),
            kind,
            rows: places.len() as u64,
            bytes,
            sha256: hexadecimal(&sha256.finalize()),
            date,
        })
    }
}

/// Counts and hashes what is written.
struct Hashed<W> {
    to: W,
    sha256: Sha256,
    bytes: u64,
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let length = self.to.write(buffer)?;
        self.sha256.update(&buffer[..length]);
        self.bytes += length as u64;
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Writing to a string never fails.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use flate2::read::GzDecoder;
    use serde_json::json;

    use super::*;

    #[test]
    fn any_order_makes_the_same_bytes() {
        let write = |ids: &[&str]| {
            let folder = tempfile::tempdir().unwrap();
            let mut file = SnapshotFile::create(folder.path(), Kind::Reuses).unwrap();
            for id in ids {
                file.add(id, &json!({"id": id, "title": format!("Titre\n{id}")})).unwrap();
            }
            let entry = file.finish(Timestamp::UNIX_EPOCH).unwrap();
            let bytes = fs::read(folder.path().join("reuses.jsonl.gz")).unwrap();
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
            (entry, bytes)
        };
        let (entry, bytes) = write(&["b", "c", "a"]);
        assert_eq!(write(&["c", "b", "a", "b"]), (entry.clone(), bytes.clone()));
        assert_eq!((entry.rows, entry.bytes), (3, bytes.len() as u64));
        assert_eq!(entry.sha256, hexadecimal(&Sha256::digest(&bytes)));
        let text = io::read_to_string(GzDecoder::new(&*bytes)).unwrap();
        let ids: Vec<_> = text.lines().map(|line| line[7..8].to_owned()).collect();
        assert_eq!(ids, ["a", "b", "c"]);
        assert_eq!(text.lines().count(), 3);
    }

    #[test]
    fn nothing_makes_an_empty_file() {
        let folder = tempfile::tempdir().unwrap();
        let entry =
            SnapshotFile::create(folder.path(), Kind::Posts).unwrap().finish(Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(entry.rows, 0);
        let bytes = fs::read(folder.path().join("posts.jsonl.gz")).unwrap();
        assert_eq!(io::read_to_string(GzDecoder::new(&*bytes)).unwrap(), "");
    }
}
