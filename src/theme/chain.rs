//! The themes behind a theme: its own folder, those it extends, in the end `default`, which the binary holds.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::contract::CONTRACT;
use super::error::{Mistake, ThemeError};

/// The theme under every other.
pub const DEFAULT: &str = "default";

/// A file that the binary holds: path in its theme and bytes.
type EmbeddedFile = (&'static str, &'static [u8]);

/// The themes that the binary holds, by name.
static EMBEDDED: &[(&str, &[EmbeddedFile])] = include!(concat!(env!("OUT_DIR"), "/themes.rs"));

/// The files of a theme that the binary holds.
fn embedded(name: &str) -> Option<&'static [EmbeddedFile]> {
    EMBEDDED.iter().find(|(known, _)| *known == name).map(|(_, files)| *files)
}

/// `theme.toml`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Manifest {
    /// The theme that fills in for what this one lacks; `default` when not given.
    pub extends: Option<String>,
    /// What the theme looks like, in a sentence.
    pub description: String,
    /// The number of the contract that it was made for.
    pub contract: Option<u32>,
    /// The colours that the accent must stand out from.
    pub colors: Colors,
}

/// `[colors]` of `theme.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Colors {
    /// The accent where the site gives none.
    pub accent: Option<String>,
    /// The ground in the light scheme.
    pub light: Option<String>,
    /// The ground in the dark scheme.
    pub dark: Option<String>,
}

/// One theme of a chain.
#[derive(Debug)]
pub(super) struct Layer {
    pub name: String,
    pub manifest: Manifest,
    /// Its folder; none for one that the binary holds.
    pub folder: Option<PathBuf>,
    /// Paths relative to the theme, with `/`.
    pub files: Vec<String>,
}

/// A file of a theme.
#[derive(Debug)]
pub(super) struct ThemeFile {
    /// The place of its theme in the chain.
    pub layer: usize,
    /// For people.
    pub display: String,
    pub bytes: Cow<'static, [u8]>,
}

impl ThemeFile {
    /// The file as text.
    pub(super) fn text(&self) -> Result<&str, Mistake> {
        std::str::from_utf8(&self.bytes).map_err(|error| {
            Mistake::at(
                &self.display,
                "",
                0..0,
                format!("this file is not UTF-8 from byte {}", error.valid_up_to()),
            )
        })
    }
}

/// A theme and those behind it, nearest first; the embedded `default` is last.
#[derive(Debug)]
pub(super) struct Chain {
    pub layers: Vec<Layer>,
}

impl Chain {
    /// Finds the theme `name` and what it extends.
    pub(super) fn load(themes: &Path, name: &str) -> Result<Self, ThemeError> {
        let mut mistakes = Vec::new();
        let chain = Self::read(themes, name, &mut mistakes)?;
        match mistakes.into_iter().next() {
            Some(error) => Err(error),
            None => Ok(chain),
        }
    }

    /// The same, as far as themes can be read, with what is wrong with those behind: the default stands in for them.
    ///
    /// # Errors
    /// No theme of that name; files that cannot be read.
    pub(super) fn read(
        themes: &Path,
        name: &str,
        mistakes: &mut Vec<ThemeError>,
    ) -> Result<Self, ThemeError> {
        let mut layers: Vec<Layer> = Vec::new();
        let mut next = Some(name.to_owned());
        while let Some(name) = next.take() {
            let names = || layers.iter().map(|layer| layer.name.as_str()).collect::<Vec<_>>();
            let times = names().iter().filter(|known| **known == name).count();
            let folder = themes.join(&name);
            // A site's own folder stands before an embedded theme of its name, which it then extends.
            let on_disk = is_plain_name(&name) && times == 0 && folder.is_dir();
            let has_embedded = layers.iter().any(|layer| layer.name == name && layer.folder.is_none());
            let layer = if times > usize::from(embedded(&name).is_some() && !has_embedded) {
                let chain = names().into_iter().chain([name.as_str()]).collect::<Vec<_>>().join(" -> ");
                let message = format!(
                    "theme {name:?} extends itself: {chain}; change `extends` in one of their theme.toml"
                );
                mistakes.extend(layers.last().map(|child| child.extends(message).of("theme-cycle").into()));
                if layers.iter().any(|layer| layer.name == DEFAULT && layer.folder.is_none()) {
                    break;
                }
                Layer::embedded(DEFAULT, embedded(DEFAULT).unwrap_or_default())?
            } else if on_disk {
                Layer::read(&name, folder, mistakes)?
            } else if let Some(files) = embedded(&name) {
                Layer::embedded(&name, files)?
            } else if let Some(child) = layers.last() {
                let message =
                    format!("there is no theme {name:?} to extend; themes that exist: {}", known(themes));
                mistakes.push(child.extends(message).of("missing-theme").into());
                Layer::embedded(DEFAULT, embedded(DEFAULT).unwrap_or_default())?
            } else {
                return Err(ThemeError::Unknown { name, looked: folder, known: known(themes) });
            };
            next = layer.next();
            layers.push(layer);
        }
        Ok(Self { layers })
    }

