//! What lists the files of a site: redirects, sitemaps, stylesheets, the manifest; and what the host takes.

use std::fs;
use std::path::Path;

use super::kinds;
use super::tree::{Target, Tree};
use crate::catalog::Severity;
use crate::check::finding::{Kind, Place, Report};
use crate::config::Config;
use crate::output::Earlier;
use crate::output::host::{self, Plan};

/// The file of redirects.
const REDIRECTS: &str = "_redirects";

/// Takes the redirects of a site into account: an address that they lead elsewhere is no broken link.
pub(super) fn read_redirects(folder: &Path, tree: &mut Tree) {
    let text = fs::read_to_string(folder.join(REDIRECTS)).unwrap_or_default();
    for (_, from, _, code) in rules(&text) {
        if code.starts_with('3') && from.trim_end_matches('*').len() > 1 {
            tree.redirect(from);
        }
    }
    tree.seal();
}

/// The lines of `_redirects`: number, from, to, code.
fn rules(text: &str) -> impl Iterator<Item = (u64, &str, &str, &str)> {
    (1..).zip(text.lines()).filter_map(|(number, line)| {
        let mut words = line.split_ascii_whitespace();
        let from = words.next().filter(|from| from.starts_with('/'))?;
        Some((number, from, words.next()?, words.next().unwrap_or("301")))
    })
}

pub(super) fn check(folder: &Path, tree: &Tree, config: Option<&Config>, report: &mut Report) {
    check_redirects(folder, tree, report);
    for (path, _) in &tree.files {
        match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
            "xml" if path.starts_with("sitemap") => check_sitemap(folder, path, tree, report),
            "css" => check_stylesheet(folder, path, tree, report),
            "json" if path.split('/').count() <= 2 => check_json(folder, path, report),
            _ => {}
        }
    }
    if let Some(config) = config {
        check_host(tree, config, report);
    }
    check_manifest(folder, report);
}

fn check_redirects(folder: &Path, tree: &Tree, report: &mut Report) {
    let text = fs::read_to_string(folder.join(REDIRECTS)).unwrap_or_default();
    for (line, _, to, code) in rules(&text) {
        let leads_nowhere = !to.contains(':') && matches!(tree.target(REDIRECTS, to).0, Target::Missing);
        if leads_nowhere && code.starts_with(['2', '3']) {
            report.add(kinds::BROKEN_REDIRECT, at(REDIRECTS, line, "to", to));
        }
    }
}

fn at(file: &str, line: u64, field: &str, value: &str) -> Place {
    Place {
        file: file.to_owned(),
        line,
        field: field.to_owned(),
        value: value.to_owned(),
        ..Place::default()
    }
}

/// Every `<loc>` of a sitemap is a file.
fn check_sitemap(folder: &Path, path: &str, tree: &Tree, report: &mut Report) {
    let Ok(text) = fs::read_to_string(folder.join(path)) else { return };
    for (line, text) in (1..).zip(text.lines()) {
        for loc in text.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next()) {
            let address = loc.replace("&amp;", "&");
            if matches!(tree.target(path, &address).0, Target::Missing) {
                report.add(kinds::BROKEN_SITEMAP, at(path, line, "loc", &address));
            }
        }
    }
}

/// What a stylesheet loads is there.
fn check_stylesheet(folder: &Path, path: &str, tree: &Tree, report: &mut Report) {
    let Ok(text) = fs::read_to_string(folder.join(path)) else { return };
    for (line, text) in (1..).zip(text.lines()) {
        for address in text.split("url(").skip(1).filter_map(|rest| rest.split(')').next()) {
            let address = address.trim().trim_matches(['"', '\'']);
            let kind: Kind = match tree.target(path, address).0 {
                Target::Missing => kinds::BROKEN_ASSET,
                Target::Elsewhere if !address.starts_with("data:") => kinds::FOREIGN,
                _ => continue,
            };
            report.add(kind, at(path, line, "url", address));
        }
    }
}

/// Files of the root and of its folders that programs read.
fn check_json(folder: &Path, path: &str, report: &mut Report) {
    let Ok(file) = fs::File::open(folder.join(path)) else { return };
    let read = serde_json::from_reader::<_, serde::de::IgnoredAny>(std::io::BufReader::new(file));
    if let Err(error) = read {
        let place = Place { note: error.to_string(), ..at(path, error.line() as u64, "", "") };
        report.add(kinds::BAD_JSON, place);
    }
}

fn check_host(tree: &Tree, config: &Config, report: &mut Report) {
    let largest = tree.files.iter().max_by_key(|(_, size)| *size);
    let plan = Plan {
        bytes: Some(tree.files.iter().map(|(_, size)| size).sum()),
        largest: largest.map(|(path, size)| (path.to_string(), *size)),
        ..Plan::of(tree.files.iter().map(|(path, _)| &**path))
    };
    for problem in host::check(&config.host, &plan) {
        let kind = if problem.severity == Severity::Error { kinds::HOST_ERROR } else { kinds::HOST_WARNING };
        let place = Place { note: problem.text, ..at(".", 0, "host.kind", config.host.kind.name()) };
        report.add(kind, place);
    }
}

/// The files that the last build wrote are there, as it wrote them.
fn check_manifest(folder: &Path, report: &mut Report) {
    let Ok(earlier) = Earlier::read(folder, true) else { return };
    if earlier.is_damaged() {
        report.add(kinds::DAMAGED_MANIFEST, at(".etalage/manifest", 0, "", ""));
    }
    let (gone, changed) = earlier.altered();
    for (kind, paths) in [(kinds::MISSING_FILE, gone), (kinds::CHANGED_FILE, changed)] {
        for path in paths {
            report.add(kind, at(path, 0, "", ""));
        }
    }
}
