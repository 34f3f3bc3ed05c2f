//! Two small catalogues, made by the program itself: one as a good portal has it, one with all that a bad record can
//! hold. Between them, a page of every kind takes every branch of its template.

#![cfg_attr(rustfmt, rustfmt::skip)] // Rows of tables.
#![allow(clippy::too_many_lines)] // The same.

use std::fmt::Write;

use serde_json::{Value, json};

/// A catalogue as udata's exports; topics and posts, which it does not export, as objects of its API.
pub(super) type Exports = Vec<(&'static str, String)>;

/// What every text of the hostile catalogue holds. If a page has an element or an attribute of this name, something
/// wrote a text unescaped.
pub(super) const HOSTILE: &str = "etalage-hostile";

/// Fillers: enough for numbered pages, and for tags that have a page.
const FILLERS: usize = 54;
/// More files than one page shows.
const FILES: usize = 104;

/// A table being written.
struct Table {
    text: String,
}

impl Table {
    fn new(header: &[&str]) -> Self {
        let mut table = Self { text: String::new() };
        table.row(header);
        table
    }

    fn row(&mut self, cells: &[&str]) {
        let line: Vec<_> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        // A string takes all.
        let _ = writeln!(self.text, "{}", line.join(";"));
    }
}

/// An id as udata has them: its first half is the time of publication.
fn id(number: usize) -> String {
    format!("{:08x}0123456789abcdef", 0x6000_0000 + number * 500_000)
}

/// An id of a file.
fn file_id(number: usize) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

const DATASETS: [&str; 33] = [
    "id", "title", "slug", "acronym", "url", "organization", "organization_id", "owner", "description",
    "description_short", "frequency", "license", "temporal_coverage.start", "temporal_coverage.end",
    "spatial.granularity", "spatial.zones", "created_at", "last_modified", "badges", "tags", "archived",
    "harvest.backend", "harvest.domain", "harvest.remote_id", "harvest.remote_url", "harvest.created_at",
    "harvest.modified_at", "quality_score", "metric.discussions", "metric.discussions_open", "metric.views",
    "metric.resources_downloads", "metric.followers",
];

const RESOURCES: [&str; 18] = [
    "dataset.id", "id", "url", "title", "description", "filetype", "type", "format", "mime", "filesize",
    "checksum.type", "checksum.value", "created_at", "modified", "downloads", "schema_name", "schema_version",
    "preview_url",
];

const ORGANIZATIONS: [&str; 11] = [
    "id", "name", "acronym", "slug", "url", "description", "badges", "created_at", "last_modified",
    "business_number_id", "members_count",
];

const REUSES: [&str; 15] = [
    "id", "title", "slug", "url", "type", "description", "remote_url", "organization", "organization_id",
    "created_at", "last_modified", "archived", "topic", "tags", "datasets",
];

const DATASERVICES: [&str; 22] = [
    "id", "title", "slug", "acronym", "url", "description", "base_api_url", "machine_documentation_url",
    "technical_documentation_url", "business_documentation_url", "authorization_request_url", "availability",
    "rate_limiting", "access_type", "license", "organization", "organization_id", "created_at",
    "metadata_modified_at", "archived", "tags", "datasets",
];

const SITE: &str = "https://catalogue.example.org/";

/// The good one.
pub(super) fn example() -> Exports {
    let long =
        "Each tree along the city’s streets, with its *species*, its height and the year of its planting.\n\n"
            .repeat(20)
            + "- height in metres\n- year of planting\n\n| column | meaning |\n|---|---|\n| `h` | height |\n";
    let (city, county) = (id(1), id(2));
    let (first, second, third, fourth) = (id(10), id(11), id(12), id(13));
    let mut datasets = Table::new(&DATASETS);
    datasets.row(&[
        &first, "Trees along the streets", "trees", "TREES", &format!("{SITE}datasets/trees"), "City of Aurélin",
        &city, "", &long, "Each tree along the streets.", "daily", "lov2", "2020-01-01", "2025-12-31", "fr:commune",
        "Aurélin,Port-Vieux", "2021-02-01T10:00:00", "2026-01-15T10:00:00", "hvd,inspire",
        "trees,environment,example", "False", "DCAT", "geo.example.org", "remote-1", "https://geo.example.org/1",
        "2021-01-01T10:00:00", "2026-01-14T10:00:00", "0.89", "5", "2", "12345", "678", "9",
    ]);
    datasets.row(&[
        &second, "Budget of the county", "budget", "", &format!("{SITE}datasets/budget"), "County", &county, "", "The
        budget, line by line.", "", "daily", "fr-lo", "2024-01-01", "", "fr:departement", "", "2022-02-01T10:00:00",
        "2023-01-15T10:00:00", "", "budget,example", "False", "", "", "", "", "", "", "0.3", "1", "0", "1", "0", "0",
    ]);
    datasets.row(&[
        &third, "Old plans", "old-plans", "", &format!("{SITE}datasets/old-plans"), "City of Aurélin", &city, "",
        "Plans that were replaced.", "", "punctual", "odc-odbl", "", "2019-12-31", "country", "France",
        "2019-02-01T10:00:00", "2019-03-15T10:00:00", "", "plans,example", "2024-05-01T10:00:00", "", "", "", "", "",
        "", "0.5", "", "", "", "", "",
    ]);
    // A person’s, with nothing that may be left out.
    datasets.row(&[
        &fourth, "Bird counts", "bird-counts", "", "", "", "", "a-person", "", "", "", "", "", "", "", "",
        "2024-02-01T10:00:00", "2024-02-01T10:00:00", "", "", "False", "", "", "", "", "", "", "", "", "", "", "", "",
    ]);
    fillers(&mut datasets, "Station", "County", &county);
    let mut resources = Table::new(&RESOURCES);
    files(&mut resources, &first, "Trees", "Every tree of the year.");
    for number in 0..FILES {
        let (file, title) = (file_id(1000 + number), format!("Year {number}"));
        let address = format!("https://files.example.org/{number}.csv");
        resources.row(&[
            &second, &file, &address, &title, "", "file", "main", "csv", "", "2048", "", "", "",
            "2025-01-01T10:00:00", "", "", "", "",
        ]);
    }
    let mut organizations = Table::new(&ORGANIZATIONS);
    organizations.row(&[
        &city, "City of Aurélin", "CA", "city", &format!("{SITE}organizations/city"), "The *city* and its services.",
        "public-service,certified", "2020-01-01T10:00:00", "2025-01-01T10:00:00", "13002526500013", "4",
    ]);
    organizations.row(&[
        &county, "County", "", "county", &format!("{SITE}organizations/county"), "", "", "2020-01-01T10:00:00", "",
        "", "",
    ]);
    let both = format!("{first},{second},{}", id(99_999));
    let reuses =
        reuses("Map of trees", "Where each tree stands.", &city, "City of Aurélin", &both, "trees,example");
    let dataservices =
        dataservices("Trees API", "Ask for a tree.", &city, "City of Aurélin", &both, "trees,example");
    let topics = topics("Green city", &long, &city, "City of Aurélin", &[&first, &id(99_999)], "trees");
    let posts = posts("Trees are in", "The *trees* of the year are published.", &[&first], "trees");
    vec![
        ("export-dataset-20260116.csv", datasets.text),
        ("export-resource-20260116.csv", resources.text),
        ("export-organization-20260116.csv", organizations.text),
        ("export-reuse-20260116.csv", reuses.text),
        ("export-dataservice-20260116.csv", dataservices.text),
        ("topics.jsonl", topics),
        ("posts.jsonl", posts),
    ]
}

/// The bad one.
pub(super) fn hostile() -> Exports {
    let bad = format!(
        "\"'><{HOSTILE} {HOSTILE}=\"1\">&amp;</title></script><script>alert(1)</script> {{{{ 7 * 7 }}}} {{% raw %}} \u{202e}{} é",
        "long".repeat(60)
    );
    let (organization, dataset, empty) = (id(1), id(10), id(11));
    let mut datasets = Table::new(&DATASETS);
    datasets.row(&[
        &dataset, &bad, "bad", &bad, &format!("{SITE}datasets/bad"), &bad, &organization, "", &bad, &bad, &bad, &bad,
        "0003-01-01", "9999-12-31", &bad, &bad, "2021-02-01T10:00:00", "2026-01-15T10:00:00", &bad, &bad, "False",
        &bad, &bad, &bad, "javascript:alert(1)", "", "", "7", "5", "2", "12345", "678", "9",
    ]);
    datasets.row(&[
        &empty, "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "True", "", "", "", "",
        "", "", "", "", "", "", "", "",
    ]);
    fillers(&mut datasets, &bad, &bad, &organization);
    let mut resources = Table::new(&RESOURCES);
    files(&mut resources, &dataset, &bad, &bad);
    for (number, address) in ["javascript:alert(1)", "", "data:text/html,x", "//x y"].iter().enumerate() {
        let file = file_id(2000 + number);
        resources.row(&[
            &dataset, &file, address, "", &bad, "remote", "other", &bad, &bad, "-5", "", &bad, "", "", "", &bad, "",
            "javascript:alert(1)",
        ]);
    }
    for number in 0..FILES {
        let file = file_id(3000 + number);
        resources.row(&[&empty, &file, "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", ""]);
    }
    let mut organizations = Table::new(&ORGANIZATIONS);
    organizations.row(&[
        &organization, &bad, &bad, "bad", "javascript:alert(1)", &bad, &bad, "", "", &bad, "-1",
    ]);
    let reuses = reuses(&bad, &bad, &organization, &bad, &dataset, &bad);
    let dataservices = dataservices(&bad, &bad, &organization, &bad, &dataset, &bad);
    let topics = topics(&bad, &bad, &organization, &bad, &[&dataset, &bad], &bad);
    let posts = posts(&bad, &bad, &[&dataset, &bad], &bad);
    vec![
        ("export-dataset-20260116.csv", datasets.text),
        ("export-resource-20260116.csv", resources.text),
        ("export-organization-20260116.csv", organizations.text),
        ("export-reuse-20260116.csv", reuses.text),
        ("export-dataservice-20260116.csv", dataservices.text),
        ("topics.jsonl", topics),
        ("posts.jsonl", posts),
    ]
}

fn fillers(datasets: &mut Table, title: &str, organization: &str, organization_id: &str) {
    for number in 0..FILLERS {
        let (id, title) = (id(100 + number), format!("{title} {number}"));
        datasets.row(&[
            &id, &title, "", "", "", organization, organization_id, "", "One more.", "", "monthly", "lov2", "", "",
            "fr:commune", "", "2024-02-01T10:00:00", "2025-12-20T10:00:00", "", "example,station", "False", "", "",
            "", "", "", "", "0.6", "", "", "", "", "",
        ]);
    }
}

/// A file of each type, with all that can be said of it.
fn files(resources: &mut Table, dataset: &str, title: &str, description: &str) {
    let kinds = [
        ("main", "csv"),
        ("documentation", "pdf"),
        ("update", "json"),
        ("api", "api"),
        ("code", "zip"),
        ("other", "shp"),
    ];
    for (number, (kind, format)) in kinds.iter().enumerate() {
        let (file, address) = (file_id(10 + number), format!("https://files.example.org/{number}.{format}"));
        resources.row(&[
            dataset, &file, &address, title, description, "file", kind, format, "text/csv", "123456", "sha1",
            "2fd4e1c67a2d28fced849ee1bb76e7391b93eb12", "2021-02-01T10:00:00", "2026-01-15T10:00:00", "321",
            "etalab/schema-arbres", "1.0.0", "https://files.example.org/preview",
        ]);
    }
}

fn reuses(
    title: &str,
    description: &str,
    organization_id: &str,
    organization: &str,
    datasets: &str,
    tags: &str,
) -> Table {
    let mut reuses = Table::new(&REUSES);
    for (number, archived) in [(0, "False"), (1, "2024-05-01T10:00:00")] {
        let (id, title) = (id(500 + number), format!("{title} {number}"));
        reuses.row(&[
            &id, &title, &format!("reuse-{number}"), &format!("{SITE}reuses/{number}"), "visualization", description,
            "https://map.example.org/", organization, organization_id, "2024-02-01T10:00:00", "2025-02-01T10:00:00",
            archived, "environment_and_energy", tags, datasets,
        ]);
    }
    let bare = id(502);
    reuses.row(&[&bare, "A reuse", "", "", "", "", "", "", "", "", "", "False", "", "", ""]);
    reuses
}

fn dataservices(
    title: &str,
    description: &str,
    organization_id: &str,
    organization: &str,
    datasets: &str,
    tags: &str,
) -> Table {
    let mut dataservices = Table::new(&DATASERVICES);
    for (number, archived) in [(0, ""), (1, "2024-05-01T10:00:00")] {
        let (id, title) = (id(600 + number), format!("{title} {number}"));
        dataservices.row(&[
            &id, &title, &format!("api-{number}"), "API", &format!("{SITE}dataservices/{number}"), description,
            "https://api.example.org/", "https://api.example.org/openapi.json", "https://api.example.org/docs",
            "https://api.example.org/about", "https://api.example.org/ask", "99.9", "10/s", "open_with_account",
            "lov2", organization, organization_id, "2024-02-01T10:00:00", "2025-02-01T10:00:00", archived, tags,
            datasets,
        ]);
    }
    let bare = id(602);
    dataservices.row(&[
        &bare, "An API", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "",
    ]);
    dataservices
}

/// Objects as JSON Lines.
fn lines(objects: &[Value]) -> String {
    objects.iter().fold(String::new(), |text, object| format!("{text}{object}\n"))
}

/// One that says all, one that gathers nothing.
fn topics(
    name: &str,
    description: &str,
    organization_id: &str,
    organization: &str,
    datasets: &[&str],
    tag: &str,
) -> String {
    let mut elements: Vec<Value> = datasets
        .iter()
        .map(|id| json!({ "title": name, "description": description, "element": { "class": "Dataset", "id": id } }))
        .collect();
    elements.push(json!({ "title": name, "description": description, "element": null }));
    elements.push(json!({ "element": { "class": "Reuse", "id": id(500) } }));
    lines(&[
        json!({
            "id": id(700), "name": name, "slug": "topic-0", "description": description, "tags": [tag], "featured": true,
            "page": format!("{SITE}topics/0"), "created_at": "2024-02-01T10:00:00", "elements": elements,
            "last_modified": "2025-02-01T10:00:00", "organization": { "id": organization_id, "name": organization },
        }),
        json!({ "id": id(701), "name": "A topic", "elements": [] }),
    ])
}

/// One that says all, one that says nothing.
fn posts(name: &str, text: &str, datasets: &[&str], tag: &str) -> String {
    let published = "2025-03-01T10:00:00";
    lines(&[
        json!({
            "id": id(800), "name": name, "slug": "post-0", "headline": text, "content": text, "body_type": "markdown",
            "image": "https://files.example.org/post.png", "credit_to": name, "credit_url": "https://photo.example.org/",
            "page": format!("{SITE}posts/0"), "published": published, "tags": [tag], "datasets": datasets,
        }),
        json!({ "id": id(801), "name": "A post", "headline": "", "published": published }),
        json!({ "id": id(802), "name": name, "headline": "", "content": text, "body_type": "html", "published": published }),
    ])
}
