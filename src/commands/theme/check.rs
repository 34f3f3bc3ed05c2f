//! `etalage theme check`: what is wrong with a theme, the worst first.

use std::fmt::Write;
use std::process::ExitCode;

use anyhow::{Context, Result};
use etalage::output::figure::counted;
use etalage::workshop::{self, Checked, Finding, Severity};

use super::{Workshop, print};
use crate::cli::{Cli, ThemeCheck};

/// The exit code of a check that found errors.
const FINDINGS: u8 = 3;

/// Prints the findings. With `--quiet`, errors only.
pub(super) fn run(cli: &Cli, site: &Workshop, arguments: &ThemeCheck) -> Result<ExitCode> {
    let checked = workshop::check(&site.themes, site.named(arguments.name.as_ref()))?;
    if arguments.json {
        let text =
            serde_json::to_string_pretty(&checked).context("the findings could not be written as JSON")?;
        print(&format!("{text}\n"));
    } else {
        print(&text(&checked, cli.quiet));
    }
    Ok(if checked.count(Severity::Error) > 0 { ExitCode::from(FINDINGS) } else { ExitCode::SUCCESS })
}

fn text(checked: &Checked, quiet: bool) -> String {
    let mut text = String::new();
    for finding in &checked.findings {
        if !quiet || finding.severity == Severity::Error {
            text.push_str(&told(finding));
            text.push('\n');
        }
    }
    if quiet {
        return text;
    }
    let count = |severity, word| counted(checked.count(severity) as u64, word);
    let found = if checked.findings.is_empty() {
        "nothing wrong".to_owned()
    } else {
        format!(
            "{}, {}, {}",
            count(Severity::Error, "error"),
            count(Severity::Warning, "warning"),
            count(Severity::Info, "remark")
        )
    };
    let _ = writeln!(
        text,
        "Theme {}: {found} in {} of its own, over {} of two catalogues in French and English",
        checked.theme,
        counted(checked.templates as u64, "template"),
        counted(checked.pages as u64, "page"),
    );
    text
}

/// A finding: place, what is wrong, the line, what to do.
fn told(finding: &Finding) -> String {
    let Finding { kind, file, line, column, message, advice, excerpt, page, .. } = finding;
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "remark",
    };
    let mut text = format!("{file}:{line}:{column}: {severity}[{kind}]: {message}\n");
    let number = line.to_string();
    let margin = " ".repeat(number.len());
    if !excerpt.trim().is_empty() {
        // Tabs keep their width, so that the caret stands under its character.
        let indent: String =
            excerpt.chars().take(column - 1).map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
        let _ = writeln!(text, "{number} | {excerpt}");
        let _ = writeln!(text, "{margin} | {indent}{}", "^".repeat(finding.width));
    }
    if !page.is_empty() {
        let others = finding.pages.saturating_sub(1);
        let more =
            if others == 0 { String::new() } else { format!(" and {} more", counted(others as u64, "page")) };
        let _ = writeln!(text, "{margin} = on {page}{more}");
    }
    if !advice.is_empty() {
        let _ = writeln!(text, "{margin} = {advice}");
    }
    text
}
