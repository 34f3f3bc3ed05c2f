//! The quality score, against udata's own: the `quality` objects of its API and the `quality_score` of its export.
//!
//! The real records are not part of the project: they are in the folder that `ETALAGE_DATA` names, else in
//! `../shared/data`. Where there is none, the tests of real records say so and pass.

#![allow(clippy::unwrap_used)]

mod support {
    pub(crate) mod portal;
}

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use etalage::catalog::{
    Availability, Builder, Catalog, Criterion, Dataset, FileType, OrganizationReference, Origin, Quality,
    Resource, ResourceType, Snapshot, TemporalCoverage, is_open_format,
};
use etalage::config::Config;
use etalage::formats::write_quality;
use etalage::source;
use serde_json::Value;
use support::portal::Portal;

/// A real file; says so when there is none.
fn given(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("ETALAGE_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    let path = Some(folder.join(name)).filter(|path| path.exists());
    if path.is_none() {
        println!("not tested: no {name} (set ETALAGE_DATA to a folder that holds it)");
    }
    path
}

/// A dataset of the day before the snapshot that passes everything.
fn perfect() -> Dataset {
    Dataset {
        id: "5".into(),
        title: "Trees".into(),
        description: "x".repeat(201).into(),
        license: Some("notspecified".into()),
        frequency: Some("daily".into()),
        temporal_coverage: Some(TemporalCoverage { start: "2020-01-01".parse().ok(), end: None }),
        granularity: Some("poi".into()),
        resources: vec![resource("csv")].into(),
        ..Dataset::default()
    }
}

fn resource(format: &str) -> Resource {
    Resource {
        id: "r".into(),
        description: "What it holds".into(),
        open_format: is_open_format(format),
        last_modified: "2026-01-15T12:00:00Z".parse::<jiff::Timestamp>().ok().map(Into::into),
        ..Resource::default()
    }
}

fn joined(datasets: Vec<Dataset>) -> Catalog {
    let mut builder = Builder::default();
    let file = builder.file("export");
    for (row, mut dataset) in (1..).zip(datasets) {
        for resource in Arc::unwrap_or_clone(std::mem::take(&mut dataset.resources)) {
            builder.resource(&dataset.id, resource, Origin { file, row });
        }
        builder.dataset(dataset, OrganizationReference::default(), Origin { file, row });
    }
    builder.finish(Snapshot { date: "2026-01-16".parse().unwrap(), ..Snapshot::default() }, None)
}

type Change = Box<dyn FnOnce(&mut Dataset)>;

/// The first file of a dataset.
fn first(dataset: &mut Dataset) -> &mut Resource {
    &mut Arc::make_mut(&mut dataset.resources)[0]
}

/// What a change to the perfect dataset costs.
fn failed(change: impl FnOnce(&mut Dataset)) -> Vec<&'static str> {
    let mut dataset = perfect();
    change(&mut dataset);
    let catalog = joined(vec![dataset]);
    let quality = catalog.quality(&catalog.datasets[0]);
    quality
        .answers()
        .filter(|(_, answer)| *answer == Some(false))
        .map(|(criterion, _)| criterion.id())
        .collect()
}

