//! Exports of any version of udata since 1.6: every column that pages show is set to a marker, and the marker is in
//! the page.

#![allow(clippy::unwrap_used)] // Helpers of tests fail like tests.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

const DATASET: &str = "5b3cc551c751df4822526c1c";
const ORPHAN: &str = "5b3cc551c751df4822526c1d";
const ARCHIVED: &str = "5b3cc551c751df4822526c1e";
const RESOURCE: &str = "15366b3e-70ec-4fe5-8ed4-2cd6cf28b38b";
const ORGANIZATION: &str = "534fff8ea3a7292c64a77f02";
const UNDESCRIBED: &str = "534fff8ea3a7292c64a77f03";
const REUSE: &str = "61bf7ab31fe699954ebd3fa8";
const DATASERVICE: &str = "673b0e6774a23d9eac2af8ce";

/// A version of udata: its columns for each kind of file.
struct Vintage {
    name: &'static str,
    dataset: &'static str,
    resource: &'static str,
    organization: &'static str,
    reuse: &'static str,
    dataservice: &'static str,
}

/// Columns by version, from the history of udata's `core/*/csv.py`.
const VINTAGES: [Vintage; 6] = [
    Vintage {
        name: "1.6",
        dataset: "id;title;slug;url;organization;organization_id;description;frequency;license;\
            temporal_coverage.start;temporal_coverage.end;spatial.granularity;spatial.zones;private;featured;created_at;\
            last_modified;tags;metric.discussions;metric.issues;metric.reuses;metric.followers;metric.views",
        resource: "dataset.id;dataset.title;dataset.slug;dataset.url;dataset.organization;dataset.organization_id;\
            dataset.license;dataset.private;id;url;title;description;filetype;format;mime;filesize;checksum.type;\
            checksum.value;created_at;modified;downloads",
        organization: "id;name;slug;url;description;logo;badges;created_at;last_modified;metric.datasets;\
            metric.members;metric.reuses;metric.followers;metric.views",
        reuse: "id;title;slug;url;type;description;remote_url;organization;organization_id;image;featured;created_at;\
            last_modified;tags;datasets;metric.discussions;metric.issues;metric.datasets;metric.followers;metric.views",
        dataservice: "",
    },
    Vintage {
        name: "3.2",
        dataset: "id;title;slug;acronym;url;organization;organization_id;description;frequency;license;\
            temporal_coverage.start;temporal_coverage.end;spatial.granularity;spatial.zones;private;featured;created_at;\
            last_modified;tags;archived;resources_count;metric.discussions;metric.issues;metric.reuses;metric.followers;\
            metric.views",
        resource: "dataset.id;dataset.title;dataset.slug;dataset.url;dataset.organization;dataset.organization_id;\
            dataset.license;dataset.private;id;url;title;description;filetype;format;mime;filesize;checksum.type;\
            checksum.value;created_at;modified;downloads",
        organization: "id;name;slug;url;description;logo;badges;created_at;last_modified;metric.datasets;\
            metric.members;metric.reuses;metric.followers;metric.views",
        reuse: "id;title;slug;url;type;description;remote_url;organization;organization_id;image;featured;created_at;\
            last_modified;tags;datasets;metric.discussions;metric.issues;metric.datasets;metric.followers;metric.views",
        dataservice: "",
    },
    Vintage {
        name: "6.0",
        dataset: "id;title;slug;acronym;url;organization;organization_id;description;frequency;license;\
            temporal_coverage.start;temporal_coverage.end;spatial.granularity;spatial.zones;private;featured;created_at;\
            last_modified;tags;archived;resources_count;harvest.backend;harvest.domain;harvest.created_at;\
            harvest.modified_at;quality_score;metric.discussions;metric.reuses;metric.followers;metric.views",
        resource: "dataset.id;dataset.title;dataset.slug;dataset.url;dataset.organization;dataset.organization_id;\
            dataset.license;dataset.private;id;url;title;description;filetype;format;mime;filesize;checksum.type;\
            checksum.value;created_at;modified;downloads;harvest.created_at;harvest.modified_at",
        organization: "id;name;slug;url;description;logo;badges;created_at;last_modified;metric.datasets;\
            metric.members;metric.reuses;metric.followers;metric.views",
        reuse: "id;title;slug;url;type;description;remote_url;organization;organization_id;image;featured;created_at;\
            last_modified;tags;datasets;metric.discussions;metric.datasets;metric.followers;metric.views",
        dataservice: "",
    },
    Vintage {
        name: "9.1",
        dataset: "id;title;slug;acronym;url;organization;organization_id;owner;owner_id;description;frequency;license;\
            temporal_coverage.start;temporal_coverage.end;spatial.granularity;spatial.zones;featured;created_at;\
            last_modified;tags;archived;resources_count;main_resources_count;downloads;harvest.backend;harvest.domain;\
            harvest.created_at;harvest.modified_at;quality_score;metric.discussions;metric.reuses;metric.followers;\
            metric.views;metric.resources_downloads",
        resource: "dataset.id;dataset.title;dataset.slug;dataset.url;dataset.organization;dataset.organization_id;\
            dataset.license;dataset.private;dataset.archived;id;url;title;description;filetype;type;format;mime;filesize;\
            checksum.type;checksum.value;created_at;modified;downloads;harvest.created_at;harvest.modified_at;schema_name;\
            schema_version;preview_url",
        organization: "id;name;slug;url;description;logo;badges;created_at;last_modified;business_number_id;\
            members_count;metric.datasets;metric.members;metric.reuses;metric.followers;metric.views;downloads",
        reuse: "id;title;slug;url;type;description;remote_url;organization;organization_id;owner;owner_id;image;\
            featured;created_at;last_modified;topic;tags;datasets;metric.discussions;metric.datasets;metric.followers;\
            metric.views",
        dataservice: "",
    },
    Vintage {
        name: "2026-01",
        dataset: "id;title;slug;acronym;url;organization;organization_id;owner;owner_id;description;description_short;\
            frequency;license;temporal_coverage.start;temporal_coverage.end;spatial.granularity;spatial.zones;featured;\
            created_at;last_modified;tags;archived;resources_count;main_resources_count;resources_formats;harvest.backend;\
            harvest.domain;harvest.created_at;harvest.modified_at;harvest.remote_url;quality_score;metric.discussions;\
            metric.discussions_open;metric.reuses;metric.reuses_by_months;metric.dataservices;metric.followers;\
            metric.followers_by_months;metric.views;metric.resources_downloads",
        resource: "dataset.id;dataset.title;dataset.slug;dataset.url;dataset.organization;dataset.organization_id;\
            dataset.license;dataset.private;dataset.archived;id;url;title;description;filetype;type;format;mime;filesize;\
            checksum.type;checksum.value;created_at;modified;downloads;harvest.issued_at;harvest.modified_at;schema_name;\
            schema_version;preview_url;extras",
        organization: "id;name;acronym;slug;url;description;logo;badges;created_at;last_modified;business_number_id;\
            members_count;downloads;metric.dataservices;metric.dataservices_by_months;metric.datasets;\
            metric.datasets_by_months;metric.datasets_followers_by_months;metric.datasets_reuses_by_months;metric.members;\
            metric.reuses;metric.reuses_by_months;metric.reuses_followers_by_months;metric.dataservices;metric.followers;\
            metric.views",
        reuse: "id;title;slug;url;type;description;remote_url;organization;organization_id;owner;owner_id;image;\
            featured;created_at;last_modified;archived;topic;tags;datasets;metric.discussions;metric.discussions_open;\
            metric.datasets;metric.followers;metric.followers_by_months;metric.views",
        dataservice: "id;title;slug;acronym;url;description;base_api_url;machine_documentation_url;\
            technical_documentation_url;business_documentation_url;authorization_request_url;availability;rate_limiting;\
            access_type;license;organization;organization_id;owner;owner_id;featured;created_at;metadata_modified_at;\
            archived;tags;datasets;metric.discussions;metric.discussions_open;metric.followers;metric.followers_by_months;\
            metric.views",
    },
    Vintage {
        name: "17.1",
        dataset: "id;title;slug;acronym;url;organization;organization_id;owner;owner_id;description;description_short;\
            frequency;license;temporal_coverage.start;temporal_coverage.end;spatial.granularity;spatial.zones;spatial.geom;\
            featured;created_at;last_modified;badges;tags;archived;resources_count;main_resources_count;resources_formats;\
            harvest.backend;harvest.domain;harvest.remote_id;harvest.remote_url;harvest.uri;harvest.created_at;\
            harvest.issued_at;harvest.modified_at;harvest.last_update;harvest.dct_identifier;quality_score;\
            metric.discussions;metric.discussions_open;metric.reuses;metric.reuses_by_months;metric.dataservices;\
            metric.followers;metric.followers_by_months;metric.views;metric.resources_downloads",
        resource: "dataset.id;dataset.title;dataset.slug;dataset.url;dataset.organization;dataset.organization_id;\
            dataset.license;dataset.private;dataset.archived;id;url;title;description;filetype;type;format;mime;filesize;\
            checksum.type;checksum.value;created_at;modified;downloads;harvest.issued_at;harvest.modified_at;\
            harvest.last_update;schema_name;schema_version;preview_url;extras",
        organization: "id;name;acronym;slug;url;description;logo;badges;created_at;last_modified;business_number_id;\
            members_count;downloads;metric.dataservices;metric.dataservices_by_months;metric.datasets;\
            metric.datasets_by_months;metric.datasets_followers_by_months;metric.datasets_reuses_by_months;metric.members;\
            metric.reuses;metric.reuses_by_months;metric.reuses_followers_by_months;metric.dataservices;metric.followers;\
            metric.views",
        reuse: "id;title;slug;url;type;description;remote_url;organization;organization_id;owner;owner_id;image;\
            featured;created_at;last_modified;archived;topic;tags;datasets;metric.discussions;metric.discussions_open;\
            metric.datasets;metric.followers;metric.followers_by_months;metric.views",
        dataservice: "id;title;slug;acronym;url;description;base_api_url;machine_documentation_url;\
            technical_documentation_url;business_documentation_url;authorization_request_url;availability;rate_limiting;\
            access_type;license;organization;organization_id;owner;owner_id;featured;created_at;metadata_modified_at;\
            archived;tags;datasets;harvest.backend;harvest.domain;harvest.remote_id;harvest.remote_url;harvest.uri;\
            harvest.created_at;harvest.issued_at;harvest.modified_at;harvest.last_update;metric.discussions;\
            metric.discussions_open;metric.followers;metric.followers_by_months;metric.reuses;metric.views",
    },
];

