//! The join: one record an id, links by ids only, everything in its final order.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashSet};
use rayon::prelude::*;

use super::check::{Dates, Report};
use super::record::{Entry, Record, published};
use super::{Builder, NamedDiscussion};
use crate::catalog::{
    Catalog, Count, DataserviceIndex, Dataset, DatasetIndex, Discussion, DiscussionIndex, Organization,
    OrganizationIndex, QualityRules, ReuseIndex, Snapshot, Subject, fault,
};

impl Builder {
    /// Joins everything. `portal` is what the configuration says; else it is the origin that most records have.
    pub fn finish(mut self, snapshot: Snapshot, portal: Option<Box<str>>) -> Catalog {
        self.close_group();
        let mut report =
            Report { files: std::mem::take(&mut self.files), findings: std::mem::take(&mut self.findings) };
        let dates = Dates::of(snapshot.date);
        dates.check_records(&self.datasets, &mut report);
        Dates::check_coverage(&self.datasets, &mut report);
        dates.check_records(&self.organizations, &mut report);
        dates.check_records(&self.reuses, &mut report);
        dates.check_records(&self.dataservices, &mut report);
        dates.check_records(&self.topics, &mut report);
        dates.check_records(&self.posts, &mut report);
        dates.check_resources(&self.groups, &mut report);
        self.check_datasets(&mut report);
        self.check_organizations(&mut report);

        arrange(&mut self.datasets, &mut report);
        arrange(&mut self.reuses, &mut report);
        arrange(&mut self.dataservices, &mut report);
        arrange(&mut self.topics, &mut report);
        arrange(&mut self.posts, &mut report);
        arrange(&mut self.organizations, &mut report);
        self.attach_resources(&mut report);
        self.attach_communities(&mut report);
        self.link_datasets();
        let discussions = self.link_discussions();
        self.link_elements(&mut report);
        let mut organizations = self.link_organizations();
        for (place, discussion) in discussions.iter().enumerate() {
            let dataset = discussion.dataset.map(|index| &self.datasets[index.position()].record);
            if let Some(organization) = dataset.and_then(|dataset| dataset.links.organization) {
                organizations[organization.position()].links.discussions.push(DiscussionIndex::new(place));
            }
        }

        organizations.par_iter_mut().for_each(Record::seal);
        let portal = portal.or_else(|| most_common(&self.portals));
        let datasets = sealed(self.datasets);
        let quality_rules = QualityRules::of(snapshot.date, &datasets, self.lacking);
        Catalog {
            snapshot,
            portal,
            datasets,
            organizations,
            reuses: sealed(self.reuses),
            dataservices: sealed(self.dataservices),
            discussions,
            quality_rules,
            topics: sealed(self.topics),
            posts: sealed(self.posts),
            findings: report.findings,
        }
    }

    /// Links reuses and dataservices to their datasets, both ways.
    fn link_datasets(&mut self) {
        let places = places(&self.datasets);
        let reuses = find(&self.reuses, &places);
        let dataservices = find(&self.dataservices, &places);
        drop(places);
        for (place, (entry, (found, missing))) in self.reuses.iter_mut().zip(reuses).enumerate() {
            for dataset in &found {
                self.datasets[dataset.position()].record.links.reuses.push(ReuseIndex::new(place));
            }
            entry.record.links.datasets = found;
            entry.record.datasets_missing = missing;
        }
        for (place, (entry, (found, missing))) in self.dataservices.iter_mut().zip(dataservices).enumerate() {
            for dataset in &found {
                self.datasets[dataset.position()]
                    .record
                    .links
                    .dataservices
                    .push(DataserviceIndex::new(place));
            }
            entry.record.links.datasets = found;
            entry.record.datasets_missing = missing;
        }
    }

