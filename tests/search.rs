//! The search, from exports to answers: built by the program, asked through its own client in node.

#![allow(clippy::unwrap_used)] // Helpers of tests fail like tests.

#[path = "support/bm25f.rs"]
mod bm25f;
#[path = "support/node.rs"]
mod node;
#[path = "support/portal.rs"]
mod portal;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config as Runs, TestRunner};
use serde_json::{Value, json};

use etalage::config::{Archived, Config};
use etalage::search::analysis::{Tokenizer, fold};
use etalage::search::document::{Kind, Numbering};
use etalage::search::{SearchInput, client};
use portal::{Built, Portal};

/// Asks for datasets; gives the titles of each answer.
fn titles(built: &Built, queries: &[&str]) -> Vec<Vec<String>> {
    let questions: Vec<Value> =
        queries.iter().map(|query| json!({ "query": query, "options": { "kinds": ["dataset"] } })).collect();
    let answers = node::ask("search-ask.mjs", &built.folder, &questions);
    let title = |result: &Value| result["title"].as_str().unwrap().to_owned();
    answers.iter().map(|answer| answer["results"].as_array().unwrap().iter().map(title).collect()).collect()
}

fn folded_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    Tokenizer::default().words(text, true, |_, folded| words.push(folded.to_owned()));
    words
}

/// The core as a file that node can load.
fn core() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("core.js");
    std::fs::write(folder.path().join("package.json"), r#"{"type":"module"}"#).unwrap();
    std::fs::write(&file, client::shipped(client::CORE)).unwrap();
    (folder, file)
}

#[test]
fn the_browser_folds_every_letter_as_the_index_does() {
    if !node::is_there() {
        return;
    }
    let (_folder, core) = core();
    let letters: Vec<char> = (0..=0xffff).filter_map(char::from_u32).collect();
    let questions: Vec<Value> = letters
        .iter()
        .flat_map(|letter| [json!({ "fold": letter.to_string() }), json!({ "words": format!("a{letter}b") })])
        .collect();
    let answers = node::ask("search-ask.mjs", &core, &questions);
    for (letter, answers) in letters.iter().zip(answers.chunks(2)) {
        assert_eq!(json!(fold(&letter.to_string())), answers[0], "fold U+{:04X}", u32::from(*letter));
        assert_eq!(
            json!(folded_words(&format!("a{letter}b"))),
            answers[1],
            "words U+{:04X}",
            u32::from(*letter)
        );
    }
}

#[test]
fn the_browser_splits_texts_as_the_index_does() {
    if !node::is_there() {
        return;
    }
    let (_folder, core) = core();
    let mut runner = TestRunner::deterministic();
    let some = "\\PC{0,40}|[a-zé’'\u{301} 0-9東京都ﬁœ.-]{0,60}|[a-z]{35,50}[é東]{0,6}";
    let texts: Vec<String> = (0..2_000).map(|_| some.new_tree(&mut runner).unwrap().current()).collect();
    let questions: Vec<Value> = texts.iter().map(|text| json!({ "words": text })).collect();
    for (text, answer) in texts.iter().zip(node::ask("search-ask.mjs", &core, &questions)) {
        assert_eq!(json!(folded_words(text)), answer, "{text:?}");
    }
}

/// Words as catalogues have them: accents, elisions, codes, capitals, ligatures, signs, stop words.
const WORDS: &str = "[a-z]{1,12}|[éèàçôïœÉ]{1,2}[a-z]{2,6}|l’[aeiou][a-z]{2,6}|d'[aeé][a-z]{2,5}|[0-9]{1,6}|[A-Z]{2,5}[0-9]{0,2}\
     |de|la|est|et|[a-z]{3,6}-[a-z]{3,6}|[a-z]{3,6}\\.csv|東京都|Straße|été|[a-z]{4,8}s|[a-z]{41,45}";

