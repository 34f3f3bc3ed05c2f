//! Which files are read: folders, lists, compressed ones, those that are no export; and which day they speak of.

use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use etalage::catalog::DateOrigin;
use etalage::source::{Source, SourceError};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::export::{Exports, config, example, findings};

const DATASETS: &str =
    "\"id\";\"title\";\"slug\";\"url\"\r\n\"a\";\"A\";\"a\";\"https://www.data.gouv.fr/datasets/a/\"\r\n";

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn gzip_bom_commas_and_odd_names_are_read() {
    let two = format!("{DATASETS}\"b\";\"B\";\"b\";\"\"\r\n");
    let (head, tail) = two.split_at(90);
    let members = [gzip(head), gzip(tail)].concat();
    for (name, bytes, count) in [
        ("datasets.csv.gz", gzip(DATASETS), 1),
        ("two members.csv.gz", members, 2),
        ("not named so.csv", gzip(DATASETS), 1),
        ("bom.csv", [b"\xef\xbb\xbf", DATASETS.as_bytes()].concat(), 1),
        ("commas.csv", DATASETS.replace(';', ",").into(), 1),
        ("tabs.CSV", DATASETS.replace(';', "\t").into(), 1),
        ("line feeds.csv", DATASETS.replace("\r\n", "\n").into(), 1),
        ("no last line break.csv", DATASETS.trim_end().into(), 1),
        ("deep/in/a/folder.csv", DATASETS.into(), 1),
        ("UPPER.csv", DATASETS.replace("\"id\"", "\"ID\"").into(), 1),
    ] {
        let catalog = Exports::new().file(name, bytes).read();
        assert_eq!(catalog.datasets.len(), count, "{name}");
        assert_eq!((&*catalog.datasets[0].id, &*catalog.datasets[0].title), ("a", "A"), "{name}");
        assert_eq!(catalog.portal.as_deref(), Some("https://www.data.gouv.fr"));
        assert_eq!(findings(&catalog), Vec::<String>::new());
    }
}

#[test]
fn files_are_named_with_their_hash() {
    let exports = Exports::new()
        .file("datasets-2026-01-16.csv", DATASETS)
        .file("z.csv.gz", gzip("name;datasets;reuses;total\nx;1;0;1\ny;1;0;1\n"));
    let catalog = exports.read();
    let files: Vec<_> =
        catalog.snapshot.files.iter().map(|file| (&*file.name, &*file.kind, file.rows)).collect();
    assert_eq!(files, [("datasets-2026-01-16.csv", "dataset", 1), ("z.csv.gz", "tag", 2)]);
    for file in &catalog.snapshot.files {
        let bytes = std::fs::read(exports.path().join(&file.name)).unwrap();
        let digits = (0..file.sha256.len()).step_by(2).map(|at| &file.sha256[at..at + 2]);
        let hash: Vec<u8> = digits.map(|two| u8::from_str_radix(two, 16).unwrap()).collect();
        assert_eq!(hash, Sha256::digest(bytes).as_slice());
    }
    assert_eq!(catalog.snapshot.date.to_string(), "2026-01-16");
    assert_eq!(catalog.snapshot.origin, DateOrigin::FileName);
}

#[test]
fn what_is_no_export_is_said() {
    let catalog = Exports::new()
        .file("datasets.csv", DATASETS)
        .file("villes.csv", "nom;code\nSète;34301\n")
        .file("empty.csv", "")
        .file("notes.txt", "not looked at")
        .file(".hidden.csv", "nor this")
        .read();
    assert_eq!(findings(&catalog), ["unknown-file: 2"]);
    assert_eq!(example(&catalog, "unknown-file").file, "empty.csv");
}

#[test]
fn unknown_columns_are_said() {
    let catalog =
        Exports::new().csv("d.csv", "id title slug nouveau metric.new", &[&["a", "A", "a", "?", "1"]]).read();
    assert_eq!(findings(&catalog), ["unknown-column: 1"]);
    assert_eq!(example(&catalog, "unknown-column").field, "nouveau");
}

