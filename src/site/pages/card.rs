//! A dataset's card in lists.

use super::super::view::Card;
use super::super::words::format_label;
use super::super::{Route, Site};
use crate::catalog::DatasetIndex;

/// Formats named on a card.
const FORMATS: usize = 6;
/// A longer acronym is a sentence, and not shown in lists.
const ACRONYM: usize = 24;

impl Site {
    pub(in crate::site) fn card(&self, index: DatasetIndex) -> Card {
        let dataset = self.catalog.dataset(index);
        let formats = dataset.formats();
        Card {
            title: dataset.title.to_string(),
            href: self.href(&Route::Dataset(index)),
            acronym: if dataset.acronym.chars().count() <= ACRONYM {
                dataset.acronym.to_string()
            } else {
                String::new()
            },
            producer: self.producer(dataset.links.organization, dataset.owner.as_deref()),
            summary: self.summary(index),
            updated: self.day_of(dataset.last_update()),
            formats_more: formats.len().saturating_sub(FORMATS),
            formats: formats.iter().take(FORMATS).map(|format| format_label(format)).collect(),
            files: self.counted("count-files", dataset.resources_count()),
            badges: dataset.badges.iter().map(|badge| self.label("badge", badge)).collect(),
            archived: dataset.archived,
        }
    }
}
