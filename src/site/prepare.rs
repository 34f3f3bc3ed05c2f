//! What is costly and shared by pages, computed before any is rendered.

use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};
use rayon::prelude::*;

use super::pages::{Description, Measured};
use super::view::{CardContext, QualityContext};
use super::{Data, List, Route, Site, SiteError, numbering};
use crate::catalog::{Dataset, DatasetIndex};
use crate::stats::Figure;

/// Shared descriptions that are held at once, in bytes of their sources.
const DESCRIPTIONS: usize = 32 * 1024 * 1024;

/// Shared parts of pages.
#[derive(Default)]
pub(super) struct Prepared {
    /// The card of each dataset, rendered, where a wanted page shows it.
    cards: Vec<Option<Box<str>>>,
    /// The first words of each dataset's description, where a wanted page or card shows them.
    summaries: Vec<Option<Arc<str>>>,
    /// Descriptions that several wanted pages show, by where their text is.
    descriptions: HashMap<usize, Description>,
    /// What pages say of the quality of their datasets, rendered, where several wanted pages say the same.
    qualities: Vec<Box<str>>,
    /// For each dataset, its place in `qualities`.
    quality_of: Vec<Option<u32>>,
    /// The site's figures, where a wanted page shows them.
    figures: Option<Vec<Figure>>,
}

impl Site {
    /// Renders once each card that the `wanted` pages show, and what several pages say.
    pub fn prepare(&mut self, wanted: &[Route]) -> Result<(), SiteError> {
        let mut needed = vec![false; self.catalog.datasets.len()];
        for route in wanted {
            for index in self.cards_of(route) {
                needed[index.position()] = true;
            }
        }
        self.prepare_summaries(wanted, &needed);
        self.prepare_descriptions(wanted);
        let cards: Result<Vec<_>, SiteError> = needed
            .into_par_iter()
            .enumerate()
            .map(|(position, needed)| {
                needed.then(|| self.render_card(DatasetIndex::new(position))).transpose()
            })
            .collect();
        self.prepared.cards = cards?;
        self.prepare_qualities(wanted)?;
        let shows_figures = |route: &Route| {
            matches!(
                route,
                Route::Dashboard | Route::Figure(_) | Route::Data(Data::FigureCsv(_) | Data::FigureJson(_))
            )
        };
        self.prepared.figures = wanted.iter().any(shows_figures).then(|| self.figures());
        Ok(())
    }

    /// The site's figures, where they were prepared.
    pub(super) fn prepared_statistics(&self) -> Option<&[Figure]> {
        self.prepared.figures.as_deref()
    }

    /// Shortens each description once that the `wanted` pages or the cards show; many datasets share theirs.
    fn prepare_summaries(&mut self, wanted: &[Route], cards: &[bool]) {
        let mut shown = cards.to_vec();
        for route in wanted {
            if let Route::Dataset(index) = route {
                shown[index.position()] = true;
            }
        }
        let datasets = || self.catalog.datasets.iter().zip(&shown).filter(|(_, shown)| **shown);
        let mut distinct: HashMap<usize, &Dataset> = HashMap::new();
        for (dataset, _) in datasets().filter(|(dataset, _)| dataset.description_short.is_empty()) {
            distinct.insert(place(&dataset.description), dataset);
        }
        let shortened: HashMap<usize, Arc<str>> = distinct
            .into_par_iter()
            .map(|(place, dataset)| (place, Self::meta_description(dataset).into()))
            .collect();
        let summary = |dataset: &Dataset| match shortened.get(&place(&dataset.description)) {
            Some(summary) if dataset.description_short.is_empty() => Arc::clone(summary),
            _ => Self::meta_description(dataset).into(),
        };
        let datasets = self.catalog.datasets.iter().zip(shown);
        self.prepared.summaries = datasets.map(|(dataset, shown)| shown.then(|| summary(dataset))).collect();
    }

    /// Renders each description once that several of the `wanted` pages show, as far as [`DESCRIPTIONS`] goes.
    fn prepare_descriptions(&mut self, wanted: &[Route]) {
        let mut uses: HashMap<usize, usize> = HashMap::default();
        let mut shared: Vec<&Dataset> = Vec::new();
        let mut bytes = 0;
        for route in wanted {
            let Route::Dataset(index) = route else { continue };
            let dataset = self.catalog.dataset(*index);
            let uses = uses.entry(place(&dataset.description)).or_default();
            *uses += 1;
            if *uses == 2 && bytes + dataset.description.len() <= DESCRIPTIONS {
                bytes += dataset.description.len();
                shared.push(dataset);
            }
        }
        self.prepared.descriptions = shared
            .into_par_iter()
            .map(|dataset| (place(&dataset.description), self.describe(&dataset.description)))
            .collect();
    }

    /// A dataset's description as its page shows it.
    pub(super) fn description(&self, dataset: &Dataset) -> Description {
        match self.prepared.descriptions.get(&place(&dataset.description)) {
            Some(description) => description.clone(),
            None => self.describe(&dataset.description),
        }
    }

    /// The first words of a dataset's description.
    pub(super) fn summary(&self, index: DatasetIndex) -> String {
        match self.prepared.summaries.get(index.position()) {
            Some(Some(summary)) => summary.to_string(),
            _ => Self::meta_description(self.catalog.dataset(index)),
        }
    }

    /// Renders once what at least two of the `wanted` datasets say of their quality.
    fn prepare_qualities(&mut self, wanted: &[Route]) -> Result<(), SiteError> {
        let measured: Vec<(Measured, DatasetIndex)> = wanted
            .par_iter()
            .filter_map(|route| match route {
                Route::Dataset(index) => Some((self.measured(self.catalog.dataset(*index)), *index)),
                _ => None,
            })
            .collect();
        let mut alike: HashMap<&Measured, Vec<DatasetIndex>> = HashMap::new();
        for (measured, index) in &measured {
            alike.entry(measured).or_default().push(*index);
        }
        let shared: Vec<Vec<DatasetIndex>> =
            alike.into_values().filter(|datasets| datasets.len() > 1).collect();
        let rendered: Result<Vec<_>, SiteError> =
            shared.par_iter().map(|datasets| self.render_quality(datasets[0])).collect();
        self.prepared.qualities = rendered?;
        self.prepared.quality_of = vec![None; self.catalog.datasets.len()];
        for (place, datasets) in (0..).zip(shared) {
            for index in datasets {
                self.prepared.quality_of[index.position()] = Some(place);
            }
        }
        Ok(())
    }

    /// What the page of a dataset says of its quality.
    pub(super) fn quality_html(&self, index: DatasetIndex) -> Result<String, SiteError> {
        match self.prepared.quality_of.get(index.position()) {
            Some(Some(place)) => Ok(self.prepared.qualities[*place as usize].to_string()),
            _ => self.render_quality(index).map(String::from),
        }
    }

    /// What `quality.html` is given for the page of a dataset.
    pub fn quality_context(&self, route: &Route) -> Option<QualityContext> {
        let Route::Dataset(index) = route else { return None };
        Some(QualityContext { quality: self.quality(self.catalog.dataset(*index)) })
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

/// Where a text is: records that were given the same text share it.
fn place(text: &Arc<str>) -> usize {
    text.as_ptr().addr()
}