/// A cell of a row, and what it makes a page say.
struct Marker {
    column: &'static str,
    cell: &'static str,
    /// The page, and the words in it: of its text where a tag is no part of them, else of its HTML.
    shown: Option<(&'static str, &'static str)>,
}

const fn shown(column: &'static str, cell: &'static str, page: &'static str, words: &'static str) -> Marker {
    Marker { column, cell, shown: Some((page, words)) }
}

/// A cell that others need and that no page shows by itself.
const fn needed(column: &'static str, cell: &'static str) -> Marker {
    Marker { column, cell, shown: None }
}

const DATASET_PAGE: &str = "datasets/fiche/index.html";
const ORPHAN_PAGE: &str = "datasets/orpheline/index.html";
const ARCHIVED_PAGE: &str = "datasets/archivee/index.html";
const ORGANIZATION_PAGE: &str = "organizations/producteur/index.html";
const REUSE_PAGE: &str = "reuses/reemploi/index.html";
const DATASERVICE_PAGE: &str = "dataservices/service/index.html";

/// A dataset that has everything.
const DATASET_ROW: &[Marker] = &[
    shown("id", DATASET, DATASET_PAGE, DATASET),
    shown("title", "Titre marqueur", DATASET_PAGE, "Titre marqueur"),
    needed("slug", "fiche"),
    shown("acronym", "ACRMARQ", DATASET_PAGE, "ACRMARQ"),
    shown("url", "https://portail.example.org/datasets/fiche", DATASET_PAGE, "portail.example.org"),
    needed("organization", "Producteur décrit"),
    shown("organization_id", ORGANIZATION, DATASET_PAGE, "Producteur décrit"),
    shown("description", "Description *marqueur*", DATASET_PAGE, "Description marqueur"),
    shown("description_short", "Résumé marqueur", "datasets/index.html", "Résumé marqueur"),
    shown("frequency", "weekly", DATASET_PAGE, "Hebdomadaire"),
    shown("license", "Licence marqueur", DATASET_PAGE, "Licence marqueur"),
    shown("temporal_coverage.start", "1931-05-17", DATASET_PAGE, "17 mai 1931"),
    shown("temporal_coverage.end", "1967-10-03", DATASET_PAGE, "3 octobre 1967"),
    shown("spatial.granularity", "fr:canton", DATASET_PAGE, "Canton"),
    shown("spatial.zones", "Zone marqueur", DATASET_PAGE, "Zone marqueur"),
    needed("private", "False"),
    shown("created_at", "1987-03-09T08:00:00", DATASET_PAGE, "9 mars 1987"),
    needed("last_modified", "2015-01-02T08:00:00"),
    shown("badges", "badge-marqueur", DATASET_PAGE, "badge-marqueur"),
    shown("tags", "etiquette-marqueur", DATASET_PAGE, "etiquette-marqueur"),
    needed("archived", "False"),
    needed("resources_count", "1"),
    shown("harvest.backend", "MOISSONNEUR", DATASET_PAGE, "MOISSONNEUR"),
    shown("harvest.domain", "domaine.example.org", DATASET_PAGE, "domaine.example.org"),
    shown("harvest.remote_id", "distante-77", DATASET_PAGE, "distante-77"),
    shown(
        "harvest.remote_url",
        "https://distante.example.org/f",
        DATASET_PAGE,
        "https://distante.example.org/f",
    ),
    shown("harvest.created_at", "1998-02-05T08:00:00", DATASET_PAGE, "5 février 1998"),
    shown("harvest.modified_at", "2003-06-12T08:00:00", DATASET_PAGE, "12 juin 2003"),
    shown("quality_score", "0.56", DATASET_PAGE, "56 %"),
    shown("metric.discussions", "37", DATASET_PAGE, "37 discussions"),
    shown("metric.discussions_open", "11", DATASET_PAGE, "11 ouvertes"),
    shown("metric.followers", "41", DATASET_PAGE, "41"),
    shown("metric.views", "7345", DATASET_PAGE, "7 300"),
    shown("metric.resources_downloads", "98765", DATASET_PAGE, "98 000"),
];

