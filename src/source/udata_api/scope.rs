//! What of a portal is wanted: the filters of the configuration, with names made ids.

use std::collections::BTreeMap;

use serde_json::Value;

use super::api::{Api, Record};
use super::listing::Listing;
use super::{FetchError, walk::Walk};
use crate::archive::Kind;
use crate::config::{Include, SourceConfig};
use crate::net::shown;

/// Names that differ more than this are not worth proposing.
const LIKENESS: f64 = 0.75;
/// The most pages of names that are looked through for the nearest.
const NAME_PAGES: u64 = 12;

/// What is wanted.
#[derive(Debug)]
pub(super) struct Scope {
    /// Organizations, by id; the records that the portal gave.
    pub(super) organizations: Vec<Record>,
    /// Topics, likewise.
    pub(super) topics: Vec<Record>,
    /// Datasets named one by one, likewise.
    pub(super) datasets: Vec<Record>,
    tags: Vec<String>,
    /// Filters with one value, as the API calls them.
    others: Vec<(&'static str, String)>,
}

impl Scope {
    /// Finds what the configuration names.
    pub(super) fn find(api: &Api, source: &SourceConfig) -> Result<Self, FetchError> {
        let find = |kind, what, names: &[String]| {
            names.iter().map(|name| named(api, kind, what, name)).collect::<Result<Vec<_>, _>>()
        };
        Ok(Self {
            organizations: find(Kind::Organizations, "organization", &source.organizations)?,
            topics: find(Kind::Topics, "topic", &source.topics)?,
            datasets: find(Kind::Datasets, "dataset", &source.datasets)?,
            tags: source.tags.clone(),
            others: others(source).into_iter().map(|(name, value)| (name, value.to_owned())).collect(),
        })
    }

    /// Whether something less than the whole portal is wanted.
    pub(super) fn is_filtered(&self) -> bool {
        self.narrows() || !self.topics.is_empty() || !self.datasets.is_empty()
    }

    fn narrows(&self) -> bool {
        !self.organizations.is_empty() || !self.tags.is_empty() || !self.others.is_empty()
    }

    /// The lists of datasets to walk: those of any of the organizations that have any of the tags, and match the rest.
    pub(super) fn datasets(&self) -> Vec<Listing> {
        if self.is_filtered() && !self.narrows() {
            return Vec::new();
        }
        let mut listings = vec![Listing::of(Kind::Datasets)];
        for (name, value) in &self.others {
            listings = listings.into_iter().map(|listing| listing.with(name, value)).collect();
        }
        let organizations: Vec<String> = self.organizations.iter().map(|record| record.id.clone()).collect();
        each(each(listings, "organization", &organizations), "tag", &self.tags)
    }

    /// Whether a row of an export is wanted, by what it says of its dataset. The other filters are the portal's to apply.
    pub(super) fn wants_dataset(&self, id: &str, organization: &str, has_tag: &dyn Fn(&str) -> bool) -> bool {
        let is_of = |records: &[Record], id: &str| records.iter().any(|record| record.id == id);
        let is_named = is_of(&self.datasets, id)
            || self.topics.iter().any(|topic| elements(&topic.value, "Dataset").any(|one| one == id));
        is_named
            || self.narrows()
                && (self.organizations.is_empty() || is_of(&self.organizations, organization))
                && (self.tags.is_empty() || self.tags.iter().any(|tag| has_tag(tag)))
    }

    /// The lists of APIs and topics that go with the filter; datasets do not lead to them.
    pub(super) fn related(&self, kind: Kind) -> Vec<Listing> {
        let organizations: Vec<String> = self.organizations.iter().map(|record| record.id.clone()).collect();
        match (organizations.is_empty(), self.tags.is_empty()) {
            (false, _) => each(vec![Listing::of(kind)], "organization", &organizations),
            (true, false) => each(vec![Listing::of(kind)], "tag", &self.tags),
            (true, true) => Vec::new(),
        }
    }
}

/// Every listing with every value; the listings themselves when there is none.
fn each(listings: Vec<Listing>, name: &'static str, values: &[String]) -> Vec<Listing> {
    if values.is_empty() {
        return listings;
    }
    listings.iter().flat_map(|listing| values.iter().map(|value| listing.clone().with(name, value))).collect()
}

/// Filters with one value.
fn others(source: &SourceConfig) -> Vec<(&'static str, &str)> {
    let all = [
        ("q", &source.q),
        ("license", &source.license),
        ("format", &source.format),
        ("schema", &source.schema),
        ("badge", &source.badge),
        ("geozone", &source.geozone),
        ("granularity", &source.granularity),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?))).collect()
}

