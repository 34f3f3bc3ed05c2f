//! The snapshots among a source's folders: their manifests, and whether the files are the ones they describe.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::tz::Offset;

use super::SourceError;
use crate::archive::{FailedRenewal, Kind, Manifest, ManifestError, ManifestFile};
use crate::catalog::{NotRenewed, Provenance};

/// A snapshot's folder and what its manifest says.
#[derive(Debug)]
pub(super) struct SnapshotFolder {
    pub(super) folder: PathBuf,
    pub(super) manifest: Manifest,
    failed: Option<FailedRenewal>,
}

impl SnapshotFolder {
    /// The snapshot in `folder`, if it is one. A manifest that is not ours makes no snapshot, unless the folder looks
    /// like one beside.
    pub(super) fn of(folder: &Path) -> Result<Option<Self>, SourceError> {
        let manifest = match Manifest::read(folder) {
            Ok(Some(manifest)) => manifest,
            Ok(None) => return Ok(None),
            Err(ManifestError::Json { .. })
                if !Kind::ALL.iter().any(|kind| folder.join(kind.file_name()).exists()) =>
            {
                return Ok(None);
            }
            Err(error) => return Err(SourceError::Manifest(error)),
        };
        if !manifest.complete {
            return Err(SourceError::IncompleteSnapshot { folder: folder.to_owned() });
        }
        let failed = FailedRenewal::read(folder);
        Ok(Some(Self { folder: folder.to_owned(), manifest, failed }))
    }

    /// The files that the manifest names. Names that lead out of the folder are refused.
    pub(super) fn files(&self) -> Result<Vec<PathBuf>, SourceError> {
        self.manifest
            .files
            .iter()
            .map(|file| {
                let is_plain = !file.name.contains(['/', '\\']) && !matches!(&*file.name, "" | "." | "..");
                let path = self.folder.join(if is_plain { &file.name } else { Manifest::FILE });
                let changed =
                    |what: &str| SourceError::ChangedSnapshot { path: path.clone(), what: what.to_owned() };
                if !is_plain {
                    return Err(changed(&format!("it names a file \"{}\"", file.name)));
                }
                if path.is_file() { Ok(path) } else { Err(changed("the file is missing")) }
            })
            .collect()
    }

    /// What the manifest says of a file of the folder.
    pub(super) fn file(&self, path: &Path) -> Option<&ManifestFile> {
        let name = path.file_name()?.to_str()?;
        (path.parent() == Some(&self.folder))
            .then(|| self.manifest.files.iter().find(|file| file.name == name))?
    }

    /// Fails when a file is not the one that the manifest describes.
    pub(super) fn verify(&self, path: &Path, sha256: &str, rows: u64) -> Result<Option<Date>, SourceError> {
        let Some(file) = self.file(path) else { return Ok(None) };
        let changed = |what| SourceError::ChangedSnapshot { path: path.to_owned(), what };
        if !file.sha256.eq_ignore_ascii_case(sha256) {
            let start = |digits: &str| digits.chars().take(12).collect::<String>();
            let (is, said) = (start(sha256), start(&file.sha256));
            return Err(changed(format!("its SHA-256 begins with {is}, not {said}")));
        }
        // How many records a CSV file holds depends on how its broken rows are mended; the hash has proved it.
        if file.rows != rows && file.name.ends_with(".jsonl.gz") {
            return Err(changed(format!("it holds {rows} records, not {}", file.rows)));
        }
        Ok(Some(Offset::UTC.to_datetime(file.date).date()))
    }

    /// Where its records come from.
    pub(super) fn provenance(&self) -> Provenance {
        let origin = &self.manifest.source;
        Provenance { kind: origin.kind.clone(), url: origin.url.clone(), filters: origin.filters.clone() }
    }

    /// Whether the last attempt to renew it failed.
    pub(super) fn not_renewed(&self) -> Option<NotRenewed> {
        let failed = self.failed.as_ref()?;
        Some(NotRenewed { since: self.manifest.date, at: failed.at, error: failed.error.clone() })
    }
}
