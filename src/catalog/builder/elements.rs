//! Finds the records that topics and posts name.

use std::collections::HashMap;

use super::Builder;
use super::check::Report;
use super::record::{Entry, Record};
use crate::catalog::{
    DataserviceIndex, DatasetIndex, Element, ElementKind, FindingKind, ReuseIndex, Target, fault,
};

impl Builder {
    /// Links each element to its record, by id, else by slug. Reports those that name no record of the catalog.
    pub(super) fn link_elements(&mut self, report: &mut Report) {
        if self.topics.is_empty() && self.posts.is_empty() {
            return;
        }
        let datasets = names(&self.datasets);
        let reuses = names(&self.reuses);
        let dataservices = names(&self.dataservices);
        let target = |element: &Element| {
            let reference = &*element.reference;
            match element.kind {
                ElementKind::Dataset => {
                    datasets.get(reference).map(|&place| Target::Dataset(DatasetIndex::new(place)))
                }
                ElementKind::Reuse => {
                    reuses.get(reference).map(|&place| Target::Reuse(ReuseIndex::new(place)))
                }
                ElementKind::Dataservice => dataservices
                    .get(reference)
                    .map(|&place| Target::Dataservice(DataserviceIndex::new(place))),
                ElementKind::Other => None,
            }
        };
        for entry in &mut self.topics {
            let subject = (entry.origin, &*entry.record.id);
            link(&mut entry.record.elements, target, fault::DANGLING_TOPIC_ELEMENT, subject, report);
        }
        for entry in &mut self.posts {
            let subject = (entry.origin, &*entry.record.id);
            link(&mut entry.record.elements, target, fault::DANGLING_POST_ELEMENT, subject, report);
        }
    }
}

fn link(
    elements: &mut [Element],
    target: impl Fn(&Element) -> Option<Target>,
    dangling: FindingKind,
    record: (super::Origin, &str),
    report: &mut Report,
) {
    for element in elements {
        element.target = target(element).unwrap_or_default();
        if element.target == Target::None && !element.reference.is_empty() {
            report.add(dangling, record, ("elements", &element.reference), "named without a link");
        }
    }
}

/// Where each record stands, by slug and by id; the id of one wins over the slug of another.
fn names<T: Record>(entries: &[Entry<T>]) -> HashMap<&str, usize> {
    let slugs = entries.iter().map(|entry| entry.record.slug()).enumerate().rev();
    let ids = entries.iter().map(|entry| entry.record.id()).enumerate();
    slugs.chain(ids).map(|(place, name)| (name, place)).collect()
}
