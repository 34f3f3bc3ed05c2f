//! The working folder of a fetch, beside the snapshot: pages that have come, and the snapshot being written.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::FetchError;
use crate::archive::{FailedRenewal, Manifest};

/// A fetch that was stopped longer ago than this begins anew: too much has changed.
const LONGEST_BREAK: SignedDuration = SignedDuration::from_hours(24);

/// The working folder, locked.
#[derive(Debug)]
pub(super) struct Work {
    /// The folder.
    folder: PathBuf,
    /// Where the snapshot goes.
    target: PathBuf,
    /// When the fetch began, perhaps in an earlier run.
    pub(super) started_at: Timestamp,
    /// Whether it goes on with what an earlier run left.
    pub(super) is_resumed: bool,
    _lock: File,
}

/// What a working folder was made for.
#[derive(Debug, Serialize, Deserialize)]
struct Identity {
    /// A hash of all that decides what is fetched.
    of: String,
    started_at: Timestamp,
}

impl Work {
    /// Opens the working folder of the snapshot at `target`. What is there is gone on with when it was made for the
    /// same fetch, not long ago.
    pub(super) fn open(target: &Path, identity: &str, now: Timestamp) -> Result<Self, FetchError> {
        refuse_foreign(target)?;
        let folder = beside(target, "part");
        fs::create_dir_all(&folder).map_err(FetchError::io(&folder))?;
        let lock_path = folder.join("lock");
        let lock = File::create(&lock_path).map_err(FetchError::io(&lock_path))?;
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(FetchError::Busy { path: folder }),
            // A file system without locks: two fetches at once are then the user's own care.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        let path = folder.join("fetch.json");
        let earlier: Option<Identity> =
            fs::read(&path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let earlier = earlier.filter(|earlier| {
            earlier.of == identity && now.duration_since(earlier.started_at).abs() < LONGEST_BREAK
        });
        let started_at = match &earlier {
            Some(earlier) => earlier.started_at,
            None => begin(&folder, &path, identity, now)?,
        };
        let is_resumed = earlier.is_some();
        Ok(Self { folder, target: target.to_owned(), started_at, is_resumed, _lock: lock })
    }

    /// A place in it.
    pub(super) fn at(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// An empty folder for the snapshot.
    pub(super) fn draft(&self) -> Result<PathBuf, FetchError> {
        let draft = self.at("snapshot");
        if draft.exists() {
            fs::remove_dir_all(&draft).map_err(FetchError::io(&draft))?;
        }
        fs::create_dir_all(&draft).map_err(FetchError::io(&draft))?;
        Ok(draft)
    }

    /// Puts the whole draft in the place of the last snapshot, and removes the working folder.
    pub(super) fn publish(self, draft: &Path) -> Result<(), FetchError> {
        swap(draft, &self.target).map_err(FetchError::io(&self.target))?;
        fs::remove_dir_all(&self.folder).map_err(FetchError::io(&self.folder))
    }
}

/// Puts the last whole snapshot back where it belongs, if a kill between two renames left it aside.
pub fn recover(target: &Path) -> io::Result<()> {
    let aside = beside(target, "old");
    if !target.exists() && aside.join(Manifest::FILE).is_file() { fs::rename(aside, target) } else { Ok(()) }
}

/// A folder that holds something else is never replaced.
fn refuse_foreign(target: &Path) -> Result<(), FetchError> {
    let is_ours = [Manifest::FILE, FailedRenewal::FILE].iter().any(|name| target.join(name).is_file());
    match fs::read_dir(target).map(|mut entries| entries.next().is_none()) {
        Ok(is_empty) if !is_ours && !is_empty => Err(FetchError::Foreign { path: target.to_owned() }),
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(FetchError::io(target)(error)),
    }
}

/// A name beside the snapshot's: `snapshot.part`.
fn beside(target: &Path, suffix: &str) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(suffix);
    target.with_file_name(name)
}

/// Begins anew in a folder that may hold what nobody goes on with.
fn begin(folder: &Path, path: &Path, identity: &str, now: Timestamp) -> Result<Timestamp, FetchError> {
    clear(folder).map_err(FetchError::io(folder))?;
    let identity = Identity { of: identity.to_owned(), started_at: now };
    let bytes = serde_json::to_vec(&identity).map_err(|error| FetchError::io(path)(error.into()))?;
    let part = folder.join("fetch.json.part");
    fs::write(&part, bytes).map_err(FetchError::io(&part))?;
    fs::rename(&part, path).map_err(FetchError::io(path))?;
    Ok(now)
}

/// Empties the folder but for the lock.
fn clear(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name() == "lock" {
            continue;
        }
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Puts a folder in the place of another, which goes. On Linux the two swap names at once; elsewhere a kill between
/// two renames leaves the old one where [`recover`] finds it.
fn swap(new: &Path, old: &Path) -> io::Result<()> {
    let aside = beside(old, "old");
    if !old.exists() {
        if let Some(parent) = old.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            fs::create_dir_all(parent)?;
        }
        fs::rename(new, old)?;
        return remove(&aside);
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        // Some file systems cannot swap.
        if renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE).is_ok() {
            remove(&aside)?;
            return fs::remove_dir_all(new);
        }
    }
    remove(&aside)?;
    fs::rename(old, &aside)?;
    fs::rename(new, old)?;
    remove(&aside)
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
