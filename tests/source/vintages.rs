//! Every column that pages show, in the exports of each version of udata whose columns differ: what stands in the
//! column is in the catalog. The headers are those of udata's `core/*/csv.py` and of its metrics at each version.

use etalage::catalog::{Availability, Catalog, FileType, ResourceType};

use crate::export::Exports;

const DATASET_ID: &str = "5b3cc551c751df4822526c1c";
const ORGANIZATION_ID: &str = "646b7187b50b2a93b1ae3d45";
const RESOURCE_ID: &str = "15366b3e-70ec-4fe5-8ed4-2cd6cf28b38b";

/// A version with the headers of its exports.
struct Vintage {
    version: &'static str,
    dataset: &'static str,
    resource: &'static str,
    organization: &'static str,
    reuse: &'static str,
    dataservice: Option<&'static str>,
    discussion: &'static str,
}

const VINTAGES: [Vintage; 5] = [
    Vintage {
        version: "1.6",
        dataset: "id title slug url organization organization_id description frequency license \
                  temporal_coverage.start temporal_coverage.end spatial.granularity spatial.zones private featured \
                  created_at last_modified tags metric.discussions metric.issues metric.reuses metric.followers \
                  metric.views",
        resource: "dataset.id dataset.title dataset.slug dataset.url dataset.organization dataset.organization_id \
                   dataset.license dataset.private id url title description filetype format mime filesize \
                   checksum.type checksum.value created_at modified downloads",
        organization: "id name slug url description logo badges created_at last_modified metric.datasets \
                       metric.members metric.reuses metric.followers metric.views",
        reuse: "id title slug url type description remote_url organization organization_id image featured created_at \
                last_modified tags datasets metric.discussions metric.issues metric.datasets metric.followers \
                metric.views",
        dataservice: None,
        discussion: "id user subject title size messages created closed closed_by",
    },
    Vintage {
        version: "3.2",
        dataset: "id title slug acronym url organization organization_id description frequency license \
                  temporal_coverage.start temporal_coverage.end spatial.granularity spatial.zones private featured \
                  created_at last_modified tags archived resources_count metric.discussions metric.issues \
                  metric.reuses metric.followers metric.views",
        resource: "dataset.id dataset.title dataset.slug dataset.url dataset.organization dataset.organization_id \
                   dataset.license dataset.private id url title description filetype format mime filesize \
                   checksum.type checksum.value created_at modified downloads",
        organization: "id name slug url description logo badges created_at last_modified metric.datasets \
                       metric.members metric.reuses metric.followers metric.views",
        reuse: "id title slug url type description remote_url organization organization_id image featured created_at \
                last_modified tags datasets metric.discussions metric.datasets metric.followers metric.views",
        dataservice: None,
        discussion: "id user subject title size messages created closed closed_by",
    },
    Vintage {
        version: "6.0",
        dataset: "id title slug acronym url organization organization_id description frequency license \
                  temporal_coverage.start temporal_coverage.end spatial.granularity spatial.zones private featured \
                  created_at last_modified tags archived resources_count harvest.backend harvest.domain \
                  harvest.created_at harvest.modified_at quality_score metric.discussions metric.reuses \
                  metric.followers metric.views",
        resource: "dataset.id dataset.title dataset.slug dataset.url dataset.organization dataset.organization_id \
                   dataset.license dataset.private id url title description filetype format mime filesize \
                   checksum.type checksum.value created_at modified downloads harvest.created_at harvest.modified_at",
        organization: "id name slug url description logo badges created_at last_modified metric.datasets \
                       metric.members metric.reuses metric.followers metric.views",
        reuse: "id title slug url type description remote_url organization organization_id image featured created_at \
                last_modified tags datasets metric.discussions metric.datasets metric.followers metric.views",
        dataservice: None,
        discussion: "id user subject title size messages created closed closed_by",
    },
    Vintage {
        version: "9.1",
        dataset: "id title slug acronym url organization organization_id owner owner_id description frequency license \
                  temporal_coverage.start temporal_coverage.end spatial.granularity spatial.zones featured created_at \
                  last_modified tags archived resources_count main_resources_count downloads harvest.backend \
                  harvest.domain harvest.created_at harvest.modified_at quality_score metric.discussions \
                  metric.reuses metric.followers metric.views metric.resources_downloads",
        resource: "dataset.id dataset.title dataset.slug dataset.url dataset.organization dataset.organization_id \
                   dataset.license dataset.private dataset.archived id url title description filetype type format mime \
                   filesize checksum.type checksum.value created_at modified downloads harvest.created_at \
                   harvest.modified_at schema_name schema_version preview_url",
        organization: "id name acronym slug url description logo badges created_at last_modified business_number_id \
                       members_count metric.datasets metric.members metric.reuses metric.followers metric.views \
                       downloads",
        reuse: "id title slug url type description remote_url organization organization_id owner owner_id image \
                featured created_at last_modified archived topic tags datasets metric.discussions metric.datasets \
                metric.followers metric.views",
        dataservice: None,
        discussion: "id user subject title size messages created closed closed_by",
    },
    Vintage {
        version: "17.1",
        dataset: "id title slug acronym url organization organization_id owner owner_id description description_short \
                  frequency license temporal_coverage.start temporal_coverage.end spatial.granularity spatial.zones \
                  spatial.geom featured created_at last_modified badges tags archived resources_count \
                  main_resources_count resources_formats harvest.backend harvest.domain harvest.remote_id \
                  harvest.remote_url harvest.uri harvest.created_at harvest.issued_at harvest.modified_at \
                  harvest.last_update harvest.dct_identifier quality_score metric.discussions \
                  metric.discussions_open metric.reuses metric.reuses_by_months metric.dataservices metric.followers \
                  metric.followers_by_months metric.views metric.resources_downloads",
        resource: "dataset.id dataset.title dataset.slug dataset.url dataset.organization dataset.organization_id \
                   dataset.license dataset.private dataset.archived id url title description filetype type format mime \
                   filesize checksum.type checksum.value created_at modified downloads harvest.issued_at \
                   harvest.modified_at harvest.last_update schema_name schema_version preview_url extras",
        organization: "id name acronym slug url description logo badges created_at last_modified business_number_id \
                       members_count downloads metric.dataservices metric.dataservices_by_months metric.datasets \
                       metric.datasets_by_months metric.datasets_followers_by_months \
                       metric.datasets_reuses_by_months metric.members metric.reuses metric.reuses_by_months \
                       metric.reuses_followers_by_months metric.dataservices metric.followers metric.views",
        reuse: "id title slug url type description remote_url organization organization_id owner owner_id image \
                featured created_at last_modified archived topic tags datasets metric.discussions \
                metric.discussions_open metric.datasets metric.followers metric.followers_by_months metric.views",
        dataservice: Some(
            "id title slug acronym url description base_api_url machine_documentation_url technical_documentation_url \
             business_documentation_url authorization_request_url availability rate_limiting access_type license \
             organization organization_id owner owner_id featured created_at metadata_modified_at archived tags \
             datasets harvest.backend harvest.domain harvest.remote_id harvest.remote_url harvest.uri \
             harvest.created_at harvest.issued_at harvest.modified_at harvest.last_update metric.discussions \
             metric.discussions_open metric.followers metric.followers_by_months metric.reuses metric.views",
        ),
        discussion: "id user subject subject_class subject_id title size participants messages created closed closed_by \
                     closed_by_id closed_by_organization closed_by_organization_id",
    },
];

