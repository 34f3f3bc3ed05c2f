//! What can go wrong in a site: templates, content, streams. Data never does.

use std::io;

/// An error that stops a build.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SiteError {
    /// A file of a stream could not be written.
    #[error("{path}: {source}")]
    Stream {
        /// The address being rendered.
        path: String,
        /// What the disk said.
        source: io::Error,
    },
}