#[cfg(unix)]
#[test]
fn links_in_a_folder_are_not_followed() {
    let outside = Exports::new().file("secret.csv", DATASETS);
    let exports = Exports::new().file("datasets.csv", DATASETS);
    std::os::unix::fs::symlink(outside.path().join("secret.csv"), exports.path().join("link.csv")).unwrap();
    std::os::unix::fs::symlink(outside.path(), exports.path().join("folder")).unwrap();
    let catalog = exports.read();
    assert_eq!(catalog.snapshot.files.len(), 1);
    assert_eq!(findings(&catalog), ["link-not-followed: 1"]);
}

#[test]
fn a_list_of_files_is_read_once_each() {
    let exports = Exports::new().file("a.csv", DATASETS).file("b.csv", "nom;code\n");
    let [a, folder] = [exports.path().join("a.csv"), exports.path().to_owned()];
    let catalog = exports.try_read_paths(&[a.clone(), folder, a]).unwrap();
    assert_eq!(catalog.snapshot.files.len(), 1);
    assert_eq!(findings(&catalog), ["unknown-file: 1"]);
}

#[test]
fn errors_say_what_was_looked_for_and_where() {
    let error = |exports: &Exports| exports.try_read().unwrap_err();
    let empty = Exports::new().file("notes.txt", "x");
    assert!(matches!(error(&empty), SourceError::NoFile { .. }));
    assert!(error(&empty).to_string().contains(&empty.path().display().to_string()));

    let other = Exports::new().file("villes.csv", "nom;code\nSète;34301\n");
    assert!(matches!(error(&other), SourceError::NoExport { .. }));
    assert!(error(&other).to_string().contains("villes.csv"));

    let lone = Exports::new().csv("r.csv", "dataset.id id url", &[&["a", "r", "https://x.example"]]);
    assert!(matches!(error(&lone), SourceError::NoDatasets { .. }));
    assert!(error(&lone).to_string().contains("r.csv: resource"));

    let missing = Exports::new().try_read_paths(&[PathBuf::from("/no/such/folder")]).unwrap_err();
    assert!(missing.to_string().contains("/no/such/folder"));
    assert!(matches!(Source::find(&config(""), &[]), Err(SourceError::NoPath)));

    let cut = gzip(DATASETS);
    let truncated = Exports::new().file("d.csv.gz", &cut[..cut.len() - 12]);
    assert!(matches!(error(&truncated), SourceError::Unreadable { .. }));

    let date = Exports::new().file("d.csv", DATASETS).config("date = '16/01/2026'");
    assert!(error(&date).to_string().contains("16/01/2026"));
    let portal = Exports::new().file("d.csv", DATASETS).config("portal = 'data.gouv.fr'");
    assert!(matches!(error(&portal), SourceError::Portal { .. }));
}

#[test]
fn paths_of_the_configuration_are_relative_to_it() {
    let exports = Exports::new().file("export/datasets.csv", DATASETS);
    let mut config = config("path = 'export'\ndate = '2024-02-29'\nportal = 'https://portail.example/'");
    config.root = exports.path().to_owned();
    let catalog = etalage::source::read(&config, &[]).unwrap();
    assert_eq!(catalog.datasets.len(), 1);
    assert_eq!(catalog.snapshot.date.to_string(), "2024-02-29");
    assert_eq!(catalog.snapshot.origin, DateOrigin::Config);
    assert_eq!(catalog.portal.as_deref(), Some("https://portail.example"));
}

#[test]
fn progress_adds_up() {
    let exports = Exports::new()
        .file("d.csv", DATASETS)
        .file("t.csv.gz", gzip("name;datasets;reuses;total\nx;1;0;1\n"));
    let source = Source::find(&config(""), &[exports.path().to_owned()]).unwrap();
    let (bytes, read) = (source.bytes(), AtomicU64::new(0));
    source
        .read(&|more| {
            read.fetch_add(more, Ordering::Relaxed);
        })
        .unwrap();
    assert_eq!(read.into_inner(), bytes);
    assert!(bytes > 100);
}
