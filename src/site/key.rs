//! Input keys: the digest of all that a page depends on, found without rendering it.
//!
//! Same key, same bytes. Records are hashed whole, by the digest that their builder gave them; what they are
//! linked to is hashed by what a page shows of it.

use std::hash::Hash;

use super::data::Data;
use super::{Inventory, Route, Site, numbering};
use crate::catalog::{DatasetIndex, Digest, DigestHasher, Element, OrganizationIndex, Target};
use crate::config::Config;

/// The digest of the program's own sources: other code may render other bytes.
const PROGRAM: &str = env!("ETALAGE_SOURCE_DIGEST");

/// What every page depends on beside its records and its templates. Paths and the source are left out: they
/// change nothing that a page shows.
pub(super) fn base(config: &Config) -> Digest {
    let mut hasher = DigestHasher::default();
    PROGRAM.hash(&mut hasher);
    format!("{:?} {:?} {:?} {:?}", config.site, config.theme, config.catalog, config.host).hash(&mut hasher);
    hasher.digest()
}

impl Site {
    /// The input key of a route.
    pub fn key(&self, route: &Route) -> Digest {
        let mut hasher = DigestHasher::default();
        self.base_key.hash(&mut hasher);
        if let Some(template) = self.template(route) {
            self.theme.key(template).hash(&mut hasher);
        }
        if route.shows_cards() {
            self.theme.key("card.html").hash(&mut hasher);
        }
        if let Route::Dataset(_) = route {
            self.theme.key("quality.html").hash(&mut hasher);
        }
        self.hash_inputs(route, &mut hasher);
        hasher.digest()
    }

    fn hash_organization_dashboard(&self, index: OrganizationIndex, hasher: &mut DigestHasher) {
        self.theme.key("organization-dashboard.html").hash(hasher);
        self.hash_organization(Some(index), hasher);
        self.published(index).digest.hash(hasher);
    }