/// A dataset without a file that is listed, of an organization that no row describes.
const ORPHAN_ROW: &[Marker] = &[
    needed("id", ORPHAN),
    needed("title", "Orpheline"),
    needed("slug", "orpheline"),
    shown("organization", "Producteur nommé", ORPHAN_PAGE, "Producteur nommé"),
    needed("organization_id", UNDESCRIBED),
    shown("last_modified", "1994-11-21T08:00:00", ORPHAN_PAGE, "21 novembre 1994"),
    shown("spatial.geom", "{\"type\":\"MultiPolygon\",\"coordinates\":[]}", ORPHAN_PAGE, "Géométrie propre"),
    shown("resources_count", "13", ORPHAN_PAGE, "13 fichiers"),
    shown("resources_formats", "geojson,csv", "datasets/index.html", "GeoJSON"),
];

/// An archived dataset of a person.
const ARCHIVED_ROW: &[Marker] = &[
    needed("id", ARCHIVED),
    needed("title", "Archivée"),
    needed("slug", "archivee"),
    shown("owner", "une-personne", ARCHIVED_PAGE, "particulier"),
    needed("owner_id", "534fff8ea3a7292c64a77f0a"),
    shown("archived", "2019-02-11T08:00:00", ARCHIVED_PAGE, "11 février 2019"),
];

