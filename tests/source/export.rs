//! Small exports that a test makes up, written as udata writes them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use etalage::catalog::{Catalog, Example};
use etalage::config::Config;
use etalage::source::{self, Source, SourceError};
use tempfile::TempDir;

/// A folder of exports.
pub(crate) struct Exports {
    folder: TempDir,
    config: String,
}

/// A smallest configuration.
pub(crate) fn config(source: &str) -> Config {
    toml::from_str(&format!(
        "[site]\ntitle = 'Essai'\nbase_url = 'https://essai.example'\n[source]\n{source}"
    ))
    .unwrap()
}

impl Exports {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), config: String::new() }
    }

    /// Adds to `[source]`.
    pub(crate) fn config(mut self, lines: &str) -> Self {
        self.config.push_str(lines);
        self
    }

    /// Writes a file as it is.
    pub(crate) fn file(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
        self
    }

    /// Writes a CSV file of that header (names separated by spaces) and those rows.
    pub(crate) fn csv(self, name: &str, header: &str, rows: &[&[&str]]) -> Self {
        let header: Vec<&str> = header.split_whitespace().collect();
        let text =
            std::iter::once(&header[..]).chain(rows.iter().copied()).fold(String::new(), |mut text, row| {
                let cells: Vec<String> =
                    row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
                write!(text, "{}\r\n", cells.join(";")).unwrap();
                text
            });
        self.file(name, text)
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn try_read(&self) -> Result<Catalog, SourceError> {
        self.try_read_paths(&[self.path().to_owned()])
    }

    pub(crate) fn try_read_paths(&self, paths: &[PathBuf]) -> Result<Catalog, SourceError> {
        source::read(&config(&self.config), paths)
    }

    /// Reads while an earlier state is held.
    pub(crate) fn read_again(&self, earlier: &Arc<Catalog>) -> Catalog {
        let source = Source::find(&config(&self.config), &[self.path().to_owned()]).unwrap();
        source.read_again(Arc::clone(earlier)).unwrap()
    }

    pub(crate) fn read(&self) -> Catalog {
        self.try_read().unwrap()
    }
}

/// All that was found, as `kind: count`.
pub(crate) fn findings(catalog: &Catalog) -> Vec<String> {
    catalog.findings.iter().map(|finding| format!("{}: {}", finding.kind, finding.count)).collect()
}

/// The first example of a kind.
pub(crate) fn example<'a>(catalog: &'a Catalog, kind: &str) -> &'a Example {
    let finding = catalog.findings.iter().find(|finding| finding.kind == kind);
    finding
        .and_then(|finding| finding.examples.first())
        .unwrap_or_else(|| panic!("no {kind}: {:?}", findings(catalog)))
}

/// Real data that this project does not hold: the folder in `ETALAGE_DATA`. Says so when there is none.
pub(crate) fn given(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("ETALAGE_DATA").map(PathBuf::from).map(|folder| folder.join(name));
    let path = path.filter(|path| path.exists());
    if path.is_none() {
        println!("not tested: no {name} (set ETALAGE_DATA to a folder that holds it)");
    }
    path
}
