//! Ways to classify the listed datasets: tags, licences, formats and their families, granularities.

use std::collections::BTreeMap;
use std::sync::Arc;

use foldhash::HashMap;

use crate::catalog::vocabulary::{GRANULARITIES, format};
use crate::catalog::{Catalog, DatasetIndex};
use crate::text::path;

/// A format outside the vocabulary has a page when this many datasets have it.
const UNCOMMON_FORMAT_MINIMUM: usize = 10;

/// All classifications.
#[derive(Debug, Default)]
pub struct Taxonomy {
    /// Tags borne by enough datasets.
    pub tags: Terms,
    /// Licences in use.
    pub licenses: Terms,
    /// Families of formats.
    pub families: Terms,
    /// Common formats.
    pub formats: Terms,
    /// Granularities in use.
    pub granularities: Terms,
}

/// The terms of one classification that have a page, by id.
#[derive(Debug, Default)]
pub struct Terms {
    entries: Vec<TermEntry>,
    /// Places in `entries`: looked up for every tag and format of every page.
    by_id: HashMap<Arc<str>, u32>,
    by_segment: Vec<u32>,
}

/// A term that has a page.
#[derive(Debug)]
pub struct TermEntry {
    /// Its id, or its name where the vocabulary does not know it.
    pub id: Arc<str>,
    /// The last part of its address.
    pub segment: Box<str>,
    /// The listed datasets that have it, in catalog order.
    pub datasets: Vec<DatasetIndex>,
}

impl Terms {
    #[allow(clippy::cast_possible_truncation)] // Fewer terms than datasets, whose indexes are 32 bits wide.
    fn new(members: BTreeMap<Arc<str>, Vec<DatasetIndex>>, reserved: &[&str]) -> Self {
        let ids: Vec<(&str, &str)> = members.keys().map(|id| (&**id, &**id)).collect();
        let segments = path::assign_all(&ids, reserved);
        let entries: Vec<_> = members
            .into_iter()
            .zip(segments)
            .map(|((id, mut datasets), segment)| {
                datasets.shrink_to_fit();
                TermEntry { id, segment, datasets }
            })
            .collect();
        let mut by_segment: Vec<u32> = (0..entries.len() as u32).collect();
        by_segment.sort_unstable_by(|&a, &b| entries[a as usize].segment.cmp(&entries[b as usize].segment));
        let by_id = entries.iter().zip(0..).map(|(entry, place)| (entry.id.clone(), place)).collect();
        Self { entries, by_id, by_segment }
    }

    /// Every term, by id.
    pub fn entries(&self) -> &[TermEntry] {
        &self.entries
    }

    /// The term at `position`.
    pub fn entry(&self, position: u32) -> &TermEntry {
        &self.entries[position as usize]
    }

    /// The term with that id, if it has a page.
    pub fn find(&self, id: &str) -> Option<&TermEntry> {
        self.position(id).map(|position| self.entry(position))
    }

    /// The position of the term with that id.
    fn position(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// The position of the term with that segment.
    pub fn position_of_segment(&self, segment: &str) -> Option<u32> {
        self.by_segment
            .binary_search_by(|&position| (*self.entries[position as usize].segment).cmp(segment))
            .ok()
            .map(|found| self.by_segment[found])
    }

    /// Positions of the terms with most datasets, then by id.
    #[allow(clippy::cast_possible_truncation)]
    pub fn largest(&self, most: usize) -> Vec<u32> {
        let mut positions: Vec<u32> = (0..self.entries.len() as u32).collect();
        positions.sort_by_key(|&position| std::cmp::Reverse(self.entries[position as usize].datasets.len()));
        positions.truncate(most);
        positions
    }
}

impl Taxonomy {
    /// Families with datasets, in the vocabulary's order.
    pub fn families_in_order(&self) -> Vec<u32> {
        let places = format::Family::ALL.into_iter();
        places.filter_map(|family| self.families.position(family.id())).collect()
    }

    /// Granularities in use, from the widest to the finest, then those that the vocabulary does not know.
    pub fn granularities_in_order(&self) -> Vec<u32> {
        let known: Vec<u32> = GRANULARITIES.iter().filter_map(|id| self.granularities.position(id)).collect();
        let others =
            self.granularities.largest(usize::MAX).into_iter().filter(|position| !known.contains(position));
        known.iter().copied().chain(others).collect()
    }

    /// Classifies the `listed` datasets. A tag needs `tag_minimum` of them to have a page.
    pub fn new(catalog: &Catalog, listed: &[DatasetIndex], tag_minimum: usize) -> Self {
        let mut tags: BTreeMap<Arc<str>, Vec<DatasetIndex>> = BTreeMap::new();
        let mut licenses: BTreeMap<Arc<str>, Vec<DatasetIndex>> = BTreeMap::new();
        let mut families: BTreeMap<Arc<str>, Vec<DatasetIndex>> = BTreeMap::new();
        let mut formats: BTreeMap<Arc<str>, Vec<DatasetIndex>> = BTreeMap::new();
        let mut granularities: BTreeMap<Arc<str>, Vec<DatasetIndex>> = BTreeMap::new();
        let family_ids: Vec<(format::Family, Arc<str>)> =
            format::Family::ALL.iter().map(|&family| (family, Arc::from(family.id()))).collect();
        for &index in listed {
            let dataset = catalog.dataset(index);
            for tag in &dataset.tags {
                tags.entry(tag.clone()).or_default().push(index);
            }
            if let Some(license) = &dataset.license {
                licenses.entry(license.clone()).or_default().push(index);
            }
            if let Some(granularity) = &dataset.granularity {
                granularities.entry(granularity.clone()).or_default().push(index);
            }
            let of_dataset = dataset.formats();
            for (family, id) in &family_ids {
                if of_dataset.iter().any(|name| format::family(name) == *family) {
                    families.entry(id.clone()).or_default().push(index);
                }
            }
            for name in of_dataset {
                formats.entry(name.clone()).or_default().push(index);
            }
        }
        tags.retain(|_, datasets| datasets.len() >= tag_minimum.max(1));
        formats.retain(|name, datasets| is_common(name) || datasets.len() >= UNCOMMON_FORMAT_MINIMUM);
        let reserved_families: Vec<&str> = format::Family::ALL.iter().map(|family| family.id()).collect();
        Self {
            tags: Terms::new(tags, &["page", "index"]),
            licenses: Terms::new(licenses, &["page"]),
            families: Terms::new(families, &["page"]),
            formats: Terms::new(formats, &[&["page"], reserved_families.as_slice()].concat()),
            granularities: Terms::new(granularities, &["page"]),
        }
    }
}

/// Whether the vocabulary knows a format.
fn is_common(name: &str) -> bool {
    format::Family::ALL.into_iter().any(|family| format::members(family).contains(&name))
}
