//! What reading a catalogue lets pass and whoever keeps it would still want to know: texts that say nothing, files
//! without an address, records that nothing leads to. A build is not slowed down by it, nor are its figures changed.

use std::collections::HashMap;

use jiff::SignedDuration;
use rayon::prelude::*;
use url::Url;

use super::finding::{Kind, Place, Report, kinds};
use super::text;
use crate::catalog::vocabulary::{DATASET_BADGES, ORGANIZATION_BADGES};
use crate::catalog::{Catalog, Dataset, OrganizationIndex, Resource};
use crate::net;

kinds! {
    Catalog:
    NO_DATASET = "no-dataset", Warning,
        "Look whether `path` under [source] names the right files: there is nothing to show";
    NO_DESCRIPTION = "missing-description", Info,
        "Say at the source what the data is, where it comes from and what it can be used for";
    SHORT_DESCRIPTION = "short-description", Info,
        "Say more at the source: what the data is, where it comes from and what it can be used for";
    GARBLED = "garbled-text", Info, "Write the text again at the source: it was read in the wrong encoding";
    ENTITIES = "escaped-text", Info, "Write the characters themselves at the source, not their HTML entities";
    MARKUP_IN_TITLE = "markup-in-title", Info, "Take the tags out of the title at the source: it is shown as it is";
    SHORT_TITLE = "short-title", Info, "Give it a title that tells it from the others at the source";
    LONG_TITLE = "long-title", Info, "Shorten the title at the source and put the rest into the description";
    SAME_TITLE = "same-title", Info,
        "Give each dataset of the organization a title of its own at the source: a year, a place, an edition";
    UNSAFE_SLUG = "unsafe-slug", Info,
        "Write the slug at the source in small letters, digits and hyphens: its address here is made up";
    SHORT_TAG = "short-tag", Info, "Replace the tag at the source: udata asks for three characters";
    LONG_TAG = "long-tag", Info, "Part the tag at the source: udata takes 96 characters at most";
    UNKNOWN_BADGE = "unknown-badge", Info, "Nothing, unless the badge is misspelt: it is shown as it is written";
    REVERSED_DATES = "reversed-dates", Info, "Correct one of both dates at the source: it was modified before it was made";
    NO_FILE = "dataset-without-file", Info, "Add a file or an address at the source, or archive the dataset";
    NO_URL = "missing-address", Warning, "Give the file its address at the source: it cannot be had without one";
    NO_FILE_TITLE = "missing-file-title", Info, "Give the file a title at the source: its name stands in";
    NO_FORMAT = "missing-format", Info, "Say at the source in which format the file is";
    FTP = "ftp-address", Info, "Serve the file by https at the source: browsers do not open ftp any more";
    BAD_ESCAPE = "bad-percent-encoding", Info,
        "Write %25 for a lone percent sign in the address at the source";
    SAME_FILE = "same-file-twice", Info, "Take one of the two files of that address out at the source";
    SAME_ID = "same-file-id", Warning,
        "Give the files ids of their own at the source: what leads to one by its id may reach the other";
    BAD_CHECKSUM = "bad-checksum", Warning,
        "Correct the checksum at the source: it has not the digits of its kind, so that nobody can verify it";
    OTHER_FORMAT = "format-mismatch", Info,
        "Correct the format or the media type at the source: they say different things";
    BAD_SCHEMA = "malformed-schema-address", Info, "Correct the address of the schema at the source";
    LONE_REUSE = "reuse-without-dataset", Info, "Say at the source which datasets the reuse is made of";
    LONE_ORGANIZATION = "organization-without-record", Info,
        "Nothing, unless its datasets are missing by mistake: it has no page in the lists";
}

/// A description of at most so many characters says nothing.
const SHORT: usize = 20;
/// A title of more characters fits no list.
const LONG: usize = 255;
/// Clocks differ, and offsets are left out.
const DAY: SignedDuration = SignedDuration::from_hours(24);
/// What udata takes of a tag (`core/constants.py`, `TAG_MIN_LENGTH`, `TAG_MAX_LENGTH`).
const TAG: std::ops::RangeInclusive<usize> = 3..=96;