const RESOURCE_ROW: &[Marker] = &[
    needed("dataset.id", DATASET),
    shown("id", RESOURCE, DATASET_PAGE, "id=\"15366b3e-70ec-4fe5-8ed4-2cd6cf28b38b\""),
    shown(
        "url",
        "https://fichiers.example.org/m.csv",
        DATASET_PAGE,
        "href=\"https://fichiers.example.org/m.csv\"",
    ),
    shown("title", "Fichier marqueur", DATASET_PAGE, "Fichier marqueur"),
    shown("description", "Notice *marqueur*", DATASET_PAGE, "Notice marqueur"),
    shown("filetype", "remote", DATASET_PAGE, "fichiers.example.org"),
    shown("type", "documentation", DATASET_PAGE, "1 fichier de documentation"),
    shown("format", "geojson", DATASET_PAGE, "GeoJSON"),
    shown("mime", "application/x-marqueur", DATASET_PAGE, "application/x-marqueur"),
    shown("filesize", "1234567", DATASET_PAGE, "1,2 Mo"),
    shown("checksum.type", "sha256", DATASET_PAGE, "sha256"),
    shown("checksum.value", "175774ed531ef6c09fa35f09", DATASET_PAGE, "175774ed531ef6c09fa35f09"),
    shown("created_at", "2001-07-04T08:00:00", DATASET_PAGE, "4 juillet 2001"),
    shown("modified", "2002-08-08T08:00:00", DATASET_PAGE, "8 août 2002"),
    shown("downloads", "5432", DATASET_PAGE, "5 400"),
    shown("schema_name", "marqueur/schema", DATASET_PAGE, "marqueur/schema"),
    shown("schema_version", "9.8.7", DATASET_PAGE, "9.8.7"),
    shown("preview_url", "https://apercu.example.org/m", DATASET_PAGE, "https://apercu.example.org/m"),
    shown(
        "extras",
        "{\"check:available\": false, \"check:status\": 404, \"check:date\": \"2016-04-06T10:00:00+00:00\"}",
        DATASET_PAGE,
        "6 avril 2016",
    ),
];

