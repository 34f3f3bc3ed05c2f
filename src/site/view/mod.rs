//! What templates are given: one small typed context a page, every text already in the site's language.
//!
//! Every context has `page` (a [`Frame`]) beside its own keys. Addresses (`href`) are complete and checked;
//! fields named `html` are safe HTML, everything else is escaped by the template.

mod card;
mod contexts;
mod dashboard;
mod dataservice;
mod dataset;
mod index;
mod listing;
mod organization;
mod plain;
mod quality;
mod reuse;
mod topic;

pub use card::{Card, CardContext, RecordLine};
pub use contexts::{Given, globals, reference, templates};
pub use dashboard::{
    DashboardPage, FigurePage, FigureView, KeyView, MendView, OrganizationDashboardPage, ReasonView,
    ThemeView,
};
pub use dataservice::{DataserviceFacts, DataservicePage};
pub use dataset::{
    Availability, Coverage, DatasetFacts, DatasetPage, File, FileGroup, FilesPage, HarvestFacts, Metrics,
    Promise,
};
pub use index::{IndexGroup, IndexLine, IndexPage};
pub use listing::{ListingPage, Listings, Pager};
pub use organization::{OrganizationFacts, OrganizationPage};
pub use plain::{ContentPage, HomePage, PlainPage, SiteMapPage, SiteMapSection, Total};
pub use quality::{MqaFacts, MqaLine, Quality, QualityContext, QualityLine, QualityState};
pub use reuse::{ReuseFacts, ReusePage};
pub use topic::{ElementLine, PostFacts, PostPage, TopicFacts, TopicPage};

use crate::theme::Describe;
use macro_rules_attribute::derive;
use serde::Serialize;

/// What the frame of every page is given, as `page`.
#[derive(Debug, Default, Serialize, Describe!)]
pub struct Frame {
    /// The page's title, without the portal's name; empty on the home page.
    pub title: String,
    /// One or two sentences for search engines; may be empty.
    pub description: String,
    /// The address of this page, complete (`https://host/base/datasets/x/`).
    pub url: String,
    /// The address that search engines should keep.
    pub canonical: String,
    /// Whether search engines should stay away.
    pub noindex: bool,
    /// Which entry of the main menu is current: `home`, `datasets`, `organizations`, `reuses`, `dataservices`,
    /// `topics`, `posts`, `dashboard`, `search`, `content` or empty.
    pub section: &'static str,
    /// The way from home to here, home and this page apart.
    pub breadcrumbs: Vec<Link>,
    /// The same page in other languages.
    pub alternates: Vec<Alternate>,
}

/// The same page in another language.
#[derive(Debug, Clone, Serialize, Describe!)]
pub struct Alternate {
    /// The language's code.
    pub language: String,
    /// Its address, complete.
    pub href: String,
}

/// A link with its words.
#[derive(Debug, Clone, Default, Serialize, Describe!)]
pub struct Link {
    /// The words.
    pub label: String,
    /// The address.
    pub href: String,
}

/// A word of a vocabulary.
#[derive(Debug, Clone, Default, Serialize, Describe!)]
pub struct Term {
    /// The id in the vocabulary (`lov2`, `daily`, `fr:commune`).
    pub id: String,
    /// Its words in the site's language; the id where the vocabulary does not know it.
    pub label: String,
    /// The page of this portal that lists what has it; empty when there is none.
    pub href: String,
}

/// A day.
#[derive(Debug, Clone, Default, Serialize, Describe!)]
pub struct Day {
    /// `2026-01-12`, for `<time datetime>`.
    pub iso: String,
    /// `12 janvier 2026`.
    pub text: String,
}

/// Who publishes a record.
#[derive(Debug, Clone, Default, Serialize, Describe!)]
pub struct Producer {
    /// `organization`, `person`, `unknown`, or `none` where nobody is named.
    pub kind: &'static str,
    /// The organization's name; for a person, the words for "a private person", or the slug where the config
    /// shows owners; empty when unknown.
    pub name: String,
    /// The acronym; may be empty.
    pub acronym: String,
    /// The organization's page; empty for anyone else.
    pub href: String,
    /// A certified public service.
    pub certified: bool,
}

/// Whom to write to about a record.
#[derive(Debug, Clone, Default, Serialize, Describe!)]
pub struct Contact {
    /// The name; may be empty.
    pub name: String,
    /// The role, in words; may be empty.
    pub role: String,
    /// The mail address.
    pub mail: Option<External>,
    /// A page with a form.
    pub form: Option<External>,
}

/// A link out of the site.
#[derive(Debug, Clone, Default, Serialize, Describe!)]
pub struct External {
    /// The address, of an allowed scheme, credentials removed.
    pub href: String,
    /// The host, for people.
    pub host: String,
    /// A short form of the address, for people.
    pub text: String,
}