    /// Every discussion with its dataset, oldest first. Counts those of each dataset, where the source lists them.
    fn link_discussions(&mut self) -> Vec<Discussion> {
        if !self.discussions_given {
            return Vec::new();
        }
        let mut counts = vec![(0_u64, 0_u64); self.datasets.len()];
        let places = places(&self.datasets);
        let link = |named: NamedDiscussion| {
            let of_dataset = named.record.subject == Subject::Dataset;
            let dataset = places.get(&*named.subject_id).copied().filter(|_| of_dataset);
            Discussion { dataset, ..named.record }
        };
        let mut discussions: Vec<_> = std::mem::take(&mut self.discussions).into_iter().map(link).collect();
        drop(places);
        for discussion in &discussions {
            if let Some(dataset) = discussion.dataset {
                let (all, open) = &mut counts[dataset.position()];
                *all += 1;
                *open += u64::from(!discussion.closed);
            }
        }
        for (entry, (all, open)) in self.datasets.iter_mut().zip(counts) {
            entry.record.discussions = Count::new(all);
            entry.record.discussions_open = Count::new(open);
        }
        discussions.sort_unstable();
        discussions
    }

    /// Every organization, described or named by a record that stays, by id, linked both ways with its records.
    fn link_organizations(&mut self) -> Vec<Organization> {
        let mut is_named = vec![false; self.references.list.len()];
        let named = (self.datasets.iter().map(|entry| entry.organization))
            .chain(self.reuses.iter().map(|entry| entry.organization))
            .chain(self.dataservices.iter().map(|entry| entry.organization))
            .chain(self.topics.iter().map(|entry| entry.organization));
        for place in named {
            if let Some(named) = is_named.get_mut(place as usize) {
                *named = true;
            }
        }
        let mut organizations: Vec<Organization> =
            std::mem::take(&mut self.organizations).into_iter().map(|entry| entry.record).collect();
        let described: HashSet<Box<str>> =
            organizations.iter().map(|organization| organization.id.clone()).collect();
        for (named, is_named) in self.references.list.iter().zip(is_named) {
            if is_named && !described.contains(&named.id) {
                let name = if named.name.is_empty() { named.id.clone() } else { named.name.clone() };
                let told = self.named.remove(&named.id).unwrap_or_default();
                organizations.push(Organization { id: named.id.clone(), name, ..told });
            }
        }
        organizations.sort_by(|a, b| a.id.cmp(&b.id));

        let by_id: HashMap<&str, usize> = organizations
            .iter()
            .enumerate()
            .map(|(place, organization)| (&*organization.id, place))
            .collect();
        let indices: Vec<Option<OrganizationIndex>> = self
            .references
            .list
            .iter()
            .map(|named| by_id.get(&*named.id).map(|&place| OrganizationIndex::new(place)))
            .collect();
        let index = |place: u32| indices.get(place as usize).copied().flatten();
        for (place, entry) in self.datasets.iter_mut().enumerate() {
            entry.record.links.organization = index(entry.organization);
            if let Some(organization) = entry.record.links.organization {
                organizations[organization.position()].links.datasets.push(DatasetIndex::new(place));
            }
        }
        for (place, entry) in self.reuses.iter_mut().enumerate() {
            entry.record.links.organization = index(entry.organization);
            if let Some(organization) = entry.record.links.organization {
                organizations[organization.position()].links.reuses.push(ReuseIndex::new(place));
            }
        }
        for (place, entry) in self.dataservices.iter_mut().enumerate() {
            entry.record.links.organization = index(entry.organization);
            if let Some(organization) = entry.record.links.organization {
                organizations[organization.position()].links.dataservices.push(DataserviceIndex::new(place));
            }
        }
        for entry in &mut self.topics {
            entry.record.links.organization = index(entry.organization);
        }
        organizations
    }
}

