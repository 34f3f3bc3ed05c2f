//! Lists of datasets, reuses and APIs, fifty a page, numbered from the oldest.

use macro_rules_attribute::derive;
use serde::Serialize;

use super::{External, Frame, Link, RecordLine};
use crate::theme::Describe;

/// The context of `datasets.html`, `listing.html` (datasets of a tag, licence, format or granularity, and further
/// pages of those of an organization, reuse or API), `reuses.html`, `dataservices.html`, `topics.html`, `posts.html`.
#[derive(Debug, Serialize, Describe!)]
pub struct ListingPage {
    /// The frame.
    pub page: Frame,
    /// What is listed: `datasets`, `recent`, `organization`, `tag`, `license`, `family`, `format`, `granularity`,
    /// `reuse`, `dataservice`, `reuses`, `dataservices`, `topics`, `posts`.
    pub kind: &'static str,
    /// The heading.
    pub heading: String,
    /// A line under the heading; may be empty.
    pub intro: String,
    /// How many in all, in words; empty on numbered pages, which must not change when others come.
    pub total: String,
    /// Cards of datasets, rendered, in order; empty where `lines` are given.
    pub cards_html: String,
    /// Reuses, APIs, topics or posts.
    pub lines: Vec<RecordLine>,
    /// A link out, such as a licence's text.
    pub about: Option<External>,
    /// The other pages; none when all stands here.
    pub pager: Option<Pager>,
    /// Other ways to the same things.
    pub listings: Listings,
}

/// Ways through the datasets: links that filter without a script.
#[derive(Debug, Clone, Default, Serialize, Describe!)]
pub struct Listings {
    /// By publication, recently updated, A to Z by producer; the current one has an empty `href`.
    pub orders: Vec<Link>,
    /// Format families with datasets.
    pub families: Vec<Link>,
    /// Licences in use.
    pub licenses: Vec<Link>,
    /// Granularities in use.
    pub granularities: Vec<Link>,
}

/// The pages around a page. Numbered pages start from the oldest; the address without a number holds the newest.
#[derive(Debug, Clone, Default, Serialize, Describe!)]
pub struct Pager {
    /// Which page this is, in words (`Page 3`); empty for the address without a number.
    pub label: String,
    /// One step back: towards newer records, or lower file numbers; empty when there is none.
    pub previous: String,
    /// One step on: towards older records, or higher file numbers; empty when there is none.
    pub next: String,
    /// The newest records, or the first files; empty when this is it.
    pub first: String,
    /// The oldest records, or the last files; empty when this is it.
    pub last: String,
    /// Whether the order is that of time (newest first); else of numbers.
    pub chronological: bool,
}