/// What a test row holds in a column: a marker of its own, as udata would write it.
fn cell(kind: &str, column: &str) -> String {
    let marker = match (kind, column) {
        ("dataset", "id") | (_, "dataset.id" | "datasets" | "subject_id") => DATASET_ID,
        ("resource", "id") => RESOURCE_ID,
        ("organization", "id") | (_, "organization_id" | "dataset.organization_id") => ORGANIZATION_ID,
        ("reuse", "type") => "visualization",
        ("resource", "type") => "documentation",
        ("resource", "format") => "CSV",
        ("organization", "badges") => "['public-service', 'certified', 'certified']",
        ("dataset", "badges") => "spd,hvd",
        ("discussion", "closed") => "",
        (_, "id") => "5d13a8b6634f41070a43dff3",
        (_, "url" | "dataset.url") if kind != "resource" => "http://www.data.gouv.fr/fr/datasets/marker/",
        (_, "organization") => "Ministère marqué",
        (_, "frequency") => "quarterly",
        (_, "license") => "Licence Ouverte / Open Licence version 2.0",
        (_, "temporal_coverage.start") => "1999-12-31",
        (_, "temporal_coverage.end") => "2001-01-02",
        (_, "spatial.granularity") => "fr:commune",
        (_, "spatial.zones") => "Sète,Mèze",
        (_, "spatial.geom") => "{\"type\": \"MultiPolygon\", \"coordinates\": []}",
        (_, "featured") => "True",
        (_, "private" | "dataset.private" | "archived" | "dataset.archived") => "False",
        (_, "created_at") => "2014-05-01T00:00:00",
        (_, "last_modified" | "modified" | "metadata_modified_at") => "2023-08-13T16:58:02.284000",
        (_, "tags") => "marque,essai",
        (_, "resources_formats") => "json,csv,n78f80fef36d04e0eb416659a1ac24f8b",
        (_, "harvest.created_at") => "2011-01-01T00:00:00",
        (_, "harvest.issued_at") => "2011-01-02T00:00:00",
        (_, "harvest.modified_at") => "2011-01-03T00:00:00",
        (_, "quality_score") => "0.78",
        (_, "availability") => "99.9",
        (_, "access_type") => "open_with_account",
        (_, "topic") => "health",
        (_, "filetype") => "file",
        (_, "filesize") => "77395427",
        (_, "checksum.type") => "sha256",
        (_, "extras") => {
            "{\"check:available\": false, \"check:status\": 404, \"check:date\": \"2024-07-06T16:23:53+00:00\"}"
        }
        (_, "subject_class") => "Dataset",
        (_, "metric.views") => "18393824",
        (_, "downloads" | "metric.resources_downloads") => "198223529",
        (_, "metric.followers") => "321",
        (_, "metric.discussions") => "17",
        (_, "metric.discussions_open") => "10",
        (_, "resources_count") => "4",
        (_, "members_count" | "metric.members") => "13",
        (_, column) if column.ends_with("_by_months") => "{'2025-01': 0, '2025-02': 3}",
        (_, column)
            if column.starts_with("metric.") || column == "size" || column == "main_resources_count" =>
        {
            "2"
        }
        (_, column) if column.ends_with("url") || column == "image" || column == "logo" => {
            return format!("https://marker.example/{column}");
        }
        (_, column) => return format!("marker-{column}"),
    };
    marker.to_owned()
}

