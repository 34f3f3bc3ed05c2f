//! What figures count: all that a site lists, or what one organization publishes.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use crate::catalog::vocabulary::frequency;
use crate::catalog::{
    Catalog, Count, DataserviceIndex, Dataset, DatasetIndex, Discussion, OrganizationIndex, Reuse, ReuseIndex,
};

/// A part of a catalogue, and the day from which ages are told.
#[derive(Debug, Clone)]
pub struct Scope<'a> {
    catalog: &'a Catalog,
    organization: Option<OrganizationIndex>,
    datasets: Cow<'a, [DatasetIndex]>,
    reuses: Cow<'a, [ReuseIndex]>,
    dataservices: Cow<'a, [DataserviceIndex]>,
    archived: usize,
}

impl<'a> Scope<'a> {
    /// Everything: the datasets, reuses and APIs that are listed. Archived datasets that are not are only counted.
    pub fn whole(
        catalog: &'a Catalog,
        datasets: &'a [DatasetIndex],
        reuses: &'a [ReuseIndex],
        dataservices: &'a [DataserviceIndex],
    ) -> Self {
        Self {
            catalog,
            organization: None,
            datasets: datasets.into(),
            reuses: reuses.into(),
            dataservices: dataservices.into(),
            archived: catalog.datasets.iter().filter(|dataset| dataset.archived).count(),
        }
    }

    /// What one organization publishes, and the reuses of that. `is_listed` tells datasets that are listed.
    pub fn of(
        catalog: &'a Catalog,
        organization: OrganizationIndex,
        is_listed: impl Fn(DatasetIndex) -> bool,
    ) -> Self {
        let links = &catalog.organization(organization).links;
        let datasets: Vec<_> = links.datasets.iter().copied().filter(|&index| is_listed(index)).collect();
        let mut reuses: Vec<ReuseIndex> = datasets
            .iter()
            .flat_map(|&index| catalog.dataset(index).links.reuses.iter().copied())
            .filter(|&index| !catalog.reuse(index).archived)
            .collect();
        reuses.sort_unstable();
        reuses.dedup();
        Self {
            catalog,
            organization: Some(organization),
            archived: links.datasets.iter().filter(|&&index| catalog.dataset(index).archived).count(),
            datasets: datasets.into(),
            reuses: reuses.into(),
            dataservices: links.dataservices.as_slice().into(),
        }
    }

    /// The catalogue.
    pub const fn catalog(&self) -> &'a Catalog {
        self.catalog
    }

    /// The organization, when it is one's.
    pub const fn organization(&self) -> Option<OrganizationIndex> {
        self.organization
    }

    /// Whether it is the whole catalogue.
    pub const fn is_whole(&self) -> bool {
        self.organization.is_none()
    }

    /// The datasets.
    pub fn datasets(&self) -> &[DatasetIndex] {
        &self.datasets
    }

    /// The reuses: all, or those of an organization's datasets.
    pub fn reuses(&self) -> impl Iterator<Item = (ReuseIndex, &'a Reuse)> {
        self.reuses.iter().map(|&index| (index, self.catalog.reuse(index)))
    }

    /// The discussions: all, or those about an organization's datasets.
    pub fn discussions(&self) -> impl Iterator<Item = &'a Discussion> {
        let all = &self.catalog.discussions;
        let of_one = self.organization.map(|index| &self.catalog.organization(index).links.discussions);
        let some = of_one.into_iter().flatten().map(|index| &all[index.position()]);
        let whole = if of_one.is_some() { &[] } else { all.as_slice() };
        whole.iter().chain(some)
    }

    /// How many APIs.
    pub fn dataservices(&self) -> usize {
        self.dataservices.len()
    }

    /// How many archived datasets.
    pub const fn archived(&self) -> usize {
        self.archived
    }

    /// The day that ages are told from.
    pub const fn today(&self) -> Date {
        self.catalog.snapshot.date
    }

    /// A count as figures show it: exact for the whole catalogue; rounded on the page of an organization, which a
    /// day's visits must not change.
    pub fn count(&self, count: Count) -> Option<u64> {
        if self.is_whole() { count.exact() } else { count.rounded() }
    }
}

/// The day of a moment, in UTC.
pub(super) fn day(timestamp: Timestamp) -> Date {
    Offset::UTC.to_datetime(timestamp).date()
}

/// How many days before `today` a dataset was last updated; negative when after. `None` when no date says.
pub fn age_in_days(dataset: &Dataset, today: Date) -> Option<i32> {
    let updated = dataset.last_update()?;
    today.since(day(updated)).ok().map(|age| age.get_days())
}

/// Whether a dataset is later than its frequency promises by more than a day (udata `core/dataset/models.py`,
/// `update_fulfilled_in_time`). `None` when no date is promised or none is known.
pub fn is_late(dataset: &Dataset, today: Date) -> Option<bool> {
    let promised = frequency::delta_days(dataset.frequency.as_deref()?)?;
    let age = age_in_days(dataset, today)?;
    Some(age > i32::try_from(promised).unwrap_or(i32::MAX).saturating_add(1))
}
