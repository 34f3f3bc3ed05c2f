//! Facets: columns that a browser loads when a filter or its counts are shown, and filters kept as terms.
//!
//! A column, before gzip, is a line of JSON, then a code for each dataset's number: the lowest byte of all codes,
//! then the next byte of all where there are more than 256. The JSON says what a code stands for: `values` are
//! `[id, words]`, `sets` the values of each code.
//!
//! The organization's column has no sets: a code is 0 for no publisher, 1 for a person, else two more than the
//! organization's place among the organizations' numbers, `first` being the first of those; `names` has their segments and names where they
//! have no numbers. It is in runs: `runs` places in
//! a list of the codes seen last, the latest first (all low bytes, then all high bytes; one past the end for a code not
//! seen yet); the `seen` codes in the order of their first run; how much longer than one each run is.
//!
//! Kinds of producer follow from the organization: their column has a code of `sets` for each code of that one.
//!
//! The tags' file has, after its JSON, for each value: how many datasets, then their numbers as gaps.

use std::collections::BTreeMap;
use std::hash::Hash;

use foldhash::{HashMap, HashMapExt};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::json;

use crate::catalog::vocabulary::format;
use crate::catalog::{Dataset, DigestHasher, Organization};

use crate::text::plain::clean_line;

use super::document::{Kind, Numbering, Record};
use super::encode;
use super::input::SearchInput;
use super::shards::FilterTerm;

/// Postings of the tags' file, at most: the most used tags come first.
const TAG_POSTINGS: usize = 7_000;
/// Tags that are kept in any case.
const LEAST_TAGS: usize = 6;
/// Tags of the tags' file, at most.
const TAGS: usize = 300;

/// What results can be narrowed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// The publishing organization.
    Organization,
    /// Tags.
    Tag,
    /// The licence.
    License,
    /// Families of formats.
    Format,
    /// The granularity of the spatial coverage.
    Granularity,
    /// Badges.
    Badge,
    /// How long ago the data changed.
    Updated,
    /// The kind of organization that publishes.
    Producer,
}

impl Facet {
    /// Every facet with a column, in the order shown.
    pub const ALL: [Self; 8] = [
        Self::Organization,
        Self::Tag,
        Self::Format,
        Self::License,
        Self::Updated,
        Self::Producer,
        Self::Badge,
        Self::Granularity,
    ];

    /// The name that addresses and `search-core.js` use.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Tag => "tag",
            Self::License => "license",
            Self::Format => "format",
            Self::Granularity => "granularity",
            Self::Badge => "badge",
            Self::Updated => "updated",
            Self::Producer => "producer",
        }
    }
}

/// udata's ranges of last update (`core/dataset/search.py`), from the nearest.
pub const UPDATED: [&str; 3] = ["last_30_days", "last_12_months", "last_3_years"];

/// Kinds of producer (udata `core/organization/constants.py`): badges, then what stands for none of them.
pub const PRODUCERS: [&str; 6] =
    ["public-service", "local-authority", "company", "association", "user", "not-specified"];

/// The columns' files, compressed, by facet; facets that would have nothing to offer are left out.
pub fn columns(input: &SearchInput<'_>, numbering: &Numbering) -> BTreeMap<Facet, Vec<u8>> {
    let datasets: Vec<(u32, &Dataset)> = datasets(input, numbering);
    if datasets.is_empty() {
        return BTreeMap::new();
    }
    let mut files = BTreeMap::new();
    for facet in Facet::ALL {
        let file = match facet {
            Facet::Organization => organizations(input, numbering, &datasets),
            Facet::Producer => producers_of(input, &datasets),
            Facet::Tag => tags(&datasets),
            _ => values(input, facet, &datasets),
        };
        if let Some(file) = file {
            files.insert(facet, encode::gzip(&file));
        }
    }
    files
}

