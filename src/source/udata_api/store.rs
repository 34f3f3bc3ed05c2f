//! Records on disk while a portal is crawled: the cache of pages that a killed fetch is taken up from.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::api::Record;

/// The records of a list. Held are their ids and places alone.
#[derive(Debug)]
pub(super) struct Store {
    folder: PathBuf,
    files: Vec<PathBuf>,
    places: BTreeMap<Box<str>, Place>,
}

/// Where a record is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) stamp: u64,
    pub(super) resources: u64,
    file: usize,
    start: u64,
    length: u64,
}

/// The first line of a file: what is in it.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Index {
    /// Id, stamp, number of resources, packed length.
    records: Vec<(String, u64, u64, u64)>,
}

impl Store {
    /// What `folder` holds so far; files that are not whole are left out.
    pub(super) fn open(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let mut store = Self { folder: folder.to_owned(), files: Vec::new(), places: BTreeMap::new() };
        let mut names: Vec<PathBuf> =
            fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
        // The last snapshot's first, then pages, then what was asked for singly, later.
        let rank = |path: &PathBuf| match path.extension()?.to_str()? {
            "last" => Some(0),
            "page" => Some(1),
            "record" => Some(2),
            _ => None,
        };
        names.retain(|path| rank(path).is_some());
        names.sort_by_key(|path| (rank(path), path.clone()));
        for path in names {
            store.load(path)?;
        }
        Ok(store)
    }

    /// Takes a file up; `false` when it is not whole.
    fn load(&mut self, path: PathBuf) -> io::Result<bool> {
        let Some((index, start)) = read_index(&path)? else { return Ok(false) };
        let (file, mut start) = (self.files.len(), start);
        self.files.push(path);
        for (id, stamp, resources, length) in index.records {
            self.places.insert(id.into(), Place { stamp, resources, file, start, length });
            start += length;
        }
        Ok(true)
    }

    /// Where the page with this number goes.
    pub(super) fn page(&self, number: usize) -> PathBuf {
        self.folder.join(format!("{number:06}.page"))
    }

    /// Adds records that were asked for singly, or changed.
    pub(super) fn put(&mut self, record: &Record) -> io::Result<()> {
        let name = blake3::hash(record.id.as_bytes()).to_hex();
        let path = self.folder.join(format!("{}.record", &name[..32]));
        write(&path, std::slice::from_ref(record))?;
        self.load(path)?;
        Ok(())
    }

    pub(super) fn remove(&mut self, id: &str) {
        self.places.remove(id);
    }

    pub(super) fn get(&self, id: &str) -> Option<Place> {
        self.places.get(id).copied()
    }

    /// Whether the record came by this fetch, not from the last snapshot.
    pub(super) fn is_new(&self, id: &str) -> bool {
        self.places
            .get(id)
            .is_some_and(|place| self.files[place.file].extension().is_none_or(|end| end != "last"))
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// Ids and places, in the order of ids.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Place)> {
        self.places.iter().map(|(id, place)| (&**id, place))
    }

    /// The record at a place.
    pub(super) fn read(&self, place: Place) -> io::Result<Value> {
        let mut file = File::open(&self.files[place.file])?;
        file.seek(SeekFrom::Start(place.start))?;
        let mut bytes = Vec::new();
        ZlibDecoder::new(file.take(place.length)).read_to_end(&mut bytes)?;
        Ok(serde_json::from_slice(&bytes)?)
    }
}

/// Whether the file at `path` is there and whole.
pub(super) fn is_whole(path: &Path) -> bool {
    read_index(path).is_ok_and(|index| index.is_some())
}

/// Writes records to a file, whole or not at all.
pub(super) fn write(path: &Path, records: &[Record]) -> io::Result<()> {
    let mut index = Index::default();
    let mut packed = Vec::new();
    for record in records {
        let before = packed.len();
        let mut encoder = ZlibEncoder::new(&mut packed, Compression::fast());
        serde_json::to_writer(&mut encoder, &record.value)?;
        encoder.finish()?;
        index.records.push((
            record.id.clone(),
            record.stamp,
            record.resources,
            (packed.len() - before) as u64,
        ));
    }
    let mut bytes = serde_json::to_vec(&index)?;
    bytes.push(b'\n');
    bytes.extend_from_slice(&packed);
    let part = path.with_extension("part");
    File::create(&part)?.write_all(&bytes)?;
    fs::rename(&part, path)
}

/// The index of a file and where its records begin; `None` when it is not whole.
fn read_index(path: &Path) -> io::Result<Option<(Index, u64)>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let size = file.metadata()?.len();
    let mut line = Vec::new();
    BufReader::new(file).read_until(b'\n', &mut line)?;
    let Ok(index) = serde_json::from_slice::<Index>(&line) else { return Ok(None) };
    let start = line.len() as u64;
    let packed: u64 = index.records.iter().map(|record| record.3).sum();
    Ok((start + packed == size).then_some((index, start)))
}