fn show(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "(nothing)".to_owned(), |value| value.to_string())
}

/// What the catalog holds of a column that pages show; `None` for columns that no page shows.
#[rustfmt::skip]
#[allow(clippy::too_many_lines)] // A table: column and place in the catalog.
fn shown(catalog: &Catalog, kind: &str, column: &str) -> Option<(String, String)> {
    let same = |text: &str| Some((text.to_owned(), cell(kind, column)));
    let is = |text: &str, expected: &str| Some((text.to_owned(), expected.to_owned()));
    let list = |items: &[std::sync::Arc<str>]| items.join(",");
    match kind {
        "dataset" => {
            let dataset = catalog.datasets.first().expect("a dataset");
            let harvest = || dataset.harvest.as_deref().expect("a harvest");
            let coverage = || dataset.temporal_coverage.expect("a coverage");
            match column {
                "id" => same(&dataset.id),
                "title" => same(&dataset.title),
                "slug" => same(&dataset.slug),
                "acronym" => same(&dataset.acronym),
                "url" => is(catalog.portal.as_deref().unwrap_or_default(), "https://www.data.gouv.fr"),
                "organization_id" => same(&show(dataset.links.organization.map(|index| &catalog.organization(index).id))),
                "owner" => same(dataset.owner.as_deref().unwrap_or_default()),
                "description" => same(&dataset.description),
                "description_short" => same(&dataset.description_short),
                "frequency" => same(dataset.frequency.as_deref().unwrap_or_default()),
                "license" => is(dataset.license.as_deref().unwrap_or_default(), "lov2"),
                "temporal_coverage.start" => same(&show(coverage().start)),
                "temporal_coverage.end" => same(&show(coverage().end)),
                "spatial.granularity" => same(dataset.granularity.as_deref().unwrap_or_default()),
                "spatial.zones" => same(&dataset.zones.join(",")),
                "spatial.geom" => is(&dataset.has_geometry.to_string(), "true"),
                "featured" => is(&dataset.featured.to_string(), "true"),
                "archived" => is(&dataset.archived.to_string(), "false"),
                "created_at" => is(&show(dataset.created_at), "2014-05-01T00:00:00Z"),
                "last_modified" => is(&show(dataset.last_modified), "2023-08-13T16:58:02.284Z"),
                "badges" => is(&list(&dataset.badges), "hvd,spd"),
                "tags" => is(&list(&dataset.tags), "essai,marque"),
                "resources_count" => same(&show(dataset.resources_declared)),
                "resources_formats" => is(&list(&dataset.formats_declared), "csv,json"),
                "harvest.backend" => same(harvest().backend.as_deref().unwrap_or_default()),
                "harvest.domain" => same(harvest().domain.as_deref().unwrap_or_default()),
                "harvest.remote_id" => same(&harvest().remote_id),
                "harvest.remote_url" => same(&harvest().remote_url),
                "harvest.uri" => same(&harvest().uri),
                "harvest.created_at" => is(&show(harvest().created_at), "2011-01-01T00:00:00Z"),
                "harvest.issued_at" => is(&show(harvest().issued_at), "2011-01-02T00:00:00Z"),
                "harvest.modified_at" => is(&show(harvest().modified_at), "2011-01-03T00:00:00Z"),
                "quality_score" => is(&show(dataset.quality_score), "78"),
                "metric.views" => same(&show(dataset.metrics.views.exact())),
                "metric.resources_downloads" | "downloads" => same(&show(dataset.metrics.downloads.exact())),
                "metric.followers" => same(&show(dataset.metrics.followers.exact())),
                _ => None,
            }
        }
        "resource" => {
            let resource = catalog.datasets[0].resources.first().expect("a resource");
            let checksum = || resource.checksum.as_deref().expect("a checksum");
            let schema = || resource.schema.as_deref().expect("a schema");
            match column {
                "id" => same(&resource.id),
                "url" => same(&resource.url),
                "title" => same(&resource.title),
                "description" => same(&resource.description),
                "filetype" => is(&format!("{:?}", resource.filetype), &format!("{:?}", FileType::File)),
                "type" => is(resource.kind.id(), ResourceType::Documentation.id()),
                "format" => is(resource.format.as_deref().unwrap_or_default(), "csv"),
                "mime" => same(resource.mime.as_deref().unwrap_or_default()),
                "filesize" => same(&show(resource.filesize)),
                "checksum.type" => same(&checksum().algorithm),
                "checksum.value" => same(&checksum().value),
                "created_at" => is(&show(resource.created_at.map(etalage::catalog::Moment::timestamp)), "2014-05-01T00:00:00Z"),
                "modified" => is(&show(resource.last_modified.map(etalage::catalog::Moment::timestamp)), "2023-08-13T16:58:02.284Z"),
                "downloads" => same(&show(resource.downloads.exact())),
                "schema_name" => same(&schema().name),
                "schema_version" => same(&schema().version),
                "preview_url" => same(&resource.preview_url),
                "extras" => {
                    let checked_on = "2024-07-06".parse().ok();
                    let expected = Availability::Unavailable { status: Some(404), checked_on };
                    is(&format!("{:?}", resource.availability), &format!("{expected:?}"))
                }
                _ => None,
            }
        }
        "organization" => {
            let organization = catalog.organizations.first().expect("an organization");
            match column {
                "id" => same(&organization.id),
                "name" => same(&organization.name),
                "acronym" => same(&organization.acronym),
                "slug" => same(&organization.slug),
                "description" => same(&organization.description),
                "logo" => same(&organization.logo),
                "badges" => is(&list(&organization.badges), "certified,public-service"),
                "created_at" => is(&show(organization.created_at), "2014-05-01T00:00:00Z"),
                "last_modified" => is(&show(organization.last_modified), "2023-08-13T16:58:02.284Z"),
                "business_number_id" => same(&organization.business_number_id),
                "members_count" | "metric.members" => same(&show(organization.members_count)),
                "downloads" => same(&show(organization.metrics.downloads.exact())),
                "metric.views" => same(&show(organization.metrics.views.exact())),
                "metric.followers" => same(&show(organization.metrics.followers.exact())),
                _ => None,
            }
        }
        "reuse" => {
            let reuse = catalog.reuses.first().expect("a reuse");
            match column {
                "id" => same(&reuse.id),
                "title" => same(&reuse.title),
                "slug" => same(&reuse.slug),
                "type" => same(reuse.kind.as_deref().unwrap_or_default()),
                "description" => same(&reuse.description),
                "remote_url" => same(&reuse.url),
                "organization_id" => same(&show(reuse.links.organization.map(|index| &catalog.organization(index).id))),
                "owner" => same(reuse.owner.as_deref().unwrap_or_default()),
                "image" => same(&reuse.image),
                "featured" => is(&reuse.featured.to_string(), "true"),
                "created_at" => is(&show(reuse.created_at), "2014-05-01T00:00:00Z"),
                "last_modified" => is(&show(reuse.last_modified), "2023-08-13T16:58:02.284Z"),
                "archived" => is(&reuse.archived.to_string(), "false"),
                "topic" => same(reuse.topic.as_deref().unwrap_or_default()),
                "tags" => is(&list(&reuse.tags), "essai,marque"),
                "datasets" => same(&show(reuse.links.datasets.first().map(|index| &catalog.dataset(*index).id))),
                "metric.views" => same(&show(reuse.metrics.views.exact())),
                "metric.followers" => same(&show(reuse.metrics.followers.exact())),
                _ => None,
            }
        }
        "dataservice" => {
            let dataservice = catalog.dataservices.first().expect("a dataservice");
            let harvest = || dataservice.harvest.as_deref().expect("a harvest");
            match column {
                "id" => same(&dataservice.id),
                "title" => same(&dataservice.title),
                "slug" => same(&dataservice.slug),
                "acronym" => same(&dataservice.acronym),
                "description" => same(&dataservice.description),
                "base_api_url" => same(&dataservice.base_api_url),
                "machine_documentation_url" => same(&dataservice.machine_documentation_url),
                "technical_documentation_url" => same(&dataservice.technical_documentation_url),
                "business_documentation_url" => same(&dataservice.business_documentation_url),
                "authorization_request_url" => same(&dataservice.authorization_request_url),
                "availability" => is(&show(dataservice.availability), "9990"),
                "rate_limiting" => same(&dataservice.rate_limiting),
                "access_type" => same(dataservice.access_type.as_deref().unwrap_or_default()),
                "license" => is(dataservice.license.as_deref().unwrap_or_default(), "lov2"),
                "organization_id" => same(&show(dataservice.links.organization.map(|index| &catalog.organization(index).id))),
                "owner" => same(dataservice.owner.as_deref().unwrap_or_default()),
                "featured" => is(&dataservice.featured.to_string(), "true"),
                "created_at" => is(&show(dataservice.created_at), "2014-05-01T00:00:00Z"),
                "metadata_modified_at" => is(&show(dataservice.last_modified), "2023-08-13T16:58:02.284Z"),
                "archived" => is(&dataservice.archived.to_string(), "false"),
                "tags" => is(&list(&dataservice.tags), "essai,marque"),
                "datasets" => same(&show(dataservice.links.datasets.first().map(|index| &catalog.dataset(*index).id))),
                "harvest.backend" => same(harvest().backend.as_deref().unwrap_or_default()),
                "harvest.remote_url" => same(&harvest().remote_url),
                "harvest.uri" => same(&harvest().uri),
                "metric.views" => same(&show(dataservice.metrics.views.exact())),
                "metric.followers" => same(&show(dataservice.metrics.followers.exact())),
                _ => None,
            }
        }
        _ => None,
    }
}

