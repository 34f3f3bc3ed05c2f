//! A reuse: what somebody made with datasets.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Digest, Links, Metrics};

/// A reuse of datasets.
#[derive(Debug, Clone, Default, Hash)]
pub struct Reuse {
    /// The source's id; never empty.
    pub id: Box<str>,
    /// The source's slug; may be empty or hostile.
    pub slug: Box<str>,
    /// The title, never empty.
    pub title: Box<str>,
    /// The description, in Markdown.
    pub description: Box<str>,
    /// The type's id: `application`, `visualization`... (`vocabulary`); `None` when empty.
    pub kind: Option<Arc<str>>,
    /// The topic's id: `health`...; `None` when empty.
    pub topic: Option<Arc<str>>,
    /// Where the reuse is (`remote_url`), as the source wrote it.
    pub url: Box<str>,
    /// A picture of it, as the source wrote it.
    pub image: Box<str>,
    /// The slug of the person who made it, when no organization did.
    pub owner: Option<Box<str>>,
    /// Put forward by the portal's team.
    pub featured: bool,
    /// Whether it is archived.
    pub archived: bool,
    /// Creation.
    pub created_at: Option<Timestamp>,
    /// Last modification.
    pub last_modified: Option<Timestamp>,
    /// When it came to the portal, as for datasets.
    pub published: Timestamp,
    /// Badge kinds, sorted, without repeats.
    pub badges: Box<[Arc<str>]>,
    /// Tags, sorted, without repeats or empty ones.
    pub tags: Box<[Arc<str>]>,
    /// Views, followers.
    pub metrics: Metrics,
    /// How many datasets it names that the catalogue does not hold.
    pub datasets_missing: u32,
    /// What the join found.
    pub links: Links,
    /// The digest of all of the above but the links. Set by the builder, last.
    pub digest: Digest,
}
