//! `etalage check`: everything that is wrong, where it is, what to do.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use anyhow::{Context, Result};
use etalage::catalog::Severity;
use etalage::check::{Check, Finding, Part, Place, Report};
use etalage::output::figure::{counted, number};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use serde::Serialize;

use crate::cli::{self, Cli};

/// The exit code when there are errors.
const FOUND: u8 = 3;
/// How many places of a finding are shown.
const PLACES: usize = 5;
/// How many characters of a value are shown.
const VALUE: usize = 100;

/// What `--json` writes.
#[derive(Serialize)]
struct Json<'a> {
    errors: u64,
    warnings: u64,
    remarks: u64,
    findings: Vec<&'a Finding>,
}

/// Runs the command.
pub(crate) fn run(cli: &Cli, arguments: &cli::Check) -> Result<ExitCode> {
    let check = Check {
        config: &cli.config,
        source: &arguments.source,
        site: arguments.site.as_deref(),
        external: arguments.external.then(|| (today(), arguments.allow_private)),
    };
    let report = check.run(&|_| ());
    let text = if arguments.json { json(&report)? } else { words(&report, cli.quiet) };
    // A pipe that nobody reads is no error of the check.
    let _ = std::io::stdout().write_all(text.as_bytes());
    Ok(if report.count(Severity::Error) > 0 { ExitCode::from(FOUND) } else { ExitCode::SUCCESS })
}

/// The day of this machine: what is found on the network is found now.
fn today() -> Date {
    Offset::UTC.to_datetime(Timestamp::now()).date()
}

fn json(report: &Report) -> Result<String> {
    let json = Json {
        errors: report.count(Severity::Error),
        warnings: report.count(Severity::Warning),
        remarks: report.count(Severity::Info),
        findings: report.findings(),
    };
    let mut text =
        serde_json::to_string_pretty(&json).context("the findings could not be written as JSON")?;
    text.push('\n');
    Ok(text)
}

/// The findings for people, the worst first; only the errors when `quiet`.
fn words(report: &Report, quiet: bool) -> String {
    let mut text = String::new();
    for finding in report.findings() {
        if quiet && finding.severity < Severity::Error {
            continue;
        }
        let Finding { severity, part, kind, count, advice, places } = finding;
        let severity = match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "remark",
        };
        let times = if *count > 1 { format!(" ({} times)", number(*count)) } else { String::new() };
        let _ = writeln!(text, "{severity}: {kind}{times}, in the {}", part_words(*part));
        for place in places.iter().take(PLACES) {
            let _ = writeln!(text, "  {}", place_words(place));
        }
        let more = count - places.len().min(PLACES) as u64;
        if more > 0 {
            let _ = writeln!(text, "  and {} more", number(more));
        }
        let _ = writeln!(text, "  -> {advice}\n");
    }
    if !quiet {
        let _ = writeln!(
            text,
            "{}, {}, {}",
            counted(report.count(Severity::Error), "error"),
            counted(report.count(Severity::Warning), "warning"),
            counted(report.count(Severity::Info), "remark"),
        );
    }
    text
}

fn part_words(part: Part) -> &'static str {
    match part {
        Part::Config => "configuration",
        Part::Theme => "theme",
        Part::Content => "content",
        Part::Catalog => "catalogue",
        Part::Site => "built site",
        Part::External => "addresses of the catalogue",
    }
}

/// A place on one line.
fn place_words(place: &Place) -> String {
    let mut words = place.file.clone();
    for number in [place.line, place.row].into_iter().filter(|number| *number > 0) {
        let _ = write!(words, ":{number}");
    }
    for part in [&place.id, &place.field].into_iter().filter(|part| !part.is_empty()) {
        let _ = write!(words, " {part}");
    }
    if !place.value.is_empty() {
        let end = place.value.char_indices().nth(VALUE).map_or(place.value.len(), |(end, _)| end);
        let _ =
            write!(words, " \"{}{}\"", &place.value[..end], if end < place.value.len() { "…" } else { "" });
    }
    if !place.note.is_empty() {
        let _ = write!(words, ": {}", place.note);
    }
    // What a catalogue holds must not reach the terminal as it is.
    words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