/// The columns that results are sorted by: `views` in levels, `updated` in days. Compressed.
pub fn orders(input: &SearchInput<'_>, numbering: &Numbering) -> BTreeMap<&'static str, Vec<u8>> {
    let mut views = Vec::new();
    let mut updated = Vec::new();
    for (number, kind, place) in numbering.documents() {
        let record = input.record(kind, place);
        views.push((number, level(record.metrics().views.exact().unwrap_or(0))));
        let day = match record {
            Record::Dataset(dataset) => dataset.last_update(),
            Record::Organization(organization) => organization.last_modified,
            Record::Reuse(reuse) => reuse.last_modified,
            Record::Dataservice(dataservice) => dataservice.last_modified,
        };
        updated.push((number, day.map_or(0, |time| days(TimeZone::UTC.to_datetime(time).date()))));
    }
    let mut files = BTreeMap::new();
    for (name, values) in [("views", views), ("updated", updated)] {
        if values.iter().any(|(_, value)| *value > 0) {
            let mut bytes = b"{}\n".to_vec();
            planes(&mut bytes, numbering.end(), &values, 2);
            files.insert(name, encode::gzip(&bytes));
        }
    }
    files
}

/// Counts in logarithmic levels, 64 to a doubling.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // At most 64 * 64.
fn level(count: u64) -> u32 {
    ((count as f64).ln_1p() / std::f64::consts::LN_2 * 64.0).round() as u32
}

/// Days since 1990, the first being 1; 0 for what is before, the last that fits for what is far ahead.
fn days(date: Date) -> u32 {
    const EPOCH: Date = jiff::civil::date(1990, 1, 1);
    let days = date.since((jiff::Unit::Day, EPOCH)).map_or(0, |span| span.get_days());
    u32::try_from(days + 1).unwrap_or(0).min(0xffff)
}

/// Filters that are terms of the index: organizations and tags.
pub fn terms(input: &SearchInput<'_>, numbering: &Numbering) -> Vec<FilterTerm> {
    let mut organizations: HashMap<usize, Vec<u32>> = HashMap::new();
    let mut tags: HashMap<&str, Vec<u32>> = HashMap::new();
    for (number, kind, place) in numbering.documents() {
        let record = input.record(kind, place);
        if let Some(organization) = record.organization() {
            organizations.entry(organization.position()).or_default().push(number);
        }
        let own_tags = match record {
            Record::Dataset(dataset) => &dataset.tags[..],
            Record::Reuse(reuse) => &reuse.tags[..],
            Record::Dataservice(dataservice) => &dataservice.tags[..],
            Record::Organization(_) => &[],
        };
        for tag in own_tags {
            tags.entry(tag).or_default().push(number);
        }
    }
    let organizations = organizations
        .into_iter()
        .map(|(place, numbers)| (format!("#organization:{}", input.organization_segments[place]), numbers));
    let tags = tags.into_iter().map(|(tag, numbers)| {
        (format!("#tag:{}", tag.split_whitespace().collect::<Vec<_>>().join("_")), numbers)
    });
    let mut terms: Vec<FilterTerm> = organizations.chain(tags).collect();
    terms.sort_unstable();
    terms
}

/// Feeds the words of closed lists of values to a digest.
pub fn label_key(input: &SearchInput<'_>, hasher: &mut DigestHasher) {
    for family in format::Family::ALL {
        (input.label)(Facet::Format, family.id()).hash(hasher);
    }
    for value in UPDATED {
        (input.label)(Facet::Updated, value).hash(hasher);
    }
    for value in PRODUCERS {
        (input.label)(Facet::Producer, value).hash(hasher);
    }
}

fn datasets<'a>(input: &SearchInput<'a>, numbering: &Numbering) -> Vec<(u32, &'a Dataset)> {
    numbering
        .documents()
        .filter(|(_, kind, _)| *kind == Kind::Dataset)
        .map(|(number, _, place)| (number, &input.catalog.datasets[place]))
        .collect()
}