#[test]
fn each_criterion_is_a_point() {
    use Criterion::{
        DescriptionQuality, License, OpenFormat, ResourcesAvailable, ResourcesDocumentation, Spatial,
        TemporalCoverage, UpdateFrequency, UpdateFulfilledInTime,
    };
    let modified = |day: &str| Some(day.parse::<jiff::Timestamp>().unwrap().into());
    let unavailable = Availability::Unavailable { status: Some(404), checked_on: None };
    let cases: Vec<(Change, &[Criterion])> = vec![
        (Box::new(|_| ()), &[]),
        (Box::new(|d| d.license = None), &[License]),
        (Box::new(|d| d.temporal_coverage = None), &[TemporalCoverage]),
        (Box::new(|d| d.granularity = None), &[Spatial]),
        (
            Box::new(|d| {
                d.granularity = None;
                d.has_geometry = true;
            }),
            &[],
        ),
        (Box::new(|d| d.frequency = None), &[UpdateFrequency, UpdateFulfilledInTime]),
        (
            Box::new(move |d| first(d).last_modified = modified("2026-01-13T23:59:59Z")),
            &[UpdateFulfilledInTime],
        ),
        (Box::new(move |d| first(d).last_modified = modified("2026-01-14T00:00:00Z")), &[]),
        (
            Box::new(move |d| {
                d.frequency = Some("punctual".into());
                first(d).last_modified = modified("1999-01-01T00:00:00Z");
            }),
            &[],
        ),
        (Box::new(|d| d.description = "é".repeat(100).into()), &[DescriptionQuality]),
        (Box::new(|d| d.description = "é".repeat(101).into()), &[]),
        (Box::new(|d| first(d).open_format = is_open_format("XLSX")), &[OpenFormat]),
        (Box::new(|d| first(d).open_format = is_open_format(" ")), &[OpenFormat]),
        (Box::new(move |d| first(d).availability = unavailable), &[ResourcesAvailable]),
        (
            Box::new(move |d| {
                first(d).availability = unavailable;
                first(d).filetype = FileType::File;
            }),
            &[],
        ),
        (Box::new(|d| first(d).description = "".into()), &[ResourcesDocumentation]),
        (
            Box::new(|d| {
                first(d).description = "".into();
                first(d).kind = ResourceType::Documentation;
            }),
            &[],
        ),
        (
            Box::new(|d| {
                d.resources = Arc::default();
                d.resources_declared = Some(0);
                d.last_modified = "2026-01-16T00:00:00Z".parse().ok();
            }),
            &[OpenFormat, ResourcesAvailable, ResourcesDocumentation],
        ),
    ];
    for (place, (change, criteria)) in cases.into_iter().enumerate() {
        let ids: Vec<_> = criteria.iter().map(|criterion| criterion.id()).collect();
        assert_eq!(failed(change), ids, "case {place}");
    }
}

#[test]
fn what_the_source_does_not_carry_is_unknown() {
    let mut unlisted = perfect();
    unlisted.resources = Arc::default();
    unlisted.resources_declared = Some(3);
    unlisted.quality_score = Some(78);
    let catalog = joined(vec![unlisted]);
    let quality = catalog.quality(&catalog.datasets[0]);
    for criterion in Criterion::ALL {
        let is_of_files = matches!(
            criterion,
            Criterion::UpdateFulfilledInTime
                | Criterion::OpenFormat
                | Criterion::ResourcesAvailable
                | Criterion::ResourcesDocumentation
        );
        assert_eq!(quality.answer(criterion), (!is_of_files).then_some(true), "{}", criterion.id());
    }
    assert_eq!((quality.score(), quality.range()), (None, (56, 100)));
    let mut table = Vec::new();
    write_quality(&catalog, &mut table).unwrap();
    assert_eq!(
        String::from_utf8(table).unwrap(),
        "id,license,temporal_coverage,spatial,update_frequency,update_fulfilled_in_time,\
         dataset_description_quality,has_open_format,all_resources_available,resources_documentation,score\n\
         5,true,true,true,true,,true,,,,0.78\n"
    );
}

#[test]
fn scores_of_the_export_tell_the_length_asked_of_descriptions() {
    let described = |id: &str, length: usize, score: Option<u8>| Dataset {
        id: id.into(),
        description: "x".repeat(length).into(),
        quality_score: score,
        ..perfect()
    };
    let length = |datasets| joined(datasets).quality_rules.description_length;
    assert_eq!(length(vec![described("a", 150, None)]), 100);
    assert_eq!(length(vec![described("a", 150, Some(100)), described("b", 150, Some(89))]), 100);
    assert_eq!(
        length(vec![
            described("a", 150, Some(89)),
            described("b", 150, Some(89)),
            described("c", 150, Some(100)),
            described("d", 300, Some(100)),
        ]),
        200
    );
}

