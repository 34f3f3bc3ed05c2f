//! Real exports, where there are any.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use crate::export::{config, findings, given};

fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').flexible(true).from_path(path).unwrap();
    let header = reader.headers().unwrap().clone();
    let row =
        |record: csv::StringRecord| header.iter().zip(&record).map(|(k, v)| (k.into(), v.into())).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

#[test]
fn exports_of_2025_are_read() {
    let Some(folder) = given("export-headers-2025") else { return };
    let catalog = etalage::source::read(&config(""), std::slice::from_ref(&folder)).unwrap();
    let kinds: Vec<_> = catalog.snapshot.files.iter().map(|file| (&*file.kind, file.rows)).collect();
    let read = |kind: &str, file: &str| {
        let rows = rows(&folder.join(file));
        assert!(kinds.contains(&(kind, rows.len() as u64)), "{kind}: {kinds:?}");
        rows
    };
    let datasets = read("dataset", "test_datasets_catalog.csv");
    let resources = read("resource", "test_resources_catalog.csv");
    let reuses = read("reuse", "test_reuses_catalog.csv");
    let dataservices = read("dataservice", "test_dataservices_catalog.csv");
    read("organization", "test_organizations_catalog.csv");
    for row in &datasets {
        let dataset = catalog.datasets.iter().find(|dataset| *dataset.id == *row["id"]).unwrap();
        assert_eq!((&*dataset.title, &*dataset.slug), (row["title"].trim(), &*row["slug"]));
    }
    assert_eq!(catalog.datasets.len(), datasets.len());
    assert_eq!(catalog.reuses.len(), reuses.len());
    assert_eq!(catalog.dataservices.len(), dataservices.len());
    assert_eq!(
        catalog.resources_count() as u64 + catalog.findings.count("dangling-resource-dataset"),
        resources.len() as u64
    );
    // One dataset row has 37 cells for 40 columns.
    assert_eq!(catalog.findings.count("ragged-row"), 1, "{:?}", findings(&catalog));
    assert_eq!(catalog.findings.count("unknown-column"), 0, "{:?}", findings(&catalog));
}

#[test]
fn every_anomaly_is_a_record() {
    let Some(file) = given("national-2026/anomalies.csv") else { return };
    let catalog = etalage::source::read(&config(""), std::slice::from_ref(&file)).unwrap();
    let rows = rows(&file);
    assert_eq!(catalog.datasets.len(), rows.len());
    let ids: HashSet<_> = catalog.datasets.iter().map(|dataset| &*dataset.id).collect();
    for row in &rows {
        assert!(ids.contains(&*row["id"]), "{}", row["id"]);
    }
    for dataset in &catalog.datasets {
        assert!(!dataset.title.is_empty() && !dataset.title.contains(char::is_control), "{}", dataset.id);
    }
    assert_eq!(catalog.findings.count("missing-title"), 0);
    assert!(catalog.findings.count("placeholder-description") > 0);
    assert!(catalog.findings.count("impossible-date") > 0);
}