const ORGANIZATION_ROW: &[Marker] = &[
    shown("id", ORGANIZATION, ORGANIZATION_PAGE, ORGANIZATION),
    shown("name", "Producteur décrit", ORGANIZATION_PAGE, "Producteur décrit"),
    shown("acronym", "ACRORG", ORGANIZATION_PAGE, "ACRORG"),
    needed("slug", "producteur"),
    shown("description", "Présentation *marqueur*", ORGANIZATION_PAGE, "Présentation marqueur"),
    shown("badges", "insigne-marqueur", ORGANIZATION_PAGE, "insigne-marqueur"),
    shown("created_at", "2014-04-17T08:00:00", ORGANIZATION_PAGE, "17 avril 2014"),
    shown("last_modified", "2017-09-23T08:00:00", ORGANIZATION_PAGE, "23 septembre 2017"),
    shown("business_number_id", "99990001400017", ORGANIZATION_PAGE, "99990001400017"),
    shown("members_count", "29", ORGANIZATION_PAGE, "29 membres"),
    shown("downloads", "654321", ORGANIZATION_PAGE, "650 000"),
    shown("metric.followers", "43", ORGANIZATION_PAGE, "43"),
    shown("metric.views", "8765", ORGANIZATION_PAGE, "8 700"),
];

