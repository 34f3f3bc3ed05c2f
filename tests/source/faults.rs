//! Faults of single rows: each is counted and named, and costs nothing but itself.

use etalage::catalog::ResourceType::{Api, Documentation, Main, Other};
use etalage::catalog::{Availability, FileType};

use crate::export::{Exports, example, findings};

const DATASET: &str = "id title slug organization organization_id description frequency license created_at \
                       last_modified tags archived metric.views quality_score private";
const ID: [&str; 4] = [
    "5b3cc551c751df4822526c1a",
    "5b3cc551c751df4822526c1b",
    "5b3cc551c751df4822526c1c",
    "5b3cc551c751df4822526c1d",
];

/// A row of that header without fault.
fn row<'a>(id: &'a str, title: &'a str, slug: &'a str) -> Vec<&'a str> {
    let license = "Licence Ouverte / Open Licence version 2.0";
    let created = "2014-05-01T00:00:00";
    vec![
        id,
        title,
        slug,
        "",
        "",
        "Un texte.",
        "annual",
        license,
        created,
        created,
        "a,b",
        "False",
        "5",
        "0.78",
        "False",
    ]
}

/// The rows with some cells changed.
fn with<'a>(mut row: Vec<&'a str>, changes: &[(&str, &'a str)]) -> Vec<&'a str> {
    for (column, value) in changes {
        let place = DATASET.split_whitespace().position(|name| name == *column).unwrap();
        row[place] = value;
    }
    row
}

fn read(rows: &[Vec<&str>]) -> etalage::catalog::Catalog {
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    Exports::new().csv("datasets-2026-01-16.csv", DATASET, &rows).read()
}

#[test]
fn rows_without_fault_have_no_finding() {
    let catalog = read(&[row(ID[0], "A", "a"), row(ID[1], "B", "b")]);
    assert_eq!(findings(&catalog), Vec::<String>::new());
    assert_eq!(catalog.datasets.len(), 2);
}

#[test]
fn ragged_rows_give_what_they_have() {
    let mut long = row(ID[1], "B", "b");
    long.push("de trop");
    let catalog = read(&[
        row(ID[0], "A", "a")[..6].to_vec(),
        long,
        vec!["suite d'une ligne", "cassée"],
        row(ID[2], "C", "c"),
    ]);
    assert_eq!(findings(&catalog), ["missing-id: 1", "ragged-row: 3"]);
    assert_eq!(catalog.datasets.len(), 3);
    assert_eq!(&*catalog.datasets[0].description, "Un texte.");
    assert_eq!(catalog.datasets[1].metrics.views.exact(), Some(5));
    let ragged = example(&catalog, "ragged-row");
    assert_eq!((&*ragged.file, ragged.row, &*ragged.id), ("datasets-2026-01-16.csv", 1, ID[0]));
    assert_eq!(ragged.value, "6 cells for 15 columns");
}

#[test]
fn bad_utf8_is_repaired() {
    let mut text = Exports::new();
    let mut bytes = b"id;title;slug;tags\r\n".to_vec();
    bytes.extend_from_slice(ID[0].as_bytes());
    bytes.extend_from_slice(b";Donn\xe9es \xff;a;x\r\n");
    bytes.extend_from_slice(ID[1].as_bytes());
    bytes.extend_from_slice(";Données;b;x\r\n".as_bytes());
    text = text.file("d.csv", bytes);
    let catalog = text.read();
    assert_eq!(findings(&catalog), ["bad-utf8: 1"]);
    assert_eq!(&*catalog.datasets[0].title, "Donn\u{fffd}es \u{fffd}");
    assert_eq!(&*catalog.datasets[1].title, "Données");
    assert_eq!((example(&catalog, "bad-utf8").row, &*example(&catalog, "bad-utf8").field), (1, "title"));
}

#[test]
fn bad_dates_and_numbers_are_left_out() {
    let catalog = read(&[
        with(row(ID[0], "A", "a"), &[("created_at", "hier"), ("last_modified", "2023-02-30T00:00:00")]),
        with(row(ID[1], "B", "b"), &[("metric.views", "-3"), ("quality_score", "7.8")]),
        with(row(ID[2], "C", "c"), &[("metric.views", "beaucoup"), ("archived", "peut-être")]),
    ]);
    assert_eq!(findings(&catalog), ["bad-date: 3", "bad-number: 3"]);
    assert_eq!(catalog.datasets.len(), 3);
    assert!(catalog.datasets.iter().all(|dataset| !dataset.archived));
    assert_eq!(catalog.datasets[0].created_at, None);
    assert_eq!(catalog.datasets[1].metrics.views.exact(), None);
    let numbers = catalog.findings.iter().find(|finding| finding.kind == "bad-number").unwrap();
    let values: Vec<_> = numbers.examples.iter().map(|example| (&*example.field, &*example.value)).collect();
    assert_eq!(values, [("quality_score", "7.8"), ("metric.views", "-3"), ("metric.views", "beaucoup")]);
}

#[test]
fn odd_dates_are_kept_and_named() {
    let catalog = read(&[
        with(row(ID[0], "A", "a"), &[("created_at", "0003-02-05T00:00:00")]),
        with(row(ID[1], "B", "b"), &[("last_modified", "2026-01-18T00:00:00")]),
        with(row(ID[2], "C", "c"), &[("last_modified", "2026-01-17T23:59:59")]),
    ]);
    assert_eq!(findings(&catalog), ["future-date: 1", "impossible-date: 1"]);
    assert_eq!(example(&catalog, "future-date").id, ID[1]);
    assert!(
        catalog
            .datasets
            .iter()
            .all(|dataset| dataset.created_at.is_some() && dataset.last_modified.is_some())
    );
}

#[test]
fn of_duplicates_the_one_modified_last_stays() {
    let catalog = read(&[
        with(row(ID[0], "old", "a"), &[("last_modified", "2020-01-01T00:00:00")]),
        with(row(ID[0], "new", "a"), &[("last_modified", "2021-01-01T00:00:00")]),
        with(row(ID[0], "oldest", "a"), &[("last_modified", "")]),
        row(ID[1], "first", "b"),
        row(ID[1], "second", "b"),
        row(ID[2], "C", "b"),
    ]);
    assert_eq!(findings(&catalog), ["duplicate-dataset: 3", "duplicate-slug: 1"]);
    let titles: Vec<_> = catalog.datasets.iter().map(|dataset| &*dataset.title).collect();
    assert_eq!(titles, ["new", "first", "C"]);
    assert_eq!(example(&catalog, "duplicate-dataset").row, 1);
    assert_eq!(example(&catalog, "duplicate-slug").id, ID[2]);
}

#[test]
fn unknown_words_are_kept() {
    let catalog = read(&[
        with(row(ID[0], "A", "a"), &[("license", "Licence maison"), ("frequency", "souvent")]),
        with(row(ID[1], "B", "b"), &[("license", "odbl"), ("frequency", "fortnighly")]),
        with(row(ID[2], "C", "c"), &[("license", ""), ("frequency", "unknown")]),
        with(row(ID[3], "D", "d"), &[("license", "License Not Specified")]),
    ]);
    assert_eq!(findings(&catalog), ["unknown-frequency: 1", "unknown-license: 1"]);
    let words: Vec<_> = catalog
        .datasets
        .iter()
        .map(|dataset| (dataset.license.as_deref(), dataset.frequency.as_deref()))
        .collect();
    assert_eq!(
        words,
        [
            (Some("Licence maison"), Some("souvent")),
            (Some("odc-odbl"), Some("biweekly")),
            (None, None),
            (Some("notspecified"), Some("annual"))
        ]
    );
}

#[test]
fn titles_and_descriptions_are_made_readable() {
    let catalog = read(&[
        with(row(ID[0], " Sur\r\ndeux\tlignes\u{200b} ", "a"), &[("description", "{{description}}")]),
        with(row(ID[1], "\u{a0}", "b"), &[("description", "Le champ {{description}} est vide")]),
        with(row(ID[2], "C", "c"), &[("description", "{{default.description}}")]),
        row("", "Sans identifiant", "d"),
    ]);
    assert_eq!(
        findings(&catalog),
        ["missing-id: 1", "missing-title: 1", "placeholder-description: 2", "unfilled-placeholder: 1"]
    );
    let titles: Vec<_> = catalog.datasets.iter().map(|dataset| &*dataset.title).collect();
    assert_eq!(titles, ["Sur deux lignes", ID[1], "C"]);
    let descriptions: Vec<_> = catalog.datasets.iter().map(|dataset| &*dataset.description).collect();
    assert_eq!(descriptions, ["", "Le champ {{description}} est vide", ""]);
}

#[test]
fn private_records_never_appear() {
    let secret = |title| with(row(ID[0], title, "secret"), &[("private", "True")]);
    let rows = [secret("Secret"), row(ID[1], "B", "b")];
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let resources = "dataset.id dataset.private id url title";
    let catalog = Exports::new()
        .csv("d.csv", DATASET, &rows)
        .csv(
            "r.csv",
            resources,
            &[
                &[ID[0], "False", "r0", "https://secret.example/0", "Secret"],
                &[ID[1], "True", "r1", "https://secret.example/1", "Secret"],
                &[ID[1], "False", "r2", "https://open.example/2", "Open"],
            ],
        )
        .csv(
            "u.csv",
            "id title remote_url private deleted datasets",
            &[
                &["u0", "Secret", "https://secret.example", "True", "", ID[1]],
                &["u1", "Secret", "https://secret.example", "", "2020-01-01T00:00:00", ID[0]],
                &["u2", "Open", "https://open.example", "", "", "5b3cc551c751df4822526c1a"],
            ],
        )
        .read();
    assert_eq!(
        findings(&catalog),
        ["deleted-record: 1", "private-record: 3"],
        "a hidden dataset does not dangle"
    );
    assert_eq!((catalog.datasets.len(), catalog.resources_count(), catalog.reuses.len()), (1, 1, 1));
    let shown = (&catalog.datasets, &catalog.reuses, &catalog.organizations);
    assert!(!format!("{shown:?}").to_lowercase().contains("secret"));
    assert_eq!((catalog.reuses[0].links.datasets.len(), catalog.reuses[0].datasets_missing), (0, 1));
}

#[test]
fn resources_are_read_whatever_they_hold() {
    let header = "dataset.id id title url filetype type format filesize extras preview_url downloads";
    let rows: [&[&str]; 8] = [
        &[ID[0], "r1", "ok", "https://a.example", "remote", "main", "csv", "12", "{}", "False", "3"],
        &[ID[0], "r2", "swapped", "https://a.example", "file", "csv", "documentation", "0", "", "", ""],
        &[
            ID[0],
            "r3",
            "old",
            "https://a.example",
            "",
            "file",
            "PDF",
            "-4",
            "{'check:available': True}",
            "",
            "",
        ],
        &[ID[0], "r4", "odd", "www.a.example", "remote", "brouillon", "inconnu", "1e9", "{oops", "", ""],
        &[ID[0], "r1", "again", "https://a.example", "remote", "main", "csv", "12", "{}", "", ""],
        &[ID[0], "", "no id", "https://a.example", "remote", "main", "csv", "12", "{}", "", ""],
        &["", "r6", "no dataset", "https://a.example", "remote", "main", "csv", "12", "{}", "", ""],
        &[
            ID[0],
            "r7",
            "api",
            "https://a.example",
            "remote",
            "API",
            "ogc:wms",
            "",
            "{\"check:available\": false}",
            "",
            "",
        ],
    ];
    let catalog =
        Exports::new().csv("d.csv", DATASET, &[&row(ID[0], "A", "a")]).csv("r.csv", header, &rows).read();
    let counts = [
        "bad-extras: 1",
        "bad-number: 1",
        "dangling-resource-dataset: 1",
        "duplicate-resource: 1",
        "missing-id: 1",
        "negative-size: 1",
        "swapped-columns: 1",
        "unknown-resource-type: 1",
        "url-without-scheme: 1",
    ];
    assert_eq!(findings(&catalog), counts);
    let resources = &catalog.datasets[0].resources;
    let ids: Vec<_> = resources.iter().map(|resource| (&*resource.id, resource.kind)).collect();
    assert_eq!(ids, [("r1", Main), ("r3", Main), ("r2", Documentation), ("r7", Api), ("r4", Other)]);
    let formats: Vec<_> = resources.iter().map(|resource| resource.format.as_deref()).collect();
    assert_eq!(formats, [Some("csv"), Some("pdf"), Some("csv"), Some("wms"), None]);
    assert_eq!(resources[1].filetype, FileType::File);
    assert_eq!(resources[1].availability, Availability::Available);
    assert_eq!(resources[3].availability, Availability::Unavailable { status: None, checked_on: None });
    assert!(resources.iter().all(|resource| resource.preview_url.is_empty()));
    assert_eq!(resources[0].filesize.map(u64::from), Some(12));
    assert!(resources[1..].iter().all(|resource| resource.filesize.is_none()));
}

#[test]
fn a_lost_quote_costs_one_row_at_most() {
    let text = format!(
        "\"id\";\"title\";\"slug\";\"metric.views\"\r\n\"{}\";\"A\";\"a;1\r\n\"{}\";\"B\";\"b\";2\r\n\"{}\";\"C;\"c\";3\r\n\"{}\";\"D\";\"d\";4\r\n",
        ID[0], ID[1], ID[2], ID[3]
    );
    let catalog = Exports::new().file("d.csv", text).read();
    let rows: Vec<_> = catalog
        .datasets
        .iter()
        .map(|dataset| (&*dataset.title, &*dataset.slug, dataset.metrics.views.exact()))
        .collect();
    assert_eq!(rows, [("A", "a", Some(1)), ("B", "b", Some(2)), ("C", "c", Some(3)), ("D", "d", Some(4))]);
    assert_eq!(findings(&catalog), ["lost-quote: 3"]);
    assert_eq!(catalog.snapshot.files[0].rows, 4);
}

#[test]
fn examples_are_few_and_counts_are_whole() {
    let ids: Vec<String> = (0..50).map(|number| format!("5b3cc551c751df48225{number:05}")).collect();
    let catalog =
        read(&ids.iter().map(|id| with(row(id, "A", id), &[("frequency", "souvent")])).collect::<Vec<_>>());
    let finding = catalog.findings.iter().next().unwrap();
    assert_eq!((finding.kind, finding.count, finding.examples.len()), ("unknown-frequency", 50, 10));
    let rows: Vec<_> = finding.examples.iter().map(|example| example.row).collect();
    assert_eq!(rows, (1..=10).collect::<Vec<_>>());
}