/// The filters as the manifest notes them.
pub(super) fn filters(source: &SourceConfig) -> BTreeMap<String, Vec<String>> {
    let mut filters: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let lists = [
        ("organizations", &source.organizations),
        ("tags", &source.tags),
        ("datasets", &source.datasets),
        ("topics", &source.topics),
    ];
    for (name, values) in lists {
        if !values.is_empty() {
            let mut values = values.clone();
            values.sort();
            filters.insert(name.to_owned(), values);
        }
    }
    for (name, value) in others(source) {
        filters.insert(name.to_owned(), vec![value.to_owned()]);
    }
    filters
}

/// The filters as a sentence names them.
pub(super) fn sentence(source: &SourceConfig) -> String {
    let all = filters(source).into_iter().map(|(name, values)| {
        let values: Vec<String> = values.iter().map(|value| format!("\"{value}\"")).collect();
        format!("{name} = {}", values.join(" or "))
    });
    all.collect::<Vec<_>>().join(", ")
}

/// What the include list means for a kind.
pub(super) fn includes(source: &SourceConfig, kind: Kind) -> bool {
    let wanted = match kind {
        Kind::Datasets | Kind::Organizations | Kind::Resources => return true,
        Kind::Reuses => Include::Reuses,
        Kind::Dataservices => Include::Dataservices,
        Kind::Topics => Include::Topics,
        Kind::Posts => Include::Posts,
    };
    source.include.contains(&wanted)
}

/// A record that the configuration names by slug or id.
fn named(api: &Api, kind: Kind, what: &'static str, name: &str) -> Result<Record, FetchError> {
    let name = name.trim();
    if !name.is_empty()
        && !matches!(name, "." | "..")
        && let Some(record) = api.record_of(kind, name)?
    {
        return Ok(record);
    }
    let nearest = nearest(api, kind, name)?;
    Err(FetchError::Unknown { url: shown(&api.base), what, name: name.to_owned(), nearest })
}

/// The slugs nearest to a name, with the names they stand for.
fn nearest(api: &Api, kind: Kind, name: &str) -> Result<Vec<String>, FetchError> {
    if kind == Kind::Datasets {
        // Too many to look through.
        return Ok(Vec::new());
    }
    let listing = Listing { mask: Some("id,name,slug,acronym"), ..Listing::of(kind) };
    let wanted = name.to_lowercase();
    let found = std::sync::Mutex::new(Vec::new());
    let keep = |records: Vec<Record>| {
        let text = |record: &Record, field: &str| record.value[field].as_str().unwrap_or_default().to_owned();
        let scored = records.into_iter().filter_map(|record| {
            let (name, slug, acronym) =
                (text(&record, "name"), text(&record, "slug"), text(&record, "acronym"));
            let likeness = [&name, &slug, &acronym]
                .into_iter()
                .map(|text| likeness(&wanted, &text.to_lowercase()))
                .fold(0.0, f64::max);
            (likeness >= LIKENESS && !slug.is_empty())
                .then(|| (likeness, format!("\"{slug}\" ({})", name.trim())))
        });
        found.lock().unwrap_or_else(std::sync::PoisonError::into_inner).extend(scored);
    };
    let mut walk = Walk::new(api, &listing, 1000);
    let mut first = walk.first()?;
    let mut size = 1000;
    if let Some(made) = first.size {
        size = made;
        walk = Walk::new(api, &listing, made);
        first = walk.first()?;
    }
    let total = first.total.min(size * NAME_PAGES);
    keep(first.records);
    walk.all(total, &|number| number == 0, &|_, records| {
        keep(records);
        Ok(())
    })?;
    let mut found = found.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    found.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    Ok(found.into_iter().take(3).map(|(_, name)| name).collect())
}

/// From 0 to 1. A name that holds the other one, as people shorten them, is as good as one with a letter wrong.
fn likeness(wanted: &str, name: &str) -> f64 {
    let near = strsim::jaro_winkler(wanted, name);
    if wanted.len() >= 4 && name.contains(wanted) { near.max(0.9) } else { near }
}

/// The ids of the organizations that a record names: its producer.
pub(super) fn producer(record: &Value) -> Option<&str> {
    record["organization"]["id"].as_str()
}

/// The ids of what a record lists under a field: `datasets` of reuses and posts, and the like.
pub(super) fn listed<'a>(record: &'a Value, field: &str) -> impl Iterator<Item = &'a str> {
    record[field]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|item| item["id"].as_str().or_else(|| item.as_str()))
}

/// The ids of a topic's elements of a class (`Dataset`).
pub(super) fn elements<'a>(topic: &'a Value, class: &'a str) -> impl Iterator<Item = &'a str> {
    let elements = topic["elements"].as_array().into_iter().flatten().map(|element| &element["element"]);
    elements.filter(move |element| element["class"] == class).filter_map(|element| element["id"].as_str())
}