const REUSE_ROW: &[Marker] = &[
    shown("id", REUSE, REUSE_PAGE, REUSE),
    shown("title", "Réemploi marqueur", REUSE_PAGE, "Réemploi marqueur"),
    needed("slug", "reemploi"),
    shown("type", "visualization", REUSE_PAGE, "Visualisation"),
    shown("description", "Récit *marqueur*", REUSE_PAGE, "Récit marqueur"),
    shown("remote_url", "https://reemploi.example.org/a", REUSE_PAGE, "https://reemploi.example.org/a"),
    shown("organization", "Producteur décrit", REUSE_PAGE, "Producteur décrit"),
    needed("organization_id", ORGANIZATION),
    shown("created_at", "2012-12-12T08:00:00", REUSE_PAGE, "12 décembre 2012"),
    shown("last_modified", "2013-01-31T08:00:00", REUSE_PAGE, "31 janvier 2013"),
    shown("topic", "health", REUSE_PAGE, "Santé"),
    shown("tags", "mot-marqueur", REUSE_PAGE, "mot-marqueur"),
    shown("datasets", DATASET, REUSE_PAGE, "Titre marqueur"),
    shown("metric.followers", "47", REUSE_PAGE, "47"),
    shown("metric.views", "3456", REUSE_PAGE, "3 400"),
];

const DATASERVICE_ROW: &[Marker] = &[
    shown("id", DATASERVICE, DATASERVICE_PAGE, DATASERVICE),
    shown("title", "Service marqueur", DATASERVICE_PAGE, "Service marqueur"),
    needed("slug", "service"),
    shown("acronym", "ACRAPI", DATASERVICE_PAGE, "ACRAPI"),
    shown("description", "Usage *marqueur*", DATASERVICE_PAGE, "Usage marqueur"),
    shown("base_api_url", "https://api.example.org/v1", DATASERVICE_PAGE, "https://api.example.org/v1"),
    shown(
        "machine_documentation_url",
        "https://api.example.org/o.json",
        DATASERVICE_PAGE,
        "https://api.example.org/o.json",
    ),
    shown(
        "technical_documentation_url",
        "https://api.example.org/doc",
        DATASERVICE_PAGE,
        "https://api.example.org/doc",
    ),
    shown(
        "business_documentation_url",
        "https://api.example.org/us",
        DATASERVICE_PAGE,
        "https://api.example.org/us",
    ),
    shown(
        "authorization_request_url",
        "https://api.example.org/cle",
        DATASERVICE_PAGE,
        "https://api.example.org/cle",
    ),
    shown("availability", "97.3", DATASERVICE_PAGE, "97,3 %"),
    shown("rate_limiting", "53 par minute", DATASERVICE_PAGE, "53 par minute"),
    shown("access_type", "restricted", DATASERVICE_PAGE, "Restreint"),
    shown("license", "Licence du service", DATASERVICE_PAGE, "Licence du service"),
    shown("organization", "Producteur décrit", DATASERVICE_PAGE, "Producteur décrit"),
    needed("organization_id", ORGANIZATION),
    shown("created_at", "2011-03-03T08:00:00", DATASERVICE_PAGE, "3 mars 2011"),
    shown("metadata_modified_at", "2011-05-05T08:00:00", DATASERVICE_PAGE, "5 mai 2011"),
    shown("tags", "mot-service", DATASERVICE_PAGE, "mot-service"),
    shown("datasets", DATASET, DATASERVICE_PAGE, "Titre marqueur"),
    shown("harvest.backend", "RAMASSEUR", DATASERVICE_PAGE, "RAMASSEUR"),
    shown("harvest.domain", "ramassage.example.org", DATASERVICE_PAGE, "ramassage.example.org"),
    shown(
        "harvest.remote_url",
        "https://ramassage.example.org/s",
        DATASERVICE_PAGE,
        "https://ramassage.example.org/s",
    ),
    shown("metric.followers", "59", DATASERVICE_PAGE, "59"),
    shown("metric.views", "4567", DATASERVICE_PAGE, "4 500"),
];

/// A file of those rows, in udata's dialect, with only the columns of the header.
fn csv(header: &str, rows: &[&[Marker]]) -> String {
    let columns: Vec<&str> = header.split(';').collect();
    let mut text = format!("\"{}\"\r\n", columns.join("\";\""));
    for row in rows {
        let cells: Vec<String> = columns
            .iter()
            .map(|column| row.iter().find(|marker| marker.column == *column).map_or("", |marker| marker.cell))
            .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")))
            .collect();
        let _ = write!(text, "{}\r\n", cells.join(";"));
    }
    text
}