    fn hash_inputs(&self, route: &Route, hasher: &mut DigestHasher) {
        self.address(route).hash(hasher);
        match route {
            Route::Dataset(index) | Route::Files(index, _) => self.hash_dataset(*index, hasher),
            Route::Organization(index) => {
                let organization = self.catalog.organization(*index);
                organization.digest.hash(hasher);
                self.hash_organization(Some(*index), hasher);
                self.listed_count(*index).hash(hasher);
                organization.links.datasets.len().hash(hasher);
                self.organization_files(*index).hash(hasher);
                self.hash_lines(&organization.links.reuses, &organization.links.dataservices, hasher);
                self.hash_cards(route, hasher);
            }
            Route::Reuse(index) => {
                let reuse = self.catalog.reuse(*index);
                reuse.digest.hash(hasher);
                self.hash_organization(reuse.links.organization, hasher);
                self.hash_tags(&reuse.tags, hasher);
                reuse.links.datasets.len().hash(hasher);
                self.hash_cards(route, hasher);
            }
            Route::Dataservice(index) => {
                let dataservice = self.catalog.dataservice(*index);
                dataservice.digest.hash(hasher);
                self.hash_organization(dataservice.links.organization, hasher);
                self.hash_tags(&dataservice.tags, hasher);
                dataservice.links.datasets.len().hash(hasher);
                self.hash_cards(route, hasher);
            }
            Route::ListPage(list, page) => {
                // The last full page knows that it is: its way to newer records leads to the list's head.
                (numbering::numbered_pages(self.members(*list).len()) == *page as usize).hash(hasher);
                if let super::List::Organization(index) = list {
                    self.hash_organization(Some(*index), hasher);
                }
                self.list_heading(*list).hash(hasher);
                self.hash_cards(route, hasher);
            }
            Route::List(list) => {
                self.members(*list).len().hash(hasher);
                self.list_heading(*list).hash(hasher);
                self.hash_listings(hasher);
                self.hash_cards(route, hasher);
            }
            Route::Reuses(page) => {
                let listed = &self.reuses_listed;
                listed.len().hash_unless_numbered(*page, hasher);
                for index in page_records(listed, *page) {
                    self.hash_line_of_reuse(index, hasher);
                }
                (numbering::numbered_pages(listed.len()) == page.unwrap_or(0) as usize).hash(hasher);
            }
            Route::Dataservices(page) => {
                let listed = &self.dataservices_listed;
                listed.len().hash_unless_numbered(*page, hasher);
                for index in page_records(listed, *page) {
                    self.hash_line_of_dataservice(index, hasher);
                }
                (numbering::numbered_pages(listed.len()) == page.unwrap_or(0) as usize).hash(hasher);
            }
            Route::Topics(_) | Route::Topic(_) | Route::Posts(_) | Route::Post(_) => {
                self.hash_topics_and_posts(route, hasher);
            }
            Route::Content(position) => {
                self.content.pages[*position as usize].digest.hash(hasher);
                // Its links lead to records whose addresses may change.
                self.content_html(*position).hash(hasher);
                if self.is_about(*position) {
                    let snapshot = &self.catalog.snapshot;
                    (snapshot.date, snapshot.not_renewed.is_some()).hash(hasher);
                }
            }
            Route::Asset(position) => self.asset(*position).1.hash(hasher),
            Route::Attachment(position) => self.content.attachments[*position as usize].digest.hash(hasher),
            Route::SearchIndex => self.search_key().hash(hasher),
            Route::Machine(file) => self.hash_machine(*file, hasher),
            Route::Dashboard
            | Route::Figure(_)
            | Route::Data(Data::FigureCsv(_) | Data::FigureJson(_) | Data::Quality) => {
                self.theme.key("dashboard.html").hash(hasher);
                self.figures_key.hash(hasher);
            }
            // Made anew when a figure changed, not whenever the catalogue or the day did.
            Route::OrganizationDashboard(index)
            | Route::Data(
                Data::OrganizationCsv(index) | Data::OrganizationJson(index) | Data::OrganizationMend(index),
            ) => {
                self.hash_organization_dashboard(*index, hasher);
            }
            // Few pages, each an overview of the whole: made anew when anything changed.
            Route::Home
            | Route::Recent
            | Route::Producers(_)
            | Route::Organizations(_)
            | Route::Tags(_)
            | Route::Licenses
            | Route::Formats
            | Route::Granularities
            | Route::Search
            | Route::SiteMap
            | Route::NotFound => self.hash_catalog(hasher),
        }
    }

    /// What the pages of topics and posts depend on.
    fn hash_topics_and_posts(&self, route: &Route, hasher: &mut DigestHasher) {
        match route {
            Route::Topics(page) => {
                let listed = &self.topics_listed;
                listed.len().hash_unless_numbered(*page, hasher);
                for index in page_records(listed, *page) {
                    let topic = self.catalog.topic(index);
                    (topic.digest, self.addresses.topic(index)).hash(hasher);
                    self.hash_organization(topic.links.organization, hasher);
                }
                (numbering::numbered_pages(listed.len()) == page.unwrap_or(0) as usize).hash(hasher);
            }
            Route::Topic(index) => {
                let topic = self.catalog.topic(*index);
                topic.digest.hash(hasher);
                self.hash_organization(topic.links.organization, hasher);
                self.hash_tags(&topic.tags, hasher);
                self.hash_elements(&topic.elements, hasher);
            }
            Route::Posts(page) => {
                let listed = &self.posts_listed;
                listed.len().hash_unless_numbered(*page, hasher);
                for index in page_records(listed, *page) {
                    (self.catalog.post(index).digest, self.addresses.post(index)).hash(hasher);
                }
                (numbering::numbered_pages(listed.len()) == page.unwrap_or(0) as usize).hash(hasher);
            }
            Route::Post(index) => {
                let post = self.catalog.post(*index);
                post.digest.hash(hasher);
                self.hash_tags(&post.tags, hasher);
                self.hash_elements(&post.elements, hasher);
            }
            _ => {}
        }
    }

