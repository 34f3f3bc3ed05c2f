//! What the join reports: references that lead nowhere, and dates that cannot be.

use foldhash::HashSet;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::record::{Entry, Record};
use super::{Builder, Hidden, Origin, RecordKind, ResourceGroup};
use crate::catalog::{Dataset, Example, FindingKind, Findings, Moment, Subject, TemporalCoverage, fault};

/// Findings of the join, which knows files by number.
pub(super) struct Report {
    pub(super) files: Vec<Box<str>>,
    pub(super) findings: Findings,
}

impl Report {
    pub(super) fn add(
        &mut self,
        kind: FindingKind,
        (origin, id): (Origin, &str),
        (field, value): (&str, &str),
        done: &str,
    ) {
        let files = &self.files;
        self.findings.add_with(kind, || Example {
            file: files.get(origin.file as usize).map(ToString::to_string).unwrap_or_default(),
            row: u64::from(origin.row),
            id: id.to_owned(),
            field: field.to_owned(),
            value: value.to_owned(),
            done: done.to_owned(),
        });
    }
}

impl Builder {
    /// Reports each dataset that a row names and no dataset file describes. Every row counts, also those of
    /// private records and duplicates, so that the same query over the files gives the same number.
    pub(super) fn check_datasets(&self, report: &mut Report) {
        let mut given: HashSet<&str> = self.datasets.iter().map(|entry| &*entry.record.id).collect();
        given.extend(
            self.hidden_records(RecordKind::Dataset).map(|hidden| &*hidden.id).filter(|id| !id.is_empty()),
        );

        for group in self.groups.iter().filter(|group| !given.contains(&*group.dataset_id)) {
            for (resource, origin) in group.rows() {
                let subject = ("dataset.id", &*group.dataset_id);
                report.add(fault::DANGLING_RESOURCE_DATASET, (origin, &resource.id), subject, "left out");
            }
        }
        let mut check = |kind: FindingKind, record: (Origin, &str), field: &str, datasets: &[Box<str>]| {
            for dataset in datasets.iter().filter(|dataset| !given.contains(&***dataset)) {
                report.add(kind, record, (field, dataset), "not linked");
            }
        };
        for Entry { record, origin, datasets, .. } in &self.reuses {
            check(fault::DANGLING_REUSE_DATASET, (*origin, &record.id), "datasets", datasets);
        }
        for Entry { record, origin, datasets, .. } in &self.dataservices {
            check(fault::DANGLING_DATASERVICE_DATASET, (*origin, &record.id), "datasets", datasets);
        }
        for Hidden { kind, origin, id, datasets, .. } in &self.hidden {
            let (kind, field) = match kind {
                RecordKind::Dataset => continue,
                RecordKind::Resource => (fault::DANGLING_RESOURCE_DATASET, "dataset.id"),
                RecordKind::Reuse => (fault::DANGLING_REUSE_DATASET, "datasets"),
                RecordKind::Dataservice => (fault::DANGLING_DATASERVICE_DATASET, "datasets"),
            };
            check(kind, (*origin, id), field, datasets);
        }
        for discussion in self.discussions.iter().filter(|named| named.record.subject == Subject::Dataset) {
            let subject = std::slice::from_ref(&discussion.subject_id);
            check(fault::DANGLING_DISCUSSION_SUBJECT, (discussion.origin, ""), "subject_id", subject);
        }
    }

    /// Reports each organization that a row names by id and no organization file describes, where one was given.
    pub(super) fn check_organizations(&self, report: &mut Report) {
        if !self.organizations_given {
            return;
        }
        let described: HashSet<&str> = self.organizations.iter().map(|entry| &*entry.record.id).collect();
        let undescribed: Vec<Option<&str>> = self
            .references
            .list
            .iter()
            .map(|named| (!named.is_made_up && !described.contains(&*named.id)).then_some(&*named.id))
            .collect();
        let mut check = |kind: FindingKind, record: (Origin, &str), place: u32| {
            if let Some(Some(organization)) = undescribed.get(place as usize) {
                report.add(kind, record, ("organization_id", organization), "only its name is known");
            }
        };
        for Entry { record, origin, organization, .. } in &self.datasets {
            check(fault::DANGLING_DATASET_ORGANIZATION, (*origin, &record.id), *organization);
        }
        for Entry { record, origin, organization, .. } in &self.reuses {
            check(fault::DANGLING_REUSE_ORGANIZATION, (*origin, &record.id), *organization);
        }
        for Entry { record, origin, organization, .. } in &self.dataservices {
            check(fault::DANGLING_DATASERVICE_ORGANIZATION, (*origin, &record.id), *organization);
        }
        for Hidden { kind, origin, id, organization_id, .. } in &self.hidden {
            let kind = match kind {
                RecordKind::Resource => continue,
                RecordKind::Dataset => fault::DANGLING_DATASET_ORGANIZATION,
                RecordKind::Reuse => fault::DANGLING_REUSE_ORGANIZATION,
                RecordKind::Dataservice => fault::DANGLING_DATASERVICE_ORGANIZATION,
            };
            if !organization_id.is_empty() && !described.contains(&**organization_id) {
                let subject = ("organization_id", &**organization_id);
                report.add(kind, (*origin, id), subject, "nothing: the record is not shown");
            }
        }
    }

