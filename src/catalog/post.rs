//! A post: news or a page that the portal's team wrote.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Digest, Element, Links};

/// A published post.
#[derive(Debug, Clone, Default, Hash)]
pub struct Post {
    /// The source's id; never empty.
    pub id: Box<str>,
    /// The source's slug; may be empty or hostile.
    pub slug: Box<str>,
    /// The title, never empty.
    pub title: Box<str>,
    /// What it is about, in a sentence or two, plain text; may be empty.
    pub headline: Box<str>,
    /// The text, in Markdown with HTML.
    pub content: Box<str>,
    /// Whether the text is HTML alone, in which Markdown means nothing.
    pub is_html: bool,
    /// A picture, as the source wrote it; may be empty.
    pub image: Box<str>,
    /// Who made the picture; may be empty.
    pub credit: Box<str>,
    /// Their page, as the source wrote it; may be empty.
    pub credit_url: Box<str>,
    /// Creation.
    pub created_at: Option<Timestamp>,
    /// Last modification.
    pub last_modified: Option<Timestamp>,
    /// Publication. Listings are in this order.
    pub published: Timestamp,
    /// Tags, sorted, without repeats or empty ones.
    pub tags: Box<[Arc<str>]>,
    /// The records that it is about, in its own order.
    pub elements: Box<[Element]>,
    /// Nothing: posts have no organization.
    pub links: Links,
    /// The digest of all of the above but the links. Set by the builder, last.
    pub digest: Digest,
}
