//! One build of an output folder: renders what is stale, writes what differs, deletes what went.

use std::io::{self, BufWriter, Write};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::earlier::Earlier;
use super::folder::Folder;
use super::journal::Journal;
use super::manifest::{FileRecord, Files};
use super::{OutputError, Planned, path};
use crate::catalog::Digest;
use crate::site::{Body, BundleFile, SiteError, StreamWriter};

/// How many routes a thread takes at a time: neighbours, which often share folders.
const TAKEN_AT_ONCE: usize = 16;

/// What a build did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Routes rendered.
    pub rendered: usize,
    /// Files made or changed.
    pub written: usize,
    /// Files of the site left as they were.
    pub unchanged: usize,
    /// Files deleted.
    pub deleted: usize,
    /// The size of the whole site, in bytes.
    pub bytes: u64,
    /// Its largest file, and that file's size.
    pub largest: Option<(String, u64)>,
    /// Time spent rendering, summed over threads.
    pub render_time: Duration,
    /// Time spent hashing and writing, summed over threads.
    pub write_time: Duration,
}

impl Written {
    /// Counts a file of the site.
    pub(super) fn measure(&mut self, path: &str, size: u64) {
        self.bytes += size;
        if self.largest.as_ref().is_none_or(|(_, largest)| size > *largest) {
            self.largest = Some((path.to_owned(), size));
        }
    }
}

/// A build under way.
pub(super) struct Update<'a> {
    pub(super) earlier: &'a Earlier,
    pub(super) folder: Folder<'a>,
    pub(super) journal: Journal,
    pub(super) planned: &'a [Planned],
    /// The places of `planned`, by path.
    pub(super) order: Vec<usize>,
}

/// What one thread did.
#[derive(Default)]
struct Share {
    results: Vec<(usize, Files)>,
    done: Written,
}

