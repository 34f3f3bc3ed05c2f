//! Rows of the real national export that go wrong somewhere, by what is wrong with them: each has a page, which
//! holds what it must and nothing that it must not.
//!
//! The rows are not part of the project: the folder that holds them is `../shared/data/national-2026`, or what
//! `ETALAGE_NATIONAL_SAMPLES` names. Where it is absent, the test says so and passes.

#![allow(clippy::expect_used)]

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use etalage::config::Config;
use etalage::site::{Body, Site};
use etalage::source;
use scraper::{ElementRef, Html, Selector};

type Row = HashMap<String, String>;

/// A dataset's page, parsed.
struct Page {
    path: String,
    html: String,
    document: Html,
}

impl Page {
    fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        let selector = Selector::parse(selector).expect("a selector");
        self.document.select(&selector).collect()
    }

    fn has(&self, selector: &str) -> bool {
        !self.all(selector).is_empty()
    }

    /// The page's text, white space folded.
    fn text(&self, selector: &str) -> String {
        self.all(selector)
            .iter()
            .map(|element| fold(&element.text().collect::<String>()))
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// White space and invisible characters folded, as a reader sees a line.
fn fold(text: &str) -> String {
    let visible =
        text.chars().filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}'));
    let spaced: String = visible
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn samples() -> Option<PathBuf> {
    let folder = std::env::var_os("ETALAGE_NATIONAL_SAMPLES").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/national-2026"),
        PathBuf::from,
    );
    folder.join("anomalies.csv").is_file().then_some(folder)
}

fn rows(file: &Path) -> BTreeMap<String, Row> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(file).expect("a file");
    let header = reader.headers().expect("a header").clone();
    reader
        .records()
        .map(|record| {
            let record = record.expect("a row");
            let row: Row =
                header.iter().zip(&record).map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect();
            (row["id"].clone(), row)
        })
        .collect()
}

fn site(file: &Path) -> Site {
    let mut config: Config = toml::from_str(
        "[site]\ntitle = \"Portail\"\nbase_url = \"https://portail.example.org\"\nlanguage = \"fr\"\n\
         [source]\ndate = \"2026-01-16\"\n",
    )
    .expect("a config");
    config.root = PathBuf::from("/nonexistent");
    let catalog = source::read(&config, &[file.to_owned()]).expect("a catalog");
    Site::load(config, catalog).expect("a site")
}

fn pages(site: &mut Site) -> BTreeMap<String, Page> {
    site.prepare(&[]).expect("prepared");
    let mut pages = BTreeMap::new();
    for position in 0..site.catalog().datasets.len() {
        let index = etalage::catalog::DatasetIndex::new(position);
        let route = etalage::site::Route::Dataset(index);
        let Body::Bytes(bytes) = site.render(&route).expect("rendered") else { panic!("a page is held") };
        let html = String::from_utf8(bytes).expect("UTF-8");
        let document = Html::parse_document(&html);
        pages.insert(
            site.catalog().dataset(index).id.to_string(),
            Page { path: site.path(&route), html, document },
        );
    }
    pages
}

/// What holds for every page, whatever is wrong with the row.
fn check_any(row: &Row, page: &Page) -> Result<(), String> {
    let title = fold(&row["title"]);
    let heading = page.text("h1");
    ensure(page.all("h1").len() == 1 && heading.starts_with(&title), || {
        format!("h1 is {heading:?}, not {title:?}")
    })?;
    ensure(page.html.len() < 300_000, || format!("{} bytes", page.html.len()))?;
    for c in page.html.chars() {
        let bad = (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{200b}');
        ensure(!bad, || format!("holds {c:?}"))?;
    }
    for forbidden in ["data:image", "base64,", "javascript:", "{{description}}"] {
        ensure(!page.html.contains(forbidden), || format!("holds {forbidden:?}"))?;
    }
    ensure(
        !page.has("main script, main style, main iframe, main form, main object, main embed, [style]"),
        || "holds an element that runs or frames".to_owned(),
    )?;
    for element in page.all("main *") {
        ensure(!element.value().attrs().any(|(name, _)| name.starts_with("on")), || {
            "holds a handler".to_owned()
        })?;
    }
    for link in page.all(".prose a[href]") {
        let href = link.value().attr("href").unwrap_or_default();
        let allowed =
            ["http://", "https://", "ftp://", "mailto:"].iter().any(|scheme| href.starts_with(scheme));
        ensure(allowed, || format!("a description links to {href:?}"))?;
        if !href.starts_with("mailto:") {
            let rel = link.value().attr("rel").unwrap_or_default();
            ensure(rel.contains("nofollow") && rel.contains("ugc") && rel.contains("noopener"), || {
                format!("rel is {rel:?}")
            })?;
        }
    }
    ensure(!page.has(".prose h1, .prose h2"), || "a description has a heading above its place".to_owned())?;
    ensure(!page.has(".prose img"), || "a description shows an image".to_owned())?;
    if row["archived"] != "False" {
        ensure(page.has("meta[name=robots][content*=noindex]"), || "archived, and not noindex".to_owned())?;
        ensure(page.text("main").contains("rchivé"), || "archived, and does not say so".to_owned())?;
    }
    Ok(())
}

fn ensure(holds: bool, message: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(message()) }
}

