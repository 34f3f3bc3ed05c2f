//! The configuration: everything that is wrong with it, not only the first mistake.

use std::path::Path;

use super::finding::{Kind, Part, Place, Report};
use crate::catalog::Severity;
use crate::config::{Config, ConfigError};

const UNREADABLE: Kind = Kind {
    part: Part::Config,
    name: "unreadable-config",
    severity: Severity::Error,
    advice: "Write etalage.toml, or name another file with --config",
};
const UNKNOWN_KEY: Kind = Kind {
    part: Part::Config,
    name: "unknown-config-key",
    severity: Severity::Error,
    advice: "Correct the name of the key, or take the line out",
};
const MISSING_KEY: Kind = Kind {
    part: Part::Config,
    name: "missing-config-key",
    severity: Severity::Error,
    advice: "Add the line",
};
const WRONG_VALUE: Kind = Kind {
    part: Part::Config,
    name: "wrong-config-value",
    severity: Severity::Error,
    advice: "Correct the value; `etalage build` refuses it too",
};

/// Reads the configuration. What is wrong is reported and replaced by its default, so that the rest can be looked at;
/// `None` where nothing can be read.
pub(super) fn check(path: &Path, report: &mut Report) -> Option<Config> {
    let (config, errors) = Config::survey(path);
    for error in errors {
        match error {
            ConfigError::Wrong { place, problem, excerpt } => {
                let kind = match &*problem {
                    problem if problem.starts_with("unknown key") => UNKNOWN_KEY,
                    problem if problem.contains(" lacks `") || problem.starts_with("there is no [") => {
                        MISSING_KEY
                    }
                    _ => WRONG_VALUE,
                };
                let (file, line) = split(&place);
                let (value, note) = (excerpt.line().trim().to_owned(), first_line(&problem));
                report.add(kind, Place { file, line, value, note, ..Place::default() });
            }
            other => report.add(
                UNREADABLE,
                Place {
                    file: path.display().to_string(),
                    note: first_line(&other.to_string()),
                    ..Place::default()
                },
            ),
        }
    }
    config
}

/// The file and the line of `file:line`, or of `file` alone.
pub(super) fn split(place: &str) -> (String, u64) {
    match place.rsplit_once(':').map(|(file, line)| (file, line.parse())) {
        Some((file, Ok(line))) => (file.to_owned(), line),
        _ => (place.to_owned(), 0),
    }
}

/// What stands before the first line break.
pub(super) fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().trim_end_matches(':').to_owned()
}