/// A day on which the real objects may have been captured, which nobody wrote down: the newest update that they tell
/// of is of 2022-12-02, and every day from the 4th to the 16th explains each of their promises.
const CAPTURED: &str = "2022-12-09";

/// How an answer of udata's compares with ours under one set of its constants and under the other.
#[derive(Default)]
struct Agreement {
    compared: u32,
    /// Under HEAD's: descriptions of more than 100 characters, `notspecified` is a licence.
    head: u32,
    /// Under those of the capture: more than 200 characters, `notspecified` is none.
    capture: u32,
    /// Under the one or the other.
    either: u32,
}

/// udata's own answers, under the rules of each time: descriptions of 100 or 200 characters, `notspecified` counted
/// or not. The objects come from portals of several versions, so that the better of the two is taken of each criterion
/// of each object.
#[test]
fn real_objects_of_the_api_agree() {
    let Some(file) = given("api-objects/datasets.jsonl") else { return };
    let text = std::fs::read_to_string(&file).unwrap();
    let objects: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: BTreeMap<&str, &Value> = objects
        .iter()
        .filter(|object| object["quality"]["score"].is_number())
        .map(|object| (object["id"].as_str().unwrap(), &object["quality"]))
        .collect();
    let catalog = source::read(&on(CAPTURED), &[file]).unwrap();
    let mut criteria: BTreeMap<Criterion, Agreement> = BTreeMap::new();
    let (mut objects, mut disagreements, mut promises) = (Agreement::default(), Vec::new(), Vec::new());
    for dataset in &catalog.datasets {
        let Some(told) = told.get(&*dataset.id) else { continue };
        let answers = |description_length| {
            let mut rules = catalog.quality_rules;
            rules.description_length = description_length;
            Quality::of(dataset, &rules)
        };
        let (of_100, of_200) = (answers(100), answers(200));
        let is_unspecified = dataset.license.as_deref() == Some("notspecified");
        let (mut head, mut capture, mut wrong) = (true, true, Vec::new());
        for criterion in Criterion::ALL {
            let theirs = told[criterion.id()].as_bool().unwrap_or(false);
            let under_head = of_100.answer(criterion) == Some(theirs);
            let under_capture = match criterion {
                Criterion::License if is_unspecified => !theirs,
                criterion => of_200.answer(criterion) == Some(theirs),
            };
            let agreement = criteria.entry(criterion).or_default();
            agreement.add(under_head, under_capture);
            // What depends on the day of the capture is listed apart.
            if criterion == Criterion::UpdateFulfilledInTime {
                if !under_head {
                    promises.push(line(dataset, criterion, theirs));
                }
                continue;
            }
            (head, capture) = (head && under_head, capture && under_capture);
            if !under_head && !under_capture {
                wrong.push(criterion);
            }
            if !under_head || !under_capture {
                let note = if under_head {
                    "agrees under HEAD's constants"
                } else if under_capture {
                    "agrees under the capture's"
                } else {
                    "agrees under neither"
                };
                disagreements.push(format!("{} {note}", line(dataset, criterion, theirs)));
            }
        }
        objects.add_all(head, capture, wrong.is_empty());
    }
    println!("{:<28} {:>8} {:>6} {:>8} {:>7}", "criterion", "compared", "HEAD", "capture", "either");
    for (criterion, agreement) in &criteria {
        let apart = *criterion == Criterion::UpdateFulfilledInTime;
        println!("{}{}", agreement.row(criterion.id()), if apart { "  (by the day: apart)" } else { "" });
    }
    println!("{}", objects.row("all but the promise"));
    println!("\nDisagreements under one of the two:\n{}", disagreements.join("\n"));
    println!("\nPromises of update that disagree, were the capture of {CAPTURED}: {}", promises.len());
    println!("{}", promises.join("\n"));
    assert!(objects.compared > 100);
    assert!(objects.either * 100 >= objects.compared * 98, "{}", disagreements.join("\n"));
    for (criterion, agreement) in &criteria {
        assert!(agreement.either * 100 >= agreement.compared * 98, "{}", criterion.id());
    }
}