    fn hash_dataset(&self, index: DatasetIndex, hasher: &mut DigestHasher) {
        let dataset = self.catalog.dataset(index);
        dataset.digest.hash(hasher);
        self.promise(dataset).hash(hasher);
        self.catalog.quality(dataset).hash(hasher);
        self.hash_organization(dataset.links.organization, hasher);
        self.hash_tags(&dataset.tags, hasher);
        for format in dataset.formats() {
            self.taxonomy.formats.find(format).is_some().hash(hasher);
        }
        for (terms, id) in [
            (&self.taxonomy.licenses, &dataset.license),
            (&self.taxonomy.granularities, &dataset.granularity),
        ] {
            id.as_ref().map(|id| terms.find(id).is_some()).hash(hasher);
        }
        self.hash_lines(&dataset.links.reuses, &dataset.links.dataservices, hasher);
        self.catalog.portal.hash(hasher);
    }

    fn hash_tags(&self, tags: &[std::sync::Arc<str>], hasher: &mut DigestHasher) {
        for tag in tags {
            self.taxonomy.tags.find(tag).map(|entry| &entry.segment).hash(hasher);
        }
    }

    fn hash_lines(
        &self,
        reuses: &[crate::catalog::ReuseIndex],
        dataservices: &[crate::catalog::DataserviceIndex],
        hasher: &mut DigestHasher,
    ) {
        reuses.len().hash(hasher);
        for &index in reuses {
            self.hash_line_of_reuse(index, hasher);
        }
        dataservices.len().hash(hasher);
        for &index in dataservices {
            self.hash_line_of_dataservice(index, hasher);
        }
    }

    /// What a topic or post shows of the records that it names.
    fn hash_elements(&self, elements: &[Element], hasher: &mut DigestHasher) {
        for element in elements {
            match element.target {
                Target::None => 0.hash(hasher),
                Target::Dataset(index) => self.card_keys[index.position()].hash(hasher),
                Target::Reuse(index) => self.hash_line_of_reuse(index, hasher),
                Target::Dataservice(index) => self.hash_line_of_dataservice(index, hasher),
            }
        }
        self.catalog.portal.hash(hasher);
    }

    fn hash_line_of_reuse(&self, index: crate::catalog::ReuseIndex, hasher: &mut DigestHasher) {
        let reuse = self.catalog.reuse(index);
        (self.addresses.reuse(index), &reuse.title, &reuse.kind, &reuse.description, reuse.archived)
            .hash(hasher);
        (reuse.created_at, &reuse.owner).hash(hasher);
        self.hash_organization(reuse.links.organization, hasher);
    }

    fn hash_line_of_dataservice(&self, index: crate::catalog::DataserviceIndex, hasher: &mut DigestHasher) {
        let api = self.catalog.dataservice(index);
        (self.addresses.dataservice(index), &api.title, &api.access_type, &api.description, api.archived)
            .hash(hasher);
        (api.last_modified, &api.owner).hash(hasher);
        self.hash_organization(api.links.organization, hasher);
    }

    fn hash_cards(&self, route: &Route, hasher: &mut DigestHasher) {
        for index in self.cards_of(route) {
            self.card_keys[index.position()].hash(hasher);
        }
    }

    /// The words of the links that filter: which families, licences and granularities there are, in
    /// which order.
    fn hash_listings(&self, hasher: &mut DigestHasher) {
        let taxonomy = &self.taxonomy;
        for (terms, order) in [
            (&taxonomy.families, taxonomy.families_in_order()),
            (&taxonomy.licenses, taxonomy.licenses.largest(super::pages::LICENSES)),
            (&taxonomy.granularities, taxonomy.granularities_in_order()),
        ] {
            for position in order {
                let entry = terms.entry(position);
                (&entry.id, &entry.segment).hash(hasher);
            }
        }
    }

    fn hash_catalog(&self, hasher: &mut DigestHasher) {
        self.catalog_key.hash(hasher);
    }
}

impl Inventory {
    fn hash_organization(&self, index: Option<OrganizationIndex>, hasher: &mut DigestHasher) {
        if let Some(index) = index {
            let organization = self.catalog.organization(index);
            self.addresses.organization(index).hash(hasher);
            organization.name.hash(hasher);
            organization.acronym.hash(hasher);
            organization.is_certified_public_service().hash(hasher);
        }
    }