/// Looks at every record of a catalogue.
pub(super) fn check(catalog: &Catalog, report: &mut Report) {
    if catalog.datasets.is_empty() {
        let file = catalog.snapshot.files.first().map_or_else(String::new, |file| file.name.clone());
        report.add(NO_DATASET, Place { file, ..Place::default() });
    }
    let lists_files = catalog.datasets.iter().any(|dataset| !dataset.resources.is_empty());
    let found = catalog
        .datasets
        .par_iter()
        .fold(Report::default, |mut report, dataset| {
            of_dataset(dataset, lists_files, &mut report);
            report
        })
        .reduce(Report::default, |mut report, other| {
            report.merge(other);
            report
        });
    report.merge(found);
    check_titles(catalog, report);
    check_ids(catalog, report);
    for reuse in &catalog.reuses {
        let mut at = at(report, "reuses", &reuse.slug, &reuse.id);
        of_title(&reuse.title, &mut at);
        of_slug(&reuse.slug, &mut at);
        if reuse.links.datasets.is_empty() && reuse.datasets_missing == 0 && !reuse.archived {
            at(LONE_REUSE, "datasets", "", "");
        }
    }
    for organization in &catalog.organizations {
        let mut at = at(report, "organizations", &organization.slug, &organization.id);
        of_slug(&organization.slug, &mut at);
        for badge in organization.badges.iter().filter(|badge| !ORGANIZATION_BADGES.contains(&&***badge)) {
            at(UNKNOWN_BADGE, "badges", badge, "");
        }
        let links = &organization.links;
        if links.datasets.is_empty() && links.reuses.is_empty() && links.dataservices.is_empty() {
            at(LONE_ORGANIZATION, "", "", "");
        }
    }
}

/// Reports of one record: the kind, the field, what stands there, a note.
fn at<'r>(
    report: &'r mut Report,
    folder: &'r str,
    slug: &'r str,
    id: &'r str,
) -> impl FnMut(Kind, &str, &str, &str) + use<'r> {
    let file = format!("{folder}/{}/", if slug.is_empty() { id } else { slug });
    move |kind, field, value, note| {
        report.add(
            kind,
            Place {
                file: file.clone(),
                id: id.to_owned(),
                field: field.to_owned(),
                value: value.to_owned(),
                note: note.to_owned(),
                ..Place::default()
            },
        );
    }
}

/// `lists_files`: the catalogue names the files of datasets, so that one without a number of files has none.
fn of_dataset(dataset: &Dataset, lists_files: bool, report: &mut Report) {
    let mut found = at(report, "datasets", &dataset.slug, &dataset.id);
    of_title(&dataset.title, &mut found);
    of_slug(&dataset.slug, &mut found);
    let description = dataset.description.trim();
    if description.is_empty() {
        found(NO_DESCRIPTION, "description", "", "");
    } else if description.chars().nth(SHORT).is_none() {
        found(SHORT_DESCRIPTION, "description", description, "");
    }
    of_text("description", description, &mut found);
    for tag in &dataset.tags {
        match tag.chars().take(TAG.end() + 1).count() {
            few if few < *TAG.start() => found(SHORT_TAG, "tags", tag, ""),
            many if many > *TAG.end() => found(LONG_TAG, "tags", tag, ""),
            _ => {}
        }
    }
    for badge in dataset.badges.iter().filter(|badge| !DATASET_BADGES.contains(&&***badge)) {
        found(UNKNOWN_BADGE, "badges", badge, "");
    }
    if let (Some(created), Some(modified)) = (dataset.created_at, dataset.last_modified)
        && created.duration_since(modified) > DAY
        && dataset.harvest.is_none()
    {
        found(REVERSED_DATES, "last_modified", &modified.to_string(), &format!("created on {created}"));
    }
    let is_told = dataset.resources_declared.is_some() || lists_files;
    if dataset.resources_count() == 0 && is_told && !dataset.archived {
        found(NO_FILE, "", "", "");
    }
    drop(found);
    let mut addresses: Vec<&str> = Vec::new();
    for resource in dataset.resources.iter() {
        of_file(resource, &mut at(report, "datasets", &dataset.slug, &resource.id));
        addresses.push(&resource.url);
    }
    addresses.sort_unstable();
    let mut found = at(report, "datasets", &dataset.slug, &dataset.id);
    for same in addresses.chunk_by(|a, b| a == b).filter(|same| same.len() > 1 && !same[0].is_empty()) {
        found(SAME_FILE, "url", &net::shown_text(same[0]), &format!("{} files", same.len()));
    }
}

fn of_title(title: &str, found: &mut impl FnMut(Kind, &str, &str, &str)) {
    if title.chars().nth(2).is_none() {
        found(SHORT_TITLE, "title", title, "");
    }
    if title.len() > LONG && title.chars().nth(LONG).is_some() {
        found(LONG_TITLE, "title", title, "");
    }
    if text::has_tag(title) {
        found(MARKUP_IN_TITLE, "title", title, "");
    }
    of_text("title", title, found);
}

fn of_text(field: &str, value: &str, found: &mut impl FnMut(Kind, &str, &str, &str)) {
    if let Some(garbled) = text::garbled(value) {
        found(GARBLED, field, garbled, "");
    }
    // A description may be in HTML, where entities are at home.
    if let Some(escaped) = text::entity(value, field == "title") {
        found(ENTITIES, field, escaped, "");
    }
}

fn of_slug(slug: &str, found: &mut impl FnMut(Kind, &str, &str, &str)) {
    let is_plain =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
    if !slug.bytes().all(is_plain) || slug.starts_with('-') {
        found(UNSAFE_SLUG, "slug", slug, "");
    }
}

