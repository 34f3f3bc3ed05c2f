//! What rendering a route gives.

use std::io;

use super::SiteError;

/// Writes a body too large to be held.
pub type StreamWriter<'a> = Box<dyn FnOnce(&mut dyn io::Write) -> Result<(), SiteError> + Send + 'a>;

/// What an address serves.
pub enum Body<'a> {
    /// One file, held.
    Bytes(Vec<u8>),
    /// One file, written piece by piece: catalogue-wide files.
    Stream(StreamWriter<'a>),
    /// Several files, whose names are known only once made.
    Bundle(Vec<BundleFile>),
}

/// A file of a bundle.
pub struct BundleFile {
    /// Its path in the output, with `/` between folders.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}
