//! The figures of `etalage stats` and of dashboards: the same as SQL counts them, and the same in chart and table.

#![allow(clippy::unwrap_used, clippy::expect_used)] // Helpers of tests fail as tests do.
#![allow(clippy::too_many_lines)] // A test is read from top to bottom.

#[path = "support/portal.rs"]
mod portal;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use etalage::catalog::vocabulary::{GRANULARITIES, format, frequency, license};
use etalage::stats::{Territory, TerritoryLevel};
use portal::Portal;
use scraper::{ElementRef, Html, Selector};

/// What exports write for licences, frequencies, formats and zones, with the ids that mean it: words, not counts.
fn terms(exports: &[PathBuf]) -> String {
    let mut licenses = BTreeSet::new();
    let mut formats = BTreeSet::new();
    let mut frequencies = BTreeSet::new();
    let mut zones = BTreeSet::new();
    for path in exports {
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').flexible(true).from_path(path).unwrap();
        let header = reader.headers().unwrap().clone();
        let place = |name: &str| header.iter().position(|column| column == name);
        let places = [
            place("license"),
            place("format"),
            place("resources_formats"),
            place("frequency"),
            place("spatial.zones"),
            place("spatial.granularity"),
        ];
        for record in reader.byte_records() {
            let record = record.unwrap();
            let text = |place: Option<usize>| {
                String::from_utf8_lossy(place.and_then(|at| record.get(at)).unwrap_or_default())
                    .trim()
                    .to_owned()
            };
            licenses.insert(text(places[0]));
            frequencies.insert(text(places[3]));
            formats.insert(text(places[1]));
            formats.extend(items(&text(places[2])));
            let granularity = text(places[5]);
            zones.extend(items(&text(places[4])).map(|zone| (zone, granularity.clone())));
        }
    }
    let mut lines = String::new();
    for text in licenses.iter().filter(|text| !text.is_empty() && !text.contains(['\n', '\t'])) {
        let id = license::recognize(text).map_or(text.as_str(), |license| license.id);
        let _ = writeln!(lines, "license\t{text}\t{id}");
    }
    for license in &license::ALL {
        let _ = writeln!(lines, "license-known\t{}\t{}", license.id, license.url.unwrap_or_default());
    }
    for (zone, granularity) in &zones {
        let known = GRANULARITIES.iter().find(|known| known.eq_ignore_ascii_case(granularity));
        let granularity = known.map_or(granularity.as_str(), |known| known);
        let found = Territory::find(zone, Some(granularity).filter(|text| !text.is_empty()));
        let codes: Vec<String> = found
            .map(|one| format!("{}{}", if one.level == TerritoryLevel::Region { 'r' } else { 'd' }, one.code))
            .collect();
        if !codes.is_empty() {
            let _ = writeln!(lines, "territory\t{zone}|{granularity}\t{}", codes.join(","));
        }
    }
    for text in &frequencies {
        let id = frequency::recognize(text).filter(|id| *id != "unknown").unwrap_or_default();
        let _ = writeln!(lines, "frequency\t{text}\t{id}");
    }
    for text in formats.iter().filter(|text| !text.is_empty() && !text.contains(['\n', '\t'])) {
        let id = format::normalize(text).unwrap_or_default();
        let _ = writeln!(lines, "format\t{text}\t{id}");
        let _ = writeln!(lines, "family\t{id}\t{}", format::family(&id).id());
    }
    lines
}

/// The items of a cell: joined by commas, or a Python list.
fn items(text: &str) -> impl Iterator<Item = String> {
    text.trim_matches(['[', ']']).split(',').map(|one| one.trim_matches([' ', '\'', '"']).to_owned())
}

