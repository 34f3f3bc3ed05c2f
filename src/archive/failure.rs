//! `failed.json`: that a snapshot could not be renewed, since when, and why.

use std::fs;
use std::io;
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A renewal that failed and left the snapshot as it was. Stands beside the manifest, of which nothing changes, until a
/// renewal succeeds. Who builds from the snapshot meanwhile says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedRenewal {
    /// When it was tried.
    pub at: Timestamp,
    /// Why it failed, in a sentence, without secrets.
    pub error: String,
}

impl FailedRenewal {
    /// The file's name.
    pub const FILE: &'static str = "failed.json";

    /// The last failure of the snapshot in `folder`; `None` when the last renewal succeeded. A damaged file counts as
    /// none.
    pub fn read(folder: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(folder.join(Self::FILE)).ok()?).ok()
    }

    /// Notes the failure in `folder`.
    pub fn save(&self, folder: &Path) -> io::Result<()> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        fs::write(folder.join(Self::FILE), bytes)
    }

    /// Forgets an earlier failure, if there was one.
    pub fn clear(folder: &Path) -> io::Result<()> {
        match fs::remove_file(folder.join(Self::FILE)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}
