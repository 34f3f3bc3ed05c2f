//! How records look in lists.

use macro_rules_attribute::derive;
use serde::Serialize;

use super::{Day, Producer};
use crate::theme::Describe;

/// The context of `card.html`, without a frame: a card is part of pages.
#[derive(Debug, Serialize, Describe!)]
pub struct CardContext {
    /// The card.
    pub card: Card,
}

/// A dataset in a list. Rendered once a dataset.
#[derive(Debug, Default, Serialize, Describe!)]
pub struct Card {
    /// The title.
    pub title: String,
    /// The dataset's page.
    pub href: String,
    /// The acronym, when it is short; may be empty.
    pub acronym: String,
    /// Who publishes it.
    pub producer: Producer,
    /// About 200 characters of plain text; may be empty.
    pub summary: String,
    /// Last update.
    pub updated: Option<Day>,
    /// Formats for people (`CSV`, `GeoJSON`), at most six.
    pub formats: Vec<String>,
    /// How many formats more.
    pub formats_more: usize,
    /// How many files, in words (`3 fichiers`).
    pub files: String,
    /// Labels of badges (`Données de forte valeur`).
    pub badges: Vec<String>,
    /// Whether it is archived.
    pub archived: bool,
}

/// A reuse, an API or a dataset in a compact list.
#[derive(Debug, Default, Serialize, Describe!)]
pub struct RecordLine {
    /// The title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Who made it.
    pub producer: Producer,
    /// A word on what it is: the reuse's type, the API's access; may be empty.
    pub note: String,
    /// About 160 characters of plain text; may be empty (always empty beside datasets' files).
    pub summary: String,
    /// The day that matters: creation of a reuse, last change of an API.
    pub date: Option<Day>,
    /// Whether it is archived.
    pub archived: bool,
}
