//! The journal: which files a build is about to make or change. It names a file before that file is touched,
//! so that a later build knows what one that was killed may have left.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::OutputError;
use super::frame::{self, Frames, Reader};

const HEADING: &str = "etalage journal 1\n";
/// How many names a frame holds.
const NAMES_A_FRAME: usize = 4096;

/// The names in a journal's bytes, sorted, without repeats. A frame cut short names files that were never
/// touched: names are on disk before the first of their files is.
pub(super) fn decode(file: &[u8]) -> Vec<Box<str>> {
    let mut names: Vec<Box<str>> = Vec::new();
    for payload in Frames::after(HEADING, file).into_iter().flatten() {
        let mut reader = Reader::new(payload);
        let start = names.len();
        while let Some(name) = reader.text(names[start..].last().map_or("", |name| name)) {
            names.push(name);
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// A journal being written.
pub(super) struct Journal {
    path: PathBuf,
    file: Mutex<Option<File>>,
}

impl Journal {
    /// The journal at `path`, not yet opened: a build that changes nothing writes none.
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, file: Mutex::new(None) }
    }

    /// Adds names, and returns once they are on disk.
    pub(super) fn add<'a>(&self, names: impl Iterator<Item = &'a str>) -> Result<(), OutputError> {
        let mut bytes = Vec::new();
        let mut payload = Vec::new();
        let mut before = "";
        let mut count = 0;
        for name in names {
            if count == NAMES_A_FRAME {
                frame::push(&mut bytes, &payload);
                payload.clear();
                (before, count) = ("", 0);
            }
            frame::push_text(&mut payload, before, name);
            before = name;
            count += 1;
        }
        if count == 0 {
            return Ok(());
        }
        frame::push(&mut bytes, &payload);
        let failed = || OutputError::disk("write the journal", &self.path);
        let mut slot = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let file = match &mut *slot {
            Some(file) => file,
            empty => empty.insert(open(&self.path).map_err(failed())?),
        };
        file.write_all(&bytes).and_then(|()| file.sync_data()).map_err(failed())
    }
}

/// Opens the journal to add to it. One whose last frame was cut short goes on after its last whole frame: what
/// follows a torn frame could not be read.
fn open(path: &Path) -> std::io::Result<File> {
    let mut file = OpenOptions::new().create(true).append(true).read(true).open(path)?;
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut file, &mut bytes)?;
    if let Some(mut frames) = Frames::after(HEADING, &bytes) {
        frames.by_ref().for_each(drop);
        file.set_len((bytes.len() - frames.left()) as u64)?;
    } else {
        file.set_len(0)?;
        file.write_all(HEADING.as_bytes())?;
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back_and_a_torn_end_does_not_hide_what_follows() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let names: Vec<String> = (0..9000).map(|number| format!("datasets/{number:05}/index.html")).collect();
        Journal::new(path.clone()).add(names.iter().map(String::as_str)).unwrap();
        let whole = std::fs::read(&path).unwrap();
        assert_eq!(decode(&whole).len(), 9000);

        std::fs::write(&path, &whole[..whole.len() - 3]).unwrap();
        let journal = Journal::new(path.clone());
        journal.add(["one", "two"].into_iter()).unwrap();
        journal.add(std::iter::once("three")).unwrap();
        let read = decode(&std::fs::read(&path).unwrap());
        assert_eq!(read.len(), 8192 + 3);
        assert!(["one", "two", "three"].iter().all(|name| read.iter().any(|read| **read == **name)));
    }

    #[test]
    fn nothing_to_say_makes_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        Journal::new(path.clone()).add(std::iter::empty()).unwrap();
        assert!(!path.exists());
        assert_eq!(decode(b"not a journal"), Vec::<Box<str>>::new());
    }
}