#[test]
fn every_form_of_a_dataset_finds_it() {
    if !node::is_there() {
        return;
    }
    let text = proptest::collection::vec(WORDS, 1..8).prop_map(|words| words.join(" "));
    let dataset = (text.clone(), text.clone(), proptest::collection::vec(WORDS, 0..40), text);
    let catalogue = proptest::collection::vec(dataset, 1..60);
    let runs = Runs { cases: 6, failure_persistence: None, max_shrink_iters: 40, ..Runs::default() };
    TestRunner::new(runs)
        .run(&catalogue, |datasets| {
            let mut portal = Portal::new();
            let config = "[site]\ntitle = \"A\"\nbase_url = \"https://a.example.org\"\nlanguage = \"fr\"\n[source]\npath = \"export\"\n";
            portal.config(config);
            for (title, tags, description, resource) in &datasets {
                portal.dataset("x").set("title", title).set("tags", &tags.replace(' ', ","));
                portal.set("description", &description.join(" ")).organization("Ville de Port-Aurélin");
                portal.resource("r.csv");
                portal.files.get_mut("resource").unwrap().last_mut().unwrap().insert("title".into(), resource.clone());
            }
            let built = portal.build();
            let mut questions = Vec::new();
            let mut expected = Vec::new();
            for (row, (title, tags, description, resource)) in portal.files["dataset"].iter().zip(&datasets) {
                let texts = [title.as_str(), tags, &description.join(" "), resource, "Port-Aurélin csv"];
                let forms: BTreeSet<String> = texts.iter().flat_map(|text| folded_words(text)).collect();
                for form in forms {
                    questions.push(json!({ "query": form, "options": { "kinds": ["dataset"], "limit": 100 } }));
                    expected.push(row["id"].clone());
                }
            }
            let answers = node::ask("search-ask.mjs", &built.folder, &questions);
            for ((question, id), answer) in questions.iter().zip(&expected).zip(&answers) {
                let found = answer["results"].as_array().unwrap().iter().any(|result| result["id"] == **id);
                prop_assert!(found, "{} does not find {id}", question["query"]);
            }
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn accents_elisions_codes_and_quotes() {
    if !node::is_there() {
        return;
    }
    let mut portal = Portal::new();
    portal.config("[site]\ntitle = \"A\"\nbase_url = \"https://a.example.org\"\nlanguage = \"fr\"\n[source]\npath = \"export\"\n");
    portal.dataset("Qualité de l’eau potable");
    portal.dataset("Élèves des collèges de Saint-Étienne");
    portal.dataset("Particules PM10 dans l’air en 2021");
    portal.dataset("Commune 75056").set("acronym", "PARCOM");
    portal.dataset("Potable ou non, la qualité d’une eau");
    portal.dataset("Ce qu’on respire");
    let built = portal.build();
    let queries = [
        "eau",
        "l'eau",
        "l’eau",
        "eleves",
        "ÉLÈVE",
        "saint etienne",
        "pm10",
        "2021",
        "75056",
        "parcom",
        "qualit",
        "qualitee",
        "\"eau potable\"",
        "« eau potable »",
        "zqxwvk",
        "qu’eau",
    ];
    let found = titles(&built, &queries);
    let count = |place: usize, number: usize| {
        assert_eq!(found[place].len(), number, "{}: {:?}", queries[place], found[place]);
    };
    for place in 0..3 {
        count(place, 2);
    }
    for (place, title) in [
        (3, "Élèves des collèges de Saint-Étienne"),
        (4, "Élèves des collèges de Saint-Étienne"),
        (5, "Élèves des collèges de Saint-Étienne"),
        (6, "Particules PM10 dans l’air en 2021"),
        (7, "Particules PM10 dans l’air en 2021"),
        (8, "Commune 75056"),
        (9, "Commune 75056"),
    ] {
        assert_eq!(found[place].first().map(String::as_str), Some(title), "{}", queries[place]);
    }
    count(10, 2);
    count(11, 2);
    assert_eq!(found[12], ["Qualité de l’eau potable"]);
    assert_eq!(found[13], ["Qualité de l’eau potable"]);
    count(14, 0);
    count(15, 2);
}

#[test]
fn what_many_visit_comes_first_but_a_rare_title_wins() {
    if !node::is_there() {
        return;
    }
    let mut portal = Portal::new();
    for number in 0..60 {
        portal
            .dataset(&format!("Transport scolaire {number}"))
            .set("metric.views", if number == 7 { "900000" } else { "3" });
    }
    portal.dataset("Transport de grumes").set("metric.views", "1");
    let built = portal.build();
    let found = titles(&built, &["transport", "transport de grumes", "grumes"]);
    assert_eq!(found[0][0], "Transport scolaire 7");
    assert_eq!(found[1][0], "Transport de grumes");
    assert_eq!(found[2], ["Transport de grumes"]);
}

#[test]
fn ids_slugs_and_addresses_are_found_exactly() {
    if !node::is_there() {
        return;
    }
    let mut portal = Portal::of(40);
    portal.dataset("Dataset 12 again");
    let built = portal.build();
    let id = portal.files["dataset"][12]["id"].clone();
    let queries = [&id, "dataset-12", "https://www.data.gouv.fr/fr/datasets/dataset-12/", &id.to_uppercase()];
    for (query, found) in queries.iter().zip(titles(&built, &queries.map(|query| query as &str))) {
        assert_eq!(found.first().map(String::as_str), Some("Dataset 12"), "{query}");
    }
}

#[test]
fn synonyms_of_the_site_and_of_open_data() {
    if !node::is_there() {
        return;
    }
    let mut portal = Portal::new();
    portal.config(
        "[site]\ntitle = \"A\"\nbase_url = \"https://a.example.org\"\nlanguage = \"fr\"\n[source]\npath = \"export\"\n\
         [search]\nsynonyms = \"synonyms.txt\"\n",
    );
    portal.file("synonyms.txt", "ARB = arbres d’alignement\n");
    portal.dataset("Arbres d’alignement").dataset("Demandes de valeurs foncières").dataset("Autre chose");
    let found = titles(&portal.build(), &["arb", "DVF", "autre"]);
    assert_eq!(found, [["Arbres d’alignement"], ["Demandes de valeurs foncières"], ["Autre chose"]]);
}

/// The files of a folder of the search, with when each was written.
fn written(built: &Built, folder: &str) -> BTreeMap<PathBuf, SystemTime> {
    walkdir::WalkDir::new(built.folder.join("search").join(folder))
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().to_owned(), entry.metadata().unwrap().modified().unwrap()))
        .collect()
}

#[test]
fn what_did_not_change_is_not_written_again() {
    let mut portal = Portal::of(300);
    for (number, row) in portal.files.get_mut("dataset").unwrap().iter_mut().enumerate() {
        row.insert("metric.views".into(), (number * number % 977).to_string());
    }
    let first = portal.build();
    let all = written(&first, "");
    assert!(all.len() > 10);
    assert_eq!(written(&portal.build(), ""), all, "the same catalogue");

    // A night's new counts: what tells them, and the entry that names it.
    let of = |built: &Built, folder| written(built, folder);
    let (shards, summaries) = (of(&first, "i"), of(&first, "s"));
    for (number, row) in portal.files.get_mut("dataset").unwrap().iter_mut().enumerate() {
        row.insert("metric.views".into(), ((number * 7 + 3) * number % 1_301).to_string());
    }
    let counted = portal.build();
    assert_eq!(of(&counted, "i"), shards, "shards, after new counts");
    assert_eq!(of(&counted, "s"), summaries, "summaries, after new counts");
    assert_ne!(written(&counted, ""), all, "new counts are told");

    // The comparison can tell: a word more changes shards.
    portal.files.get_mut("dataset").unwrap()[150].insert("title".into(), "Zouave 150".into());
    let renamed = of(&portal.build(), "i");
    assert_ne!(renamed, shards);
}

/// The client ranks as BM25F in floats does, but for what it rounds.
#[test]
fn the_client_ranks_as_the_reference_does() {
    if !node::is_there() {
        return;
    }
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/port-aurelin");
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    let built = std::process::Command::new(env!("CARGO_BIN_EXE_etalage"))
        .args(["build", "--quiet", "--config"])
        .arg(example.join("etalage.toml"))
        .arg("--out")
        .arg(&out)
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));

    let config: Config = toml::from_str("[site]\ntitle = 'x'\nbase_url = 'https://x.example.org'\n").unwrap();
    let catalog = etalage::source::read(&config, &[example.join("export")]).unwrap();
    let names = |count: usize| vec![Box::<str>::from("x"); count];
    let (datasets, organizations) = (names(catalog.datasets.len()), names(catalog.organizations.len()));
    let (reuses, dataservices) = (names(catalog.reuses.len()), names(catalog.dataservices.len()));
    let input = SearchInput {
        catalog: &catalog,
        dataset_segments: &datasets,
        organization_segments: &organizations,
        reuse_segments: &reuses,
        dataservice_segments: &dataservices,
        archived: Archived::Page,
        language: "fr",
        synonyms: "",
        label: &|_, _| None,
    };
    let numbering = Numbering::new(&input, &Kind::ALL);
    let reference =
        bm25f::Reference::new(&input, &numbering, "fr", &config.search.weights, config.search.popularity);
    let live: Vec<_> = catalog.datasets.iter().filter(|dataset| !dataset.archived).collect();
    let questions: Vec<Value> = live
        .iter()
        .map(|dataset| json!({ "query": dataset.title, "options": { "kinds": ["dataset"], "limit": 10 } }))
        .collect();
    let (mut client, mut exact, mut shared, mut all) = (0.0, 0.0, 0, 0);
    for (dataset, answer) in live.iter().zip(node::ask("search-ask.mjs", &out, &questions)) {
        let own: Vec<&str> = answer["results"]
            .as_array()
            .unwrap()
            .iter()
            .map(|result| result["id"].as_str().unwrap())
            .collect();
        let best: Vec<&str> = reference
            .search(&dataset.title, 10)
            .into_iter()
            .map(|place| &*catalog.datasets[place].id)
            .collect();
        let rank = |ids: &[&str]| {
            ids.iter().position(|id| **id == *dataset.id).map_or(0.0, |place| 1.0 / (place + 1) as f64)
        };
        client += rank(&own);
        exact += rank(&best);
        let own: HashSet<&str> = own.into_iter().collect();
        shared += best.iter().take(3).filter(|id| own.contains(*id)).count();
        all += best.len().min(3);
    }
    let count = live.len() as f64;
    assert!(
        client / count > exact / count - 0.01,
        "MRR {} of the client, {} of the reference",
        client / count,
        exact / count
    );
    assert!(shared * 10 >= all * 9, "{shared} of the reference's first {all} are among the client's ten");
}
