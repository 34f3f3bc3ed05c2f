//! The files that a build wrote: every page read once, in parallel, one at a time a thread.

mod head;
mod kinds;
mod listed;
mod page;
mod tree;
mod xml;

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use walkdir::WalkDir;

use self::page::Seen;
use self::tree::Tree;
use super::finding::{Kind, Place, Report};
use crate::config::Config;
use crate::output::{OWN_FOLDER, figure};
use crate::source::Progress;

/// A page of more bytes than these is too much to load and to read: with a gzip to a fifth, it is what the French
/// reference for eco-design (RGESN, 2024) gives a first view, stylesheet and pictures apart.
const PAGE: u64 = 250_000;
/// The same for a picture, a stylesheet or a script.
const ASSET: u64 = 500_000;
/// What browsers load with a page.
const ASSETS: [&str; 11] = ["avif", "css", "gif", "ico", "jpeg", "jpg", "js", "png", "svg", "webp", "woff2"];

/// Checks the site in `folder`.
pub(super) fn check(folder: &Path, config: Option<&Config>, progress: Progress, report: &mut Report) {
    let files = files(folder, report);
    let mut tree = Tree::new(files, config.map(|config| &*config.site.base_url));
    if tree.find("index.html").is_none() {
        report.add(kinds::NO_HOME, Place { file: folder.display().to_string(), ..Place::default() });
    }
    listed::read_redirects(folder, &mut tree);
    let site = Site { folder, tree: &tree, progress };
    let found = site.read_pages();
    report.merge(found.report);
    site.check_anchors(&found.anchors, report);
    site.check_orphans(&found.linked, &found.noindex, config, report);
    site.check_sizes(report);
    listed::check(folder, &tree, config, report);
    if config.is_none_or(|config| !config.site.noindex) {
        listed::check_listed(folder, &tree, &found.noindex, report);
    }
}

/// Every file of the folder with its size, in order; what etalage remembers of its builds apart.
fn files(folder: &Path, report: &mut Report) -> Vec<(Box<str>, u64)> {
    let mut files = Vec::new();
    let is_site = |entry: &walkdir::DirEntry| entry.depth() != 1 || entry.file_name() != OWN_FOLDER;
    for entry in WalkDir::new(folder).into_iter().filter_entry(is_site) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let file = error.path().unwrap_or(folder).display().to_string();
                report.add(kinds::UNREADABLE, Place { file, note: error.to_string(), ..Place::default() });
                continue;
            }
        };
        if !entry.file_type().is_file() {
            continue;
        }
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        let path = parts.join("/");
        if entry.file_name().to_string_lossy().starts_with(OWN_FOLDER) {
            report.add(kinds::LEFT_OVER, Place { file: path, ..Place::default() });
            continue;
        }
        files.push((path.into(), entry.metadata().map_or(0, |metadata| metadata.len())));
    }
    files.sort_unstable();
    files
}

/// A site being checked.
struct Site<'a> {
    folder: &'a Path,
    tree: &'a Tree,
    progress: Progress<'a>,
}

/// What reading all pages gave.
struct Found {
    report: Report,
    /// Anchors that pages link to on others: the target, the anchor, the page, the line.
    anchors: Vec<(u32, Box<str>, u32, u64)>,
    /// For each file, whether a page links to it, and whether it asks search engines to stay away.
    linked: Vec<AtomicBool>,
    noindex: Vec<AtomicBool>,
}

