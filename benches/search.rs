//! Builds the search of a real catalogue and says what it costs.
//!
//! `ETALAGE_CATALOGUE=folder ETALAGE_OUT=folder cargo bench --bench search` writes the files, `lexicon.tsv` (every word), `known.json` (queries of
//! known answer) and `texts.jsonl` (what other search engines are given), ready for `tests/web/search-measure.mjs` and
//! `tests/web/search-pagefind.mjs`. Without a catalogue there is nothing to measure, and it says so.

#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

#[path = "../tests/support/bm25f.rs"]
mod bm25f;
#[path = "search/known.rs"]
mod known;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use etalage::config::{Archived, Config};
use etalage::search::document::{Field, Kind, Numbering};
use etalage::search::{SearchInput, build, input_key};
use etalage::source;
use etalage::text::path::assign_all;

fn main() {
    let Some(folder) = std::env::var_os("ETALAGE_CATALOGUE").map(PathBuf::from) else {
        println!("search: no catalogue to measure; name a folder of exports in ETALAGE_CATALOGUE");
        return;
    };
    // ETALAGE_SEARCH: what the table `[search]` says, to try other weights.
    let tried = std::env::var("ETALAGE_SEARCH").unwrap_or_default();
    let config: Config =
        toml::from_str(&format!("[site]\ntitle = 'x'\nbase_url = 'https://x.test'\n[search]\n{tried}\n"))
            .unwrap();
    let start = Instant::now();
    let catalog = source::read(&config, &[folder]).unwrap();
    println!("read      {:6.2} s  {} datasets", start.elapsed().as_secs_f64(), catalog.datasets.len());

    let segments = |records: Vec<(&str, &str)>| assign_all(&records, &[]);
    let dataset_segments = segments(catalog.datasets.iter().map(|r| (&*r.slug, &*r.id)).collect());
    let organization_segments = segments(catalog.organizations.iter().map(|r| (&*r.slug, &*r.id)).collect());
    let reuse_segments = segments(catalog.reuses.iter().map(|r| (&*r.slug, &*r.id)).collect());
    let dataservice_segments = segments(catalog.dataservices.iter().map(|r| (&*r.slug, &*r.id)).collect());
    let input = SearchInput {
        catalog: &catalog,
        dataset_segments: &dataset_segments,
        organization_segments: &organization_segments,
        reuse_segments: &reuse_segments,
        dataservice_segments: &dataservice_segments,
        archived: Archived::Page,
        language: "fr",
        synonyms: "",
        label: &|_, _| None,
    };
    let start = Instant::now();
    let key = input_key(&input, &config.search);
    println!("key       {:6.2} s", start.elapsed().as_secs_f64());
    let before = memory();
    let start = Instant::now();
    let bundle = build(&input, &config.search);
    println!("build     {:6.2} s  {} files", start.elapsed().as_secs_f64(), bundle.len());
    println!("memory    {before} MB before, {} MB at the highest", memory());
    let again = input_key(&input, &config.search);
    assert!(key == again, "the key of the same input");

    report(&bundle);
    if let Some(out) = std::env::var_os("ETALAGE_OUT").map(PathBuf::from) {
        write(&bundle, &out);
        drop(bundle);
        std::fs::write(out.join("lexicon.tsv"), lexicon(&input)).unwrap();
        if std::env::var_os("ETALAGE_KNOWN").is_some() {
            return;
        }
        let numbering = Numbering::new(&input, &Kind::ALL);
        let weights = &config.search.weights;
        let reference = bm25f::Reference::new(&input, &numbering, "fr", weights, config.search.popularity);
        let queries = known::queries(&input, &reference, 2026);
        std::fs::write(out.join("known.json"), queries.to_string()).unwrap();
        std::fs::write(out.join("texts.jsonl"), texts(&input)).unwrap();
    }
}

/// Every distinct word of the datasets, as written and folded.
fn lexicon(input: &SearchInput<'_>) -> String {
    let mut known = std::collections::BTreeMap::<String, String>::new();
    let mut tokenizer = etalage::search::analysis::Tokenizer::default();
    for place in 0..input.catalog.datasets.len() {
        input.record(Kind::Dataset, place).texts(input.catalog, |_, text| {
            tokenizer.words(text, true, |written, folded| {
                if !known.contains_key(written) {
                    known.insert(written.to_owned(), folded.to_owned());
                }
            });
        });
    }
    let mut lines = String::new();
    for (written, folded) in known {
        writeln!(lines, "{written}\t{folded}").unwrap();
    }
    lines
}

/// The live datasets' texts, a line of JSON each.
fn texts(input: &SearchInput<'_>) -> String {
    let mut lines = String::new();
    for place in 0..input.catalog.datasets.len() {
        let record = input.record(Kind::Dataset, place);
        if input.catalog.datasets[place].archived {
            continue;
        }
        let mut fields = std::collections::BTreeMap::<String, Vec<String>>::new();
        record.texts(input.catalog, |field, text| {
            fields.entry(format!("{field:?}")).or_default().push(text.to_owned());
        });
        let field = |field: Field| fields.get(&format!("{field:?}")).cloned().unwrap_or_default();
        let line = serde_json::json!({
            "id": record.id(), "title": record.title(), "organization": field(Field::Organization),
            "tags": field(Field::Tags), "resources": field(Field::Resources), "description": field(Field::Description),
        });
        writeln!(lines, "{line}").unwrap();
    }
    lines
}

/// Peak resident memory of the process, where Linux tells.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0) / 1024
}

fn report(bundle: &[(String, Vec<u8>)]) {
    let mut folders = std::collections::BTreeMap::<&str, Vec<usize>>::new();
    for (path, bytes) in bundle {
        let folder = path.split('/').nth(1).unwrap();
        folders.entry(folder).or_default().push(bytes.len());
    }
    println!("{:32} {:>6} {:>10} {:>8} {:>8}", "", "files", "bytes", "median", "largest");
    for (folder, mut sizes) in folders {
        sizes.sort_unstable();
        let bytes: usize = sizes.iter().sum();
        println!(
            "{folder:32} {:6} {bytes:10} {:8} {:8}",
            sizes.len(),
            sizes[sizes.len() / 2],
            sizes.last().unwrap()
        );
    }
}

fn write(bundle: &[(String, Vec<u8>)], out: &Path) {
    for (path, bytes) in bundle {
        let path = out.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}
