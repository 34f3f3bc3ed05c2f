//! What is costly and shared by pages, computed before any is rendered.

use rayon::prelude::*;

use super::view::CardContext;
use super::{Data, List, Route, Site, SiteError, numbering};
use crate::catalog::DatasetIndex;
use crate::stats::Figure;

/// Shared parts of pages.
#[derive(Default)]
pub(super) struct Prepared {
    /// The card of each dataset, rendered, where a wanted page shows it.
    cards: Vec<Option<Box<str>>>,
}

impl Site {
    /// Renders once each card that the `wanted` pages show.
    pub fn prepare(&mut self, wanted: &[Route]) -> Result<(), SiteError> {
        let mut needed = vec![false; self.catalog.datasets.len()];
        for route in wanted {
            for index in self.cards_of(route) {
                needed[index.position()] = true;
            }
        }
        let cards: Result<Vec<_>, SiteError> = needed
            .into_par_iter()
            .enumerate()
            .map(|(position, needed)| {
                needed.then(|| self.render_card(DatasetIndex::new(position))).transpose()
            })
            .collect();
        self.prepared.cards = cards?;
        let shows_figures = |route: &Route| {
            matches!(
                route,
                Route::Dashboard | Route::Figure(_) | Route::Data(Data::FigureCsv(_) | Data::FigureJson(_))
            )
        };
        if wanted.iter().any(shows_figures) {
            self.counted_figures();
        }
        Ok(())
    }

    /// The site's figures, counted once for all sites of the same inventory. A build counts them before it renders
    /// anything: a lock that is filled inside a job of a pool may wait for itself.
    pub fn counted_figures(&self) -> &[Figure] {
        self.inventory.figures.get_or_init(|| self.figures())
    }

    /// The datasets whose cards a page shows, in the page's order.
    pub(super) fn cards_of(&self, route: &Route) -> Vec<DatasetIndex> {
        let newest_first = |list: List, range: std::ops::Range<usize>| -> Vec<_> {
            self.members(list)[range].iter().rev().copied().collect()
        };
        match route {
            Route::Home => self.listed.iter().rev().take(super::pages::HOME_CARDS).copied().collect(),
            Route::Recent => self.recently_updated(super::pages::RECENT),
            Route::ListPage(list, page) => newest_first(*list, numbering::numbered(*page as usize)),
            Route::List(list) => newest_first(*list, numbering::newest(self.members(*list).len())),
            Route::Organization(index) => {
                let list = List::Organization(*index);
                newest_first(list, numbering::newest(self.members(list).len()))
            }
            Route::Reuse(index) => {
                let list = List::Reuse(*index);
                newest_first(list, numbering::newest(self.members(list).len()))
            }
            Route::Dataservice(index) => {
                let list = List::Dataservice(*index);
                newest_first(list, numbering::newest(self.members(list).len()))
            }
            _ => Vec::new(),
        }
    }

    /// What `card.html` is given for each card of a page, in the page's order.
    pub fn cards(&self, route: &Route) -> Vec<CardContext> {
        self.cards_of(route).into_iter().map(|index| CardContext { card: self.card(index) }).collect()
    }

    /// The cards of a page, one after the other.
    pub(super) fn cards_html(&self, route: &Route) -> Result<String, SiteError> {
        let mut html = String::new();
        for index in self.cards_of(route) {
            match self.prepared.cards.get(index.position()) {
                Some(Some(card)) => html.push_str(card),
                // A page asked for on its own (the preview) renders its cards itself.
                _ => html.push_str(&self.render_card(index)?),
            }
        }
        Ok(html)
    }

    fn render_card(&self, index: DatasetIndex) -> Result<Box<str>, SiteError> {
        let card = self.card(index);
        Ok(self.theme.render("card.html", &CardContext { card })?.into_boxed_str())
    }
}
