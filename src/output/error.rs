//! What can go wrong when a site is written.

use std::io;
use std::path::{Path, PathBuf};

use crate::site::SiteError;

/// An error that stops a build. What was already written is whole, and named in the folder's journal: the next
/// build takes it up.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OutputError {
    /// The folder holds files that etalage did not write.
    #[error(
        "{}: the folder is not empty and was not made by etalage. Name another folder ([build] out, --out), \
         or pass --force to write among its files; those that have no place in the site are left alone",
        folder.display()
    )]
    NotOurs {
        /// The output folder.
        folder: PathBuf,
    },
    /// The output is a file or something else that is not a folder.
    #[error("{}: not a folder. Name another one ([build] out, --out)", path.display())]
    NotAFolder {
        /// What was named.
        path: PathBuf,
    },
    /// Another process writes there.
    #[error("{}: another build is writing in this folder. Wait for it, or name another folder (--out)", folder.display())]
    Busy {
        /// The output folder.
        folder: PathBuf,
    },
    /// A folder of the output is a symbolic link.
    #[error("{}: a symbolic link, and etalage does not write through links. Replace it by a folder", path.display())]
    Link {
        /// The link.
        path: PathBuf,
    },
    /// Something that no build wrote stands where a file of the site must be.
    #[error(
        "{}: the site has a file of this name, but this one was not written by etalage. Move it away, or pass \
         --force to replace files",
        path.display()
    )]
    InTheWay {
        /// What is in the way.
        path: PathBuf,
    },
    /// A path that cannot be in an output.
    #[error("the site names a file {path:?}, which cannot be written: {why}")]
    Path {
        /// The path.
        path: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// Two routes gave the same file.
    #[error("two pages of the site have the same file, {path:?}")]
    Clash {
        /// The file.
        path: String,
    },
    /// A page could not be rendered.
    #[error("{path}: {source}")]
    Render {
        /// Its file.
        path: String,
        /// Why.
        source: SiteError,
    },
    /// The disk refused.
    #[error("{}: could not {action}: {source}", path.display())]
    Disk {
        /// What was tried.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

impl OutputError {
    /// Says what was tried, and on what, of an error of the disk.
    pub(super) fn disk(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Disk { action, path, source }
    }
}
