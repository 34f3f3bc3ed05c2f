//! The configuration: everything that is wrong with it, not only the first mistake.

use std::path::Path;

use url::{Host, Url};

use super::finding::{Kind, Part, Place, Report};
use crate::catalog::Severity;
use crate::config::{Config, ConfigError};
use crate::net;

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

const LOCAL_BASE: Kind = Kind {
    part: Part::Config,
    name: "local-base-address",
    severity: Severity::Warning,
    advice: "Write the address that readers will use under base_url: feeds, sitemaps and search engines follow it",
};
const INSECURE_BASE: Kind = Kind {
    part: Part::Config,
    name: "insecure-base-address",
    severity: Severity::Info,
    advice: "Serve the site by https and write so under base_url: browsers warn of the other",
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
    if let Some(config) = &config {
        check_base(path, &config.site.base_url, report);
    }
    config
}

/// An address that only this machine or network knows, or without encryption.
fn check_base(path: &Path, address: &str, report: &mut Report) {
    let Ok(url) = Url::parse(address) else { return };
    let is_local = match url.host() {
        Some(Host::Ipv4(ip)) => !net::is_public(ip.into()),
        Some(Host::Ipv6(ip)) => !net::is_public(ip.into()),
        Some(Host::Domain(name)) => {
            let last = name.rsplit('.').next().unwrap_or_default();
            !name.contains('.') || ["localhost", "local", "internal", "lan", "intranet"].contains(&last)
        }
        None => true,
    };
    let kind = if is_local {
        LOCAL_BASE
    } else if url.scheme() == "http" {
        INSECURE_BASE
    } else {
        return;
    };
    report.add(
        kind,
        Place {
            file: path.display().to_string(),
            line: Config::line(path, &["site", "base_url"]),
            field: "site.base_url".to_owned(),
            value: address.to_owned(),
            ..Place::default()
        },
    );
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
