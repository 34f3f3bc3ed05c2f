//! Objects of udata's API as a source: every vintage and layout, faults isolated, the same pages as from exports.

#![allow(clippy::unwrap_used, clippy::too_many_lines)] // A test fails where something is not there.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use etalage::archive::{FailedRenewal, Kind, Manifest, Origin, SnapshotFile};
use etalage::catalog::{Availability, Catalog, DateOrigin, ResourceType, Target};
use etalage::source::SourceError;
use serde_json::{Value, json};

/// A folder of dumps.
struct Dump(tempfile::TempDir);

impl Dump {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, text: &str) -> &Self {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn lines(&self, name: &str, records: &[Value]) -> &Self {
        let lines: Vec<String> = records.iter().map(Value::to_string).collect();
        self.file(name, &(lines.join("\n") + "\n"))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn try_read(&self) -> Result<Catalog, SourceError> {
        read(&[self.0.path().to_owned()])
    }

    fn read(&self) -> Catalog {
        self.try_read().unwrap()
    }
}

fn read(paths: &[PathBuf]) -> Result<Catalog, SourceError> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("etalage.toml");
    fs::write(&file, "[site]\ntitle = \"A\"\nbase_url = \"https://a.example\"\n").unwrap();
    etalage::source::read(&etalage::config::Config::load(&file).unwrap(), paths)
}

/// Every finding: its kind, then file, row, id and field of its examples.
fn findings(catalog: &Catalog) -> BTreeMap<&'static str, Vec<(String, u64, String, String)>> {
    let examples = |finding: &etalage::catalog::Finding| {
        let example = |example: &etalage::catalog::Example| {
            (example.file.clone(), example.row, example.id.clone(), example.field.clone())
        };
        finding.examples.iter().map(example).collect()
    };
    catalog.findings.iter().map(|finding| (finding.kind, examples(finding))).collect()
}

fn organization() -> Value {
    json!({
        "class": "Organization", "id": "534fff75a3a7292c64a77de4", "name": "Ville d’Essai", "slug": "ville-d-essai",
        "acronym": "VE", "badges": [{"kind": "public-service"}, {"kind": "certified"}],
        "logo": "https://static.example.org/logo.png", "page": "https://www.example.org/organizations/ville-d-essai/"
    })
}

/// A dataset as udata 17 serves it.
fn dataset(id: &str) -> Value {
    json!({
        "id": id, "title": format!("Jeu {id}"), "slug": format!("jeu-{id}"), "acronym": null,
        "description": "Tous les arbres, un par un.", "description_short": null,
        "created_at": "2024-03-01T08:00:00+00:00", "last_modified": "2025-12-02T10:11:12.345000+00:00",
        "last_update": "2025-12-01T00:00:00+00:00", "deleted": null, "archived": null, "private": false,
        "featured": null, "tags": ["arbres", "ville"], "badges": [{"kind": "hvd"}],
        "frequency": "monthly", "license": "lov2", "organization": organization(), "owner": null,
        "temporal_coverage": {"start": "2020-01-01", "end": null},
        "spatial": {"zones": ["fr:departement:22", "fr:commune:22278@1942-01-01"], "granularity": "fr:commune", "geom": null},
        "quality": {"score": 0.777_777_777_777_777_8, "license": true},
        "metrics": {"views": 1234, "followers": 5, "resources_downloads": 99, "discussions": 3, "discussions_open": 1},
        "schema": {"name": "essai/arbres", "version": "1.0", "url": null},
        "access_type": "open_with_account", "authorization_request_url": "https://www.example.org/acces",
        "contact_points": [
            {"name": "Service des arbres", "email": "arbres@example.org", "contact_form": null, "role": "custodian"},
            {"name": null, "email": "***@example.org", "contact_form": null, "role": "contact"},
        ],
        "extras": {}, "harvest": null,
        "page": format!("https://www.example.org/datasets/jeu-{id}/"),
        "resources": [
            resource(&format!("{id}-b"), "documentation"),
            resource(&format!("{id}-z"), "main"),
            resource(&format!("{id}-a"), "main"),
        ],
    })
}

