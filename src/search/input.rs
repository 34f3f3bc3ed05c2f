//! What the search is built from.

use std::hash::Hash;

use jiff::civil::Date;

use crate::catalog::{Catalog, Digest, DigestHasher};
use crate::config::{Archived, SearchConfig};

use super::client;
use super::facets::Facet;

/// Gives a facet's value its words (a licence's title, a format family's name); `None` where the value speaks
/// for itself.
pub type Label<'a> = &'a (dyn Fn(Facet, &str) -> Option<String> + Sync);

/// A catalog and the addresses that its records have on the site. The segments are in the catalog's order, one
/// a record.
#[derive(Clone, Copy)]
pub struct SearchInput<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// `/datasets/<segment>/`
    pub dataset_segments: &'a [Box<str>],
    /// `/organizations/<segment>/`
    pub organization_segments: &'a [Box<str>],
    /// `/reuses/<segment>/`
    pub reuse_segments: &'a [Box<str>],
    /// `/dataservices/<segment>/`
    pub dataservice_segments: &'a [Box<str>],
    /// What becomes of archived records: with [`Archived::Hide`] they have no page and are not found.
    pub archived: Archived,
    /// The site's language (`fr`).
    pub language: &'a str,
    /// The site's own synonyms, as [`super::synonyms::Synonyms::parse`] reads them; may be empty.
    pub synonyms: &'a str,
    /// The words of facet values.
    pub label: Label<'a>,
}

impl SearchInput<'_> {
    /// The day that the catalogue speaks of.
    pub fn date(&self) -> Date {
        self.catalog.snapshot.date
    }
}

/// A digest of all that the bundle depends on. Cheap: records are known by their own digests; what their digests
/// leave out (exact counts, links) is read.
pub fn input_key(input: &SearchInput<'_>, config: &SearchConfig) -> Digest {
    let catalog = input.catalog;
    let mut hasher = DigestHasher::default();
    super::FORMAT.hash(&mut hasher);
    (client::CORE, client::UI, client::ELASTICLUNR, client::OFFLINE).hash(&mut hasher);
    (input.language, input.date(), input.archived == Archived::Hide).hash(&mut hasher);
    input.synonyms.hash(&mut hasher);
    config_key(config, &mut hasher);
    for dataset in &catalog.datasets {
        (dataset.digest, dataset.links.organization, dataset.links.reuses.len()).hash(&mut hasher);
        (dataset.metrics.views.exact(), dataset.metrics.downloads.exact()).hash(&mut hasher);
        dataset.metrics.followers.exact().hash(&mut hasher);
    }
    for organization in &catalog.organizations {
        (organization.digest, organization.links.datasets.len()).hash(&mut hasher);
        (organization.metrics.views.exact(), organization.metrics.followers.exact()).hash(&mut hasher);
    }
    for reuse in &catalog.reuses {
        (reuse.digest, reuse.links.organization, reuse.links.datasets.len()).hash(&mut hasher);
        (reuse.metrics.views.exact(), reuse.metrics.followers.exact()).hash(&mut hasher);
    }
    for dataservice in &catalog.dataservices {
        (dataservice.digest, dataservice.links.organization).hash(&mut hasher);
        (dataservice.metrics.views.exact(), dataservice.metrics.followers.exact()).hash(&mut hasher);
    }
    for segments in [
        input.dataset_segments,
        input.organization_segments,
        input.reuse_segments,
        input.dataservice_segments,
    ] {
        segments.hash(&mut hasher);
    }
    super::facets::label_key(input, &mut hasher);
    hasher.digest()
}

fn config_key(config: &SearchConfig, hasher: &mut DigestHasher) {
    (&config.kinds, &config.languages, config.default_synonyms, config.elasticlunr, config.offline)
        .hash(hasher);
    let weights = &config.weights;
    for number in [
        config.popularity,
        weights.title,
        weights.acronym,
        weights.organization,
        weights.tags,
        weights.resources,
        weights.description,
        weights.synonyms,
    ] {
        number.to_bits().hash(hasher);
    }
}