/// Builds the exports of `folder`/export and gives the folder of the site.
fn build(folder: &Path) -> PathBuf {
    fs::write(
        folder.join("etalage.toml"),
        "[site]\ntitle = \"T\"\nbase_url = \"https://site.example.org\"\nlanguage = \"fr\"\n[source]\npath = \"export\"\n",
    )
    .unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_etalage"))
        .args(["build", "--quiet", "--config"])
        .arg(folder.join("etalage.toml"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    folder.join("public")
}

/// A page's HTML and its text, with plain spaces.
struct PageText {
    html: String,
    text: String,
}

impl PageText {
    fn read(path: &Path) -> Self {
        let html = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let text: String = scraper::Html::parse_document(&html).root_element().text().collect();
        let text = text.replace(['\u{a0}', '\u{202f}'], " ");
        Self { text: text.split_whitespace().collect::<Vec<_>>().join(" "), html }
    }

    fn holds(&self, words: &str) -> bool {
        self.text.contains(words) || self.html.contains(words)
    }
}

#[test]
fn every_column_that_pages_show_is_shown() {
    let mut missing = Vec::new();
    for vintage in &VINTAGES {
        let folder = TempDir::new().unwrap();
        let export = folder.path().join("export");
        fs::create_dir(&export).unwrap();
        let files: [(&str, &str, &[&[Marker]]); 5] = [
            ("dataset", vintage.dataset, &[DATASET_ROW, ORPHAN_ROW, ARCHIVED_ROW]),
            ("resource", vintage.resource, &[RESOURCE_ROW]),
            ("organization", vintage.organization, &[ORGANIZATION_ROW]),
            ("reuse", vintage.reuse, &[REUSE_ROW]),
            ("dataservice", vintage.dataservice, &[DATASERVICE_ROW]),
        ];
        for (kind, header, rows) in files.iter().filter(|(_, header, _)| !header.is_empty()) {
            fs::write(export.join(format!("{kind}.csv")), csv(header, rows)).unwrap();
        }
        let site = build(folder.path());
        let mut pages: BTreeMap<&str, PageText> = BTreeMap::new();
        for (kind, header, rows) in files {
            for marker in rows.iter().flat_map(|row| row.iter()) {
                let Some((page, words)) =
                    marker.shown.filter(|_| header.split(';').any(|name| name == marker.column))
                else {
                    continue;
                };
                let text = pages.entry(page).or_insert_with(|| PageText::read(&site.join(page)));
                if !text.holds(words) {
                    missing.push(format!(
                        "udata {}, {kind} {}: {words:?} is not in {page}",
                        vintage.name, marker.column
                    ));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// Real rows of 2025 and 2026: read whole, one ragged row apart.
#[test]
fn real_headers_of_2025_are_read() {
    let data = std::env::var_os("ETALAGE_DATA").map(PathBuf::from);
    let exports = data.map(|data| data.join("export-headers-2025")).filter(|folder| folder.is_dir());
    let Some(exports) = exports else {
        println!("skipped: ETALAGE_DATA names no folder with export-headers-2025");
        return;
    };
    let folder = TempDir::new().unwrap();
    let export = folder.path().join("export");
    fs::create_dir(&export).unwrap();
    for entry in fs::read_dir(exports).unwrap().map(Result::unwrap) {
        if entry.path().extension().is_some_and(|extension| extension == "csv") {
            fs::copy(entry.path(), export.join(entry.file_name())).unwrap();
        }
    }
    let site = build(folder.path());
    for page in [
        "datasets/jours-feries-en-france",
        "organizations/data-gouv-fr",
        "reuses/cadastre-data-gouv-fr",
        "dataservices/explore-api-v2-48",
    ] {
        assert!(site.join(page).join("index.html").is_file(), "{page}");
    }
    let dataset = PageText::read(&site.join("datasets/jours-feries-en-france/index.html"));
    for words in ["Jours fériés en métropole - ICS", "33 millions", "78 %", "1er janvier 1950"] {
        assert!(dataset.holds(words), "{words}");
    }
}