fn resource(id: &str, kind: &str) -> Value {
    json!({
        "id": id, "title": format!("Fichier {id}"), "description": null, "type": kind, "filetype": "remote",
        "format": "csv", "url": format!("https://files.example.org/{id}.csv"), "mime": "text/csv", "filesize": 1024,
        "checksum": {"type": "sha1", "value": "abc"}, "created_at": "2024-03-01T08:00:00+00:00",
        "last_modified": "2025-12-01T00:00:00+00:00", "metrics": {"views": 12}, "preview_url": null,
        "schema": {"name": null, "url": null, "version": null},
        "extras": {"check:available": false, "check:status": 404, "check:date": "2025-12-02T00:00:00+00:00",
            "analysis:parsing:ogc_metadata": {"layers": [1, 2, 3]}},
    })
}

#[test]
fn what_only_the_api_tells_is_read() {
    let dump = Dump::new();
    let mut record = dataset("d1");
    record["community_resources"] = json!([{
        "id": "c1", "title": "Arbres en Parquet", "url": "https://files.example.org/c1", "filetype": "file",
        "organization": organization(), "owner": null
    }]);
    let catalog = dump.lines("dump.jsonl", &[record]).read();
    let dataset = &catalog.datasets[0];
    assert_eq!(dataset.license.as_deref(), Some("lov2"));
    assert_eq!(
        dataset.zones.iter().map(|zone| &**zone).collect::<Vec<_>>(),
        ["fr:departement:22", "fr:commune:22278"]
    );
    assert_eq!(dataset.access_type.as_deref(), Some("open_with_account"));
    assert_eq!(dataset.contact_points.len(), 1, "masked mails are nobody's");
    assert_eq!(&*dataset.contact_points[0].email, "arbres@example.org");
    assert_eq!(&*dataset.schema.as_ref().unwrap().name, "essai/arbres");
    assert_eq!(dataset.quality_score, Some(78));
    assert_eq!(dataset.badges.iter().map(|badge| &**badge).collect::<Vec<_>>(), ["hvd"]);
    // The portal's own order within a type.
    let ids: Vec<_> = dataset.resources.iter().map(|resource| &*resource.id).collect();
    assert_eq!(ids, ["d1-z", "d1-a", "d1-b"]);
    assert!(dataset.resources[0].schema.is_none(), "a schema of nulls is none");
    assert!(matches!(dataset.resources[0].availability, Availability::Unavailable { status: Some(404), .. }));
    assert_eq!(&*dataset.community_resources[0].author, "Ville d’Essai");
    // What a record tells of its organization counts where nothing describes it.
    assert_eq!(
        (&*catalog.organizations[0].slug, catalog.organizations[0].described),
        ("ville-d-essai", false)
    );
    assert!(catalog.organizations[0].is_certified_public_service());
    assert_eq!(catalog.portal.as_deref(), Some("https://www.example.org"));
    assert_eq!(findings(&catalog), BTreeMap::new());
}

