//! An organization's page.

use macro_rules_attribute::derive;
use serde::Serialize;

use super::{Day, External, Frame, Link, Metrics, Pager, RecordLine, Term};
use crate::theme::Describe;

/// The context of `organization.html`.
#[derive(Debug, Serialize, Describe!)]
pub struct OrganizationPage {
    /// The frame.
    pub page: Frame,
    /// The organization.
    pub organization: OrganizationFacts,
    /// Cards of its newest datasets, at most 50, rendered.
    pub cards_html: String,
    /// The other pages of its datasets.
    pub pager: Option<Pager>,
    /// Its reuses, newest first, at most 50.
    pub reuses: Vec<RecordLine>,
    /// How many reuses more.
    pub reuses_more: usize,
    /// Its APIs, newest first, at most 50.
    pub dataservices: Vec<RecordLine>,
    /// How many APIs more.
    pub dataservices_more: usize,
}

/// What a page says of an organization.
#[derive(Debug, Default, Serialize, Describe!)]
pub struct OrganizationFacts {
    /// The source's id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The acronym; may be empty.
    pub acronym: String,
    /// A certified public service.
    pub certified: bool,
    /// Badges.
    pub badges: Vec<Term>,
    /// The description as safe HTML; may be empty.
    pub description_html: String,
    /// Whether the description was cut.
    pub description_cut: bool,
    /// Its own site.
    pub site: Option<External>,
    /// The SIRET or other business number; may be empty.
    pub business_number: String,
    /// The public register's page for a SIRET.
    pub register: Option<Link>,
    /// How many datasets are listed, in words.
    pub datasets: String,
    /// How many datasets are listed.
    pub datasets_count: usize,
    /// Its dashboard; empty where it has none.
    pub dashboard: String,
    /// How many more are archived.
    pub archived_count: usize,
    /// How many files the listed datasets have, in words.
    pub files: String,
    /// How many reuses and APIs it published.
    pub reuses_count: usize,
    /// How many APIs it published.
    pub dataservices_count: usize,
    /// Members of its account, in words; empty when unknown.
    pub members: String,
    /// Views, downloads, followers.
    pub metrics: Metrics,
    /// Creation of its account.
    pub created: Option<Day>,
    /// Last change of its account.
    pub updated: Option<Day>,
    /// Its page on the source portal.
    pub source: Option<External>,
}
