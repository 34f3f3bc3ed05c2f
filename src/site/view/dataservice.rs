//! An API's page.

use macro_rules_attribute::derive;
use serde::Serialize;

use super::{Contact, Day, External, Frame, HarvestFacts, Metrics, Pager, Producer, Term};
use crate::theme::Describe;

/// The context of `dataservice.html`.
#[derive(Debug, Serialize, Describe!)]
pub struct DataservicePage {
    /// The frame.
    pub page: Frame,
    /// The API.
    pub dataservice: DataserviceFacts,
    /// Cards of the datasets it serves, at most 50, newest first, rendered.
    pub cards_html: String,
    /// The other pages of its datasets.
    pub pager: Option<Pager>,
}

/// What a page says of an API.
#[derive(Debug, Default, Serialize, Describe!)]
pub struct DataserviceFacts {
    /// The source's id.
    pub id: String,
    /// The title.
    pub title: String,
    /// The acronym; may be empty.
    pub acronym: String,
    /// Whether it is archived.
    pub archived: bool,
    /// Who publishes it.
    pub producer: Producer,
    /// The description as safe HTML; may be empty.
    pub description_html: String,
    /// Whether the description was cut.
    pub description_cut: bool,
    /// The API's own address.
    pub base: Option<External>,
    /// Its machine-readable documentation (`OpenAPI`).
    pub machine_documentation: Option<External>,
    /// Its documentation for developers.
    pub technical_documentation: Option<External>,
    /// Its documentation for users.
    pub business_documentation: Option<External>,
    /// Where to ask for access.
    pub authorization: Option<External>,
    /// Whom to write to.
    pub contacts: Vec<Contact>,
    /// Availability in words (`99,9 %`); empty when unknown.
    pub availability: String,
    /// Limits of use; may be empty.
    pub rate_limiting: String,
    /// Open, with an account, restricted.
    pub access: Option<Term>,
    /// The licence.
    pub license: Option<Term>,
    /// The licence's text.
    pub license_url: String,
    /// Tags.
    pub tags: Vec<Term>,
    /// Badges.
    pub badges: Vec<Term>,
    /// Creation.
    pub created: Option<Day>,
    /// Last change.
    pub updated: Option<Day>,
    /// Views, followers.
    pub metrics: Metrics,
    /// Where it was harvested from.
    pub harvest: Option<HarvestFacts>,
    /// How many datasets of this catalogue it serves, in words.
    pub datasets: String,
    /// How many datasets it names that this catalogue does not hold.
    pub missing: u32,
    /// Its page on the source portal.
    pub source: Option<External>,
}