/// Objects of 2018 to 2022: naive dates, null types, missing keys, `schema: {}`, upper-case formats, demo hosts.
#[test]
fn old_objects_lose_nothing() {
    let old = json!({
        "id": "53698e41a3a729239d2033fc", "title": "Abris vélos", "slug": "abris-velos", "description": "Liste.",
        "created_at": "2013-11-16T10:11:08.801000", "last_modified": "2015-06-12T10:30:50",
        "frequency": "fourTimesADay", "license": {"id": "odc-odbl", "title": "ODbL"}, "private": null, "tags": null,
        "owner": {"class": "User", "slug": "jean-d", "first_name": "Jean", "last_name": "Dupont"},
        "extras": {"harvest:domain": "geo.example.org", "harvest:remote_id": "42", "remote_url": "https://geo.example.org/42"},
        "metrics": {"cow_score": 0.74, "nb_hits": 3, "views": 1, "followers": 0},
        "quality": {"score": 1, "update_frequency": null}, "spatial": {"zones": ["country:fr"], "granularity": null},
        "temporal_coverage": {"start": "2010-01-01T00:00:00", "end": "2035-12-31"},
        "uri": "https://demo.data.gouv.fr/api/1/datasets/abris-velos/",
        "page": "http://demo.data.gouv.fr/fr/datasets/abris-velos/",
        "resources": [{
            "id": "b0825a29-8047-42a7-95df-e9451e7c664a", "title": "", "type": null, "format": "SHP", "schema": {},
            "url": "http://data.example.org/été.zip", "published": "2014-09-04T05:48:57.170000", "filesize": -1,
            "checksum": null, "extras": {"check:available": true, "check:status": "200"}, "metrics": {"views": 2}
        }, {
            "id": "c0825a29-8047-42a7-95df-e9451e7c664a", "type": "api", "filetype": "api", "format": "csv/utf8",
            "url": "http://data.example.org/api", "last_modified": "2013-12-10T14:41:56.604000",
            "schema": {"name": "scdl/budget"}, "checksum": {"type": "sha256", "value": "ff"}
        }]
    });
    let dump = Dump::new();
    let catalog = dump.lines("old.json", &[old]).read();
    let dataset = &catalog.datasets[0];
    assert_eq!(dataset.created_at.unwrap().to_string(), "2013-11-16T10:11:08.801Z");
    assert_eq!(dataset.frequency.as_deref(), Some("severalTimesADay"));
    assert_eq!(dataset.license.as_deref(), Some("odc-odbl"));
    assert_eq!(dataset.owner.as_deref(), Some("jean-d"));
    assert_eq!(dataset.quality_score, Some(100));
    assert_eq!(dataset.temporal_coverage.unwrap().start.unwrap().to_string(), "2010-01-01");
    let harvest = dataset.harvest.as_ref().unwrap();
    assert_eq!(harvest.domain.as_deref(), Some("geo.example.org"));
    assert_eq!((&*harvest.remote_id, &*harvest.remote_url), ("42", "https://geo.example.org/42"));
    let [first, second] = &dataset.resources[..] else { panic!("two files") };
    assert_eq!(
        (first.kind, first.format.as_deref(), first.filesize),
        (ResourceType::Main, Some("shp"), None)
    );
    assert!(first.schema.is_none() && first.created_at.is_some());
    assert_eq!(first.availability, Availability::Available);
    assert_eq!((second.kind, second.format.as_deref()), (ResourceType::Api, Some("csv")));
    assert_eq!(&*second.schema.as_ref().unwrap().name, "scdl/budget");
    assert_eq!(catalog.portal.as_deref(), Some("https://www.data.gouv.fr"), "a trial copy is no portal");
    let kinds: Vec<_> = findings(&catalog).into_keys().collect();
    assert_eq!(kinds, ["negative-size"], "what cannot be is told, and nothing else");
}

