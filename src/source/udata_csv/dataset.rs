//! The dataset export.

use super::header::{Column, Header};
use super::row::Row;
use super::{harvest, organization_of};
use crate::catalog::vocabulary::{GRANULARITIES, frequency, license};
use crate::catalog::{Builder, Criterion, Dataset, RecordKind, TemporalCoverage, fault, is_open_format};
use crate::source::fields::{Fields, one_of};
use crate::source::portal::portal_of;
use crate::source::value;

/// The columns that criteria of the quality score take, one of them at least.
const OF_CRITERIA: [(Criterion, &[&str]); 6] = [
    (Criterion::License, &["license"]),
    (Criterion::TemporalCoverage, &["temporal_coverage.start", "temporal_coverage.end"]),
    (Criterion::Spatial, &["spatial.granularity", "spatial.zones", "spatial.geom"]),
    (Criterion::UpdateFrequency, &["frequency"]),
    (Criterion::UpdateFulfilledInTime, &["frequency"]),
    (Criterion::DescriptionQuality, &["description"]),
];

pub(super) struct DatasetReader {
    title: Column,
    slug: Column,
    acronym: Column,
    url: Column,
    organization: Column,
    organization_id: Column,
    owner: Column,
    description: Column,
    description_short: Column,
    frequency: Column,
    license: Column,
    coverage_start: Column,
    coverage_end: Column,
    granularity: Column,
    zones: Column,
    geometry: Column,
    private: Column,
    deleted: Column,
    featured: Column,
    created_at: Column,
    last_modified: Column,
    badges: Column,
    tags: Column,
    archived: Column,
    resources_count: Column,
    formats: Column,
    harvest: harvest::Columns,
    quality_score: Column,
    discussions: Column,
    discussions_open: Column,
    views: Column,
    downloads: Column,
    followers: Column,
}

impl DatasetReader {
    pub(super) fn new(header: &Header, builder: &mut Builder) -> Self {
        let column = |name| header.column(name);
        for (criterion, columns) in OF_CRITERIA {
            if columns.iter().all(|name| column(name).position.is_none()) {
                builder.lacks(criterion);
            }
        }
        Self {
            title: column("title"),
            slug: column("slug"),
            acronym: column("acronym"),
            url: column("url"),
            organization: column("organization"),
            organization_id: column("organization_id"),
            owner: column("owner"),
            description: column("description"),
            description_short: column("description_short"),
            frequency: column("frequency"),
            license: column("license"),
            coverage_start: column("temporal_coverage.start"),
            coverage_end: column("temporal_coverage.end"),
            granularity: column("spatial.granularity"),
            zones: column("spatial.zones"),
            geometry: column("spatial.geom"),
            private: column("private"),
            deleted: column("deleted"),
            featured: column("featured"),
            created_at: column("created_at"),
            last_modified: column("last_modified"),
            badges: column("badges"),
            tags: column("tags"),
            archived: column("archived"),
            resources_count: column("resources_count"),
            formats: column("resources_formats"),
            harvest: harvest::Columns::new(header),
            quality_score: column("quality_score"),
            discussions: column("metric.discussions"),
            discussions_open: column("metric.discussions_open"),
            views: column("metric.views"),
            downloads: header.column_of(["metric.resources_downloads", "downloads"]),
            followers: column("metric.followers"),
        }
    }

    pub(super) fn read(&self, row: &mut Row, builder: &mut Builder) {
        let organization = (row.text(self.organization_id), row.line(self.organization));
        let organization = organization_of(&organization);
        if row.is_hidden(self.private, self.deleted) {
            builder.hide(RecordKind::Dataset, row.id(), organization, &[], row.origin());
            return;
        }
        let url = row.text(self.url);
        if let Some(portal) = portal_of(&url) {
            builder.portal(&portal);
        }
        let (archived, archived_at) = row.state(self.archived);
        let dataset = Dataset {
            id: row.id().into(),
            slug: row.boxed(self.slug),
            title: row.title(self.title),
            acronym: row.line(self.acronym),
            description: row.shared_description(self.description),
            description_short: row.description(self.description_short).into(),
            owner: row.owner(self.owner),
            license: row.term(
                self.license,
                |text| Some(license::recognize(text)?.id),
                fault::UNKNOWN_LICENSE,
            ),
            frequency: row
                .term(self.frequency, frequency::recognize, fault::UNKNOWN_FREQUENCY)
                .filter(|frequency| &**frequency != "unknown"),
            temporal_coverage: self.temporal_coverage(row),
            granularity: row.term(self.granularity, one_of(&GRANULARITIES), fault::UNKNOWN_GRANULARITY),
            zones: self.zones(row),
            has_geometry: !matches!(&*row.text(self.geometry), "" | "None" | "null" | "False"),
            featured: row.flag(self.featured),
            archived,
            archived_at,
            created_at: row.date(self.created_at),
            last_modified: row.date(self.last_modified),
            badges: row.list(self.badges),
            tags: row.list(self.tags),
            harvest: self.harvest.read(row),
            // At most 100, by the limit.
            quality_score: row.hundredths(self.quality_score, 1.0).and_then(|score| u8::try_from(score).ok()),
            metrics: row.metrics(self.views, self.downloads, self.followers),
            discussions: row.tally(self.discussions),
            discussions_open: row.tally(self.discussions_open),
            resources_declared: row.small_number(self.resources_count),
            formats_declared: self.formats(row),
            open_format_declared: self.open_format(row),
            ..Dataset::default()
        };
        builder.dataset(dataset, organization, row.origin());
    }

    fn temporal_coverage(&self, row: &mut Row) -> Option<TemporalCoverage> {
        let coverage =
            TemporalCoverage { start: row.day(self.coverage_start), end: row.day(self.coverage_end) };
        (coverage.start.is_some() || coverage.end.is_some()).then_some(coverage)
    }

    /// Names of zones, in the source's order, each once.
    fn zones(&self, row: &mut Row) -> Box<[Box<str>]> {
        let text = row.text(self.zones);
        let mut zones: Vec<Box<str>> = Vec::new();
        for zone in value::items(&text) {
            let zone = value::one_line(zone);
            if !zone.is_empty() && !zones.iter().any(|known| **known == *zone) {
                zones.push(zone.into());
            }
        }
        zones.into()
    }

    fn formats(&self, row: &mut Row) -> Box<[std::sync::Arc<str>]> {
        let text = row.text(self.formats);
        let mut formats: Vec<_> = value::items(&text).filter_map(|format| row.format(format)).collect();
        formats.sort_unstable();
        formats.dedup();
        formats.into()
    }

    fn open_format(&self, row: &mut Row) -> Option<bool> {
        self.formats.position?;
        let text = row.text(self.formats);
        Some(value::items(&text).any(is_open_format))
    }
}
