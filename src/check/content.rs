//! The theme and the site's own pages, joined with the catalogue as a build would.

use std::path::Path;

use super::config::first_line;
use super::finding::{Kind, Part, Place, Report};
use crate::catalog::{Catalog, Severity};
use crate::config::Config;
use crate::content::ContentError;
use crate::site::{Site, SiteError};
use crate::theme::ThemeError;

const THEME: Kind = Kind {
    part: Part::Theme,
    name: "broken-theme",
    severity: Severity::Error,
    advice: "Correct the file of the theme; `etalage theme show FILE` says which theme a file comes from",
};
const LINK: Kind = Kind {
    part: Part::Content,
    name: "broken-content-link",
    severity: Severity::Error,
    advice: "Correct the link, publish the page that it leads to, or take the link out",
};
const PAGE: Kind = Kind {
    part: Part::Content,
    name: "wrong-content-page",
    severity: Severity::Error,
    advice: "Correct the page; `etalage build` refuses it too",
};
const OTHER: Kind = Kind {
    part: Part::Config,
    name: "unusable-setting",
    severity: Severity::Error,
    advice: "Correct the setting; `etalage build` refuses it too",
};

/// Joins the site and reports what does not fit. Without a catalogue, links to its records are not looked at. What is
/// wrong in a file of the theme may have been told.
pub(super) fn check(
    path: &Path,
    config: &Config,
    catalog: Option<Catalog>,
    is_theme_told: bool,
    report: &mut Report,
) {
    let has_catalog = catalog.is_some();
    let faults = Site::survey(config.clone(), catalog.unwrap_or_default());
    let content = config.path(&config.build.content);
    let of_content = |file: &str| content.join(file).display().to_string();
    for error in faults {
        match error {
            SiteError::Theme(ThemeError::File(_)) if is_theme_told => {}
            SiteError::Theme(error) => report.add(THEME, of_theme(path, config, &error)),
            SiteError::Content(error) => match error {
                ContentError::Link { at, destination, problem } => {
                    let is_record = destination.starts_with('/') || destination.contains(':');
                    if has_catalog || !is_record {
                        report.add(
                            LINK,
                            Place {
                                file: of_content(&at.file),
                                line: at.line as u64,
                                field: "link".to_owned(),
                                value: destination,
                                note: problem,
                                ..Place::default()
                            },
                        );
                    }
                }
                ContentError::FrontMatter { at, problem } => report.add(
                    PAGE,
                    Place {
                        file: of_content(&at.file),
                        line: at.line as u64,
                        note: problem,
                        ..Place::default()
                    },
                ),
                ContentError::File { file, problem } => {
                    report.add(PAGE, Place { file: of_content(&file), note: problem, ..Place::default() });
                }
                ContentError::SameAddress { ref second, .. } => report.add(
                    PAGE,
                    Place { file: of_content(second), note: error.to_string(), ..Place::default() },
                ),
                ContentError::MissingFolder(ref path) | ContentError::Read { ref path, .. } => report.add(
                    PAGE,
                    Place { file: path.display().to_string(), note: error.to_string(), ..Place::default() },
                ),
            },
            other => report.add(
                OTHER,
                Place {
                    file: path.display().to_string(),
                    note: first_line(&other.to_string()),
                    ..Place::default()
                },
            ),
        }
    }
}

fn of_theme(file: &Path, config: &Config, error: &ThemeError) -> Place {
    let own = || config.root.join("themes").join(&config.theme.name).join("theme.toml").display().to_string();
    match error {
        ThemeError::File(mistake) => Place {
            file: mistake.file.clone(),
            line: mistake.line as u64,
            value: mistake.excerpt.trim().to_owned(),
            note: mistake.message.clone(),
            ..Place::default()
        },
        ThemeError::Io { path, source } => {
            Place { file: path.display().to_string(), note: source.to_string(), ..Place::default() }
        }
        ThemeError::Unknown { name, .. } => Place {
            file: file.display().to_string(),
            line: Config::line(file, &["theme", "name"]),
            field: "theme.name".to_owned(),
            value: name.clone(),
            note: error.to_string(),
            ..Place::default()
        },
        ThemeError::Accent { value, .. } => Place {
            file: file.display().to_string(),
            line: Config::line(file, &["theme", "accent"]),
            field: "theme.accent".to_owned(),
            value: value.clone(),
            note: error.to_string(),
            ..Place::default()
        },
        _ => Place { file: own(), note: error.to_string(), ..Place::default() },
    }
}
