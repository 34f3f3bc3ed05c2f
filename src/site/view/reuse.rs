//! A reuse's page.

use macro_rules_attribute::derive;
use serde::Serialize;

use super::{Day, External, Frame, Metrics, Pager, Producer, Term};
use crate::theme::Describe;

/// The context of `reuse.html`.
#[derive(Debug, Serialize, Describe!)]
pub struct ReusePage {
    /// The frame.
    pub page: Frame,
    /// The reuse.
    pub reuse: ReuseFacts,
    /// Cards of the datasets it uses, at most 50, newest first, rendered.
    pub cards_html: String,
    /// The other pages of its datasets.
    pub pager: Option<Pager>,
}

/// What a page says of a reuse.
#[derive(Debug, Default, Serialize, Describe!)]
pub struct ReuseFacts {
    /// The source's id.
    pub id: String,
    /// The title.
    pub title: String,
    /// Whether it is archived.
    pub archived: bool,
    /// The type.
    pub kind: Option<Term>,
    /// The topic.
    pub topic: Option<Term>,
    /// Who made it.
    pub producer: Producer,
    /// The description as safe HTML; may be empty.
    pub description_html: String,
    /// Whether the description was cut.
    pub description_cut: bool,
    /// Where it is.
    pub link: Option<External>,
    /// Tags.
    pub tags: Vec<Term>,
    /// Creation.
    pub created: Option<Day>,
    /// Last change.
    pub updated: Option<Day>,
    /// Views, followers.
    pub metrics: Metrics,
    /// How many datasets of this catalogue it uses, in words.
    pub datasets: String,
    /// How many datasets it names that this catalogue does not hold.
    pub missing: u32,
    /// Its page on the source portal.
    pub source: Option<External>,
}
