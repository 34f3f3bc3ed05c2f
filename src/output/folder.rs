//! The output folder on disk: files that appear whole or not at all, folders made when needed, and nothing done
//! through a symbolic link.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use foldhash::HashSet;

use super::OutputError;
use super::path::{parents, temporary};

/// A folder that files are written into and deleted from.
pub(super) struct Folder<'a> {
    root: &'a Path,
    /// Every file that builds of this folder named. Sorted. They may be removed where they are in the way.
    names: &'a [&'a str],
    /// Folders known to be there and not to be links.
    known: Mutex<HashSet<Box<str>>>,
}

impl<'a> Folder<'a> {
    pub(super) fn new(root: &'a Path, names: &'a [&'a str]) -> Self {
        Self { root, names, known: Mutex::default() }
    }

    /// Where a file is.
    pub(super) fn place(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Writes a file: whoever opens it finds the old bytes or the new ones, all of them, at any moment.
    pub(super) fn put(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        let mut draft = self.draft(path)?;
        draft.file.write_all(bytes).map_err(OutputError::disk("write", &draft.place))?;
        draft.finish()
    }

    /// Begins a file that appears under its name only when it is finished.
    pub(super) fn draft<'f>(&'f self, path: &'f str) -> Result<Draft<'f>, OutputError> {
        let fresh = match path.rsplit_once('/') {
            Some((folder, _)) => self.make(folder)?,
            None => false,
        };
        let place = self.place(path);
        let temporary = temporary(&place);
        let create = || File::create_new(&temporary);
        let file = match create() {
            // What a killed build left.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                fs::remove_file(&temporary).and_then(|()| create())
            }
            result => result,
        };
        let file = file.map_err(OutputError::disk("make a file", &temporary))?;
        Ok(Draft { folder: self, path, place, temporary, file, fresh, finished: false })
    }

    /// Makes a folder and those it lies in. True when nothing can be in it yet.
    fn make(&self, path: &str) -> Result<bool, OutputError> {
        if self.is_known(path) {
            return Ok(false);
        }
        if let Some((outer, _)) = path.rsplit_once('/') {
            self.make(outer)?;
            self.remember(outer);
        }
        let place = self.place(path);
        match fs::create_dir(&place) {
            // Most folders hold one page and are never asked for again: they are not worth remembering.
            Ok(()) => return Ok(true),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(OutputError::disk("make a folder", &place)(error)),
        }
        let metadata = fs::symlink_metadata(&place).map_err(OutputError::disk("look at", &place))?;
        if metadata.is_dir() {
            self.remember(path);
            return Ok(false);
        }
        if self.names.binary_search(&path).is_ok() {
            self.delete(path)?;
            return self.make(path);
        }
        Err(if metadata.is_symlink() {
            OutputError::Link { path: place }
        } else {
            OutputError::InTheWay { path: place }
        })
    }

    fn is_known(&self, path: &str) -> bool {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).contains(path)
    }

    fn remember(&self, path: &str) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if !known.contains(path) {
            known.insert(path.into());
        }
    }

    /// Whether every folder that `path` lies in is a folder and not a link.
    fn is_inside(&self, path: &str) -> bool {
        let mut outwards = parents(path).take_while(|outer| !self.is_known(outer));
        outwards.all(|outer| {
            let inside = fs::symlink_metadata(self.place(outer)).is_ok_and(|metadata| metadata.is_dir());
            if inside && !outer.contains('/') {
                self.remember(outer);
            }
            inside
        })
    }

    /// Deletes a file that a build named. True when it was there; what lies behind a link, and what has become
    /// a folder, is left alone.
    pub(super) fn delete(&self, path: &str) -> Result<bool, OutputError> {
        if !self.is_inside(path) {
            return Ok(false);
        }
        let place = self.place(path);
        match fs::remove_file(&place) {
            Ok(()) => Ok(true),
            Err(error) if is_absence(&error) || error.kind() == ErrorKind::IsADirectory => Ok(false),
            Err(_) if place.is_dir() => Ok(false),
            Err(error) => Err(OutputError::disk("delete", &place)(error)),
        }
    }

    /// Deletes what a build that was killed may have left of the file at `path`: the one being written.
    pub(super) fn delete_temporary(&self, path: &str) -> Result<(), OutputError> {
        if self.is_inside(path) {
            let temporary = temporary(&self.place(path));
            match fs::remove_file(&temporary) {
                Err(error) if !is_absence(&error) => {
                    return Err(OutputError::disk("delete", &temporary)(error));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Removes the folders of files that were deleted, and those they lie in, as far as they are empty.
    pub(super) fn prune<'p>(&self, deleted: impl Iterator<Item = &'p str>) {
        let mut folders: BTreeSet<&str> = deleted.filter_map(|path| parents(path).next()).collect();
        // The last in order is never outside of another: it comes after all that it lies in.
        while let Some(folder) = folders.pop_last() {
            // A folder that is not empty, gone, or a link, is not removed by this.
            if self.is_inside(folder) && fs::remove_dir(self.place(folder)).is_ok() {
                folders.extend(parents(folder).next());
            }
        }
    }

    /// Makes room for a file where there is a folder: deletes the files of earlier builds in it.
    fn clear(&self, path: &str) -> Result<(), OutputError> {
        let inside = format!("{path}/");
        let start = self.names.partition_point(|name| *name < &*inside);
        let names = self.names[start..].iter().take_while(|name| name.starts_with(&inside));
        for name in names.clone() {
            self.delete(name)?;
            self.delete_temporary(name)?;
        }
        self.prune(names.copied());
        let place = self.place(path);
        if place.exists() { Err(OutputError::InTheWay { path: place }) } else { Ok(()) }
    }
}

/// Whether an error says that there is no such file: a folder on its way may have become a file since.
fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// A file being written under another name.
pub(super) struct Draft<'a> {
    folder: &'a Folder<'a>,
    path: &'a str,
    /// Where it will be.
    place: PathBuf,
    temporary: PathBuf,
    /// Where to write.
    pub(super) file: File,
    /// Its folder was just made.
    fresh: bool,
    finished: bool,
}

impl Draft<'_> {
    /// Gives the file its name.
    pub(super) fn finish(mut self) -> Result<(), OutputError> {
        let failed = || OutputError::disk("put the new file in its place", &self.place);
        let there = if self.fresh {
            false
        } else {
            match fs::symlink_metadata(&self.place) {
                Ok(metadata) if metadata.is_dir() => {
                    self.folder.clear(self.path)?;
                    false
                }
                Ok(_) => true,
                Err(error) if error.kind() == ErrorKind::NotFound => false,
                Err(error) => return Err(failed()(error)),
            }
        };
        if there {
            replace(&self.temporary, &self.place).map_err(failed())?;
        } else {
            fs::rename(&self.temporary, &self.place).map_err(failed())?;
        }
        self.finished = true;
        Ok(())
    }
}

impl Drop for Draft<'_> {
    fn drop(&mut self) {
        if !self.finished {
            // The journal names the file: what cannot be removed now, the next build removes.
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

/// Puts a file in the place of another. On Linux the two swap names and the old one goes: a rename onto a file
/// makes ext4 start to write the new one's blocks to the disk at once (`auto_da_alloc`), which takes three
/// times as long over a whole site.
fn replace(new: &Path, old: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        // Some file systems cannot swap.
        if renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE).is_ok() {
            return fs::remove_file(new);
        }
    }
    fs::rename(new, old)
}