/// Holds the figures of a catalogue against those that SQL gives.
fn hold(exports: &[PathBuf], date: &str) {
    let folder = tempfile::tempdir().unwrap();
    let source = if let [one] = exports { one } else { exports[0].parent().unwrap() };
    let source = toml::Value::from(source.to_str().unwrap());
    let config = format!(
        "[site]\ntitle = \"A portal\"\nbase_url = \"https://portal.example.org\"\nlanguage = \"en\"\n[source]\n\
         path = {source}\ndate = {date:?}\n"
    );
    fs::write(folder.path().join("etalage.toml"), config).unwrap();
    let printed = Command::new(env!("CARGO_BIN_EXE_etalage"))
        .args(["stats", "--json", "--config"])
        .arg(folder.path().join("etalage.toml"))
        .output()
        .unwrap();
    assert!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));
    let (figures, words) = (folder.path().join("figures.json"), folder.path().join("terms.tsv"));
    fs::write(&figures, printed.stdout).unwrap();
    fs::write(&words, terms(exports)).unwrap();
    let oracle = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stats/oracle.py");
    let told = Command::new("python3").arg(oracle).arg(&figures).arg(&words).args(exports).output();
    let told = told.expect("python3, whose sqlite3 module counts a second time, could not be run");
    let text = String::from_utf8_lossy(&told.stdout);
    println!("{text}");
    assert!(told.status.success(), "{text}{}", String::from_utf8_lossy(&told.stderr));
    assert!(text.contains("figures compared, 0 differences"), "{text}");
}

fn exports_in(folder: &Path) -> Vec<PathBuf> {
    let mut exports: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    exports.sort();
    exports
}

#[test]
fn sql_counts_the_same_in_the_example() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/port-aurelin/export");
    hold(&exports_in(&folder), "2026-01-16");
}

/// Real data, where this machine has it.
fn real(name: &str) -> Option<PathBuf> {
    let data = std::env::var_os("ETALAGE_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    let shared = data.join("national-2026").join(name);
    if shared.exists() {
        return Some(shared);
    }
    println!("skipped: no {}", shared.display());
    None
}

#[test]
fn sql_counts_the_same_in_a_sample_of_the_national_export() {
    if let Some(sample) = real("sample-a-2000.csv") {
        hold(&[sample], "2026-01-16");
    }
}

/// The export alone, whose files are only declared. `cargo test --test stats -- --ignored`.
#[test]
#[ignore = "reads 226 MB three times: a minute or two"]
fn sql_counts_the_same_in_the_national_export() {
    let Some(packed) = real("export-dataset-20260116.csv.xz") else { return };
    let folder = tempfile::tempdir().unwrap();
    let export = folder.path().join("export-dataset-20260116.csv");
    let unpacked = Command::new("xz").arg("-dkc").arg(packed).output().unwrap();
    assert!(unpacked.status.success());
    fs::write(&export, unpacked.stdout).unwrap();
    hold(&[export], "2026-01-16");
}

/// With files, organizations and reuses: the folder of exports that `ETALAGE_NATIONAL` names, as in benches.
#[test]
#[ignore = "reads 740 MB three times: minutes"]
fn sql_counts_the_same_in_a_national_catalogue() {
    let Some(folder) = std::env::var_os("ETALAGE_NATIONAL").map(PathBuf::from) else {
        println!("skipped: ETALAGE_NATIONAL names no folder of exports");
        return;
    };
    hold(&exports_in(&folder), "2026-01-16");
}

/// A portal with enough of everything for charts of every kind.
fn portal() -> Portal {
    let mut portal = Portal::of(40);
    on(&mut portal, "2026-01-16");
    portal
}

/// Sets the day that the catalogue speaks of.
fn on(portal: &mut Portal, date: &str) {
    portal.config(&format!(
        "[site]\ntitle = \"A portal\"\nbase_url = \"https://portal.example.org\"\nlanguage = \"en\"\n\
         [source]\npath = \"export\"\ndate = \"{date}\"\n"
    ));
}

fn text_of(element: ElementRef) -> String {
    element.text().collect::<String>().trim().to_owned()
}

fn select<'a>(element: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    element.select(&Selector::parse(selector).unwrap()).collect()
}

/// The lengths `h…` or heights `v…` of the shapes of a path, in its order.
fn lengths(path: &str, letter: char) -> Vec<f64> {
    path.split('M')
        .skip(1)
        .map(|shape| {
            let start = shape.find(letter).unwrap() + 1;
            let rest = &shape[start..];
            let end = rest.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(rest.len());
            rest[..end].parse().unwrap()
        })
        .collect()
}

/// A number as an English page writes it.
fn number(text: &str) -> f64 {
    let plain: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let value: f64 = plain.parse().unwrap_or(0.0);
    if text.contains('%') { value / 100.0 } else { value }
}

