//! The example's exports agree with each other, with udata's format and with what their README says of them.

#![allow(clippy::unwrap_used)] // Helpers of tests fail like tests.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

type Row = BTreeMap<String, String>;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/port-aurelin")
}

fn text(kind: &str) -> String {
    fs::read_to_string(folder().join(format!("export/export-{kind}-20260116.csv"))).unwrap()
}

/// The rows of a file, by column; rows that are not as wide as the header are left out.
fn rows(kind: &str) -> Vec<Row> {
    let text = text(kind);
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    reader
        .records()
        .map(Result::unwrap)
        .filter(|record| record.len() == header.len())
        .map(|record| {
            header.iter().zip(&record).map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
        })
        .collect()
}

fn ids(kind: &str) -> BTreeSet<String> {
    rows(kind).iter().map(|row| row["id"].clone()).collect()
}

const KINDS: [&str; 8] =
    ["dataset", "resource", "organization", "reuse", "dataservice", "discussion", "tag", "harvest"];

/// The planted reference to a dataset that was deleted.
const DELETED: &str = "5f3a8e10c0ffee00deadbeef";
/// The planted reference to a dataset that is private.
const PRIVATE: &str = "65f01d2a11aa22bb33cc44dd";

#[test]
fn files_are_in_the_dialect_of_udata() {
    for kind in KINDS {
        let text = text(kind);
        assert!(!text.starts_with('\u{feff}') && text.ends_with("\r\n"), "{kind}");
        let (header, _) = text.split_once("\r\n").unwrap();
        assert!(header.split(';').all(|name| name.starts_with('"') && name.ends_with('"')), "{kind}");
    }
    let (header, _) =
        text("organization").split_once("\r\n").map(|(one, two)| (one.to_owned(), two.to_owned())).unwrap();
    assert_eq!(header.matches("\"metric.dataservices\"").count(), 2);
}

#[test]
fn one_row_is_ragged() {
    for kind in KINDS {
        let text = text(kind);
        let mut reader =
            csv::ReaderBuilder::new().delimiter(b';').flexible(true).from_reader(text.as_bytes());
        let width = reader.headers().unwrap().len();
        let ragged: Vec<_> =
            reader.records().map(Result::unwrap).filter(|record| record.len() != width).collect();
        if kind == "resource" {
            assert_eq!(ragged.len(), 1);
            assert_eq!((ragged[0].len(), width), (17, 30));
        } else {
            assert!(ragged.is_empty(), "{kind}");
        }
    }
}

#[test]
fn rows_are_as_many_as_the_readme_says() {
    let readme = fs::read_to_string(folder().join("README.md")).unwrap();
    for kind in KINDS {
        let ragged = usize::from(kind == "resource");
        let count = rows(kind).len() + ragged;
        assert!(readme.contains(&format!("| {kind} | {count} |")), "{kind}: {count}");
    }
}

#[test]
fn ids_are_unique_but_for_the_planted_one() {
    for kind in KINDS.into_iter().filter(|kind| *kind != "tag") {
        let rows = rows(kind);
        let repeated = usize::from(kind == "dataset");
        assert_eq!(ids(kind).len() + repeated, rows.len(), "{kind}");
        for row in &rows {
            let id = &row["id"];
            let digits = id.bytes().filter(u8::is_ascii_hexdigit).count();
            assert_eq!(digits, if kind == "resource" { 32 } else { 24 }, "{kind} {id}");
        }
    }
}

#[test]
fn counts_of_files_are_true() {
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    for resource in rows("resource") {
        *counted.entry(resource["dataset.id"].clone()).or_default() += 1;
    }
    for dataset in rows("dataset") {
        let count = counted.remove(&dataset["id"]).unwrap_or_default();
        if dataset["title"].ends_with("(copie)") {
            assert_eq!(count, 0);
        } else {
            assert_eq!(dataset["resources_count"], count.to_string(), "{}", dataset["title"]);
        }
    }
    let dangling: Vec<_> = counted.keys().map(String::as_str).collect();
    assert_eq!(dangling, [DELETED, PRIVATE]);
}

#[test]
fn references_lead_somewhere_but_for_the_planted_ones() {
    let (datasets, organizations) = (ids("dataset"), ids("organization"));
    let mut unknown = BTreeSet::new();
    for kind in ["dataset", "reuse", "dataservice", "harvest"] {
        for row in rows(kind) {
            if !row["organization_id"].is_empty() && !organizations.contains(&row["organization_id"]) {
                unknown.insert(row["organization"].clone());
            }
        }
    }
    assert_eq!(unknown, BTreeSet::from(["Syndicat mixte du marais de Fontaurelle".to_owned()]));
    let mut dangling = Vec::new();
    for kind in ["reuse", "dataservice"] {
        for row in rows(kind) {
            dangling.extend(
                row["datasets"]
                    .split(',')
                    .filter(|id| !id.is_empty() && !datasets.contains(*id))
                    .map(str::to_owned),
            );
        }
    }
    for row in rows("discussion") {
        let subjects = if row["subject_class"] == "Dataset" { &datasets } else { &ids("reuse") };
        if !subjects.contains(&row["subject_id"]) {
            dangling.push(row["subject_id"].clone());
        }
    }
    assert_eq!(dangling, [DELETED, DELETED]);
}

