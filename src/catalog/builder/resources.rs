//! Gives each dataset its resources: one an id, by type, in file order within a type.

use foldhash::{HashMap, HashMapExt};

use super::check::Report;
use super::{Builder, Community, Origin, ResourceGroup};
use crate::catalog::{Criterion, Resource, fault};

impl Builder {
    /// Moves the groups of resources into their datasets. Groups of unknown datasets are dropped: they are
    /// reported already.
    pub(super) fn attach_resources(&mut self, report: &mut Report) {
        let places: HashMap<&str, usize> =
            self.datasets.iter().enumerate().map(|(place, entry)| (&*entry.record.id, place)).collect();
        let mut groups: Vec<(usize, ResourceGroup)> = std::mem::take(&mut self.groups)
            .into_iter()
            .filter_map(|group| places.get(&*group.dataset_id).map(|&place| (place, group)))
            .collect();
        drop(places);
        groups.sort_by_key(|(place, _)| *place);

        let mut groups = groups.into_iter().peekable();
        while let Some((place, group)) = groups.next() {
            let mut rest = Vec::new();
            while let Some((_, group)) = groups.next_if(|(other, _)| *other == place) {
                rest.push(group);
            }
            let origins: Vec<Origin> = std::iter::once(&group)
                .chain(&rest)
                .flat_map(|group| (0..group.resources.len()).map(|position| group.origin(position)))
                .collect();
            let mut resources = group.resources;
            resources.reserve_exact(rest.iter().map(|group| group.resources.len()).sum());
            resources.extend(rest.into_iter().flat_map(|group| group.resources));

            drop_duplicates(&mut resources, &origins, report);
            if !resources.is_sorted_by_key(|resource| resource.kind) {
                resources.sort_by_key(|resource| resource.kind);
            }
            if !self.checks.is_empty() {
                for resource in &mut resources {
                    if let Some(found) = self.checks.get(&resource.url) {
                        resource.availability = *found;
                        self.lacking.remove(Criterion::ResourcesAvailable);
                    }
                }
            }
            self.datasets[place].record.resources = resources;
        }
    }

    /// Moves community resources into their datasets, one an id, by id. Those of unknown datasets are reported.
    pub(super) fn attach_communities(&mut self, report: &mut Report) {
        let places: HashMap<Box<str>, usize> = if self.communities.is_empty() {
            HashMap::new()
        } else {
            let ids = self.datasets.iter().map(|entry| entry.record.id.clone());
            ids.enumerate().map(|(place, id)| (id, place)).collect()
        };
        for Community { dataset_id, origin, resource } in std::mem::take(&mut self.communities) {
            if let Some(&place) = places.get(&dataset_id) {
                self.datasets[place].record.community_resources.push(resource);
                continue;
            }
            let subject = (origin, &*resource.resource.id);
            report.add(fault::DANGLING_COMMUNITY_DATASET, subject, ("dataset", &dataset_id), "left out");
        }
        for entry in &mut self.datasets {
            let resources = &mut entry.record.community_resources;
            if !resources.is_empty() {
                resources.sort_by(|a, b| a.resource.id.cmp(&b.resource.id));
                resources.dedup_by(|a, b| a.resource.id == b.resource.id);
                resources.shrink_to_fit();
            }
        }
    }
}

/// Leaves one resource an id: the one modified last, the first of those.
fn drop_duplicates(resources: &mut Vec<Resource>, origins: &[Origin], report: &mut Report) {
    let mut losers = Vec::new();
    let mut winners: HashMap<&str, usize> = HashMap::new();
    let few = resources.len() <= 16;
    for (position, resource) in resources.iter().enumerate() {
        let earlier = if few {
            (0..position).find(|other| resources[*other].id == resource.id && !losers.contains(other))
        } else {
            winners.get(&*resource.id).copied()
        };
        let winner = match earlier {
            Some(other) if resources[other].last_modified >= resource.last_modified => {
                losers.push(position);
                other
            }
            Some(other) => {
                losers.push(other);
                position
            }
            None => position,
        };
        if !few {
            winners.insert(&resource.id, winner);
        }
    }
    if losers.is_empty() {
        return;
    }
    losers.sort_unstable();
    for &loser in &losers {
        let id = &resources[loser].id;
        report.add(fault::DUPLICATE_RESOURCE, (origins[loser], id), ("id", id), "left out");
    }
    let mut position = 0;
    resources.retain(|_| {
        position += 1;
        losers.binary_search(&(position - 1)).is_err()
    });
}
