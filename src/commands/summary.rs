//! What a build tells at its end.

use std::fmt::Write;
use std::path::Path;

use etalage::catalog::{DateOrigin, Example, Finding, Severity};
use etalage::output::figure::{bytes, counted, number};

use super::report::Report;

/// How many characters of an example are shown.
const EXAMPLE: usize = 110;

/// The whole summary, lines ended.
pub(crate) fn text(report: &Report, folder: &Path, details: Option<&Path>) -> String {
    let mut text = String::new();
    let catalog = &report.catalog;
    let count = |value: usize| number(value as u64);
    let verb = if report.dry_run { "Would write" } else { "Wrote" };
    let (pages, folder, seconds) =
        (counted(report.pages as u64, "page"), folder.display(), report.seconds.total);
    let _ = writeln!(text, "{verb} {pages} to {folder} in {seconds:.1} s");
    let files = report.files;
    let size = match (report.dry_run, report.bytes) {
        (true, 0) => String::new(),
        (true, size) => format!("; about {} in all", bytes(size)),
        (false, size) => format!("; {} in all", bytes(size)),
    };
    let _ = writeln!(
        text,
        "  files      {} {}, {} unchanged, {} {}{size}",
        count(files.written),
        if report.dry_run { "to render" } else { "written" },
        count(files.unchanged),
        count(files.deleted),
        if report.dry_run { "to delete" } else { "deleted" },
    );
    let _ = writeln!(
        text,
        "  catalogue  {} ({} archived), {}, {}, {}, {}, {}",
        counted(catalog.datasets as u64, "dataset"),
        count(catalog.archived),
        counted(catalog.resources as u64, "file"),
        counted(catalog.organizations as u64, "organization"),
        counted(catalog.reuses as u64, "reuse"),
        counted(catalog.dataservices as u64, "API"),
        counted(catalog.tags as u64, "tag"),
    );
    let _ =
        writeln!(text, "  as of      {} ({})", report.snapshot.date, origin_words(report.snapshot.origin));
    if let Some(memory) = report.peak_rss_bytes {
        let _ = writeln!(text, "  memory     {} at most", bytes(memory));
    }
    findings(&mut text, report, details);
    text
}

/// Where the snapshot's date comes from.
fn origin_words(origin: DateOrigin) -> &'static str {
    match origin {
        DateOrigin::Config => "as the configuration says",
        DateOrigin::Manifest => "as the fetch's manifest says",
        DateOrigin::FileName => "from the dataset file's name",
        DateOrigin::SourceDateEpoch => "from SOURCE_DATE_EPOCH",
        DateOrigin::NewestRecord => "the newest modification of a dataset",
    }
}

fn findings(text: &mut String, report: &Report, details: Option<&Path>) {
    if report.findings.is_empty() {
        text.push_str("  data       nothing wrong\n");
        return;
    }
    let total = |severity| -> u64 {
        report
            .findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .map(|finding| finding.count)
            .sum()
    };
    let _ = writeln!(
        text,
        "  data       {} lost, {} mended or cut, {}:",
        counted(total(Severity::Error), "record"),
        number(total(Severity::Warning)),
        counted(total(Severity::Info), "remark"),
    );
    let mut findings = report.findings.clone();
    findings.sort_by(|one, other| other.severity.cmp(&one.severity).then(one.kind.cmp(other.kind)));
    let width = findings.iter().map(|finding| finding.kind.len()).max().unwrap_or_default();
    for Finding { kind, count, examples, .. } in findings {
        let example = examples.first().map(words).unwrap_or_default();
        let line = format!("    {:>9}  {kind:width$}  {example}", number(*count));
        text.push_str(line.trim_end());
        text.push('\n');
    }
    match details {
        Some(path) => {
            let _ = writeln!(text, "  details    {}", path.display());
        }
        None => text.push_str("  details    etalage build --report FILE.json gives more examples of each\n"),
    }
}

/// An example on one line.
fn words(example: &Example) -> String {
    let mut words = example.file.clone();
    if example.row > 0 {
        let _ = write!(words, ":{}", example.row);
    }
    if !example.id.is_empty() {
        let _ = write!(words, " {}", example.id);
    }
    if !example.field.is_empty() {
        let _ = write!(words, " {}", example.field);
    }
    if !example.value.is_empty() {
        let _ = write!(words, " \"{}\"", example.value);
    }
    // What a catalogue holds must not reach the terminal as it is.
    let mut words: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if let Some((end, _)) = words.char_indices().nth(EXAMPLE) {
        words.truncate(end);
        words.push('…');
    }
    words
}
