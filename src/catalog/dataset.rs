//! A dataset, as udata describes it.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::{CommunityResource, ContactPoint, Count, Digest, Harvest, Links, Moment, Resource, Schema};

/// A dataset with its resources. Texts are as the source wrote them: pages escape and sanitize.
/// An empty text means that the source says nothing.
#[derive(Debug, Clone, Default, Hash)]
pub struct Dataset {
    /// The source's id, 24 hexadecimal digits in udata; never empty.
    pub id: Box<str>,
    /// The source's slug; may be empty or hostile (`site` makes the address).
    pub slug: Box<str>,
    /// The title, never empty (the id where the source gives none), inner line breaks folded to spaces.
    pub title: Box<str>,
    /// The acronym; some are sentences.
    pub acronym: Box<str>,
    /// The description, in Markdown with HTML. Many harvested datasets share one.
    pub description: Arc<str>,
    /// A summary of at most 200 characters, where the source has one (udata 10.8.3 and later).
    pub description_short: Box<str>,
    /// The slug of the person who owns the dataset, when no organization does. Personal data: shown only
    /// where the config says so.
    pub owner: Option<Box<str>>,
    /// Whom to write to about it, where the source says.
    pub contact_points: Box<[ContactPoint]>,
    /// The licence's id (`vocabulary::license`), or its title where the vocabulary does not know it.
    /// `None` when empty; `notspecified` is kept.
    pub license: Option<Arc<str>>,
    /// Who may use it: `open`, `open_with_account`, `restricted`; `None` where the source does not say.
    pub access_type: Option<Arc<str>>,
    /// Where to ask for access, as the source wrote it; may be empty.
    pub authorization_request_url: Box<str>,
    /// The update frequency's id, legacy ids already mapped (`vocabulary::frequency`). `None` when empty or `unknown`.
    pub frequency: Option<Arc<str>>,
    /// The period that the data covers.
    pub temporal_coverage: Option<TemporalCoverage>,
    /// The granularity's id (`fr:commune`, `country`, ...).
    pub granularity: Option<Arc<str>>,
    /// Names (CSV) or ids (API) of the zones covered, in the source's order.
    pub zones: Box<[Box<str>]>,
    /// Whether the dataset has a geometry of its own.
    pub has_geometry: bool,
    /// The schema that the dataset as a whole says it follows.
    pub schema: Option<Box<Schema>>,
    /// Put forward by the portal's team.
    pub featured: bool,
    /// Whether it is archived.
    pub archived: bool,
    /// When it was archived, where the source says.
    pub archived_at: Option<Timestamp>,
    /// Creation, at the harvested source where there is one (may be absurd: year 3, 2049).
    pub created_at: Option<Timestamp>,
    /// Last modification of the record.
    pub last_modified: Option<Timestamp>,
    /// The last update as the source reckons it: what is known when it lists no file.
    pub last_update_declared: Option<Moment>,
    /// When it came to the portal: the time inside a udata id, else `created_at`, else the epoch. Listings
    /// are in this order.
    pub published: Timestamp,
    /// Badge kinds (`hvd`, `spd`, `inspire`...), sorted, without repeats.
    pub badges: Box<[Arc<str>]>,
    /// Tags, sorted, without repeats or empty ones.
    pub tags: Box<[Arc<str>]>,
    /// Where it was harvested from.
    pub harvest: Option<Box<Harvest>>,
    /// udata's quality score, 0 to 1 in hundredths, where the export has it.
    pub quality_score: Option<u8>,
    /// Views, downloads, followers.
    pub metrics: Metrics,
    /// Discussions: opened in all, and still open.
    pub discussions: Count,
    /// Discussions still open.
    pub discussions_open: Count,
    /// The number of resources that the dataset's own row gives: what is known when no resource file is given.
    pub resources_declared: Option<u32>,
    /// The formats that the dataset's own row gives, normalised, sorted (`vocabulary::format`).
    pub formats_declared: Box<[Arc<str>]>,
    /// Whether udata counts one of the formats that the dataset's own row gives as open; `None` where the source
    /// has no such column.
    pub open_format_declared: Option<bool>,
    /// Resources in udata's order: main, documentation, update, api, code, other; in file order within a type.
    pub resources: Vec<Resource>,
    /// Files that others publish beside it, by id.
    pub community_resources: Vec<CommunityResource>,
    /// What the join found.
    pub links: Links,
    /// The digest of all of the above but the links. Set by the builder, last.
    pub digest: Digest,
}

/// A period. Either end may be missing and years may be absurd (1 to 9999 are valid dates).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TemporalCoverage {
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
}

/// What a portal counts about a dataset, reuse, organization or API. Copied from the source, unlike counts of
/// linked records, which are counted.
#[derive(Debug, Clone, Copy, Default, Hash)]
pub struct Metrics {
    /// Visits of its page.
    pub views: Count,
    /// Downloads of its files.
    pub downloads: Count,
    /// People who follow it.
    pub followers: Count,
}

impl Dataset {
    /// The day that a reader takes as its last update: the harvested modification, else the newest resource's,
    /// else the record's own (udata `core/dataset/models.py`, `last_update`).
    pub fn last_update(&self) -> Option<Timestamp> {
        self.harvest
            .as_ref()
            .and_then(|harvest| harvest.modified_at)
            .or_else(|| {
                self.resources
                    .iter()
                    .filter_map(|resource| resource.last_modified)
                    .max()
                    .or_else(|| self.last_update_declared.filter(|_| self.resources.is_empty()))
                    .map(Moment::timestamp)
            })
            .or(self.last_modified)
    }

    /// How many files it has: counted, or as declared when the source lists none.
    pub fn resources_count(&self) -> usize {
        if self.resources.is_empty() {
            self.resources_declared.unwrap_or(0) as usize
        } else {
            self.resources.len()
        }
    }

    /// Whether it has files that the source does not list.
    pub fn has_unlisted_resources(&self) -> bool {
        self.resources.is_empty() && self.resources_declared.unwrap_or(0) > 0
    }

    /// The normalised formats of its files, sorted, without repeats; as declared when the source lists no file.
    pub fn formats(&self) -> Vec<&Arc<str>> {
        if self.resources.is_empty() {
            return self.formats_declared.iter().collect();
        }
        let mut formats: Vec<&Arc<str>> = Vec::new();
        for format in self.resources.iter().filter_map(|resource| resource.format.as_ref()) {
            // Most datasets have one or two.
            if !formats.iter().rev().take(4).any(|known| **known == *format) {
                formats.push(format);
            }
        }
        formats.sort_unstable();
        formats.dedup();
        formats
    }
}
