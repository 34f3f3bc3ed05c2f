//! A dataservice: an API.

use std::sync::Arc;

use jiff::Timestamp;

use super::{ContactPoint, Digest, Harvest, Links, Metrics};

/// An API that gives access to data.
#[derive(Debug, Clone, Default, Hash)]
pub struct Dataservice {
    /// The source's id; never empty.
    pub id: Box<str>,
    /// The source's slug; may be empty or hostile.
    pub slug: Box<str>,
    /// The title, never empty.
    pub title: Box<str>,
    /// The acronym; may be empty.
    pub acronym: Box<str>,
    /// The description, in Markdown.
    pub description: Box<str>,
    /// The API's own address, as the source wrote it; may be empty, like all addresses here.
    pub base_api_url: Box<str>,
    /// Its `OpenAPI` document or the like.
    pub machine_documentation_url: Box<str>,
    /// Its documentation for developers.
    pub technical_documentation_url: Box<str>,
    /// Its documentation for users.
    pub business_documentation_url: Box<str>,
    /// Where to ask for access.
    pub authorization_request_url: Box<str>,
    /// The share of time that it answers, in hundredths of a percent (9,990 is 99.9 %).
    pub availability: Option<u16>,
    /// Limits of use, free text.
    pub rate_limiting: Box<str>,
    /// `open`, `open_with_account`, `restricted`.
    pub access_type: Option<Arc<str>>,
    /// The licence's id or title, as for datasets.
    pub license: Option<Arc<str>>,
    /// The slug of the person who published it, when no organization did.
    pub owner: Option<Box<str>>,
    /// Whom to write to about it, where the source says.
    pub contact_points: Box<[ContactPoint]>,
    /// Put forward by the portal's team.
    pub featured: bool,
    /// Whether it is archived.
    pub archived: bool,
    /// Creation.
    pub created_at: Option<Timestamp>,
    /// Last modification of the record.
    pub last_modified: Option<Timestamp>,
    /// When it came to the portal, as for datasets.
    pub published: Timestamp,
    /// Badge kinds, sorted, without repeats.
    pub badges: Box<[Arc<str>]>,
    /// Tags, sorted, without repeats or empty ones.
    pub tags: Box<[Arc<str>]>,
    /// Where it was harvested from.
    pub harvest: Option<Box<Harvest>>,
    /// Views, followers.
    pub metrics: Metrics,
    /// How many datasets it names that the catalogue does not hold.
    pub datasets_missing: u32,
    /// What the join found.
    pub links: Links,
    /// The digest of all of the above but the links. Set by the builder, last.
    pub digest: Digest,
}