    /// What each dataset's card shows.
    pub(super) fn digest_cards(&self) -> Vec<Digest> {
        use rayon::prelude::*;
        (0..self.catalog.datasets.len())
            .into_par_iter()
            .map(|position| {
                let index = DatasetIndex::new(position);
                let dataset = self.catalog.dataset(index);
                let mut hasher = DigestHasher::default();
                self.addresses.dataset(index).hash(&mut hasher);
                (&dataset.title, &dataset.acronym, &dataset.description_short, &dataset.description)
                    .hash(&mut hasher);
                (&dataset.badges, dataset.archived, &dataset.owner).hash(&mut hasher);
                (dataset.last_update(), dataset.formats(), dataset.resources_count()).hash(&mut hasher);
                self.hash_organization(dataset.links.organization, &mut hasher);
                hasher.digest()
            })
            .collect()
    }

    /// The digest of everything that figures count: beside what pages show, exact counts and what was wrong.
    pub(super) fn digest_figures(&self) -> Digest {
        let mut hasher = DigestHasher::default();
        self.catalog_key.hash(&mut hasher);
        for dataset in &self.catalog.datasets {
            let metrics = &dataset.metrics;
            (metrics.views.exact(), metrics.downloads.exact(), metrics.followers.exact()).hash(&mut hasher);
            (dataset.discussions.exact(), dataset.discussions_open.exact()).hash(&mut hasher);
        }
        for finding in self.catalog.findings.iter() {
            (finding.kind, finding.count).hash(&mut hasher);
        }
        hasher.digest()
    }

    /// The digest of everything that any page shows of the catalogue.
    pub(super) fn digest_catalog(&self) -> Digest {
        let mut hasher = DigestHasher::default();
        let catalog = &self.catalog;
        for (organization, segment) in
            catalog.organizations.iter().zip(self.addresses.organizations().names())
        {
            (organization.digest, segment).hash(&mut hasher);
        }
        // With every organization in its place, a place says which organization a record has.
        for (dataset, segment) in catalog.datasets.iter().zip(self.addresses.datasets().names()) {
            (dataset.digest, segment, dataset.links.organization).hash(&mut hasher);
        }
        for (reuse, segment) in catalog.reuses.iter().zip(self.addresses.reuses().names()) {
            (reuse.digest, segment, reuse.links.organization).hash(&mut hasher);
        }
        for (dataservice, segment) in catalog.dataservices.iter().zip(self.addresses.dataservices().names()) {
            (dataservice.digest, segment, dataservice.links.organization).hash(&mut hasher);
        }
        for (topic, segment) in catalog.topics.iter().zip(self.addresses.topics().names()) {
            (topic.digest, segment, topic.links.organization).hash(&mut hasher);
        }
        for (post, segment) in catalog.posts.iter().zip(self.addresses.posts().names()) {
            (post.digest, segment).hash(&mut hasher);
        }
        // Datasets are in their places: a discussion names its own by it.
        catalog.discussions.hash(&mut hasher);
        let snapshot = &self.catalog.snapshot;
        (snapshot.date, snapshot.not_renewed.is_some()).hash(&mut hasher);
        self.catalog.portal.hash(&mut hasher);
        hasher.digest()
    }
}

/// The records of a page of a growing list, oldest first.
pub(super) fn page_records<T: Copy>(
    records: &[T],
    page: Option<u32>,
) -> impl DoubleEndedIterator<Item = T> + '_ {
    let range =
        page.map_or_else(|| numbering::newest(records.len()), |page| numbering::numbered(page as usize));
    records[range].iter().copied()
}

/// Numbered pages do not show how many records there are in all.
trait HashUnlessNumbered {
    fn hash_unless_numbered(&self, page: Option<u32>, hasher: &mut DigestHasher);
}

impl HashUnlessNumbered for usize {
    fn hash_unless_numbered(&self, page: Option<u32>, hasher: &mut DigestHasher) {
        if page.is_none() {
            self.hash(hasher);
        }
    }
}
