//! What lists the files of a site: redirects, sitemaps, stylesheets, the manifest; and what the host takes.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::kinds;
use super::tree::{Target, Tree};
use super::xml;
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
            "xml" | "atom" | "rss" => {
                check_xml(folder, path, report);
                if path.starts_with("sitemap") {
                    check_sitemap(folder, path, tree, report);
                }
            }
            "css" => check_stylesheet(folder, path, tree, report),
            "json" if path.split('/').count() <= 2 => check_json(folder, path, report),
            _ => {}
        }
    }
    check_paths(tree, report);
    if let Some(config) = config {
        check_host(tree, config, report);
    }
    check_manifest(folder, report);
}

fn check_redirects(folder: &Path, tree: &Tree, report: &mut Report) {
    let text = fs::read_to_string(folder.join(REDIRECTS)).unwrap_or_default();
    check_chains(&text, tree, report);
    for (line, _, to, code) in rules(&text) {
        let leads_nowhere = !to.contains(':') && matches!(tree.target(REDIRECTS, to).0, Target::Missing);
        if leads_nowhere && code.starts_with(['2', '3']) {
            report.add(kinds::BROKEN_REDIRECT, at(REDIRECTS, line, "to", to));
        }
    }
}

/// Redirects that lead to others, or back to themselves. Rules for many addresses (`*`, `:name`) are left aside.
fn check_chains(text: &str, tree: &Tree, report: &mut Report) {
    let plain = |address: &str| {
        let path = tree.without_base(address.split(['?', '#']).next().unwrap_or_default());
        path.trim_end_matches('/').to_owned()
    };
    let mut targets: HashMap<String, String> = HashMap::new();
    for (line, from, to, code) in rules(text) {
        if from.contains(['*', ':']) || !code.starts_with('3') {
            continue;
        }
        match targets.entry(plain(from)) {
            Entry::Occupied(_) => report.add(kinds::SAME_REDIRECT, at(REDIRECTS, line, "from", from)),
            Entry::Vacant(place) => {
                place.insert(plain(to));
            }
        }
    }
    for (line, from, _, code) in rules(text) {
        if from.contains(['*', ':']) || !code.starts_with('3') {
            continue;
        }
        let start = plain(from);
        let mut steps = 0_usize;
        let mut next = targets.get(&start);
        while let Some(target) = next.filter(|target| **target != start && steps <= targets.len()) {
            steps += 1;
            next = targets.get(target);
        }
        let kind = match next {
            Some(_) => kinds::REDIRECT_LOOP,
            None if steps > 1 => kinds::REDIRECT_CHAIN,
            None => continue,
        };
        report.add(kind, at(REDIRECTS, line, "from", from));
    }
}

/// Names that not every system takes, and those that differ by their case alone.
fn check_paths(tree: &Tree, report: &mut Report) {
    let mut folded: HashMap<String, &str> = HashMap::new();
    for (path, _) in &tree.files {
        let is_odd = path.split('/').any(|part| part.len() > 255 || part.ends_with([' ', '.']))
            || path.contains([':', '*', '?', '"', '<', '>', '|', '\\'])
            || path.contains(char::is_control);
        if is_odd {
            report.add(kinds::ODD_PATH, at(path, 0, "", ""));
        }
        // Nearly all are in small letters, and these differ.
        if path.chars().any(char::is_uppercase) {
            let lower = path.to_lowercase();
            let twin =
                tree.find(&lower).map(|place| tree.path(place)).or_else(|| folded.get(&lower).copied());
            match twin {
                Some(twin) => report.add(kinds::SAME_BUT_CASE, at(path, 0, "", twin)),
                None => {
                    folded.insert(lower, path);
                }
            }
        }
    }
}

/// There is a page for what is missing; and pages that search engines may index are in the sitemap, where there is one
/// that names most pages beside them: what it leaves out on purpose (lists, figures) is left out with all of its kind.
pub(super) fn check_listed(folder: &Path, tree: &Tree, noindex: &[AtomicBool], report: &mut Report) {
    if tree.find("index.html").is_some() && tree.find("404.html").is_none() {
        report.add(kinds::NO_404, at("404.html", 0, "", ""));
    }
    let mut listed = vec![false; tree.files.len()];
    let mut has_sitemap = false;
    for (path, _) in tree.files.iter().filter(|(path, _)| is_sitemap(path)) {
        let Ok(text) = fs::read_to_string(folder.join(&**path)) else { continue };
        has_sitemap = true;
        for (_, address) in locations(&text) {
            if let Target::File(place) = tree.target(path, &address).0 {
                listed[place as usize] = true;
            }
        }
    }
    if !has_sitemap {
        return;
    }
    let mut groups: HashMap<(&str, usize), (u32, Vec<&str>)> = HashMap::new();
    for (((path, size), is_listed), noindex) in tree.files.iter().zip(listed).zip(noindex) {
        if !super::is_page(path) || *size == 0 || noindex.load(Ordering::Relaxed) || &**path == "404.html" {
            continue;
        }
        let folder = path.split('/').next().unwrap_or_default();
        let (count, left_out) = groups.entry((folder, path.matches('/').count())).or_default();
        *count += u32::from(is_listed);
        if !is_listed {
            left_out.push(path);
        }
    }
    let named = groups.into_values().filter(|(listed, left_out)| *listed as usize > left_out.len());
    for path in named.flat_map(|(_, left_out)| left_out) {
        report.add(kinds::NO_SITEMAP_ENTRY, at(path, 0, "", ""));
    }
}

fn is_sitemap(path: &str) -> bool {
    path.starts_with("sitemap") && path.strip_suffix(".xml").is_some()
}

/// Every `<loc>` of a sitemap with its line.
fn locations(text: &str) -> impl Iterator<Item = (u64, String)> {
    (1..).zip(text.lines()).flat_map(|(line, text)| {
        let locs = text.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next());
        locs.map(move |loc| (line, loc.trim().replace("&amp;", "&")))
    })
}

/// Feeds and sitemaps are XML.
fn check_xml(folder: &Path, path: &str, report: &mut Report) {
    let Ok(text) = fs::read_to_string(folder.join(path)) else { return };
    if let Some((place, note)) = xml::fault(&text) {
        let line = 1 + text[..place].matches('\n').count() as u64;
        report.add(kinds::BAD_XML, Place { note, ..at(path, line, "", "") });
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
    for (line, address) in locations(&text) {
        if matches!(tree.target(path, &address).0, Target::Missing) {
            report.add(kinds::BROKEN_SITEMAP, at(path, line, "loc", &address));
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
