//! What is wrong with a site, all of it at once: its configuration, theme, content and catalogue, and the files that
//! a build wrote.
//!
//! Where a build stops at the first mistake, a check goes on: each part is looked at as far as it can be. A finding
//! says what is wrong, where, and what to do.

mod advice;
mod catalog;
mod config;
mod content;
mod external;
mod finding;
mod pages;
mod prose;
mod records;
mod text;
mod theme;

pub use finding::{Finding, Part, Place, Report};

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::catalog::Catalog;
use crate::config::Config;
use crate::source::{Progress, Source};

/// What to check.
#[derive(Debug, Clone, Copy)]
pub struct Check<'a> {
    /// The configuration's file.
    pub config: &'a Path,
    /// Files or folders of the catalogue that stand in for those of the configuration.
    pub source: &'a [PathBuf],
    /// A built site.
    pub site: Option<&'a Path>,
    /// Tries the addresses of files: the day, for what is found; and whether those of this machine and its network are
    /// tried whatever the configuration says.
    pub external: Option<(Date, bool)>,
}

impl Check<'_> {
    /// Checks everything. `progress` is told of bytes of the catalogue, then of the built site, as they are read.
    pub fn run(&self, progress: Progress) -> Report {
        let mut report = Report::default();
        let config = config::check(self.config, &mut report);
        if let Some(config) = &config {
            let catalog = self.read(config, progress, &mut report);
            if let (Some(catalog), Some((today, allow_private))) = (&catalog, self.external) {
                let results = config.path(&config.check.results);
                let allow_private = allow_private || config.check.allow_private;
                let external = external::External { results: &results, today, allow_private };
                external::check(catalog, &external, &mut report);
            }
            let is_theme_told = theme::check(config, &mut report);
            content::check(self.config, config, catalog, is_theme_told, &mut report);
            prose::check(config, &mut report);
        }
        if let Some(folder) = self.site {
            pages::check(folder, config.as_ref(), progress, &mut report);
        }
        report
    }

    /// Reads the catalogue and takes over what was wrong with it. `None` where there is none to read.
    fn read(&self, config: &Config, progress: Progress, report: &mut Report) -> Option<Catalog> {
        let read = Source::find(config, self.source).and_then(|source| source.read(progress));
        match read {
            Ok(catalog) => {
                catalog::check(&catalog, report);
                records::check(&catalog, report);
                Some(catalog)
            }
            Err(error) => {
                catalog::unreadable(self.config, &error, report);
                None
            }
        }
    }
}