fn of_file(file: &Resource, found: &mut impl FnMut(Kind, &str, &str, &str)) {
    let url = file.url.trim();
    if url.is_empty() {
        found(NO_URL, "url", "", "");
    }
    if text::has_bad_escape(url) {
        found(BAD_ESCAPE, "url", &net::shown_text(url), "");
    }
    if url.get(..6).is_some_and(|scheme| scheme.eq_ignore_ascii_case("ftp://")) {
        found(FTP, "url", &net::shown_text(url), "");
    }
    if file.title.is_empty() {
        found(NO_FILE_TITLE, "title", "", "");
    }
    of_text("title", &file.title, found);
    if file.format.is_none() {
        found(NO_FORMAT, "format", "", "");
    }
    if let Some(checksum) = &file.checksum
        && !is_checksum(&checksum.algorithm, &checksum.value)
    {
        found(BAD_CHECKSUM, "checksum.value", &checksum.value, &format!("as {}", checksum.algorithm));
    }
    if let (Some(format), Some(mime)) = (file.format.as_deref(), file.mime.as_deref())
        && let Some(told) = format_of(mime)
        && told != format
        && FORMATS.iter().any(|(_, known)| *known == format)
    {
        found(OTHER_FORMAT, "format", format, mime);
    }
    if let Some(schema) = file.schema.as_deref().filter(|schema| !schema.url.is_empty()) {
        let is_address = Url::parse(&schema.url)
            .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        if !is_address {
            found(BAD_SCHEMA, "schema_url", &net::shown_text(&schema.url), "");
        }
    }
}

/// Whether a checksum has the digits that its algorithm gives. Of algorithms that are not known here, nothing is said.
fn is_checksum(algorithm: &str, value: &str) -> bool {
    let digits = match &*algorithm.to_ascii_lowercase().replace('-', "") {
        "crc" | "crc32" => 8,
        "md5" => 32,
        "sha1" => 40,
        "sha224" => 56,
        // udata calls it `sha2` too.
        "sha256" | "sha2" => 64,
        "sha384" => 96,
        "sha512" => 128,
        _ => return true,
    };
    value.len() == digits && value.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Media types that mean one format and no other.
const FORMATS: [(&str, &str); 9] = [
    ("application/geo+json", "geojson"),
    ("application/json", "json"),
    ("application/pdf", "pdf"),
    ("application/vnd.oasis.opendocument.spreadsheet", "ods"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    ("image/jpeg", "jpg"),
    ("image/png", "png"),
    ("text/csv", "csv"),
];

/// The format that a media type means; `None` where it may be several. GeoJSON is JSON.
fn format_of(mime: &str) -> Option<&'static str> {
    let plain = mime.split(';').next().unwrap_or_default().trim();
    let known = FORMATS.iter().find(|(known, _)| known.eq_ignore_ascii_case(plain))?;
    (known.1 != "json").then_some(known.1)
}

/// Datasets of one organization with one title.
fn check_titles(catalog: &Catalog, report: &mut Report) {
    let mut titles: HashMap<(OrganizationIndex, &str), (&Dataset, u32)> = HashMap::new();
    for dataset in catalog.datasets.iter().filter(|dataset| !dataset.archived) {
        let Some(organization) = dataset.links.organization else { continue };
        let (first, count) = titles.entry((organization, &dataset.title)).or_insert((dataset, 0));
        *count += 1;
        if *count > 1 {
            let note = format!("also that of {}", first.id);
            at(report, "datasets", &dataset.slug, &dataset.id)(SAME_TITLE, "title", &dataset.title, &note);
        }
    }
}

/// Files of different datasets with one id.
fn check_ids(catalog: &Catalog, report: &mut Report) {
    let mut ids: HashMap<&str, &Dataset> = HashMap::with_capacity(catalog.resources_count());
    for dataset in &catalog.datasets {
        for file in dataset.resources.iter() {
            let first = ids.entry(&file.id).or_insert(dataset);
            if first.id != dataset.id {
                let note = format!("also that of a file of {}", first.id);
                at(report, "datasets", &dataset.slug, &file.id)(SAME_ID, "id", &file.id, &note);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_have_the_digits_of_their_kind() {
        for (algorithm, value, is_one) in [
            ("sha1", "da39a3ee5e6b4b0d3255bfef95601890afd80709", true),
            ("SHA-256", &"0".repeat(64), true),
            ("sha2", &"0".repeat(64), true),
            ("md5", "da39a3ee5e6b4b0d3255bfef95601890afd80709", false),
            ("sha1", "zz39a3ee5e6b4b0d3255bfef95601890afd80709", false),
            ("whirlpool", "x", true),
        ] {
            assert_eq!(is_checksum(algorithm, value), is_one, "{algorithm} {value}");
        }
    }
}