#[test]
fn every_layout_gives_the_same_catalog() {
    let records: Vec<Value> = ["d1", "d2", "d3"].map(dataset).into();
    let page = json!({"data": records, "page": 1, "page_size": 20, "total": 3, "next_page": null, "previous_page": null});
    let as_lines = Dump::new();
    as_lines.lines("datasets.jsonl", &records);
    let as_page = Dump::new();
    as_page.file("page-1.json", &serde_json::to_string_pretty(&page).unwrap());
    let as_line_of_page = Dump::new();
    as_line_of_page.file("pages.jsonl", &format!("{page}\n"));
    let as_list = Dump::new();
    as_list.file("all.json", &Value::from(records.clone()).to_string());
    let as_objects = Dump::new();
    for record in &records {
        as_objects.file(
            &format!("a/{}.json", record["id"].as_str().unwrap()),
            &serde_json::to_string_pretty(record).unwrap(),
        );
    }
    let packed = Dump::new();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    for record in &records {
        writeln!(gzip, "{record}").unwrap();
    }
    fs::write(packed.path().join("datasets.jsonl.gz"), gzip.finish().unwrap()).unwrap();
    // v2: resources apart, in pages of which only the last has no link onwards.
    let apart = Dump::new();
    let mut light = records.clone();
    for record in &mut light {
        let id = record["id"].as_str().unwrap().to_owned();
        let resources = std::mem::take(&mut record["resources"]);
        record["resources"] = json!({"rel": "subsection", "type": "GET", "total": 3, "href": "x"});
        let link = format!("https://www.example.org/api/2/datasets/{id}/resources/?page=");
        for (number, resource) in resources.as_array().unwrap().iter().enumerate() {
            let page = json!({"data": [resource], "next_page": format!("{link}{}", number + 2), "page": number + 1, "total": 3});
            apart.file(&format!("resources/{id}-{number}.json"), &page.to_string());
        }
    }
    apart.file("page.json", &json!({"data": light, "total": 3}).to_string());

    let expected = as_lines.read();
    let digests =
        |catalog: &Catalog| -> Vec<_> { catalog.datasets.iter().map(|dataset| dataset.digest).collect() };
    for (name, dump) in [
        ("page", &as_page),
        ("line of a page", &as_line_of_page),
        ("list", &as_list),
        ("objects", &as_objects),
        ("gzip", &packed),
    ] {
        let catalog = dump.read();
        assert_eq!(digests(&catalog), digests(&expected), "{name}");
        assert_eq!(findings(&catalog), BTreeMap::new(), "{name}");
    }
    let catalog = apart.read();
    assert_eq!(findings(&catalog), BTreeMap::new());
    assert_eq!(catalog.resources_count(), 9);
    for (one, other) in catalog.datasets.iter().zip(&expected.datasets) {
        let ids = |dataset: &etalage::catalog::Dataset| {
            dataset.resources.iter().map(|file| file.id.clone()).collect::<Vec<_>>()
        };
        assert_eq!((ids(one), one.resources_declared), (ids(other), Some(3)));
    }
}

#[test]
fn faults_cost_a_field_or_a_record_and_say_where() {
    let mut odd = dataset("d2");
    odd["title"] = json!(["un", "titre"]);
    odd["created_at"] = json!("hier");
    odd["metrics"]["views"] = json!(-4);
    odd["resources"][0]["id"] = json!(null);
    odd["resources"][1]["filesize"] = json!("beaucoup");
    let mut hidden = dataset("d3");
    hidden["private"] = json!(true);
    let mut gone = dataset("d4");
    gone["deleted"] = json!("2025-01-01T00:00:00+00:00");
    let mut nameless = dataset("d5");
    nameless["id"] = json!(null);
    let text = format!(
        "{}\n{{\"id\": \"cut\", \"title\": \"Cou\n{odd}\n{hidden}\n\n{gone}\n{nameless}\n{{\"id\": \"d6\", \"title\": \"\\ud83d NaN\", \"resources\": [], \"metrics\": {{\"views\": NaN}}}}\n{{\"id\": \"lov2\", \"title\": \"Licence\"}}\n",
        dataset("d1")
    );
    let dump = Dump::new();
    let catalog = dump.file("objets.jsonl", &text).read();
    let ids: Vec<_> = catalog.datasets.iter().map(|dataset| &*dataset.id).collect();
    assert_eq!(ids, ["d2", "d6", "d1"], "private and deleted ones appear nowhere");
    assert_eq!(catalog.resources_count(), 5);
    let findings = findings(&catalog);
    let at = |row: u64, id: &str, field: &str| {
        vec![("objets.jsonl".to_owned(), row, id.to_owned(), field.to_owned())]
    };
    assert_eq!(findings["bad-json"], at(2, "", ""));
    assert_eq!(findings["bad-type"], at(3, "d2", "title"));
    assert_eq!(findings["missing-title"], at(3, "d2", "title"));
    assert_eq!(findings["bad-date"], at(3, "d2", "created_at"));
    assert_eq!(findings["bad-number"].len(), 2);
    assert_eq!(findings["missing-id"].len(), 2);
    assert_eq!(findings["private-record"], at(4, "d3", "private"));
    assert_eq!(findings["deleted-record"], at(6, "d4", "deleted"));
    assert_eq!(findings["mended-json"], at(8, "d6", ""));
    assert_eq!(findings["unknown-record"], at(9, "lov2", ""));
}

