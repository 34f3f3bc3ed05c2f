//! A dataset's page.

use super::super::view::{Coverage, DatasetFacts, DatasetPage, HarvestFacts, Promise};
use super::super::words::{date_of, external, format_label};
use super::super::{List, Route, Site, SiteError};
use crate::catalog::vocabulary::frequency;
use crate::catalog::{Dataset, DatasetIndex, Harvest};
use crate::text::plain;

/// Zones named on a page.
const ZONES: usize = 50;
/// Formats named on a page.
const FORMATS: usize = 12;
/// A description of more characters than about a dozen lines hold is folded.
const FOLD: usize = 1_200;
/// Characters of a folded description that stay in sight.
const START: usize = 500;

/// A description for people.
#[derive(Debug, Clone)]
pub(in crate::site) struct Description {
    /// Safe HTML.
    html: String,
    /// Its first words, where it is long enough to be folded.
    start: Option<String>,
    /// Whether its end is missing.
    cut: bool,
}

impl Site {
    pub(super) fn dataset_page(&self, index: DatasetIndex) -> Result<DatasetPage, SiteError> {
        let dataset = self.catalog.dataset(index);
        let facts = self.dataset_facts(index);
        let route = Route::Dataset(index);
        let mut page = self.record_frame(
            &route,
            "datasets",
            facts.title.clone(),
            self.summary(index),
            facts.source.as_ref(),
        );
        page.noindex |= dataset.archived;
        page.breadcrumbs.push(self.step("datasets", &Route::List(List::Datasets)));
        if let Some(organization) = dataset.links.organization {
            page.breadcrumbs.push(super::super::view::Link {
                label: facts.producer.name.clone(),
                href: self.href(&Route::Organization(organization)),
            });
        }
        let (reuses, reuses_more) = self.reuse_lines(&dataset.links.reuses);
        let (dataservices, _) = self.dataservice_lines(&dataset.links.dataservices);
        Ok(DatasetPage {
            page,
            groups: self.file_groups(index, 1),
            pager: self.files_pager(index, 1),
            community: self.community_files(index),
            dataset: facts,
            reuses,
            reuses_more,
            dataservices,
            quality_html: self.quality_html(index)?,
        })
    }

    fn dataset_facts(&self, index: DatasetIndex) -> DatasetFacts {
        let dataset = self.catalog.dataset(index);
        let (license, license_url) = self.license(dataset.license.as_deref());
        let Description { html, start, cut } = self.description(dataset);
        let formats = dataset.formats();
        let (schema, schema_link) = super::file::schema(dataset.schema.as_deref());
        DatasetFacts {
            id: dataset.id.to_string(),
            slug: self.addresses.dataset(index).to_owned(),
            title: dataset.title.to_string(),
            acronym: dataset.acronym.to_string(),
            archived: dataset.archived,
            archived_on: self.day_of(dataset.archived_at),
            description_long: start.is_some(),
            description_start: start.unwrap_or_default(),
            description_html: html,
            description_cut: cut,
            producer: self.producer(dataset.links.organization, dataset.owner.as_deref()),
            license,
            license_url,
            access: dataset.access_type.as_deref().map(|id| self.term("access", id)),
            authorization: external(&dataset.authorization_request_url),
            contacts: self.contacts(&dataset.contact_points),
            schema,
            schema_link,
            frequency: dataset.frequency.as_deref().map(|id| self.term("frequency", id)),
            promise: self.promise(dataset),
            created: self.day_of(dataset.created_at),
            updated: self.day_of(dataset.last_update()),
            published: self.day_of(Some(dataset.published)),
            coverage: dataset.temporal_coverage.map(|coverage| Coverage {
                start: coverage.start.and_then(|day| self.day(day)),
                end: coverage.end.and_then(|day| self.day(day)),
            }),
            zones: dataset.zones.iter().take(ZONES).map(|zone| self.zone(zone)).collect(),
            zones_more: dataset.zones.len().saturating_sub(ZONES),
            granularity: dataset.granularity.as_deref().map(|id| {
                self.listed_term(
                    &self.taxonomy.granularities,
                    "granularities",
                    id,
                    self.label("granularity", id),
                )
            }),
            has_geometry: dataset.has_geometry,
            tags: self.tags(&dataset.tags),
            badges: self.badges(&dataset.badges),
            metrics: self.metrics(&dataset.metrics),
            discussions: dataset.discussions.exact().filter(|&count| count > 0).map_or_else(
                String::new,
                |count| {
                    self.theme.message(
                        "count-discussions",
                        &[
                            ("count", count.into()),
                            ("open", dataset.discussions_open.exact().unwrap_or(0).into()),
                        ],
                    )
                },
            ),
            harvest: dataset.harvest.as_deref().map(|harvest| self.harvest_facts(harvest)),
            source: self.source_page("datasets", &dataset.slug, &dataset.id),
            files: self.counted("count-files", dataset.resources_count()),
            files_count: dataset.resources_count(),
            files_unlisted: dataset.resources.is_empty() && dataset.resources_count() > 0,
            formats: formats
                .iter()
                .take(FORMATS)
                .map(|format| {
                    self.listed_term(&self.taxonomy.formats, "formats", format, format_label(format))
                })
                .collect(),
            reuses_count: dataset.links.reuses.len(),
        }
    }

    /// A description as its page shows it.
    pub(in crate::site) fn describe(&self, markdown: &str) -> Description {
        let rendered = self.markdown.render(markdown);
        // The limit is generous: most descriptions are far from it, and their length is known at once.
        let start = (markdown.len() > FOLD)
            .then(|| plain::plain(markdown, 4 * FOLD))
            .filter(|plain| plain.chars().count() > FOLD)
            .map(|plain| plain::shortened(&plain, START));
        Description { html: rendered.html, start, cut: rendered.truncated }
    }

    /// Whether the dataset was updated as often as promised, on the snapshot's day (udata
    /// `core/dataset/models.py`, `update_fulfilled_in_time`: a day of grace).
    pub(in crate::site) fn promise(&self, dataset: &Dataset) -> Promise {
        let Some(days) = dataset.frequency.as_deref().and_then(frequency::delta_days) else {
            return Promise::None;
        };
        let Some(updated) = dataset.last_update() else { return Promise::None };
        let Ok(age) = self.catalog.snapshot.date.since(date_of(updated)) else { return Promise::None };
        if age.get_days() > i32::try_from(days).unwrap_or(i32::MAX).saturating_add(1) {
            Promise::Late
        } else {
            Promise::Kept
        }
    }

    pub(super) fn harvest_facts(&self, harvest: &Harvest) -> HarvestFacts {
        HarvestFacts {
            backend: harvest.backend.as_deref().unwrap_or_default().to_owned(),
            domain: harvest.domain.as_deref().unwrap_or_default().to_owned(),
            remote: external(&harvest.remote_url),
            remote_id: harvest.remote_id.to_string(),
            created: self.day_of(harvest.created_at),
            modified: self.day_of(harvest.modified_at),
        }
    }
}
