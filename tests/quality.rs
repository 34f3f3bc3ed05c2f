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

/// A dataset of udata's API, with what its `quality` takes.
fn of_api(object: &Value) -> Dataset {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let some = |value: &Value| value.as_str().filter(|text| !text.is_empty()).map(Into::into);
    let moment = |value: &Value| format!("{}Z", text(value).trim_end_matches("+00:00")).parse().ok();
    let resources = object["resources"].as_array().unwrap();
    Dataset {
        id: text(&object["id"]).into(),
        title: text(&object["title"]).into(),
        description: text(&object["description"]).into(),
        license: some(&object["license"]),
        frequency: some(&object["frequency"]).filter(|id: &std::sync::Arc<str>| &**id != "unknown"),
        temporal_coverage: object["temporal_coverage"]
            .is_object()
            .then_some(TemporalCoverage { start: None, end: None }),
        has_geometry: object["spatial"].is_object(),
        last_modified: moment(&object["last_modified"]),
        resources_declared: u32::try_from(resources.len()).ok(),
        resources: resources
            .iter()
            .map(|resource| Resource {
                id: text(&resource["id"]).into(),
                kind: ResourceType::from_id(&text(&resource["type"])).unwrap_or_default(),
                filetype: if resource["filetype"] == "remote" { FileType::Remote } else { FileType::File },
                description: text(&resource["description"]).into(),
                open_format: is_open_format(&text(&resource["format"])),
                last_modified: moment(&resource["last_modified"]).map(jiff::Timestamp::into),
                availability: if resource["extras"]["check:available"] == false {
                    Availability::Unavailable { status: None, checked_on: None }
                } else {
                    Availability::Unknown
                },
                ..Resource::default()
            })
            .collect::<Vec<_>>()
            .into(),
        ..Dataset::default()
    }
}

/// udata's own answers, under the rules of each time: descriptions of 100 or 200 characters, `notspecified` counted
/// or not.
#[test]
fn real_objects_of_the_api_agree() {
    let Some(file) = given("api-objects/datasets.jsonl") else { return };
    let text = std::fs::read_to_string(file).unwrap();
    let objects: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: BTreeMap<&str, &Value> = objects
        .iter()
        .filter(|object| object["quality"]["score"].is_number())
        .map(|object| (object["id"].as_str().unwrap(), &object["quality"]))
        .collect();
    let catalog = joined(objects.iter().map(of_api).collect());
    let mut disagreements = Vec::new();
    let (mut compared, mut agreeing) = (0, 0);
    for dataset in &catalog.datasets {
        let Some(told) = told.get(&*dataset.id) else { continue };
        let answers = |description_length| {
            let mut rules = catalog.quality_rules;
            rules.description_length = description_length;
            Quality::of(dataset, &rules)
        };
        let (of_100, of_200) = (answers(100), answers(200));
        let unspecified = dataset.license.as_deref() == Some("notspecified");
        let mut wrong = Vec::new();
        for criterion in Criterion::ALL {
            // What depends on the day of the capture, which nobody wrote down.
            if criterion == Criterion::UpdateFulfilledInTime {
                continue;
            }
            let theirs = told[criterion.id()].as_bool().unwrap_or(false);
            let ours = [of_100, of_200].map(|quality| quality.answer(criterion).unwrap());
            let is_older_rule = criterion == Criterion::License && unspecified && !theirs;
            if !ours.contains(&theirs) && !is_older_rule {
                wrong.push(criterion.id());
            }
        }
        compared += 1;
        if wrong.is_empty() {
            agreeing += 1;
        } else {
            disagreements.push(format!("{}  {}  {}", dataset.id, wrong.join(" "), dataset.title));
        }
    }
    println!("{agreeing} of {compared} agree; the others:\n{}", disagreements.join("\n"));
    assert!(compared > 100);
    assert!(agreeing * 100 >= compared * 98, "{}", disagreements.join("\n"));
}

/// Rows without files: all nine criteria are known, so the score is the same. Others: it lies in the range.
#[test]
fn scores_of_the_real_export_agree() {
    let Some(file) = given("national-2026/sample-a-2000.csv") else { return };
    let file = std::env::var_os("ETALAGE_NATIONAL").map_or(file, PathBuf::from);
    let config: Config = toml::from_str(
        "[site]\ntitle = 'Essai'\nbase_url = 'https://essai.example'\n[source]\npath = '.'\ndate = '2026-01-16'",
    )
    .unwrap();
    let catalog = source::read(&config, &[file]).unwrap();
    assert_eq!(catalog.quality_rules.description_length, 200);
    let (mut known, mut equal, mut ranged, mut inside) = (0, 0, 0, 0);
    for dataset in &catalog.datasets {
        let Some(told) = dataset.quality_score else { continue };
        let quality = catalog.quality(dataset);
        if let Some(score) = quality.score() {
            known += 1;
            equal += u32::from(score == told);
        } else {
            let (least, most) = quality.range();
            ranged += 1;
            inside += u32::from((least..=most).contains(&told));
        }
    }
    println!("{equal} of {known} scores are equal; {inside} of {ranged} lie in the range");
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