/// Holds a chart against the table in the same part of a page. Gives its kind.
fn hold_chart(id: &str, chart: ElementRef, scope: ElementRef) -> String {
    let rows: Vec<Vec<String>> = select(scope, "table tbody tr")
        .into_iter()
        .map(|row| select(row, "th, td").into_iter().map(text_of).collect())
        .collect();
    let headings: Vec<String> = select(scope, "thead th").into_iter().map(text_of).collect();
    assert!(!select(chart, "title").is_empty() && !select(chart, "desc").is_empty(), "{id}");
    let class = chart.attr("class").unwrap().split(' ').nth(1).unwrap();
    let keys: Vec<String> = select(scope, ".keys span").into_iter().map(text_of).collect();
    let column = |heading: &str| headings.iter().position(|one| one == heading).unwrap();
    let paths = select(chart, "path");
    match class {
        "bars-chart" => {
            let texts: Vec<String> = select(chart, ".v text").into_iter().map(text_of).collect();
            let place = (1..headings.len())
                .find(|place| texts.iter().zip(&rows).all(|(text, row)| *text == row[*place]))
                .unwrap_or_else(|| panic!("{id}: no column has {texts:?}"));
            let drawn = lengths(paths[0].attr("d").unwrap(), 'h');
            let expected: Vec<f64> =
                texts.iter().map(|text| number(text)).filter(|number| *number > 0.0).collect();
            assert_eq!(drawn.len(), expected.len(), "{id}");
            for (drawn, expected) in drawn.iter().zip(&expected) {
                // A share is written rounded.
                let room = if texts[0].contains('%') { 0.006 } else { 0.0001 };
                assert!((drawn - expected).abs() < room, "{id} {place}: {drawn} for {expected}");
            }
        }
        "parted-chart" => {
            let texts: Vec<String> = select(chart, ".v text").into_iter().map(text_of).collect();
            for (text, row) in texts.iter().zip(&rows) {
                let parts: Vec<&str> = text.split(" · ").collect();
                let expected: Vec<&str> = keys.iter().map(|key| row[column(key)].as_str()).collect();
                assert_eq!(parts, expected, "{id}");
            }
            let all: f64 = paths.iter().flat_map(|path| lengths(path.attr("d").unwrap(), 'h')).sum();
            let with_any = texts.iter().filter(|text| text.split(" · ").any(|part| part != "0")).count();
            assert!((all - 100.0 * with_any as f64).abs() < 0.1, "{id}: {all}");
        }
        "columns-chart" => {
            let places: Vec<usize> =
                if keys.is_empty() { vec![1] } else { keys.iter().map(|key| column(key)).collect() };
            for (path, place) in paths.iter().zip(places) {
                let expected: Vec<f64> =
                    rows.iter().map(|row| number(&row[place])).filter(|number| *number > 0.0).collect();
                assert_eq!(lengths(path.attr("d").unwrap_or_default(), 'v'), expected, "{id} {place}");
            }
        }
        "lines-chart" => {
            let path = paths[0].attr("d").unwrap();
            let drawn: Vec<f64> = path
                .split(['M', 'L'])
                .skip(1)
                .map(|point| point.split(' ').nth(1).unwrap().parse().unwrap())
                .collect();
            let fits = |place: &usize| {
                drawn.len() == rows.len()
                    && drawn.iter().zip(&rows).all(|(drawn, row)| {
                        let room = if row[*place].contains('%') { 0.006 } else { 0.0001 };
                        (drawn - number(&row[*place])).abs() < room
                    })
            };
            assert!((1..headings.len()).any(|place| fits(&place)), "{id}: {drawn:?}");
        }
        "strip-chart" => {
            let values: Vec<f64> =
                chart.attr("data-values").unwrap().split(' ').map(|value| value.parse().unwrap()).collect();
            let expected: Vec<f64> = rows.iter().map(|row| number(&row[1])).collect();
            assert_eq!(values, expected, "{id}");
        }
        "map-chart" => {
            let values = chart.attr("data-values").unwrap();
            let expected: Vec<String> =
                rows.iter().map(|row| format!("{}:{}", row[0], number(&row[2]))).collect();
            assert_eq!(values, expected.join(" "), "{id}");
        }
        other => panic!("{id}: a chart of no kind: {other}"),
    }
    class.to_owned()
}

