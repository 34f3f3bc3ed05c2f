//! Datasets.

use super::json::Json;
use super::record::Record;
use super::{contact, harvest, resource};
use crate::catalog::vocabulary::{ACCESS_TYPES, GRANULARITIES, frequency, license};
use crate::catalog::{Builder, Dataset, Moment, RecordKind, TemporalCoverage, fault};
use crate::source::fields::{Fields, one_of};
use crate::source::portal::portal_of;
use crate::source::value;

pub(super) fn read(record: &mut Record, builder: &mut Builder) {
    let organization = record.organization();
    if record.is_hidden("private", "deleted") {
        builder.hide(RecordKind::Dataset, record.id(), organization.reference(), &[], record.origin());
        return;
    }
    let page = record.text("page");
    if let Some(portal) = portal_of(&page) {
        builder.portal(&portal);
    }
    let (archived, archived_at) = record.state("archived");
    let resources = resources(record);
    let dataset = Dataset {
        id: record.id().into(),
        slug: record.boxed("slug"),
        title: record.title("title"),
        acronym: record.line("acronym"),
        description: record.shared_description("description"),
        description_short: record.description("description_short").into(),
        owner: record.person(),
        contact_points: contact::read(record),
        license: record.term("license", |text| Some(license::recognize(text)?.id), fault::UNKNOWN_LICENSE),
        access_type: record.term("access_type", one_of(&ACCESS_TYPES), fault::UNKNOWN_ACCESS_TYPE),
        authorization_request_url: record.url("authorization_request_url"),
        frequency: record
            .term("frequency", frequency::recognize, fault::UNKNOWN_FREQUENCY)
            .filter(|frequency| &**frequency != "unknown"),
        temporal_coverage: temporal_coverage(record),
        granularity: record.term("spatial.granularity", one_of(&GRANULARITIES), fault::UNKNOWN_GRANULARITY),
        zones: zones(record),
        has_geometry: *record.get("spatial.geom") != Json::Null,
        schema: resource::schema(record),
        featured: record.flag("featured"),
        archived,
        archived_at,
        created_at: record.date(record.first([
            "created_at",
            "internal.created_at_internal",
            "created_at_internal",
        ])),
        last_modified: record.date(record.first([
            "last_modified",
            "internal.last_modified_internal",
            "last_modified_internal",
        ])),
        last_update_declared: record.date("last_update").map(Moment::from),
        badges: record.list("badges", "kind"),
        tags: record.list("tags", "name"),
        harvest: harvest::read(record),
        // At most 100, by the limit.
        quality_score: record.hundredths("quality.score", 1.0).and_then(|score| u8::try_from(score).ok()),
        metrics: record.metrics("metrics.views", "metrics.resources_downloads", "metrics.followers"),
        discussions: record.tally("metrics.discussions"),
        discussions_open: record.tally("metrics.discussions_open"),
        resources_declared: resources.declared,
        ..Dataset::default()
    };
    let id = dataset.id.clone();
    let origin = record.origin();
    builder.dataset(dataset, organization.reference(), origin);
    if let Some(organization) = organization.into_organization() {
        builder.named_organization(organization);
    }
    builder.resources(&id, resources.listed, origin);
    for value in record.get("community_resources").items() {
        let mut part = record.part(value);
        if !part.id().is_empty() {
            let community = resource::community(&mut part);
            builder.community_resource(&id, community, origin);
        }
    }
}

/// The resources that a dataset lists, and how many it says it has.
struct Resources {
    listed: Vec<crate::catalog::Resource>,
    declared: Option<u32>,
}

/// `resources`: a list in v1; a link with their number in v2, which serves them apart.
fn resources(record: &mut Record) -> Resources {
    let value = record.get("resources");
    match value {
        Json::List(list) => {
            Resources { listed: resource::read_list(record, value), declared: u32::try_from(list.len()).ok() }
        }
        Json::Object(_) => Resources { listed: Vec::new(), declared: record.small_number("resources.total") },
        Json::Null => Resources { listed: Vec::new(), declared: None },
        _ => {
            record.report_type("resources", "a list");
            Resources { listed: Vec::new(), declared: None }
        }
    }
}

fn temporal_coverage(record: &mut Record) -> Option<TemporalCoverage> {
    if !record.get("temporal_coverage").is_object() {
        return None;
    }
    let coverage = TemporalCoverage {
        start: record.day("temporal_coverage.start"),
        end: record.day("temporal_coverage.end"),
    };
    (coverage.start.is_some() || coverage.end.is_some()).then_some(coverage)
}

/// Ids of zones, or their names where the list holds them in full; in its order, each once. The date behind an id
/// (`fr:departement:22@1990-02-27`) tells of its borders in old versions of udata, and goes.
fn zones(record: &mut Record) -> Box<[Box<str>]> {
    let mut zones: Vec<Box<str>> = Vec::new();
    for item in record.get("spatial.zones").items() {
        let name = item.get("name").text().filter(|name| !name.trim().is_empty());
        let text = name.map_or_else(|| item.scalar().unwrap_or_default(), Into::into);
        let zone = value::one_line(&text);
        let zone = if zone.contains(':') { zone.split('@').next().unwrap_or_default() } else { &zone };
        if !zone.is_empty() && !zones.iter().any(|known| **known == *zone) {
            zones.push(zone.into());
        }
    }
    zones.into()
}