#[test]
fn topics_and_posts_find_their_records() {
    let dump = Dump::new();
    let topic = json!({
        "id": "t1", "name": "Mer", "slug": "mer", "description": "La mer.", "private": false, "organization": organization(),
        "created_at": "2024-01-01T00:00:00+00:00", "elements": [
            {"id": "e1", "title": "À nous", "description": null, "element": {"class": "Dataset", "id": "d1"}},
            {"id": "e2", "title": null, "description": null, "element": {"class": "Reuse", "id": "r9"}},
            {"id": "e3", "title": "À trouver", "description": "Personne ne l’a.", "element": null},
        ]
    });
    let mut hidden = topic.clone();
    hidden["id"] = json!("t2");
    hidden["private"] = json!(true);
    let post = |id: &str, published: Value, body: &str| {
        json!({"id": id, "name": format!("Post {id}"), "slug": id, "headline": "En bref", "content": body,
            "body_type": "html", "published": published, "datasets": [{"id": "d1"}], "reuses": [], "tags": []})
    };
    let body = "<p>Voir</p>\n\n    <div data-udata-dataset=\"jeu-d2\"></div>";
    let posts = [
        post("p2", json!("2025-02-01T00:00:00+00:00"), body),
        post("p1", json!("2024-02-01T00:00:00"), "<p>a</p>"),
        post("p3", Value::Null, "<p>brouillon</p>"),
    ];
    let catalog = dump
        .lines("datasets.jsonl", &["d1", "d2"].map(dataset))
        .lines("topics.jsonl", &[topic, hidden])
        .lines("posts.jsonl", &posts)
        .read();
    assert_eq!(catalog.topics.len(), 1);
    let targets: Vec<_> = catalog.topics[0].elements.iter().map(|element| element.target).collect();
    assert!(matches!(targets[..], [Target::Dataset(_), Target::None, Target::None]));
    assert!(catalog.topics[0].links.organization.is_some());
    let ids: Vec<_> = catalog.posts.iter().map(|post| &*post.id).collect();
    assert_eq!(ids, ["p1", "p2"], "by publication, drafts left out");
    assert_eq!(catalog.posts[1].elements.iter().filter(|element| element.target != Target::None).count(), 2);
    let findings = findings(&catalog);
    assert_eq!(
        findings.keys().copied().collect::<Vec<_>>(),
        ["dangling-topic-element", "draft-post", "private-record"]
    );
}

/// A snapshot of two datasets.
fn snapshot(folder: &Path) -> Manifest {
    let date = "2026-01-16T03:00:00Z".parse().unwrap();
    let mut file = SnapshotFile::create(folder, Kind::Datasets).unwrap();
    for id in ["d2", "d1"] {
        file.add(id, &dataset(id)).unwrap();
    }
    let mut empty = Vec::new();
    for kind in [Kind::Organizations, Kind::Posts] {
        empty.push(SnapshotFile::create(folder, kind).unwrap().finish(date).unwrap());
    }
    let mut files = vec![file.finish(date).unwrap()];
    files.append(&mut empty);
    let manifest = Manifest {
        version: Manifest::VERSION,
        source: Origin {
            kind: "udata-api".into(),
            url: "https://www.example.org".into(),
            ..Origin::default()
        },
        date: "2026-01-16".parse().unwrap(),
        started_at: date,
        finished_at: date,
        complete: true,
        counts: BTreeMap::from([("datasets".to_owned(), 2)]),
        files,
        failures: Vec::new(),
    };
    manifest.save(folder).unwrap();
    manifest
}