impl Agreement {
    fn add(&mut self, head: bool, capture: bool) {
        self.add_all(head, capture, head || capture);
    }

    fn add_all(&mut self, head: bool, capture: bool, either: bool) {
        self.compared += 1;
        self.head += u32::from(head);
        self.capture += u32::from(capture);
        self.either += u32::from(either);
    }

    fn row(&self, name: &str) -> String {
        let Self { compared, head, capture, either } = self;
        format!("{name:<28} {compared:>8} {head:>6} {capture:>8} {either:>7}")
    }
}

/// A line of a table of disagreements.
fn line(dataset: &Dataset, criterion: Criterion, theirs: bool) -> String {
    let title: String = dataset.title.chars().take(50).collect();
    format!("{}  {:<28} udata says {theirs:<5}  {title:<50}", dataset.id, criterion.id())
}

/// The configuration of a catalogue of a day.
fn on(day: &str) -> Config {
    let text = format!(
        "[site]\ntitle = 'Essai'\nbase_url = 'https://essai.example'\n[source]\npath = '.'\ndate = '{day}'"
    );
    toml::from_str(&text).unwrap()
}

/// Rows without files: all nine criteria are known, so the score is the same. Others: it lies in the range.
#[test]
fn scores_of_the_real_export_agree() {
    let Some(file) = given("national-2026/sample-a-2000.csv") else { return };
    // The whole export, where a folder holds it: without the others, its files are only declared.
    let file = std::env::var_os("ETALAGE_NATIONAL").map_or(file, |folder| {
        let exports = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let is_of_datasets = |path: &PathBuf| path.to_str().unwrap().contains("export-dataset");
        exports.filter(is_of_datasets).min().unwrap()
    });
    let catalog = source::read(&on("2026-01-16"), &[file]).unwrap();
    assert_eq!(catalog.quality_rules.description_length, 200);
    let (mut known, mut equal, mut ranged, mut inside, mut others) = (0, 0, 0, 0, Vec::new());
    for dataset in &catalog.datasets {
        let Some(told) = dataset.quality_score else { continue };
        let quality = catalog.quality(dataset);
        if let Some(score) = quality.score() {
            known += 1;
            equal += u32::from(score == told);
            if score != told {
                others.push(format!("{}  {told} told, {score} counted  {}", dataset.id, dataset.title));
            }
        } else {
            let (least, most) = quality.range();
            ranged += 1;
            inside += u32::from((least..=most).contains(&told));
            if !(least..=most).contains(&told) {
                others.push(format!(
                    "{}  {told} told, {least} to {most} counted  {}",
                    dataset.id, dataset.title
                ));
            }
        }
    }
    println!("{equal} of {known} scores are equal; {inside} of {ranged} lie in the range; the others:");
    println!("{}", others.join("\n"));
    assert!(known > 0 && ranged > 0);
    assert!(equal * 100 >= known * 97);
    assert!(inside * 100 >= ranged * 99);
}

#[test]
fn a_page_says_what_passes_and_what_to_do() {
    let mut portal = Portal::new();
    portal.dataset("Trees").set("license", "").set("quality_score", "0.33").resource("trees.csv");
    portal
        .dataset("Sheets")
        .set("frequency", "punctual")
        .set("resources_count", "0")
        .set("quality_score", "0.33");
    let built = portal.build();
    let page = built.page("datasets/trees/");
    for words in [
        "There is no licence",
        "Choose a licence",
        "Updates are late",
        "Area covered: unknown",
        "Files are in standard formats",
        "Files are not documented",
        // The export has no column of checks, so the number is the portal's.
        "Availability of files: unknown",
        "As the source portal says",
        "33%",
        "points of 405",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let page = built.page("datasets/sheets/");
    assert!(page.contains("There is no file") && !page.contains("Files are not documented"));
}
