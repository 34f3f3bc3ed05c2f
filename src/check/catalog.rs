//! The catalogue: what reading and joining it found.

use std::path::Path;

use super::advice;
use super::config::first_line;
use super::finding::{Kind, Part, Place, Report};
use crate::catalog::{Catalog, Severity};
use crate::config::Config;
use crate::source::SourceError;

const UNREADABLE: Kind = Kind {
    part: Part::Catalog,
    name: "unreadable-source",
    severity: Severity::Error,
    advice: "Correct `path` under [source], or name the files with --source",
};

/// Takes over the findings of a catalogue.
pub(super) fn check(catalog: &Catalog, report: &mut Report) {
    for finding in catalog.findings.iter() {
        let kind = Kind {
            part: Part::Catalog,
            name: finding.kind,
            severity: finding.severity,
            advice: advice::of(finding.kind),
        };
        let places = finding.examples.iter().map(|example| Place {
            file: example.file.clone(),
            line: 0,
            row: example.row,
            id: example.id.clone(),
            field: example.field.clone(),
            value: example.value.clone(),
            note: example.done.clone(),
        });
        report.add_many(kind, finding.count, places);
    }
}

/// Reports that there is no catalogue to read.
pub(super) fn unreadable(config: &Path, error: &SourceError, report: &mut Report) {
    report.add(
        UNREADABLE,
        Place {
            file: config.display().to_string(),
            line: Config::line(config, &["source", "path"]),
            field: "source".to_owned(),
            note: first_line(&error.to_string()),
            ..Place::default()
        },
    );
}