/// Every chart of a site's figure pages has the numbers of the table below it.
#[test]
fn a_chart_has_the_numbers_of_its_table() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/port-aurelin");
    let folder = tempfile::tempdir().unwrap();
    let config = format!(
        "[site]\ntitle = \"A portal\"\nbase_url = \"https://portal.example.org\"\nlanguage = \"en\"\n[source]\n\
         path = {:?}\n",
        example.join("export")
    );
    fs::write(folder.path().join("etalage.toml"), config).unwrap();
    let built = Command::new(env!("CARGO_BIN_EXE_etalage"))
        .args(["build", "--quiet", "--config"])
        .arg(folder.path().join("etalage.toml"))
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let mut held = BTreeSet::new();
    for id in etalage::stats::IDS {
        let page =
            fs::read_to_string(folder.path().join(format!("public/dashboard/{id}/index.html"))).unwrap();
        assert!(page.len() < 60_000, "{id}: {} bytes", page.len());
        let html = Html::parse_document(&page);
        let main = select(html.root_element(), "main")[0];
        let Some(chart) = select(main, "svg.chart").first().copied() else { continue };
        held.insert(hold_chart(id, chart, main));
    }
    // Each organization's dashboard shows the first rows of a chart in a table folded below it.
    let mut boxes = 0;
    for organization in fs::read_dir(folder.path().join("public/organizations")).unwrap() {
        let page = organization.unwrap().path().join("dashboard/index.html");
        let Ok(page) = fs::read_to_string(page) else { continue };
        assert!(page.len() < 60_000, "{} bytes", page.len());
        let html = Html::parse_document(&page);
        for part in select(html.root_element(), ".figure-box") {
            let chart = select(part, "svg.chart")[0];
            assert_eq!(select(part, "details table").len(), 1);
            hold_chart(part.attr("aria-labelledby").unwrap(), chart, part);
            boxes += 1;
        }
    }
    assert!(boxes > 50, "{boxes} charts");
    assert!(held.len() >= 5, "charts of these kinds only: {held:?}");
    // What programs read says the same.
    for id in etalage::stats::IDS {
        let data = |extension: &str| {
            fs::read_to_string(folder.path().join(format!("public/dashboard/{id}.{extension}"))).unwrap()
        };
        let json: serde_json::Value = serde_json::from_str(&data("json")).unwrap();
        let csv = data("csv");
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let header = reader.headers().unwrap().clone();
        let rows = json["rows"].as_array().unwrap();
        for (record, row) in reader.records().map(Result::unwrap).zip(rows) {
            for (name, cell) in header.iter().zip(&record) {
                let value = match &row[name] {
                    serde_json::Value::Null => String::new(),
                    serde_json::Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                let same = cell == value
                    || cell.strip_prefix('\'') == Some(&value)
                    || cell.parse::<f64>().ok() == value.parse::<f64>().ok();
                assert!(same, "{id} {name}: {cell} and {value}");
            }
        }
        assert_eq!(csv::Reader::from_reader(csv.as_bytes()).records().count(), rows.len(), "{id}");
    }
}

#[test]
fn an_organization_has_a_dashboard_of_its_own_that_visits_do_not_change() {
    let mut portal = portal();
    let built = portal.build();
    let page = built.page("organizations/city/dashboard/");
    assert!(page.contains("figures.csv") && page.contains("mend.csv"));
    let mend = fs::read_to_string(built.folder.join("organizations/city/dashboard/mend.csv")).unwrap();
    assert!(
        mend.starts_with("dataset,dataset_title,page,late,license,files,description,documentation,"),
        "{mend}"
    );
    assert_eq!(mend.lines().count(), 1 + 14, "{mend}");
    let figures = fs::read_to_string(built.folder.join("organizations/city/dashboard/figures.csv")).unwrap();
    assert!(figures.contains("totals,1,datasets,value,14"), "{figures}");
    let json = fs::read_to_string(built.folder.join("organizations/city/dashboard/figures.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["organization"]["name"], "City");
    // Nothing of it speaks of the day.
    on(&mut portal, "2026-01-17");
    let next = portal.build();
    for file in ["index.html", "figures.csv", "figures.json", "mend.csv"] {
        let path = format!("organizations/city/dashboard/{file}");
        assert_eq!(fs::read(built.folder.join(&path)).unwrap(), fs::read(next.folder.join(&path)).unwrap());
    }
}
