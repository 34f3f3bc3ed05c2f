//! Pages that list words of a vocabulary or names, in groups: organizations, producers A to Z, tags, licences,
//! formats, granularities.

use macro_rules_attribute::derive;
use serde::Serialize;

use super::{Frame, Link, Listings, Pager};
use crate::theme::Describe;

/// The context of `organizations.html`, `producers.html`, `tags.html`, `licenses.html`, `formats.html`,
/// `granularities.html`.
#[derive(Debug, Serialize, Describe!)]
pub struct IndexPage {
    /// The frame.
    pub page: Frame,
    /// What is listed: `organizations`, `producers`, `tags`, `licenses`, `formats`, `granularities`.
    pub kind: &'static str,
    /// The heading.
    pub heading: String,
    /// A line under the heading; may be empty.
    pub intro: String,
    /// How many in all, in words; may be empty.
    pub total: String,
    /// The letters, each a link; the current one has an empty `href`. Empty where there is one page.
    pub letters: Vec<Link>,
    /// What is listed here, in groups with a heading (a letter, a family; may be empty).
    pub groups: Vec<IndexGroup>,
    /// The other pages of a long letter or list.
    pub pager: Option<Pager>,
    /// Other ways to the datasets.
    pub listings: Listings,
}

/// Lines under one heading.
#[derive(Debug, Default, Serialize, Describe!)]
pub struct IndexGroup {
    /// The heading; may be empty.
    pub heading: String,
    /// An id for anchors (`a`, `other`).
    pub id: String,
    /// The lines.
    pub lines: Vec<IndexLine>,
}

/// One line.
#[derive(Debug, Default, Serialize, Describe!)]
pub struct IndexLine {
    /// The name.
    pub label: String,
    /// Its page.
    pub href: String,
    /// How many datasets.
    pub count: usize,
    /// The same in words (`12 jeux de données`).
    pub text: String,
    /// A word more: an acronym; may be empty.
    pub note: String,
    /// A certified public service.
    pub certified: bool,
}