impl Site<'_> {
    fn read_pages(&self) -> Found {
        let count = self.tree.files.len();
        let flags = || (0..count).map(|_| AtomicBool::new(false)).collect::<Vec<_>>();
        let (linked, noindex) = (flags(), flags());
        let places: Vec<u32> = (0_u32..)
            .zip(&self.tree.files)
            .filter(|(_, (path, _))| is_page(path))
            .map(|(place, _)| place)
            .collect();
        let (report, mut anchors) = places
            .par_iter()
            .fold(
                || (Report::default(), Vec::new()),
                |(mut report, mut anchors), &place| {
                    let Some(html) = self.text(place, &mut report) else { return (report, anchors) };
                    let Seen { links, anchors: leading, noindex: is_hidden } =
                        page::check(self.tree.path(place), &html, self.tree, &mut report);
                    head::check(self.tree.path(place), &html, self.tree, is_hidden, &mut report);
                    for target in links {
                        linked[target as usize].store(true, Ordering::Relaxed);
                    }
                    if is_hidden {
                        noindex[place as usize].store(true, Ordering::Relaxed);
                    }
                    anchors.extend(
                        leading.into_iter().map(|(target, anchor, line)| (target, anchor, place, line)),
                    );
                    (self.progress)(html.len() as u64);
                    (report, anchors)
                },
            )
            .reduce(
                || (Report::default(), Vec::new()),
                |(mut report, mut anchors), (other, theirs)| {
                    report.merge(other);
                    anchors.extend(theirs);
                    (report, anchors)
                },
            );
        anchors.par_sort_unstable();
        Found { report, anchors, linked, noindex }
    }

    /// A file as text. What is not UTF-8 in it is reported and replaced.
    fn text(&self, place: u32, report: &mut Report) -> Option<String> {
        let path = self.tree.path(place);
        let mut at = |kind: Kind, note: String| {
            report.add(kind, Place { file: path.to_owned(), note, ..Place::default() });
        };
        let bytes = match fs::read(self.folder.join(path)) {
            Ok(bytes) => bytes,
            Err(error) => {
                at(kinds::UNREADABLE, error.to_string());
                return None;
            }
        };
        match String::from_utf8(bytes) {
            Ok(text) if text.trim().is_empty() => None,
            Ok(text) => Some(text),
            Err(error) => {
                at(kinds::BAD_UTF8, format!("from byte {}", error.utf8_error().valid_up_to()));
                Some(String::from_utf8_lossy(error.as_bytes()).into_owned())
            }
        }
    }

    /// Reads each page to which others link with an anchor once more, for its ids.
    fn check_anchors(&self, anchors: &[(u32, Box<str>, u32, u64)], report: &mut Report) {
        let found: Report = anchors
            .par_chunk_by(|one, other| one.0 == other.0)
            .fold(Report::default, |mut report, links| {
                let target = links[0].0;
                let ids = self
                    .text(target, &mut Report::default())
                    .map(|html| page::ids(&html))
                    .unwrap_or_default();
                for (_, anchor, page, line) in links.iter().filter(|link| !ids.contains(&link.1)) {
                    let value = format!("{}#{anchor}", self.tree.path(target));
                    let file = self.tree.path(*page).to_owned();
                    let field = "href".to_owned();
                    let place = Place { file, line: *line, field, value, ..Place::default() };
                    report.add(kinds::BROKEN_ANCHOR, place);
                }
                report
            })
            .reduce(Report::default, |mut report, other| {
                report.merge(other);
                report
            });
        report.merge(found);
    }

    /// Reports pages that no other links to. Those that search engines are asked to leave out stand apart on purpose
    /// (archived datasets), unless that is asked for the whole site.
    fn check_orphans(
        &self,
        linked: &[AtomicBool],
        noindex: &[AtomicBool],
        config: Option<&Config>,
        report: &mut Report,
    ) {
        let all_apart = config.is_some_and(|config| config.site.noindex);
        for ((path, _), (linked, noindex)) in self.tree.files.iter().zip(linked.iter().zip(noindex)) {
            let is_apart = noindex.load(Ordering::Relaxed) && !all_apart;
            let needs_none = matches!(&**path, "index.html" | "404.html") || !is_page(path);
            if !needs_none && !is_apart && !linked.load(Ordering::Relaxed) {
                report.add(kinds::ORPHAN, Place { file: path.to_string(), ..Place::default() });
            }
        }
    }

    fn check_sizes(&self, report: &mut Report) {
        for (path, size) in &self.tree.files {
            let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
            let (kind, most) = match extension {
                "html" => (kinds::PAGE_BUDGET, PAGE),
                extension if ASSETS.contains(&extension) => (kinds::ASSET_BUDGET, ASSET),
                _ => (kinds::ASSET_BUDGET, u64::MAX),
            };
            if *size == 0 {
                report.add(kinds::EMPTY, Place { file: path.to_string(), ..Place::default() });
            } else if *size > most {
                let note = format!("{}, {} at most", figure::bytes(*size), figure::bytes(most));
                report.add(kind, Place { file: path.to_string(), note, ..Place::default() });
            }
        }
    }
}

/// Whether a file is a page. The case counts, as it does for servers.
#[allow(clippy::case_sensitive_file_extension_comparisons)]
fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}