fn values(input: &SearchInput<'_>, facet: Facet, datasets: &[(u32, &Dataset)]) -> Option<Vec<u8>> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut values: Vec<String> = Vec::new();
    // The first set is the empty one, of numbers without a dataset.
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    let mut codes: HashMap<Vec<usize>, u32> = [(Vec::new(), 0)].into_iter().collect();
    let mut column = Vec::with_capacity(datasets.len());
    let date = input.date();
    for (number, dataset) in datasets {
        let mut set: Vec<usize> = Vec::new();
        of_dataset(facet, dataset, date, |value| {
            let place = *places.entry(value.to_owned()).or_insert_with(|| {
                values.push(value.to_owned());
                values.len() - 1
            });
            set.push(place);
        });
        set.sort_unstable();
        set.dedup();
        let code = *codes.entry(set).or_insert_with_key(|set| {
            sets.push(set.clone());
            u32::try_from(sets.len() - 1).unwrap_or(0)
        });
        column.push((*number, code));
    }
    if values.is_empty() {
        return None;
    }
    let values: Vec<_> = values.iter().map(|value| labelled(input, facet, value)).collect();
    let bytes = if sets.len() <= 256 { 1 } else { 2 };
    let mut file = json!({ "values": values, "sets": sets, "bytes": bytes }).to_string().into_bytes();
    file.push(b'\n');
    planes(&mut file, datasets.last()?.0 + 1, &column, bytes);
    Some(file)
}

fn of_dataset(facet: Facet, dataset: &Dataset, date: Date, mut value: impl FnMut(&str)) {
    match facet {
        Facet::License => dataset.license.iter().for_each(|license| value(license)),
        Facet::Granularity => dataset.granularity.iter().for_each(|granularity| value(granularity)),
        Facet::Badge => dataset.badges.iter().for_each(|badge| value(badge)),
        Facet::Format => {
            for known in dataset.formats() {
                value(format::family(known).id());
            }
        }
        Facet::Updated => {
            if let Some(time) = dataset.last_update() {
                let updated = TimeZone::UTC.to_datetime(time).date();
                let limits = [30.days(), 12.months(), 36.months()];
                for (name, limit) in UPDATED.into_iter().zip(limits) {
                    if date.checked_sub(limit).is_ok_and(|first| first <= updated) {
                        value(name);
                    }
                }
            }
        }
        Facet::Organization | Facet::Producer | Facet::Tag => {}
    }
}

fn producers(organization: Option<&Organization>, owned: bool) -> impl Iterator<Item = &'static str> {
    let badges =
        PRODUCERS[..4].iter().filter(move |badge| organization.is_some_and(|it| it.has_badge(badge)));
    let known = badges.clone().next().is_some();
    let rest = if organization.is_none() && owned { "user" } else { "not-specified" };
    badges.copied().chain((!known).then_some(rest))
}

fn organizations(
    input: &SearchInput<'_>,
    numbering: &Numbering,
    datasets: &[(u32, &Dataset)],
) -> Option<Vec<u8>> {
    let mut codes = vec![0_u32; datasets.last()?.0 as usize + 1];
    for (number, dataset) in datasets {
        codes[*number as usize] = publisher(dataset);
    }
    if codes.iter().all(|code| *code < 2) {
        return None;
    }
    let mut ranks = Vec::new();
    let mut seen = Vec::new();
    let mut lengths = Vec::new();
    // The latest last.
    let mut recent: Vec<u32> = Vec::new();
    for run in codes.chunk_by(|left, right| left == right) {
        let code = run[0];
        if let Some(rank) = recent.iter().rev().position(|other| *other == code) {
            ranks.push(rank);
            recent.remove(recent.len() - 1 - rank);
        } else {
            ranks.push(recent.len());
            encode::number(&mut seen, code);
        }
        recent.push(code);
        encode::number(&mut lengths, u32::try_from(run.len() - 1).unwrap_or(u32::MAX));
    }
    let mut head = json!({ "size": codes.len(), "runs": ranks.len(), "seen": recent.len() });
    // Names and addresses are read from the organizations' own summaries, where they have some.
    if let Some(range) = numbering.ranges.iter().find(|range| range.kind == Kind::Organization) {
        head["first"] = range.first.into();
    } else {
        let names = input.organization_segments.iter().zip(&input.catalog.organizations);
        head["names"] = names.map(|(segment, one)| json!([segment, clean_line(&one.name)])).collect();
    }
    let mut file = head.to_string().into_bytes();
    file.push(b'\n');
    file.extend(ranks.iter().map(|rank| rank.to_le_bytes()[0]));
    file.extend(ranks.iter().map(|rank| rank.to_le_bytes()[1]));
    file.extend(seen);
    file.extend(lengths);
    Some(file)
}