#[test]
fn tags_are_counted() {
    let mut counted: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for row in
        rows("dataset").iter().filter(|row| row["archived"] == "False" && seen.insert(row["id"].clone()))
    {
        for tag in row["tags"].split(',') {
            counted.entry(tag.to_owned()).or_default()[0] += 1;
        }
    }
    for row in rows("reuse") {
        for tag in row["tags"].split(',') {
            counted.entry(tag.to_owned()).or_default()[1] += 1;
        }
    }
    for row in rows("tag") {
        let [datasets, reuses] = counted.remove(&row["name"]).unwrap_or_default();
        assert_eq!(
            [&row["datasets"], &row["reuses"]],
            [&datasets.to_string(), &reuses.to_string()],
            "{}",
            row["name"]
        );
    }
    assert!(counted.is_empty(), "{counted:?}");
}

/// The planted datasets: what README.md names is there, by its title and what is odd about it.
#[test]
fn oddities_are_where_the_readme_says() {
    let datasets = rows("dataset");
    let find = |start: &str| {
        let found: Vec<_> = datasets.iter().filter(|row| row["title"].starts_with(start)).collect();
        assert!(!found.is_empty(), "{start}");
        found[0]
    };
    assert_ne!(find("Bac de l’Aurelle")["archived"], "False");
    assert_ne!(find("Covid-19")["archived"], "False");
    assert_eq!(find("Schéma directeur")["resources_count"], "0");
    assert_eq!(find("Comptages vélo")["resources_count"], "250");
    let long = find("Recensement exhaustif");
    assert_eq!((long["title"].chars().count(), long["slug"].len()), (469, 255));
    assert_eq!(long["tags"].split(',').map(str::len).max(), Some(108));
    assert_eq!(find("Q")["title"].chars().count(), 1);
    assert!(
        find("Test")["title"].contains("<script>") && find("Test")["description"].contains("javascript:")
    );
    let stationnement = find("Recettes de la régie");
    assert!(stationnement["title"].contains('\n') && stationnement["slug"].ends_with("EUR"));
    assert!(["\u{a0}", "\u{2028}", "\u{feff}"].iter().all(|odd| stationnement["description"].contains(odd)));
    assert!(find("Cartes postales")["description"].contains("<iframe"));
    assert!(find("Œuvres d’art")["description"].is_empty());
    assert_eq!(find("Températures de la mer")["description"], "{{description}}");
    assert!(find("Températures de la mer")["metric.resources_downloads"].is_empty());
    let herbiers = find("Herbiers");
    assert!(
        herbiers["description"].contains("&amp;lt;") && herbiers["created_at"] > herbiers["last_modified"]
    );
    assert_eq!(find("AuréVélo")["frequency"], "realtime");
    assert_eq!(find("Bathymétrie")["frequency"], "biannual");
    assert!(find("Hébergements")["license"].is_empty());
    assert_eq!(find("Réseau d’eau potable")["license"], "License Not Specified");
    assert!(find("Base adresse locale")["badges"].contains("hvd"));
    assert_eq!(find("Plages")["badges"], "baie-bleue");
    assert_eq!(
        (find("Forêt")["slug"].as_str(), find("Forêt")["temporal_coverage.end"].as_str()),
        ("2024", "9999-12-31")
    );
    assert!(find("Registres paroissiaux")["created_at"].starts_with("1601"));
    assert!(!find("Relevés pluviométriques")["owner"].is_empty());
    let nobody = find("Ancienne carte");
    assert!(nobody["owner"].is_empty() && nobody["organization"].is_empty());
    assert_eq!(
        datasets.iter().filter(|row| row["title"] == "Subventions versées aux associations").count(),
        2
    );
    for organization in rows("organization") {
        if organization["name"].contains('<') {
            assert!(organization["slug"].is_empty());
        }
    }
}

#[test]
fn nothing_points_at_anything_real() {
    let host = |word: &str| {
        let (_, rest) = word.split_once("://")?;
        let authority = rest.split(['/', '?']).next()?;
        authority.rsplit('@').next()?.split(':').next().map(str::to_owned)
    };
    for kind in KINDS {
        for row in rows(kind) {
            for (column, value) in &row {
                for word in value
                    .split(|character: char| character.is_whitespace() || "()<>\"',`".contains(character))
                {
                    let Some(host) = host(word).filter(|_| !word.starts_with("file:")) else { continue };
                    assert!(host.ends_with("example.org"), "{kind} {column}: {word}");
                }
            }
        }
    }
    for organization in rows("organization") {
        let number = &organization["business_number_id"];
        assert!(number.is_empty() || (number.len() == 14 && !passes_luhn(number)), "{number} could be real");
    }
}

/// The checksum of real SIRET numbers.
fn passes_luhn(number: &str) -> bool {
    let sum: u32 = number
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(digit - b'0') * if place % 2 == 1 { 2 } else { 1 };
            digit / 10 + digit % 10
        })
        .sum();
    sum.is_multiple_of(10)
}
