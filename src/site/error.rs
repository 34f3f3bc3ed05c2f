//! What can go wrong in a site: templates, content, streams. Data never does.

use std::io;

use crate::content::ContentError;
use crate::theme::ThemeError;

/// An error that stops a build.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SiteError {
    /// The config names a language that the program does not speak.
    #[error("[site] language = \"{language}\": pages can be in French (\"fr\") or English (\"en\")")]
    Language {
        /// The language named.
        language: String,
    },
    /// A template, a message or an asset.
    #[error(transparent)]
    Theme(#[from] ThemeError),
    /// A content page.
    #[error(transparent)]
    Content(#[from] ContentError),
    /// A language that the search does not know.
    #[error(
        "[search] languages: this program has no stop words and stems of \"{0}\"; it knows \"fr\" and \"en\", and more \
         when it is compiled with their features (cargo install etalage --features de)"
    )]
    SearchLanguage(String),
    /// The file of synonyms could not be read.
    #[error("{path} ([search] synonyms): {source}")]
    Synonyms {
        /// The file.
        path: String,
        /// What the disk said.
        source: io::Error,
    },
    /// A JSON file could not be made.
    #[error("{path}: {source}")]
    Json {
        /// The file.
        path: String,
        /// Why.
        source: serde_json::Error,
    },
    /// A file of a stream could not be written.
    #[error("{path}: {source}")]
    Stream {
        /// The address being rendered.
        path: String,
        /// What the disk said.
        source: io::Error,
    },
}

impl SiteError {
    /// Whether a file of the theme or the content was not there when it was to be read.
    pub(crate) fn is_absence(&self) -> bool {
        match self {
            Self::Theme(ThemeError::Io { source, .. }) | Self::Content(ContentError::Read { source, .. }) => {
                source.kind() == io::ErrorKind::NotFound
            }
            _ => false,
        }
    }
}
