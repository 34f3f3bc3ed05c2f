//! An earlier state of the catalogue that is read: what is still the same is shared with it, not held twice.

use std::sync::Arc;

use crate::catalog::{Catalog, Dataset, DatasetIndex, Resource};

/// Resources that are shared, and the order in which they were read where that was another.
pub(super) type Same = (Arc<Vec<Resource>>, Option<Box<[u32]>>);

/// A catalogue that was read before from the same source, its datasets found by id.
///
/// Sharing changes no record: only texts and files that are equal to those of the earlier dataset are shared.
#[derive(Debug)]
pub struct Earlier {
    catalog: Arc<Catalog>,
    by_id: Box<[DatasetIndex]>,
}

impl Earlier {
    /// Makes ready to share with a catalogue.
    pub fn new(catalog: Arc<Catalog>) -> Self {
        let mut by_id: Box<[_]> = (0..catalog.datasets.len()).map(DatasetIndex::new).collect();
        by_id.sort_unstable_by_key(|&index| &*catalog.dataset(index).id);
        Self { catalog, by_id }
    }

    fn dataset(&self, id: &str) -> Option<&Dataset> {
        let id_at = |index: &DatasetIndex| &*self.catalog.dataset(*index).id;
        let place = self.by_id.binary_search_by(|index| id_at(index).cmp(id)).ok()?;
        Some(self.catalog.dataset(self.by_id[place]))
    }

    /// Lets a dataset share the description that it had already.
    pub(super) fn share_description(&self, dataset: &mut Dataset) {
        if let Some(earlier) = self.dataset(&dataset.id)
            && earlier.description == dataset.description
        {
            dataset.description = Arc::clone(&earlier.description);
        }
    }

    /// The resources of the dataset with that id, where they are the same as these once in order of their types. Also
    /// gives that order, where these stand in another: for each one there, its place among these.
    pub(super) fn same_resources(&self, id: &str, resources: &[Resource]) -> Option<Same> {
        let earlier = &self.dataset(id)?.resources;
        if earlier.len() != resources.len() {
            return None;
        }
        if **earlier == *resources {
            return Some((Arc::clone(earlier), None));
        }
        let mut order: Box<[u32]> = (0..).take(resources.len()).collect();
        order.sort_by_key(|&place| resources[place as usize].kind);
        let is_same = order.iter().zip(earlier.iter()).all(|(&place, one)| resources[place as usize] == *one);
        is_same.then(|| (Arc::clone(earlier), Some(order)))
    }
}