impl Update<'_> {
    /// Renders and writes the stale routes, in their order, on all threads. Gives what each route has for
    /// files, by its place.
    pub(super) fn render<'b>(
        &self,
        stale: &[usize],
        render: &(impl Fn(usize) -> Result<Body<'b>, SiteError> + Sync),
        progress: &(impl Fn(usize) + Sync),
    ) -> Result<(Vec<Option<Files>>, Written), OutputError> {
        let next = AtomicUsize::new(0);
        let stopped = AtomicBool::new(false);
        let shares = rayon::broadcast(|_| {
            let mut share = Share::default();
            while let Some(taken) = stale.chunks(TAKEN_AT_ONCE).nth(next.fetch_add(1, Ordering::Relaxed)) {
                if stopped.load(Ordering::Relaxed) {
                    break;
                }
                for &place in taken {
                    if let Err(error) = self.route(place, render, &mut share) {
                        stopped.store(true, Ordering::Relaxed);
                        return Err((place, error));
                    }
                }
                progress(taken.len());
            }
            Ok(share)
        });
        let mut files = vec![None; self.planned.len()];
        let mut done = Written::default();
        let mut failures = Vec::new();
        for share in shares {
            match share {
                Ok(share) => {
                    for (place, result) in share.results {
                        files[place] = Some(result);
                    }
                    done.rendered += share.done.rendered;
                    done.written += share.done.written;
                    done.render_time += share.done.render_time;
                    done.write_time += share.done.write_time;
                }
                Err(failure) => failures.push(failure),
            }
        }
        match failures.into_iter().min_by_key(|(place, _)| *place) {
            Some((_, error)) => Err(error),
            None => Ok((files, done)),
        }
    }

    fn route<'b>(
        &self,
        place: usize,
        render: &impl Fn(usize) -> Result<Body<'b>, SiteError>,
        share: &mut Share,
    ) -> Result<(), OutputError> {
        let path = &*self.planned[place].path;
        let failed = |source| OutputError::Render { path: path.to_owned(), source };
        let begun = Instant::now();
        let body = render(place).map_err(failed)?;
        let rendered = Instant::now();
        let known = self.earlier.route(path);
        let known = |file: &str| known.and_then(|route| route.file(file));
        let (files, written) = match body {
            Body::Bytes(bytes) => {
                let (record, written) = self.bytes(path, &bytes, known(path))?;
                (Files::One(record), usize::from(written))
            }
            Body::Stream(stream) => {
                let (record, written) = self.stream(path, stream, known(path))?;
                (Files::One(record), usize::from(written))
            }
            Body::Bundle(bundle) => self.bundle(bundle, known)?,
        };
        share.results.push((place, files));
        share.done.rendered += 1;
        share.done.written += written;
        share.done.render_time += rendered - begun;
        share.done.write_time += rendered.elapsed();
        Ok(())
    }

    fn bytes(
        &self,
        path: &str,
        bytes: &[u8],
        known: Option<FileRecord>,
    ) -> Result<(FileRecord, bool), OutputError> {
        let record = FileRecord { size: bytes.len() as u64, content: digest(&blake3::hash(bytes)) };
        if known == Some(record) && self.earlier.is_there(path, record) {
            return Ok((record, false));
        }
        self.folder.put(path, bytes)?;
        Ok((record, true))
    }

    fn stream(
        &self,
        path: &str,
        stream: StreamWriter,
        known: Option<FileRecord>,
    ) -> Result<(FileRecord, bool), OutputError> {
        let draft = self.folder.draft(path)?;
        let mut sink = Sink {
            out: BufWriter::with_capacity(1 << 16, &draft.file),
            hasher: blake3::Hasher::new(),
            size: 0,
        };
        stream(&mut sink).map_err(|source| OutputError::Render { path: path.to_owned(), source })?;
        sink.out.flush().map_err(OutputError::disk("write", &self.folder.place(path)))?;
        let record = FileRecord { size: sink.size, content: digest(&sink.hasher.finalize()) };
        drop(sink);
        if known == Some(record) && self.earlier.is_there(path, record) {
            return Ok((record, false));
        }
        draft.finish()?;
        Ok((record, true))
    }

    /// Writes a bundle's files, which the journal does not name yet.
    fn bundle(
        &self,
        mut bundle: Vec<BundleFile>,
        known: impl Fn(&str) -> Option<FileRecord>,
    ) -> Result<(Files, usize), OutputError> {
        bundle.sort_unstable_by(|one, other| one.path.cmp(&other.path));
        if let Some(pair) = bundle.windows(2).find(|pair| pair[0].path == pair[1].path) {
            return Err(OutputError::Clash { path: pair[0].path.clone() });
        }
        for file in &bundle {
            path::check(&file.path)?;
        }
        self.journal
            .add(bundle.iter().map(|file| &*file.path).filter(|path| !self.earlier.is_touched(path)))?;
        let mut records = Vec::with_capacity(bundle.len());
        let mut written = 0;
        for BundleFile { path, bytes } in bundle {
            let (record, wrote) = self.bytes(&path, &bytes, known(&path))?;
            written += usize::from(wrote);
            records.push((path.into_boxed_str(), record));
        }
        Ok((Files::Bundle(records.into()), written))
    }

    /// Deletes the files of earlier builds that this one does not have, and the folders that this empties.
    pub(super) fn delete(&self, names: &[&str], wanted: &[&str]) -> Result<usize, OutputError> {
        let is_wanted = |name: &str| wanted.binary_search(&name).is_ok();
        self.earlier.touched.par_iter().try_for_each(|name| self.folder.delete_temporary(name))?;
        let obsolete: Vec<&str> = names.par_iter().copied().filter(|name| !is_wanted(name)).collect();
        let deleted = obsolete.par_iter().map(|name| self.folder.delete(name).map(usize::from));
        let deleted = deleted.try_reduce(|| 0, |one, other| Ok(one + other))?;
        self.folder.prune(obsolete.into_iter());
        Ok(deleted)
    }
}

fn digest(hash: &blake3::Hash) -> Digest {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.as_bytes()[..16]);
    Digest(bytes)
}

/// Hashes and counts what passes through.
struct Sink<W: Write> {
    out: BufWriter<W>,
    hasher: blake3::Hasher,
    size: u64,
}

impl<W: Write> Write for Sink<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write_all(bytes)?;
        self.hasher.update(bytes);
        self.size += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
