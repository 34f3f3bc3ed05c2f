//! Where ids lead: small files that the 404 page reads on hosts that cannot redirect every id.
//!
//! `moved/<n>.json` holds the ids whose hash falls on `n`: `{"<id>": "<address>"}`, addresses relative to the site's
//! root, with the anchor for a file. `moved.js` computes the same hash (FNV-1a, 32 bits, modulo the number of shards,
//! which the 404 page carries).

use std::collections::BTreeMap;
use std::hash::Hash;

use super::{Inventory, Site, SiteError, machine};
use crate::catalog::{
    DataserviceIndex, DatasetIndex, DigestHasher, OrganizationIndex, PostIndex, ReuseIndex, TopicIndex,
};
use crate::config::HostKind;

/// Ids in a shard: about 20 kB of JSON.
const IDS: usize = 200;

/// A record or a file.
#[derive(Debug, Clone, Copy)]
enum Target {
    Dataset(DatasetIndex),
    Resource(DatasetIndex, u32),
    Organization(OrganizationIndex),
    Reuse(ReuseIndex),
    Dataservice(DataserviceIndex),
    Topic(TopicIndex),
    Post(PostIndex),
}

/// All ids, by shard.
#[derive(Debug, Default)]
pub(super) struct Moved {
    shards: Vec<Vec<Target>>,
}

impl Moved {
    /// Deals the ids of a site's records and files, unless its host takes a redirect for each of them.
    pub(super) fn new(inventory: &Inventory) -> Self {
        let catalog = &inventory.catalog;
        let total = catalog.resources_count()
            + catalog.datasets.len()
            + catalog.organizations.len()
            + catalog.reuses.len()
            + catalog.dataservices.len()
            + catalog.topics.len()
            + catalog.posts.len();
        let redirected = match inventory.host() {
            HostKind::Github => false,
            kind => crate::output::host::redirect_limit(kind).is_none_or(|limit| total <= limit),
        };
        if redirected || total == 0 {
            return Self::default();
        }
        let count = total.div_ceil(IDS);
        let mut shards = vec![Vec::new(); count];
        let mut add = |id: &str, target| shards[shard_of(id, count)].push(target);
        for (position, dataset) in catalog.datasets.iter().enumerate() {
            let index = DatasetIndex::new(position);
            if !inventory.is_shown(index) {
                continue;
            }
            add(&dataset.id, Target::Dataset(index));
            for (place, resource) in (0..).zip(dataset.resources.iter()) {
                add(&resource.id, Target::Resource(index, place));
            }
        }
        for (position, organization) in catalog.organizations.iter().enumerate() {
            add(&organization.id, Target::Organization(OrganizationIndex::new(position)));
        }
        for (position, reuse) in catalog.reuses.iter().enumerate() {
            add(&reuse.id, Target::Reuse(ReuseIndex::new(position)));
        }
        for (position, dataservice) in catalog.dataservices.iter().enumerate() {
            add(&dataservice.id, Target::Dataservice(DataserviceIndex::new(position)));
        }
        for (position, topic) in catalog.topics.iter().enumerate() {
            add(&topic.id, Target::Topic(TopicIndex::new(position)));
        }
        for (position, post) in catalog.posts.iter().enumerate() {
            add(&post.id, Target::Post(PostIndex::new(position)));
        }
        Self { shards }
    }

    /// How many shards there are.
    pub(super) fn shards(&self) -> u32 {
        super::listing::page_number(self.shards.len())
    }

    fn entry(site: &Site, target: Target) -> (&str, String) {
        use super::Route;
        let catalog = &site.catalog;
        match target {
            Target::Dataset(index) => (&catalog.dataset(index).id, site.address(&Route::Dataset(index))),
            Target::Resource(index, place) => {
                let id = &catalog.dataset(index).resources[place as usize].id;
                let page = site.address(&Site::page_of_file(index, place as usize));
                (id, format!("{page}#{}", super::pages::anchor(id)))
            }
            Target::Organization(index) => {
                (&catalog.organization(index).id, site.address(&Route::Organization(index)))
            }
            Target::Reuse(index) => (&catalog.reuse(index).id, site.address(&Route::Reuse(index))),
            Target::Dataservice(index) => {
                (&catalog.dataservice(index).id, site.address(&Route::Dataservice(index)))
            }
            Target::Topic(index) => (&catalog.topic(index).id, site.address(&Route::Topic(index))),
            Target::Post(index) => (&catalog.post(index).id, site.address(&Route::Post(index))),
        }
    }

    /// The JSON of a shard.
    pub(super) fn body(&self, site: &Site, shard: u32) -> Result<Vec<u8>, SiteError> {
        let entries: BTreeMap<_, _> =
            self.shards[shard as usize].iter().map(|&target| Self::entry(site, target)).collect();
        serde_json::to_vec(&entries)
            .map_err(|source| SiteError::Json { path: machine::File::Moved(shard).path(), source })
    }

    /// Feeds what a shard depends on.
    pub(super) fn hash_shard(&self, site: &Site, shard: u32, hasher: &mut DigestHasher) {
        for &target in &self.shards[shard as usize] {
            Self::entry(site, target).hash(hasher);
        }
    }
}

/// FNV-1a, 32 bits, over the id's bytes.
fn shard_of(id: &str, shards: usize) -> usize {
    let hash =
        id.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash as usize % shards
}