    /// The names of the themes, nearest first.
    pub(super) fn names(&self) -> String {
        self.layers.iter().map(|layer| layer.name.as_str()).collect::<Vec<_>>().join(" -> ")
    }

    /// Every file under `folder/`, by its path there: the versions of each, nearest first.
    pub(super) fn files(&self, folder: &str) -> Result<BTreeMap<String, Vec<ThemeFile>>, ThemeError> {
        let mut found: BTreeMap<String, Vec<ThemeFile>> = BTreeMap::new();
        for (at, layer) in self.layers.iter().enumerate() {
            for path in &layer.files {
                if let Some(inner) = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')) {
                    let (display, bytes) = layer.file(path)?;
                    found.entry(inner.to_owned()).or_default().push(ThemeFile { layer: at, display, bytes });
                }
            }
        }
        Ok(found)
    }

    /// The first value that a theme gives, nearest first.
    pub(super) fn color(&self, choose: impl Fn(&Colors) -> Option<&String>) -> Option<&str> {
        self.layers.iter().find_map(|layer| choose(&layer.manifest.colors)).map(String::as_str)
    }
}

impl Layer {
    /// The theme that fills in for what this one lacks; none under the last.
    fn next(&self) -> Option<String> {
        match (&self.manifest.extends, &self.folder) {
            (Some(theme), _) => Some(theme.clone()),
            (None, None) if self.name == DEFAULT => None,
            // A site's own folder changes the embedded theme of its name.
            (None, Some(_)) if embedded(&self.name).is_some() => Some(self.name.clone()),
            (None, _) => Some(DEFAULT.to_owned()),
        }
    }

    fn embedded(name: &str, files: &'static [EmbeddedFile]) -> Result<Self, ThemeError> {
        let mut layer = Self {
            name: name.to_owned(),
            manifest: Manifest::default(),
            folder: None,
            files: files.iter().map(|(path, _)| (*path).to_owned()).collect(),
        };
        layer.manifest = layer.read_manifest(&mut Vec::new())?;
        Ok(layer)
    }

    /// A mistake at `extends` in the theme.toml.
    fn extends(&self, message: String) -> Mistake {
        let (file, bytes) = self.file("theme.toml").unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let at = text.find("extends").unwrap_or(0);
        let end = at + text[at..].find('\n').unwrap_or(text.len() - at);
        Mistake::at(&file, &text, at..end, message)
    }

    fn read(name: &str, folder: PathBuf, mistakes: &mut Vec<ThemeError>) -> Result<Self, ThemeError> {
        let mut files = Vec::new();
        let walk = walkdir::WalkDir::new(&folder)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !is_hidden(&entry.file_name().to_string_lossy()));
        for entry in walk {
            let entry = entry.map_err(|error| ThemeError::Io {
                path: error.path().unwrap_or(&folder).to_owned(),
                source: error.into(),
            })?;
            if entry.file_type().is_file()
                && let Ok(path) = entry.path().strip_prefix(&folder)
            {
                let parts: Vec<_> =
                    path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
                files.push(parts.join("/"));
            }
        }
        let mut layer =
            Self { name: name.to_owned(), manifest: Manifest::default(), folder: Some(folder), files };
        layer.manifest = layer.read_manifest(mistakes)?;
        Ok(layer)
    }

    /// The theme.toml; what of it can be used, where something in it is wrong.
    fn read_manifest(&self, mistakes: &mut Vec<ThemeError>) -> Result<Manifest, ThemeError> {
        if !self.files.iter().any(|file| file == "theme.toml") {
            return Ok(Manifest::default());
        }
        let (display, bytes) = self.file("theme.toml")?;
        let file = ThemeFile { layer: 0, display, bytes };
        let text = file.text()?;
        let manifest: Manifest = toml::from_str(text).unwrap_or_else(|error| {
            let range = error.span().unwrap_or(0..0);
            mistakes.push(Mistake::at(&file.display, text, range, error.message()).of("theme-file").into());
            let table: toml::Table = toml::from_str(text).unwrap_or_default();
            let extends = table.get("extends").and_then(toml::Value::as_str).map(str::to_owned);
            Manifest { extends, ..Manifest::default() }
        });
        if let Some(contract) = manifest.contract.filter(|contract| *contract > CONTRACT) {
            let at = text.find("contract").unwrap_or(0);
            let message = format!(
                "this theme is made for contract {contract}, and this program keeps contract {CONTRACT}: use a newer \
                 etalage, or a theme for this one"
            );
            mistakes.push(Mistake::at(&file.display, text, at..at + 8, message).of("theme-file").into());
        }
        Ok(manifest)
    }

    /// A file by its path in the theme: what to call it, and its bytes.
    pub(super) fn file(&self, path: &str) -> Result<(String, Cow<'static, [u8]>), ThemeError> {
        if let Some(folder) = &self.folder {
            let path = folder.join(path);
            let bytes = fs::read(&path).map_err(|source| ThemeError::Io { path: path.clone(), source })?;
            return Ok((path.display().to_string(), Cow::Owned(bytes)));
        }
        let files = embedded(&self.name).unwrap_or_default();
        let bytes = files.iter().find(|(name, _)| *name == path).map_or(&[][..], |(_, bytes)| bytes);
        Ok((format!("[{}] {path}", self.name), Cow::Borrowed(bytes)))
    }
}