#[test]
fn a_snapshot_is_read_as_its_manifest_says_or_not_at_all() {
    let dump = Dump::new();
    let manifest = snapshot(dump.path());
    let catalog = dump.read();
    assert_eq!(catalog.datasets.len(), 2);
    assert_eq!((catalog.snapshot.date, catalog.snapshot.origin), (manifest.date, DateOrigin::Manifest));
    assert_eq!(catalog.snapshot.source.url, "https://www.example.org");
    assert!(catalog.snapshot.not_renewed.is_none());
    assert_eq!(findings(&catalog), BTreeMap::new(), "an empty file is as it should be");

    let failed = FailedRenewal { at: "2026-01-17T03:00:00Z".parse().unwrap(), error: "503".to_owned() };
    failed.save(dump.path()).unwrap();
    let not = dump.read().snapshot.not_renewed.unwrap();
    assert_eq!((not.since.to_string().as_str(), &*not.error), ("2026-01-16", "503"));
    FailedRenewal::clear(dump.path()).unwrap();

    let file = dump.path().join("datasets.jsonl.gz");
    let bytes = fs::read(&file).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    writeln!(gzip, "{}", dataset("d1")).unwrap();
    fs::write(&file, gzip.finish().unwrap()).unwrap();
    assert!(matches!(dump.try_read().unwrap_err(), SourceError::ChangedSnapshot { .. }));
    fs::remove_file(&file).unwrap();
    assert!(matches!(dump.try_read().unwrap_err(), SourceError::ChangedSnapshot { .. }));
    fs::write(&file, bytes).unwrap();
    Manifest { complete: false, ..manifest.clone() }.save(dump.path()).unwrap();
    assert!(matches!(dump.try_read().unwrap_err(), SourceError::IncompleteSnapshot { .. }));
    let mut outside = manifest.clone();
    outside.files[0].name = "../datasets.jsonl.gz".to_owned();
    outside.save(dump.path()).unwrap();
    assert!(matches!(dump.try_read().unwrap_err(), SourceError::ChangedSnapshot { .. }));
    fs::write(dump.path().join("manifest.json"), "{\"version\": 99}").unwrap();
    assert!(dump.try_read().unwrap_err().to_string().contains("version 99"));
}

/// A file of udata's exports: rows of columns and values.
fn export(rows: &[&[(&str, &str)]]) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let line = |cells: Vec<String>| cells.join(";") + "\r\n";
    let header = line(rows[0].iter().map(|(column, _)| quoted(column)).collect());
    rows.iter().fold(header, |text, row| text + &line(row.iter().map(|(_, value)| quoted(value)).collect()))
}

/// Lines that pages of one source have and pages of the other do not: what only the API tells.
const ONLY_API: [&str; 15] = [
    // Contact points, who may use it, its schema: no export has them.
    "Contact",
    "Service des arbres",
    "Accès",
    "Schéma",
    "compte",
    "accès",
    "Gestionnaire",
    "arbres@example.org",
    "essai/arbres",
    // An export gives zones by name, and not those that udata has no name for.
    "22278",
    // Organizations as the reference describes them, where no file of organizations is given.
    "VE",
    "Service public certifié",
    "certifié",
    "✓",
    // Who holds it, as a link to the slug.
    "ville-d-essai",
];

/// The words of a page's main part, one piece of text a line.
fn words(page: &Path) -> Vec<String> {
    let html = scraper::Html::parse_document(&fs::read_to_string(page).unwrap());
    let main = scraper::Selector::parse("main").unwrap();
    let text = html.select(&main).next().unwrap().text();
    text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|text| !text.is_empty())
        .collect()
}

