//! What can be wrong with a site's own pages: always the site's authors' to mend, so a build stops.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// A place in a file of the content folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The file, relative to the content folder.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.file, self.line)
    }
}

/// An error in the content folder.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ContentError {
    /// The config names a folder that is not there.
    #[error("the content folder {0} does not exist: create it, or correct `content` in [build]")]
    MissingFolder(PathBuf),
    /// The disk refused.
    #[error("{path}: {source}")]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the disk said.
        source: io::Error,
    },
    /// A file that is no page: too large, not UTF-8, a name that gives no address.
    #[error("{file}: {problem}")]
    File {
        /// The file, relative to the content folder.
        file: String,
        /// What is wrong and what to do.
        problem: String,
    },
    /// Front matter that cannot be used.
    #[error("{at}: {problem}")]
    FrontMatter {
        /// Where.
        at: Position,
        /// What is wrong and what to do.
        problem: String,
    },
    /// Two files that make the same address.
    #[error("{second} has the same address as {first} (/pages/{path}/): give one of them another slug")]
    SameAddress {
        /// The address under `/pages/`.
        path: String,
        /// The first file.
        first: String,
        /// The second.
        second: String,
    },
    /// A link that leads nowhere.
    #[error("{at}: the link {destination:?} {problem}")]
    Link {
        /// Where.
        at: Position,
        /// The link as written.
        destination: String,
        /// Why it leads nowhere and what to do.
        problem: String,
    },
}
