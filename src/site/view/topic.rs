//! A topic's page, a post's, and the elements that both name.

use macro_rules_attribute::derive;
use serde::Serialize;

use super::{Day, External, Frame, Producer, RecordLine, Term};
use crate::theme::Describe;

/// The context of `topic.html`.
#[derive(Debug, Serialize, Describe!)]
pub struct TopicPage {
    /// The frame.
    pub page: Frame,
    /// The topic.
    pub topic: TopicFacts,
    /// What it gathers, in its own order, at most 500.
    pub elements: Vec<ElementLine>,
    /// How many elements more.
    pub elements_more: usize,
}

/// What a page says of a topic.
#[derive(Debug, Default, Serialize, Describe!)]
pub struct TopicFacts {
    /// The source's id.
    pub id: String,
    /// The name.
    pub title: String,
    /// Who made it.
    pub producer: Producer,
    /// The description as safe HTML; may be empty.
    pub description_html: String,
    /// Whether the description was cut.
    pub description_cut: bool,
    /// Tags.
    pub tags: Vec<Term>,
    /// Creation.
    pub created: Option<Day>,
    /// Last change.
    pub updated: Option<Day>,
    /// How many elements, in words.
    pub total: String,
    /// Its page on the source portal.
    pub source: Option<External>,
}

/// An element of a topic or post.
#[derive(Debug, Default, Serialize, Describe!)]
pub struct ElementLine {
    /// What the topic calls it; empty where it says nothing but the record.
    pub title: String,
    /// What the topic says of it, as safe HTML; may be empty.
    pub description_html: String,
    /// The kind of record, in words; empty for a thing that is only described.
    pub kind: String,
    /// The record, where the portal has it.
    pub record: Option<RecordLine>,
    /// Whether it names a record that the portal does not have.
    pub missing: bool,
}

/// The context of `post.html`.
#[derive(Debug, Serialize, Describe!)]
pub struct PostPage {
    /// The frame.
    pub page: Frame,
    /// The post.
    pub post: PostFacts,
    /// The records that it is about and that the portal has, at most 500.
    pub elements: Vec<ElementLine>,
}

/// What a page says of a post.
#[derive(Debug, Default, Serialize, Describe!)]
pub struct PostFacts {
    /// The source's id.
    pub id: String,
    /// The title.
    pub title: String,
    /// What it is about, in a sentence or two; may be empty.
    pub headline: String,
    /// The text as safe HTML; may be empty.
    pub content_html: String,
    /// Whether the text was cut.
    pub content_cut: bool,
    /// Publication.
    pub published: Option<Day>,
    /// The picture's address; empty where there is none or the config shows no pictures of others.
    pub image: String,
    /// Who made the picture; may be empty.
    pub credit: String,
    /// Their page.
    pub credit_link: Option<External>,
    /// Tags.
    pub tags: Vec<Term>,
    /// Its page on the source portal.
    pub source: Option<External>,
}