fn contains(page: &Page, selector: &str, wanted: &str) -> Result<(), String> {
    let text = page.text(selector);
    ensure(text.contains(wanted), || format!("{selector} does not hold {wanted:?}"))
}

fn day(page: &Page, cell: &str) -> Result<(), String> {
    let day = cell.get(..10).unwrap_or(cell);
    ensure(page.has(&format!("time[datetime=\"{day}\"]")), || format!("does not give the day {day}"))
}

fn words_of(text: &str, keep: impl Fn(char) -> bool) -> Vec<String> {
    text.split_whitespace().filter(|word| word.chars().any(&keep)).take(3).map(ToOwned::to_owned).collect()
}

/// What a page must hold, or not, for each kind of anomaly. `None` for a kind that nobody wrote down here.
#[allow(clippy::too_many_lines)] // A table.
fn check_kind(kind: &str, row: &Row, page: &Page) -> Option<Result<(), String>> {
    let description = &row["description"];
    let prose = || page.text(".prose");
    let folder = page
        .path
        .strip_prefix("datasets/")
        .and_then(|path| path.strip_suffix("/index.html"))
        .unwrap_or_default();
    Some(match kind {
        // The heading holds the whole title: checked for every page.
        "escaped-quotes"
        | "title-leading-trailing-space"
        | "title-html-ish"
        | "title-very-short"
        | "title-very-long"
        | "mojibake"
        | "combining-marks-nfd" => {
            let title = page.text("title");
            ensure(title.starts_with(&fold(&row["title"])), || format!("<title> is {title:?}"))
        }
        "title-multiline" => {
            let lines = page.html.lines().filter(|line| line.contains("<h1")).count();
            ensure(lines == 1 && !page.all("h1")[0].inner_html().contains('\n'), || {
                "the heading has line breaks".to_owned()
            })
        }
        "description-md-heading" => ensure(
            page.has(".prose h3, .prose h4, .prose h5, .prose h6")
                || !description.lines().any(|line| line.starts_with("# ")),
            || "no heading in the description".to_owned(),
        ),
        "description-md-image" => {
            ensure(!prose().contains("![") || !page.has(".prose"), || "an image's source shows".to_owned())
        }
        "description-code-fence" => ensure(page.has(".prose pre, .prose code"), || "no code".to_owned()),
        "description-md-table" => {
            ensure(!description.contains("\n|--") || page.has(".prose table"), || "no table".to_owned())
        }
        "description-template-placeholder" => {
            ensure(!page.text("main").contains("{{description}}"), || "the placeholder shows".to_owned())
        }
        "description-entities" => ensure(
            !page.html.contains("&amp;#x27;")
                && !page.html.contains("&amp;amp;")
                && !prose().contains("&#x27;"),
            || "an entity shows".to_owned(),
        ),
        "description-empty" => {
            ensure(!page.has(".description .prose"), || "an empty description has prose".to_owned())
        }
        "description-html" => ensure(!prose().contains("</"), || format!("tags show: {}", prose())),
        "description-short" => {
            let words = words_of(description, char::is_alphabetic);
            words.iter().try_for_each(|word| {
                contains(page, "main", word.trim_matches(|c: char| !c.is_alphanumeric()))
            })
        }
        "description-data-uri-image"
        | "description-huge-data-uri"
        | "control-chars"
        | "u2028-or-inner-bom"
        | "zero-width" => Ok(()),
        // Its whole text is the script.
        "description-script-tag" => ensure(!page.html.contains("alert("), || "the script shows".to_owned()),
        "description-long-text" => {
            // Some of it is base64: runs of letters that no prose has.
            let text: usize =
                description.split_whitespace().map(str::len).filter(|&length| length < 200).sum();
            ensure(prose().len() > text.min(60_000) / 3, || {
                format!("{} of {text} bytes are kept", prose().len())
            })
        }
        "modified-before-created" => {
            day(page, &row["last_modified"]).and_then(|()| day(page, &row["created_at"]))
        }
        "created-year-before-1900" | "created-in-future" => day(page, &row["created_at"]),
        "temporal-start-before-1000" => day(page, &row["temporal_coverage.start"]),
        "temporal-end-9999" => day(page, &row["temporal_coverage.end"]),
        "resources-zero" => ensure(!page.has("[download]") && page.has(".files .empty"), || {
            "does not say that it has no file".to_owned()
        }),
        "resources-over-1000" => {
            let count: String = page.text(".files").chars().filter(char::is_ascii_digit).collect();
            ensure(count.contains(&row["resources_count"]), || "does not say how many files".to_owned())
        }
        "license-empty" => ensure(!page.html.contains("/licenses/lov2/"), || "has a licence".to_owned()),
        "owner-only" | "owner-deleted" => {
            let owner = &row["owner"];
            ensure(owner.is_empty() || !page.html.contains(owner.as_str()), || "names a person".to_owned())
                .and_then(|()| contains(page, "main", "particulier"))
        }
        "organization-and-owner" => contains(page, "main", &fold(&row["organization"]))
            .and_then(|()| ensure(!page.html.contains(&row["owner"]), || "names a person".to_owned())),
        "no-organization-no-owner" => ensure(!page.has("main .by a"), || "names a producer".to_owned()),
        "organization-name-space" => contains(page, "main .by", &fold(&row["organization"])),
        "downloads-empty" => ensure(!page.html.contains("None"), || "shows a blank".to_owned()),
        "archived-date" => day(page, &row["archived"]),
        "zones-multiple" => {
            row["spatial.zones"].split(',').take(10).try_for_each(|zone| contains(page, "main", &fold(zone)))
        }
        "emoji" => {
            let is_emoji = |c: char| matches!(c, '\u{1f300}'..='\u{1faff}');
            let source = format!("{} {description}", row["title"]);
            let first = source.chars().find(|&c| is_emoji(c));
            ensure(first.is_none_or(|c| page.html.contains(c)), || "the emoji is lost".to_owned())
        }
        "cjk" => words_of(description, |c| matches!(c, '\u{3040}'..='\u{9fff}'))
            .iter()
            .try_for_each(|word| contains(page, "main", word.trim_matches(|c: char| !c.is_alphanumeric()))),
        "cyrillic" => words_of(description, |c| matches!(c, '\u{400}'..='\u{4ff}'))
            .iter()
            .try_for_each(|word| contains(page, "main", word.trim_matches(|c: char| !c.is_alphanumeric()))),
        "slug-very-long" | "slug-numeric" | "slug-odd" | "slug-trailing-dash" => {
            ensure(folder == row["slug"], || format!("its address is {folder:?}"))
        }
        "formats-very-long" => {
            let labels = page.all(".format");
            let long: Vec<String> = labels
                .iter()
                .map(|label| label.text().collect())
                .filter(|label: &String| label.len() > 60)
                .collect();
            ensure(long.is_empty(), || format!("sentences stand as formats: {long:?}"))
        }
        "tags-over-100" => row["tags"].split(',').try_for_each(|tag| contains(page, "main", tag)),
        _ => return None,
    })
}

#[test]
fn every_odd_row_of_the_national_export_has_a_sound_page() {
    let Some(folder) = samples() else {
        println!("skipped: no anomalies.csv of the national export (set ETALAGE_NATIONAL_SAMPLES)");
        return;
    };
    let file = folder.join("anomalies.csv");
    let rows = rows(&file);
    let pages = pages(&mut site(&file));
    let kinds: BTreeMap<String, Vec<String>> =
        serde_json::from_slice(&std::fs::read(folder.join("anomalies.json")).expect("kinds")).expect("JSON");
    let mut faults = Vec::new();
    for (id, row) in &rows {
        match pages.get(id) {
            None => faults.push(format!("{id}: no page")),
            Some(page) => faults.extend(check_any(row, page).err().map(|fault| format!("{id}: {fault}"))),
        }
    }
    for (kind, ids) in &kinds {
        for id in ids {
            // The largest rows are only in the whole export.
            let Some(row) = rows.get(id) else { continue };
            let Some(page) = pages.get(id) else { continue };
            match check_kind(kind, row, page) {
                None => faults.push(format!("{kind}: a kind without a check")),
                Some(result) => faults.extend(result.err().map(|fault| format!("{kind} {id}: {fault}"))),
            }
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
