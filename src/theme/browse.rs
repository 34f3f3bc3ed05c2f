//! What a theme's writer asks before changing anything: which themes there are, and where a file comes from.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::chain::{Chain, names};
use super::error::ThemeError;

/// Folders of a theme, in the order in which a bare file name is looked for.
const FOLDERS: [&str; 3] = ["templates", "assets", "messages"];

/// A theme that a site may name.
#[derive(Debug)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// Its folder; none for a theme that the binary holds.
    pub folder: Option<PathBuf>,
    /// The themes behind it, nearest first.
    pub behind: Vec<String>,
    /// What it looks like, in a sentence; may be empty.
    pub description: String,
}

/// A file of a theme, with every version that the themes of the chain have of it.
#[derive(Debug)]
pub struct Part {
    /// Its path in a theme: `templates/dataset.html`.
    pub path: String,
    /// The versions, the one in use first.
    pub versions: Vec<Version>,
}

/// A theme's version of a file.
#[derive(Debug)]
pub struct Version {
    /// The theme.
    pub theme: String,
    /// Where it is, for people: a path, or the theme's name in brackets for one that the binary holds.
    pub place: String,
    /// Whether it is in a folder of the site, not in the binary.
    pub on_disk: bool,
    /// What the file holds.
    pub bytes: Cow<'static, [u8]>,
}

/// The themes in a site's folder of themes and in the binary, each or what is wrong with it.
pub fn list(themes: &Path) -> Vec<(String, Result<Listed, ThemeError>)> {
    let listed = |name: &str| {
        let mut layers = Chain::load(themes, name)?.layers.into_iter();
        // A chain has at least the theme that it was asked for.
        let first = layers.next().map(|layer| (layer.folder, layer.manifest.description));
        let (folder, description) = first.unwrap_or_default();
        let behind = layers.map(|layer| layer.name).collect();
        Ok(Listed { name: name.to_owned(), folder, behind, description })
    };
    names(themes).into_iter().map(|name| (name.clone(), listed(&name))).collect()
}

/// Finds `file` in the theme `name` and those behind it: by its path in a theme (`templates/dataset.html`), or by
/// its name alone (`dataset.html`, `style.css`, `fr.ftl`).
///
/// # Errors
/// Themes that cannot be read; a file that none of them has.
pub fn find(themes: &Path, name: &str, file: &str) -> Result<Part, ThemeError> {
    let chain = Chain::load(themes, name)?;
    let known = |path: &str| chain.layers.iter().any(|layer| layer.files.iter().any(|known| known == path));
    let file = file.trim_start_matches("./");
    let candidates = std::iter::once(file.to_owned()).chain(FOLDERS.map(|folder| format!("{folder}/{file}")));
    let Some(path) = candidates.into_iter().find(|path| known(path)) else {
        return Err(ThemeError::MissingFile {
            file: file.to_owned(),
            nearest: nearest(&chain, file),
            chain: chain.names(),
        });
    };
    let mut versions = Vec::new();
    for layer in chain.layers.iter().filter(|layer| layer.files.contains(&path)) {
        let (place, bytes) = layer.file(&path)?;
        versions.push(Version { theme: layer.name.clone(), place, on_disk: layer.folder.is_some(), bytes });
    }
    Ok(Part { path, versions })
}

/// `; did you mean ...?`, when a file's name is near; else the templates that there are.
fn nearest(chain: &Chain, file: &str) -> String {
    let mut known: Vec<&str> =
        chain.layers.iter().flat_map(|layer| &layer.files).map(String::as_str).collect();
    known.sort_unstable();
    known.dedup();
    let bare = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let near = known
        .iter()
        .map(|path| (strsim::damerau_levenshtein(&bare(path), &bare(file)), *path))
        .filter(|(distance, _)| *distance <= 3)
        .min();
    match near {
        Some((_, path)) => format!("did you mean {}?", bare(path)),
        None => format!("there are: {}", known.join(", ")),
    }
}