/// How many columns of a kind pages show at least, so that a test without any cannot pass.
const SHOWN_AT_LEAST: [(&str, usize); 5] =
    [("dataset", 17), ("resource", 12), ("organization", 9), ("reuse", 13), ("dataservice", 25)];

#[test]
fn each_vintage_fills_the_catalog() {
    for vintage in &VINTAGES {
        let files = [
            ("dataset", vintage.dataset),
            ("resource", vintage.resource),
            ("organization", vintage.organization),
            ("reuse", vintage.reuse),
            ("discussion", vintage.discussion),
            ("dataservice", vintage.dataservice.unwrap_or_default()),
        ];
        let mut exports = Exports::new();
        for (kind, header) in files.iter().filter(|(_, header)| !header.is_empty()) {
            let row: Vec<String> = header.split_whitespace().map(|column| cell(kind, column)).collect();
            let row: Vec<&str> = row.iter().map(String::as_str).collect();
            // Names that say nothing: exports are known by their header.
            exports = exports.csv(&format!("{}.csv", kind.len() * 7 + header.len()), header, &[&row]);
        }
        let catalog = exports.read();
        let kinds: Vec<_> = catalog.snapshot.files.iter().map(|file| &*file.kind).collect();
        for (kind, header) in files {
            assert_eq!(kinds.contains(&kind), !header.is_empty(), "{kind} of {}", vintage.version);
            let columns = header.split_whitespace();
            let shown: Vec<_> =
                columns.filter_map(|column| Some((column, shown(&catalog, kind, column)?))).collect();
            let enough =
                SHOWN_AT_LEAST.iter().find(|(known, _)| *known == kind).map_or(0, |(_, least)| *least);
            assert!(header.is_empty() || shown.len() >= enough, "{kind} of {}: {shown:?}", vintage.version);
            for (column, (found, expected)) in shown {
                assert_eq!(found, expected, "{column} of {kind} of {}", vintage.version);
            }
        }
        assert_eq!(catalog.findings.count("unknown-column"), 0, "{:?}", catalog.findings);
        let dataset = &catalog.datasets[0];
        let (all, open) = (dataset.discussions.exact(), dataset.discussions_open.exact());
        let counted = vintage.discussion.contains("subject_id");
        let expected = if counted { (Some(1), Some(1)) } else { (Some(17), None) };
        assert_eq!((all, open), expected, "{}", vintage.version);
        assert_eq!(dataset.links.reuses.len(), 1);
        assert_eq!(catalog.organizations.len(), 1);
    }
}

#[test]
fn no_name_or_message_of_a_discussion_is_kept() {
    let vintage = &VINTAGES[4];
    let row = |kind: &str, header: &str| {
        header.split_whitespace().map(|column| cell(kind, column)).collect::<Vec<_>>()
    };
    let datasets = row("dataset", vintage.dataset);
    let discussion = row("discussion", vintage.discussion);
    let catalog = Exports::new()
        .csv("d.csv", vintage.dataset, &[&datasets.iter().map(String::as_str).collect::<Vec<_>>()])
        .csv("e.csv", vintage.discussion, &[&discussion.iter().map(String::as_str).collect::<Vec<_>>()])
        .read();
    let everything = format!("{catalog:?}");
    for marker in ["marker-user", "marker-messages", "marker-participants", "marker-closed_by"] {
        assert!(discussion.iter().any(|cell| cell == marker));
        assert!(!everything.contains(marker), "{marker}");
    }
}
