//! A new site: the configuration, the pages that every portal needs, and what its host wants to rebuild it every night.

mod error;
mod files;

use std::fs;
use std::path::{Path, PathBuf};

pub use error::ScaffoldError;

use crate::config::HostKind;

/// What is known of a site to be.
#[derive(Debug, Clone)]
pub struct Site {
    /// The portal's name.
    pub title: String,
    /// Its address.
    pub base_url: String,
    /// Whether its pages are in French; English otherwise.
    pub is_french: bool,
    /// One sentence on what it is; may be empty.
    pub description: String,
    /// Who publishes it; may be empty.
    pub publisher: String,
    /// The address to write to; may be empty.
    pub contact: String,
    /// The udata portal that it shows.
    pub url: String,
    /// Whether that portal is on this machine.
    pub is_private: bool,
    /// The organizations that it shows, by slug or id; all when empty.
    pub organizations: Vec<String>,
    /// The tags, likewise.
    pub tags: Vec<String>,
    /// Where it is to be served from.
    pub host: HostKind,
}

/// Writes the files of a site into `folder`, which is made. Nothing that is there is replaced unless `force` says so.
/// Returns their names.
pub fn write(folder: &Path, site: &Site, force: bool) -> Result<Vec<PathBuf>, ScaffoldError> {
    let files = files::of(site, &project(folder));
    let there: Vec<String> = files
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| folder.join(name).exists())
        .map(str::to_owned)
        .collect();
    if !there.is_empty() && !force {
        return Err(ScaffoldError::There { folder: folder.to_owned(), files: there });
    }
    let mut written = Vec::new();
    for (name, text) in files {
        let path = folder.join(name);
        let failed = |error| ScaffoldError::Write { path: path.clone(), error };
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(failed)?;
        }
        fs::write(&path, text).map_err(failed)?;
        written.push(PathBuf::from(name));
    }
    Ok(written)
}

/// The text of the site's `etalage.toml`.
pub fn configuration(site: &Site) -> String {
    files::config(site)
}

/// A name for the project at a host, from that of the folder: small letters, digits and hyphens.
fn project(folder: &Path) -> String {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let name = folder.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "portal".to_owned() } else { words.join("-") }
}
