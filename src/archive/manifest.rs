//! `manifest.json`: what a snapshot holds, where it comes from, and the hashes that prove it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Kind;

/// What a snapshot holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of this format: [`Manifest::VERSION`].
    pub version: u32,
    /// Where the records come from.
    pub source: Origin,
    /// The day that the snapshot speaks of: that on which the oldest of its files was asked for, in UTC.
    pub date: Date,
    /// When its making began.
    pub started_at: Timestamp,
    /// When it was whole.
    pub finished_at: Timestamp,
    /// Whether it holds everything that was asked for. A snapshot that is not is never built from unasked.
    pub complete: bool,
    /// How many records of each kind there are, and how many `resources` in all datasets.
    pub counts: BTreeMap<String, u64>,
    /// Its files, by name.
    pub files: Vec<ManifestFile>,
    /// Records that the portal names and could not be had.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failures: Vec<Failure>,
}

/// Where a snapshot's records come from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// `[source] kind`: `udata-api`...
    pub kind: String,
    /// The portal, without a slash at the end (`https://www.data.gouv.fr`).
    pub url: String,
    /// What was asked of each filter (`organizations`, `tags`, `q`...), sorted; none means everything.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub filters: BTreeMap<String, Vec<String>>,
    /// The kinds of record that were asked for.
    #[serde(default)]
    pub include: Vec<String>,
}

/// A file of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestFile {
    /// Its name, without folders.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// Lines in it.
    pub rows: u64,
    /// Its size as stored.
    pub bytes: u64,
    /// SHA-256 of its bytes as stored, in hexadecimal.
    pub sha256: String,
    /// When its records were asked for.
    pub date: Timestamp,
}

/// A record that could not be had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Its kind.
    pub kind: Kind,
    /// Its id, where known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// What was asked for.
    pub url: String,
    /// Why it failed.
    pub error: String,
}

/// A manifest that cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// The file cannot be read or written.
    #[error("{}: {error}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        error: io::Error,
    },
    /// It is no manifest.
    #[error(
        "{} is not the manifest of a snapshot: {error}; make the snapshot again with `etalage fetch`, or name its \
         .jsonl.gz files under `[source] path` to read them without it",
        path.display()
    )]
    Json {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        error: serde_json::Error,
    },
    /// A later etalage wrote it.
    #[error(
        "{} is of version {version}, and this etalage reads version {} at most: use the etalage that made it",
        path.display(),
        Manifest::VERSION
    )]
    Version {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: u32,
    },
}

impl Manifest {
    /// The version that is written.
    pub const VERSION: u32 = 1;
    /// The file's name.
    pub const FILE: &'static str = "manifest.json";

    /// The manifest of the snapshot in `folder`; `None` when there is none.
    pub fn read(folder: &Path) -> Result<Option<Self>, ManifestError> {
        let path = folder.join(Self::FILE);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(ManifestError::Io { path, error }),
        };
        let version = serde_json::from_slice::<Versioned>(&bytes).ok().map(|versioned| versioned.version);
        match serde_json::from_slice::<Self>(&bytes) {
            Ok(manifest) if manifest.version <= Self::VERSION => Ok(Some(manifest)),
            Err(error) if version.is_none_or(|version| version <= Self::VERSION) => {
                Err(ManifestError::Json { path, error })
            }
            _ => Err(ManifestError::Version { path, version: version.unwrap_or_default() }),
        }
    }

    /// Writes the manifest into `folder`, whole or not at all.
    pub fn save(&self, folder: &Path) -> Result<(), ManifestError> {
        let path = folder.join(Self::FILE);
        let failed = |error| ManifestError::Io { path: path.clone(), error };
        let mut bytes = serde_json::to_vec_pretty(self)
            .map_err(|error| ManifestError::Json { path: path.clone(), error })?;
        bytes.push(b'\n');
        let part = folder.join("manifest.json.part");
        let write = || -> io::Result<()> {
            let mut file = fs::File::create(&part)?;
            file.write_all(&bytes)?;
            file.sync_all()?;
            fs::rename(&part, &path)
        };
        write().map_err(failed)
    }

    /// The file of a kind.
    pub fn file(&self, kind: Kind) -> Option<&ManifestFile> {
        self.files.iter().find(|file| file.kind == kind)
    }
}

/// What every version of the format says.
#[derive(Deserialize)]
struct Versioned {
    version: u32,
}