/// The code of a dataset's publisher.
fn publisher(dataset: &Dataset) -> u32 {
    match dataset.links.organization {
        Some(organization) => u32::try_from(organization.position() + 2).unwrap_or(0),
        None => u32::from(dataset.owner.is_some()),
    }
}

/// Which kinds of producer each publisher is.
fn producers_of(input: &SearchInput<'_>, datasets: &[(u32, &Dataset)]) -> Option<Vec<u8>> {
    let most = datasets.iter().map(|(_, dataset)| publisher(dataset)).max()?;
    if most < 2 {
        return None;
    }
    let organizations = input.catalog.organizations.iter().map(Some);
    let publishers = [(None, false), (None, true)].into_iter().chain(organizations.map(|one| (one, false)));
    // The first set is the empty one, of numbers without a dataset.
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    let codes: Vec<u8> = publishers
        .take(most as usize + 1)
        .map(|(organization, owned)| {
            let set: Vec<usize> = producers(organization, owned)
                .filter_map(|producer| PRODUCERS.iter().position(|known| *known == producer))
                .collect();
            let place = sets.iter().position(|known| *known == set).unwrap_or_else(|| {
                sets.push(set);
                sets.len() - 1
            });
            // No more than the subsets of four kinds, and two.
            place.to_le_bytes()[0]
        })
        .collect();
    let values: Vec<_> = PRODUCERS.iter().map(|value| labelled(input, Facet::Producer, value)).collect();
    let mut file = json!({ "of": Facet::Organization.id(), "values": values, "sets": sets, "bytes": 1 })
        .to_string()
        .into_bytes();
    file.push(b'\n');
    file.extend(codes);
    Some(file)
}

/// A value and its words.
fn labelled(input: &SearchInput<'_>, facet: Facet, value: &str) -> serde_json::Value {
    match (input.label)(facet, value) {
        Some(label) => json!([value, label]),
        None => json!([value]),
    }
}

fn tags(datasets: &[(u32, &Dataset)]) -> Option<Vec<u8>> {
    let mut numbers: HashMap<&str, Vec<u32>> = HashMap::new();
    for (number, dataset) in datasets {
        for tag in &dataset.tags {
            numbers.entry(tag).or_default().push(*number);
        }
    }
    let mut by_use: Vec<(&str, Vec<u32>)> = numbers.into_iter().collect();
    by_use.sort_unstable_by(|left, right| right.1.len().cmp(&left.1.len()).then(left.0.cmp(right.0)));
    by_use.truncate(TAGS);
    let mut postings = 0;
    let kept = by_use
        .iter()
        .position(|(_, numbers)| {
            postings += numbers.len();
            postings > TAG_POSTINGS
        })
        .unwrap_or(by_use.len());
    by_use.truncate(kept.max(LEAST_TAGS));
    if by_use.is_empty() {
        return None;
    }
    let values: Vec<_> = by_use.iter().map(|(tag, _)| json!([tag])).collect();
    let mut file = json!({ "values": values }).to_string().into_bytes();
    file.push(b'\n');
    for (_, numbers) in by_use {
        encode::number(&mut file, u32::try_from(numbers.len()).unwrap_or(u32::MAX));
        encode::rising(&mut file, numbers);
    }
    Some(file)
}

/// Appends values of document numbers below `end`, the lowest byte of all, then the next: so like bytes stand
/// together.
fn planes(bytes: &mut Vec<u8>, end: u32, values: &[(u32, u32)], count: usize) {
    let start = bytes.len();
    let end = end as usize;
    bytes.resize(start + end * count, 0);
    for (number, value) in values {
        for (plane, byte) in value.to_le_bytes().into_iter().take(count).enumerate() {
            bytes[start + plane * end + *number as usize] = byte;
        }
    }
}