/// Whether a name is one folder's, not a path.
pub(super) fn is_plain_name(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', ':', '\0'])
}

/// What editors and systems leave beside files.
fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || name.starts_with('#') || name.ends_with('~') || name == "Thumbs.db"
}

/// The names of the themes that exist, in order: the site's own folders and those that the binary holds.
pub(super) fn names(themes: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(themes)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !is_hidden(name))
        .collect();
    names.extend(EMBEDDED.iter().map(|(name, _)| (*name).to_owned()));
    names.sort();
    names.dedup();
    names
}

fn known(themes: &Path) -> String {
    names(themes).join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    #[test]
    fn the_embedded_theme_is_under_every_other() {
        let site = site(&[
            ("a/theme.toml", "extends = \"b\""),
            ("a/templates/x.html", "a"),
            ("b/templates/x.html", "b"),
            ("b/templates/.x.html.swp", ""),
            ("b/templates/home.html", "b"),
        ]);
        let chain = Chain::load(site.path(), "a").unwrap();
        assert_eq!(chain.names(), "a -> b -> default");
        let files = chain.files("templates").unwrap();
        assert_eq!(files["x.html"].iter().map(|file| file.layer).collect::<Vec<_>>(), [0, 1]);
        assert_eq!(files["home.html"].iter().map(|file| file.layer).collect::<Vec<_>>(), [1, 2]);
        assert!(!files.contains_key(".x.html.swp"));
    }

    #[test]
    fn a_site_may_override_the_default_theme_under_its_own_name() {
        let site = site(&[("default/templates/home.html", "mine")]);
        let chain = Chain::load(site.path(), "default").unwrap();
        assert_eq!(chain.layers.len(), 2);
        assert_eq!(chain.files("templates").unwrap()["home.html"][0].bytes.as_ref(), b"mine");
        assert_eq!(Chain::load(Path::new("/nowhere"), "default").unwrap().layers.len(), 1);
    }

    #[test]
    fn mistakes_are_named() {
        let site = site(&[
            ("a/theme.toml", "extends = \"b\""),
            ("b/theme.toml", "extends = \"a\""),
            ("c/theme.toml", "description = \"x\"\nextends = \"nowhere\""),
            ("d/theme.toml", "extend = \"a\""),
            ("e/theme.toml", "extends = \"e\""),
            ("default/theme.toml", "extends = \"a\""),
        ]);
        let fails = |name: &str| Chain::load(site.path(), name).unwrap_err().to_string();
        assert!(fails("a").contains("a -> b -> a"), "{}", fails("a"));
        assert!(fails("e").contains("e -> e"));
        assert!(fails("c").contains("theme.toml:2:1") && fails("c").contains("nowhere"), "{}", fails("c"));
        assert!(fails("d").contains("extend") && fails("d").contains(":1:1"), "{}", fails("d"));
        assert!(fails("zz").contains("a, affiche, b, c, d, default, e"), "{}", fails("zz"));
        for name in ["../a", "", ".", "a/b"] {
            assert!(matches!(Chain::load(site.path(), name), Err(ThemeError::Unknown { .. })), "{name}");
        }
    }
}
