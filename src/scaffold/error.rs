//! Why a site could not be started.

use std::io;
use std::path::PathBuf;

/// An error of `etalage init`.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ScaffoldError {
    /// Files that are there already.
    #[error(
        "{} already there in {}: {}. Nothing was written; name another folder, or pass --force to replace them",
        if files.len() == 1 { "a file is" } else { "files are" },
        folder.display(),
        files.join(", ")
    )]
    There {
        /// The folder.
        folder: PathBuf,
        /// Their names.
        files: Vec<String>,
    },
    /// A file or folder could not be written.
    #[error("cannot write {}: {error}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        error: io::Error,
    },
}