#[test]
fn objects_and_rows_of_the_same_dataset_give_the_same_page() {
    let id = "53698e41a3a729239d2033fc";
    let api = Dump::new();
    let mut record = dataset(id);
    record["resources"].as_array_mut().unwrap().sort_by_key(|file| file["id"].as_str().unwrap().to_owned());
    api.lines("export/datasets.jsonl", &[record]);
    let csv = Dump::new();
    let slug = format!("jeu-{id}");
    let url = format!("https://www.example.org/datasets/{slug}");
    csv.file(
        "export/export-dataset.csv",
        &export(&[&[
            ("id", id),
            ("title", &format!("Jeu {id}")),
            ("slug", &slug),
            ("acronym", ""),
            ("url", &url),
            ("organization", "Ville d’Essai"),
            ("organization_id", "534fff75a3a7292c64a77de4"),
            ("owner", ""),
            ("owner_id", ""),
            ("description", "Tous les arbres, un par un."),
            ("frequency", "monthly"),
            ("license", "Licence Ouverte / Open Licence version 2.0"),
            ("temporal_coverage.start", "2020-01-01"),
            ("temporal_coverage.end", ""),
            ("spatial.granularity", "fr:commune"),
            ("spatial.zones", "Côtes-d'Armor"),
            ("featured", "False"),
            ("created_at", "2024-03-01T08:00:00"),
            ("last_modified", "2025-12-02T10:11:12.345000"),
            ("badges", "hvd"),
            ("tags", "arbres,ville"),
            ("archived", "False"),
            ("resources_count", "3"),
            ("quality_score", "0.78"),
            ("metric.discussions", "3"),
            ("metric.discussions_open", "1"),
            ("metric.followers", "5"),
            ("metric.views", "1234"),
            ("metric.resources_downloads", "99"),
        ]]),
    );
    let rows: Vec<Vec<(&str, String)>> = ["a", "b", "z"]
        .map(|letter| {
            let file = format!("{id}-{letter}");
            vec![
                ("dataset.id", id.to_owned()), ("id", file.clone()), ("url", format!("https://files.example.org/{file}.csv")),
                ("title", format!("Fichier {file}")), ("description", String::new()), ("filetype", "remote".to_owned()),
                ("type", if letter == "b" { "documentation" } else { "main" }.to_owned()), ("format", "csv".to_owned()),
                ("mime", "text/csv".to_owned()), ("filesize", "1024".to_owned()), ("checksum.type", "sha1".to_owned()),
                ("checksum.value", "abc".to_owned()), ("created_at", "2024-03-01T08:00:00".to_owned()),
                ("modified", "2025-12-01T00:00:00".to_owned()), ("downloads", "12".to_owned()),
                ("extras", "{\"check:available\": false, \"check:status\": 404, \"check:date\": \"2025-12-02T00:00:00\"}".to_owned()),
            ]
        })
        .into();
    let rows: Vec<Vec<(&str, &str)>> =
        rows.iter().map(|row| row.iter().map(|(column, value)| (*column, &**value)).collect()).collect();
    csv.file("export/export-resource.csv", &export(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>()));
    let pages = [&api, &csv].map(|dump| {
        dump.file(
            "etalage.toml",
            "[site]\ntitle = \"A\"\nbase_url = \"https://a.example\"\n[source]\npath = \"export\"\ndate = \"2026-01-16\"\n",
        );
        let built = Command::new(env!("CARGO_BIN_EXE_etalage"))
            .args(["build", "--quiet", "--config"])
            .arg(dump.path().join("etalage.toml"))
            .output()
            .unwrap();
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        words(&dump.path().join("public/datasets").join(&slug).join("index.html"))
    });
    let [api, csv] = pages;
    // The estimate counts what only objects tell.
    let of_estimate = |line: &str| {
        let points = line
            .split_once(" / ")
            .is_some_and(|(one, all)| [one, all].iter().all(|number| number.parse::<u32>().is_ok()));
        points || line.starts_with("Estimation selon") || line.starts_with("Il manque")
    };
    let missing: Vec<_> = csv.iter().filter(|line| !api.contains(line) && !of_estimate(line)).collect();
    // Zones stand in one text: the commune that has no name in an export follows.
    assert!(missing.iter().all(|line| line.contains("Côtes-d'Armor")), "{missing:#?}");
    let more: Vec<_> = api.iter().filter(|line| !csv.contains(line) && !of_estimate(line)).collect();
    for line in more {
        assert!(ONLY_API.iter().any(|known| line.contains(known)) || line == "(Gestionnaire)", "{line}");
    }
}

