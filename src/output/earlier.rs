//! What earlier builds left in an output folder.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::journal;
use super::manifest::{FileRecord, Manifest, RouteRecord};
use super::path::OWN_FOLDER;
use super::{OutputError, Planned};

/// The name of the manifest, in the output's own folder.
pub(super) const MANIFEST: &str = "manifest";
/// The name of the journal, beside it.
pub(super) const JOURNAL: &str = "journal";

/// What is known of a folder before a build: the manifest of the last finished build, and the journal of those
/// that were killed since. Reading it changes nothing on disk.
#[derive(Debug, Default)]
pub struct Earlier {
    root: PathBuf,
    pub(super) manifest: Manifest,
    /// Files that a killed build was about to make or change: what they hold is not known. Sorted.
    pub(super) touched: Vec<Box<str>>,
    /// Whether the manifest could be read to its end.
    pub(super) whole: bool,
    /// Whether there was nothing at all in the folder.
    pub(super) empty: bool,
}

impl Earlier {
    /// Reads what is known of `folder`, which need not exist.
    ///
    /// A folder that holds files and was not made by etalage is an error, unless `force` is given.
    pub fn read(folder: &Path, force: bool) -> Result<Self, OutputError> {
        let Some(Survey { root, own, empty }) = survey(folder, force)? else {
            return Ok(Self { root: folder.to_owned(), whole: true, empty: true, ..Self::default() });
        };
        let mut earlier = Self { root, whole: true, empty, ..Self::default() };
        if let Some(file) = read_if_there(&own.join(MANIFEST))? {
            let read = Manifest::decode(&file);
            (earlier.manifest, earlier.whole) = (read.manifest, read.whole);
        }
        let journal = read_if_there(&own.join(JOURNAL))?;
        earlier.touched = journal.as_deref().map(journal::decode).unwrap_or_default();
        Ok(earlier)
    }

    /// The folder, as an absolute path where it exists.
    pub fn folder(&self) -> &Path {
        &self.root
    }

    /// Whether the manifest was damaged or of another version. Everything is then written again; files that
    /// only the lost part named stay where they are.
    pub fn is_damaged(&self) -> bool {
        !self.whole
    }

    /// Whether an earlier build was stopped before its end.
    pub fn is_unfinished(&self) -> bool {
        !self.touched.is_empty()
    }

    /// The places in `planned` of the routes that must be rendered: those whose key is not that of the last
    /// build, and those whose files are gone, of another size, or perhaps touched by a build that was killed.
    pub fn stale(&self, planned: &[Planned]) -> Vec<usize> {
        let is_stale = |planned: &Planned| {
            !self.route(&planned.path).is_some_and(|route| {
                route.key == planned.key && route.files().all(|(path, record)| self.is_there(path, record))
            })
        };
        (0..planned.len()).into_par_iter().filter(|&place| is_stale(&planned[place])).collect()
    }

    /// Whether the file at `path` is the one that the manifest tells of, as far as its size shows.
    pub(super) fn is_there(&self, path: &str, record: FileRecord) -> bool {
        !self.is_touched(path)
            && fs::symlink_metadata(self.root.join(path))
                .is_ok_and(|metadata| metadata.is_file() && metadata.len() == record.size)
    }

    /// The record of a route, where it can be relied on.
    pub(super) fn route(&self, path: &str) -> Option<&RouteRecord> {
        self.manifest.route(path).filter(|_| self.whole)
    }

    /// Whether a build that was killed may have made or changed the file at `path`.
    pub(super) fn is_touched(&self, path: &str) -> bool {
        self.touched.binary_search_by(|touched| (**touched).cmp(path)).is_ok()
    }

    /// The size of the file that the last build left for the route at `path`, in bytes.
    pub fn size(&self, path: &str) -> Option<u64> {
        self.route(path).map(|route| route.files().map(|(_, record)| record.size).sum())
    }

    /// The files of the last build that are gone, and those that have another size than it gave them. Sorted.
    pub fn altered(&self) -> (Vec<&str>, Vec<&str>) {
        let mut altered: Vec<(&str, bool)> = self
            .manifest
            .files()
            .filter(|(path, record)| !self.is_touched(path) && !self.is_there(path, *record))
            .map(|(path, _)| (path, self.root.join(path).is_file()))
            .collect();
        altered.sort_unstable();
        let of = |there: bool| altered.iter().filter(|file| file.1 == there).map(|file| file.0).collect();
        (of(false), of(true))
    }

    /// The files that a build of `planned` would delete, as far as they are known without rendering: a bundle
    /// that must be rendered is taken to keep its files.
    pub fn obsolete(&self, planned: &[Planned]) -> Vec<&str> {
        let mut wanted: Vec<&str> = Vec::with_capacity(planned.len());
        for Planned { path, .. } in planned {
            wanted.push(path);
            wanted.extend(self.route(path).into_iter().flat_map(RouteRecord::files).map(|(path, _)| path));
        }
        wanted.par_sort_unstable();
        self.names().into_iter().filter(|name| wanted.binary_search(name).is_err()).collect()
    }

    /// Every file that a build of this folder ever named and did not delete. Sorted.
    pub(super) fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.manifest.files().map(|(path, _)| path).collect();
        names.extend(self.touched.iter().map(|name| &**name));
        names.par_sort_unstable();
        names.dedup();
        names
    }
}

/// A folder that a build may write to.
pub(super) struct Survey {
    root: PathBuf,
    own: PathBuf,
    /// There is nothing in it.
    empty: bool,
}

/// Looks whether a build may write to `folder`. `None` when it is not there.
pub(super) fn survey(folder: &Path, force: bool) -> Result<Option<Survey>, OutputError> {
    let root = match fs::canonicalize(folder) {
        Ok(root) => root,
        Err(error) if error.kind() == ErrorKind::NotFound && !folder.is_symlink() => return Ok(None),
        Err(error) => return Err(OutputError::disk("open the output folder", folder)(error)),
    };
    if !root.is_dir() {
        return Err(OutputError::NotAFolder { path: root });
    }
    let own = root.join(OWN_FOLDER);
    match fs::symlink_metadata(&own) {
        Ok(metadata) if metadata.is_symlink() => return Err(OutputError::Link { path: own }),
        Ok(metadata) if !metadata.is_dir() => return Err(OutputError::NotAFolder { path: own }),
        _ => {}
    }
    let is_ours = own.join(MANIFEST).is_file();
    let empty = !is_ours && holds_only_own(&root)?;
    if is_ours || empty || force {
        Ok(Some(Survey { root, own, empty }))
    } else {
        Err(OutputError::NotOurs { folder: root })
    }
}

fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, OutputError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(OutputError::disk("read", path)(error)),
    }
}

/// Whether a folder holds nothing but, perhaps, the output's own folder: that of a build killed as it began.
fn holds_only_own(root: &Path) -> Result<bool, OutputError> {
    let read = || OutputError::disk("list the folder", root);
    for entry in fs::read_dir(root).map_err(read())? {
        if entry.map_err(read())?.file_name() != OWN_FOLDER {
            return Ok(false);
        }
    }
    Ok(true)
}
