//! What follows from a catalog and the few settings that say which of its records stand where: addresses,
//! listings, classifications, digests. The costly part of a site, and the same under any theme and content.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::address::Addresses;
use super::listing;
use super::moved::Moved;
use super::published::Publishers;
use super::taxonomy::Taxonomy;
use crate::catalog::{
    Catalog, DataserviceIndex, DatasetIndex, Digest, OrganizationIndex, PostIndex, ReuseIndex, TopicIndex,
};
use crate::config::{Archived, Config, HostKind};
use crate::stats::Figure;
use crate::text::fold::{compare, initial};

/// A catalog as a site shows it.
pub struct Inventory {
    pub(super) catalog: Arc<Catalog>,
    pub(super) addresses: Addresses,
    pub(super) taxonomy: Taxonomy,
    /// Datasets in listings, oldest first.
    pub(super) listed: Vec<DatasetIndex>,
    /// Listed datasets of each organization.
    listed_counts: Vec<u32>,
    /// Organizations that have anything to show, in the order of their names.
    pub(super) named: Vec<OrganizationIndex>,
    /// Organizations with listed datasets, by the first letter of their name.
    pub(super) producers: BTreeMap<char, Vec<OrganizationIndex>>,
    pub(super) reuses_listed: Vec<ReuseIndex>,
    pub(super) dataservices_listed: Vec<DataserviceIndex>,
    pub(super) topics_listed: Vec<TopicIndex>,
    pub(super) posts_listed: Vec<PostIndex>,
    pub(super) moved: Moved,
    /// What a dataset's card shows, hashed.
    pub(super) card_keys: Vec<Digest>,
    /// Everything that any page shows of the catalogue.
    pub(super) catalog_key: Digest,
    /// Everything that figures count.
    pub(super) figures_key: Digest,
    /// The site's figures, once they are counted.
    pub(super) figures: OnceLock<Vec<Figure>>,
    pub(super) publishers: Publishers,
    settings: Settings,
}

/// The settings that an inventory follows.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Settings {
    base_url: String,
    archived: Archived,
    tag_minimum: usize,
    host: HostKind,
}

impl Settings {
    fn of(config: &Config) -> Self {
        Self {
            base_url: config.site.base_url.clone(),
            archived: config.catalog.archived,
            tag_minimum: config.catalog.tag_minimum,
            host: config.host.kind,
        }
    }
}

impl Inventory {
    /// Takes stock of a catalog.
    pub(super) fn new(config: &Config, catalog: Arc<Catalog>) -> Self {
        let settings = Settings::of(config);
        let is_listed = |archived: bool| !archived || settings.archived == Archived::List;
        let positions = |archived: Vec<bool>| -> Vec<usize> {
            archived
                .into_iter()
                .enumerate()
                .filter(|&(_, archived)| is_listed(archived))
                .map(|(position, _)| position)
                .collect()
        };
        let listed: Vec<DatasetIndex> =
            positions(catalog.datasets.iter().map(|dataset| dataset.archived).collect())
                .into_iter()
                .map(DatasetIndex::new)
                .collect();
        let reuses = positions(catalog.reuses.iter().map(|reuse| reuse.archived).collect());
        let dataservices = positions(catalog.dataservices.iter().map(|api| api.archived).collect());
        let mut inventory = Self {
            addresses: Addresses::new(config, &catalog),
            taxonomy: Taxonomy::new(&catalog, &listed, settings.tag_minimum),
            listed,
            listed_counts: Vec::new(),
            named: Vec::new(),
            producers: BTreeMap::new(),
            reuses_listed: reuses.into_iter().map(ReuseIndex::new).collect(),
            dataservices_listed: dataservices.into_iter().map(DataserviceIndex::new).collect(),
            topics_listed: (0..catalog.topics.len()).map(TopicIndex::new).collect(),
            posts_listed: (0..catalog.posts.len()).map(PostIndex::new).collect(),
            moved: Moved::default(),
            card_keys: Vec::new(),
            catalog_key: Digest::default(),
            figures_key: Digest::default(),
            figures: OnceLock::new(),
            publishers: Publishers::new(catalog.organizations.len()),
            catalog,
            settings,
        };
        inventory.sort_organizations();
        inventory.card_keys = inventory.digest_cards();
        inventory.catalog_key = inventory.digest_catalog();
        inventory.figures_key = inventory.digest_figures();
        inventory.moved = Moved::new(&inventory);
        inventory
    }

    /// Whether it would be the same again.
    pub(super) fn is_of(&self, config: &Config, catalog: &Arc<Catalog>) -> bool {
        Arc::ptr_eq(&self.catalog, catalog) && self.settings == Settings::of(config)
    }

    /// The host that the site is for.
    pub(super) const fn host(&self) -> HostKind {
        self.settings.host
    }

    /// Whether a dataset is in listings.
    pub(super) fn is_listed(&self, index: DatasetIndex) -> bool {
        !self.catalog.dataset(index).archived || self.settings.archived == Archived::List
    }

    /// Whether a dataset has a page.
    pub(super) fn is_shown(&self, index: DatasetIndex) -> bool {
        self.settings.archived != Archived::Hide || !self.catalog.dataset(index).archived
    }

    /// How many listed datasets an organization has.
    pub(super) fn listed_count(&self, index: OrganizationIndex) -> usize {
        self.listed_counts[index.position()] as usize
    }

    fn sort_organizations(&mut self) {
        let catalog = &self.catalog;
        self.listed_counts = catalog
            .organizations
            .iter()
            .map(|organization| {
                listing::page_number(
                    organization.links.datasets.iter().filter(|&&index| self.is_listed(index)).count(),
                )
            })
            .collect();
        let mut named: Vec<_> = (0..catalog.organizations.len())
            .map(OrganizationIndex::new)
            .filter(|&index| {
                let links = &catalog.organization(index).links;
                self.listed_counts[index.position()] > 0
                    || !links.reuses.is_empty()
                    || !links.dataservices.is_empty()
            })
            .collect();
        named.sort_by(|&a, &b| {
            let (a, b) = (catalog.organization(a), catalog.organization(b));
            compare(&a.name, &b.name).then_with(|| a.id.cmp(&b.id))
        });
        for &index in &named {
            if self.listed_counts[index.position()] > 0 {
                let letter = initial(&catalog.organization(index).name);
                self.producers.entry(letter).or_default().push(index);
            }
        }
        self.named = named;
    }
}