/// Real objects, where there are any: each has its page, each file is shown.
#[test]
fn every_real_object_is_read() {
    let folder = std::env::var_os("ETALAGE_DATA").map(|data| PathBuf::from(data).join("api-objects"));
    let Some(folder) = folder.filter(|folder| folder.exists()) else {
        println!("not tested: no api-objects (set ETALAGE_DATA to a folder that holds them)");
        return;
    };
    let catalog = read(std::slice::from_ref(&folder)).unwrap();
    let records = |name: &str| -> Vec<Value> {
        let text = fs::read_to_string(folder.join(name)).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    for record in records("datasets.jsonl") {
        let dataset =
            catalog.datasets.iter().find(|dataset| *dataset.id == *record["id"].as_str().unwrap()).unwrap();
        let mut ids: Vec<_> =
            record["resources"].as_array().unwrap().iter().map(|file| file["id"].as_str().unwrap()).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut read: Vec<_> = dataset.resources.iter().map(|file| &*file.id).collect();
        read.sort_unstable();
        assert_eq!(read, ids);
        assert_eq!(dataset.created_at.is_some(), record["created_at"].is_string());
        assert_eq!(dataset.license.as_deref(), record["license"].as_str());
    }
    for (name, count) in [
        ("reuses.jsonl", catalog.reuses.len()),
        ("dataservices.jsonl", catalog.dataservices.len()),
        ("posts.jsonl", catalog.posts.len()),
        (
            "organizations.jsonl",
            catalog.organizations.iter().filter(|organization| organization.described).count(),
        ),
    ] {
        assert_eq!(records(name).len(), count, "{name}");
    }
}

/// Answers every request on a port of its own with this, until the test ends.
fn serve(status: &'static str, body: &str) -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let answer = format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = [0; 4096];
            let _ = std::io::Read::read(&mut stream, &mut request);
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    address
}

/// On a machine that never built the site, the figures are those that are published at its address.
#[test]
fn a_fresh_machine_compares_itself_with_the_published_site() {
    let dump = Dump::new();
    dump.lines("api/datasets.jsonl", &["d1", "d2"].map(dataset));
    let build = |address: &str, more: &[&str]| {
        let config = format!(
            "[site]\ntitle = \"A\"\nbase_url = \"{address}\"\nlanguage = \"en\"\n[source]\npath = \"api\"\n"
        );
        dump.file("etalage.toml", &config);
        let output = Command::new(env!("CARGO_BIN_EXE_etalage"))
            .arg("build")
            .args(more)
            .current_dir(dump.path())
            .output()
            .unwrap();
        (output.status.success(), String::from_utf8(output.stderr).unwrap())
    };
    let public = dump.path().join("public");
    let more =
        json!({"date": "2026-01-15", "counts": {"datasets": 40, "reuses": 1}, "files": []}).to_string();
    let (built, errors) = build(&serve("200 OK", &more), &[]);
    assert!(!built && errors.contains("40 before, 2 now") && errors.contains("none now"), "{errors}");
    assert!(!public.join("index.html").exists(), "the site was not touched");

    let absent = serve("404 Not Found", "{}");
    let (built, errors) = build(&absent, &[]);
    assert!(built && errors.contains("Nothing to compare"), "{errors}");
    // From now on the folder's own figures count, and the network is not asked.
    fs::write(dump.path().join("api/datasets.jsonl"), format!("{}\n", dataset("d1"))).unwrap();
    let (built, errors) = build(&absent, &[]);
    assert!(built, "one of two datasets is not five: {errors}");
    let manifest: Value =
        serde_json::from_slice(&fs::read(public.join("snapshot/manifest.json")).unwrap()).unwrap();
    assert_eq!(
        (&manifest["counts"]["datasets"], &manifest["source"]["kind"]),
        (&json!(1), &json!("udata-json"))
    );
    assert!(manifest["files"][0]["sha256"].as_str().unwrap().len() == 64 && manifest["date"].is_string());
    assert!(build(&serve("200 OK", &more), &["--accept-shrink"]).0);
}
