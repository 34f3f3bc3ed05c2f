//! Home, dashboard, content and the few pages without records.

use macro_rules_attribute::derive;
use serde::Serialize;

use super::{Day, Frame, IndexLine, Link, Listings};
use crate::theme::Describe;

/// The context of `home.html`.
#[derive(Debug, Serialize, Describe!)]
pub struct HomePage {
    /// The frame.
    pub page: Frame,
    /// Four true numbers, each with the page that shows more.
    pub totals: Vec<Total>,
    /// Cards of the newest datasets, rendered.
    pub newest_html: String,
    /// The most recently updated datasets.
    pub updated: Vec<super::RecordLine>,
    /// The organizations with most datasets.
    pub producers: Vec<IndexLine>,
    /// The tags with most datasets.
    pub tags: Vec<IndexLine>,
    /// Format families, licences, granularities.
    pub listings: Listings,
    /// The day that the catalogue speaks of.
    pub snapshot: Day,
    /// Whether a newer catalogue could not be had.
    pub not_renewed: bool,
}

/// A number with its words.
#[derive(Debug, Clone, Default, Serialize, Describe!)]
pub struct Total {
    /// The number as the language writes it.
    pub value: String,
    /// What it counts, in the right number (`jeux de données`).
    pub label: String,
    /// The page that shows more.
    pub href: String,
}

/// The context of `content.html`.
#[derive(Debug, Serialize, Describe!)]
pub struct ContentPage {
    /// The frame.
    pub page: Frame,
    /// The heading.
    pub title: String,
    /// The text as safe HTML.
    pub html: String,
    /// The day that the catalogue speaks of.
    pub snapshot: Day,
    /// Whether this is the page about the portal, which says of what day the catalogue is.
    pub about: bool,
    /// Whether a newer catalogue could not be had.
    pub not_renewed: bool,
}

/// The context of `search.html` and `404.html`.
#[derive(Debug, Serialize, Describe!)]
pub struct PlainPage {
    /// The frame.
    pub page: Frame,
    /// Ways to the datasets.
    pub listings: Listings,
    /// In how many files `moved/<n>.json` (n in hexadecimal) the "not found" page's script looks for an id;
    /// 0 where the host redirects them all.
    pub moved: u32,
}

/// The context of `sitemap.html`: the map of the site for people.
#[derive(Debug, Serialize, Describe!)]
pub struct SiteMapPage {
    /// The frame.
    pub page: Frame,
    /// The sections, each with its links.
    pub sections: Vec<SiteMapSection>,
}

/// A section of the site map.
#[derive(Debug, Default, Serialize, Describe!)]
pub struct SiteMapSection {
    /// The heading.
    pub heading: String,
    /// The links.
    pub links: Vec<Link>,
}