    fn hidden_records(&self, kind: RecordKind) -> impl Iterator<Item = &Hidden> {
        self.hidden.iter().filter(move |hidden| hidden.kind == kind)
    }
}

/// Says which dates are plausible in a catalogue of a day.
pub(super) struct Dates {
    first: Timestamp,
    /// The end of the day after the catalogue's: wherever it was exported, nothing in it is later.
    today: Timestamp,
    last: Timestamp,
}

impl Dates {
    /// Records of what was on paper before 1900 are not what `created_at` means; 2100 is as good a bound as any.
    const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

    pub(super) fn of(snapshot: Date) -> Self {
        let midnight = |date: Date| Offset::UTC.to_timestamp(date.at(0, 0, 0, 0));
        let year = |year: i16| midnight(Date::constant(year, 1, 1));
        let after_tomorrow = snapshot.tomorrow().and_then(Date::tomorrow).and_then(midnight);
        Self {
            first: year(*Self::YEARS.start()).unwrap_or(Timestamp::MIN),
            // A catalogue without any date speaks of no day.
            today: after_tomorrow.ok().filter(|_| snapshot.year() > 1970).unwrap_or(Timestamp::MAX),
            last: year(*Self::YEARS.end() + 1).unwrap_or(Timestamp::MAX),
        }
    }

    /// Reports implausible dates of records with a page.
    pub(super) fn check_records<T: Record>(&self, entries: &[Entry<T>], report: &mut Report) {
        for Entry { record, origin, .. } in entries {
            let harvest = record.harvest();
            for (field, date) in [
                ("created_at", record.created_at()),
                ("last_modified", record.last_modified()),
                ("harvest.created_at", harvest.and_then(|harvest| harvest.created_at)),
                ("harvest.issued_at", harvest.and_then(|harvest| harvest.issued_at)),
                ("harvest.modified_at", harvest.and_then(|harvest| harvest.modified_at)),
            ] {
                self.check((*origin, record.id()), field, date, report);
            }
        }
    }

    /// Reports periods that end before they begin.
    pub(super) fn check_coverage(entries: &[Entry<Dataset>], report: &mut Report) {
        for Entry { record, origin, .. } in entries {
            if let Some(TemporalCoverage { start: Some(start), end: Some(end) }) = record.temporal_coverage
                && end < start
            {
                let value = format!("{start} to {end}");
                let field = ("temporal_coverage", &*value);
                report.add(fault::REVERSED_COVERAGE, (*origin, &record.id), field, "kept as it is");
            }
        }
    }

    /// Reports implausible dates of resources.
    pub(super) fn check_resources(&self, groups: &[ResourceGroup], report: &mut Report) {
        for (resource, origin) in groups.iter().flat_map(ResourceGroup::rows) {
            self.check(
                (origin, &resource.id),
                "created_at",
                resource.created_at.map(Moment::timestamp),
                report,
            );
            self.check(
                (origin, &resource.id),
                "modified",
                resource.last_modified.map(Moment::timestamp),
                report,
            );
        }
    }

    fn check(&self, record: (Origin, &str), field: &str, date: Option<Timestamp>, report: &mut Report) {
        let Some(date) = date else { return };
        if date < self.first || date >= self.last {
            report.add(fault::IMPOSSIBLE_DATE, record, (field, &date.to_string()), "kept as it is");
        } else if date >= self.today {
            report.add(fault::FUTURE_DATE, record, (field, &date.to_string()), "kept as it is");
        }
    }
}