/// Leaves one record an id, the one modified last and the first of those; sets when each was published; sorts.
fn arrange<T: Record>(entries: &mut Vec<Entry<T>>, report: &mut Report) {
    let mut by_id: Vec<usize> = (0..entries.len()).collect();
    by_id.sort_by(|a, b| entries[*a].record.id().cmp(entries[*b].record.id()));
    let mut stays = vec![true; entries.len()];
    for same in by_id.chunk_by(|a, b| entries[*a].record.id() == entries[*b].record.id()) {
        let newest = same
            .iter()
            .copied()
            .max_by_key(|&place| (entries[place].record.last_modified(), std::cmp::Reverse(place)));
        for &place in same.iter().filter(|place| Some(**place) != newest) {
            stays[place] = false;
        }
    }
    for (entry, _) in entries.iter().zip(&stays).filter(|(_, stays)| !**stays) {
        let id = entry.record.id();
        report.add(T::DUPLICATE, (entry.origin, id), ("id", id), "left out");
    }
    if stays.contains(&false) {
        let mut stays = stays.into_iter();
        entries.retain(|_| stays.next().unwrap_or(true));
    }
    check_slugs(entries, report);

    for entry in entries.iter_mut() {
        let published = published(entry.record.id(), entry.record.created_at());
        entry.record.set_published(published);
    }
    entries.sort_by(|a, b| a.record.order().cmp(&b.record.order()));
}

/// Reports each record whose slug an earlier one of its kind has.
fn check_slugs<T: Record>(entries: &[Entry<T>], report: &mut Report) {
    let mut by_slug: Vec<&Entry<T>> =
        entries.iter().filter(|entry| !entry.record.slug().is_empty()).collect();
    by_slug.sort_by(|a, b| (a.record.slug(), a.origin).cmp(&(b.record.slug(), b.origin)));
    let mut repeated: Vec<&Entry<T>> = by_slug
        .chunk_by(|a, b| a.record.slug() == b.record.slug())
        .flat_map(|same| same[1..].iter().copied())
        .collect();
    repeated.sort_by_key(|entry| entry.origin);
    for entry in repeated {
        let record = (entry.origin, entry.record.id());
        report.add(
            fault::DUPLICATE_SLUG,
            record,
            ("slug", entry.record.slug()),
            "kept, with another address",
        );
    }
}

/// Where each dataset stands, by id.
fn places(datasets: &[Entry<Dataset>]) -> HashMap<&str, DatasetIndex> {
    datasets.iter().enumerate().map(|(place, entry)| (&*entry.record.id, DatasetIndex::new(place))).collect()
}

/// For each record the datasets that it names, in catalog order, and how many of them there are not.
fn find<T>(entries: &[Entry<T>], places: &HashMap<&str, DatasetIndex>) -> Vec<(Vec<DatasetIndex>, u32)> {
    let find_one = |entry: &Entry<T>| {
        let mut found: Vec<_> = entry.datasets.iter().filter_map(|id| places.get(&**id).copied()).collect();
        let missing = entry.datasets.len() - found.len();
        found.sort_unstable();
        found.dedup();
        (found, u32::try_from(missing).unwrap_or(u32::MAX))
    };
    entries.iter().map(find_one).collect()
}

/// The records alone, each with its digest.
fn sealed<T: Record>(entries: Vec<Entry<T>>) -> Vec<T> {
    let mut records: Vec<T> = entries.into_iter().map(|entry| entry.record).collect();
    records.par_iter_mut().for_each(Record::seal);
    records
}

/// What occurs most; of equals the first in alphabetical order.
fn most_common(counts: &BTreeMap<Box<str>, u64>) -> Option<Box<str>> {
    counts.iter().rev().max_by_key(|(_, count)| **count).map(|(text, _)| text.clone())
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn the_most_common_is_the_first_of_equals() {
        let counts = [("b", 2), ("a", 2), ("c", 1)].map(|(text, count)| (text.into(), count));
        assert_eq!(most_common(&BTreeMap::from(counts)).as_deref(), Some("a"));
        assert_eq!(most_common(&BTreeMap::new()), None);
    }

    #[test]
    fn publication_is_inside_udata_ids() {
        let created = "2020-02-03T04:05:06Z".parse().ok();
        let date = |id| published(id, created).to_string();
        assert_eq!(date("5b3cc551c751df4822526c1c"), "2018-07-04T13:02:09Z");
        assert_eq!(date("5B3CC551C751DF4822526C1C"), "2018-07-04T13:02:09Z");
        assert_eq!(date("jours-feries"), "2020-02-03T04:05:06Z");
        assert_eq!(published("jours-feries", None), Timestamp::UNIX_EPOCH);
    }
}
