//! A topic ("bouquet"): records that somebody gathered around a subject.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Digest, Element, Links};

/// A topic with its elements.
#[derive(Debug, Clone, Default, Hash)]
pub struct Topic {
    /// The source's id; never empty.
    pub id: Box<str>,
    /// The source's slug; may be empty or hostile.
    pub slug: Box<str>,
    /// The name, never empty.
    pub name: Box<str>,
    /// The description, in Markdown.
    pub description: Box<str>,
    /// The slug of the person who made it, when no organization did.
    pub owner: Option<Box<str>>,
    /// Put forward by the portal's team.
    pub featured: bool,
    /// Creation.
    pub created_at: Option<Timestamp>,
    /// Last modification.
    pub last_modified: Option<Timestamp>,
    /// When it came to the portal, as for datasets.
    pub published: Timestamp,
    /// Tags, sorted, without repeats or empty ones.
    pub tags: Box<[Arc<str>]>,
    /// What it gathers, in its own order.
    pub elements: Box<[Element]>,
    /// The organization that made it.
    pub links: Links,
    /// The digest of all of the above but the links. Set by the builder, last.
    pub digest: Digest,
}
