//! `search/elasticlunr.json`: the whole index in one file, as elasticlunr.js reads it, for catalogues small enough
//! that a browser loads it gladly. Written by elasticlunr-rs.
//!
//! A word is indexed under every form that its stem has in the catalogue. So the browser needs no stemmer: the
//! pipeline that `search/elasticlunr-pipeline.js` registers only folds, and drops stop words.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use elasticlunr::pipeline::PipelineFn;
use elasticlunr::{IndexBuilder, Language, Pipeline};
use serde_json::{Value, json};

use crate::config::Elasticlunr;
use crate::text::plain::clean_line;

use super::analysis::{Tokenizer, fold};
use super::document::{Field, Kind, Numbering, description_text};
use super::input::SearchInput;
use super::invert::Index;

/// Documents above which `elasticlunr = "auto"` writes no file.
const MOST_DOCUMENTS: usize = 1_500;
/// Letters of a description that are indexed here.
const DESCRIPTION_LETTERS: usize = 2_000;

/// The fields of the index. No boosts: a query gives them.
const FIELDS: [&str; 5] = ["title", "organization", "tags", "resources", "description"];

/// Whether the file is written for so many documents.
pub fn is_wanted(config: Elasticlunr, numbering: &Numbering) -> bool {
    match config {
        Elasticlunr::Always => true,
        Elasticlunr::Never => false,
        Elasticlunr::Auto => numbering.count() <= MOST_DOCUMENTS,
    }
}

/// The index, and the script that registers its pipeline.
pub fn files(input: &SearchInput<'_>, numbering: &Numbering, index: &Index) -> (Vec<u8>, Vec<u8>) {
    let language = Forms::new(input.language, index);
    let mut made = IndexBuilder::with_language(Box::new(language))
        .save_docs(false)
        .add_fields(FIELDS)
        .set_ref("id")
        .build();
    let mut stored = serde_json::Map::new();
    for (_, kind, place) in numbering.documents() {
        let record = input.record(kind, place);
        let id = clean_line(record.id());
        if stored.contains_key(&*id) {
            continue;
        }
        let mut texts: [String; FIELDS.len()] = Default::default();
        let mut add = |field, text: &str| {
            let (place, text) = match field {
                Field::Title | Field::Acronym | Field::Synonyms => (0, text),
                Field::Organization => (1, text),
                Field::Tags => (2, text),
                Field::Resources => (3, text),
                Field::Description => (4, beginning(text)),
            };
            texts[place].push_str(text);
            texts[place].push('\n');
        };
        record.texts(input.catalog, &mut add);
        add(Field::Description, &description_text(record.description()));
        made.add_doc(&id, &texts);
        stored.insert(id.into_owned(), shown(input, kind, place));
    }
    let mut file = serde_json::to_value(&made).unwrap_or_default();
    file["documentStore"]["docs"] = Value::Object(stored);
    file["documentStore"]["save"] = true.into();
    let script = super::client::shipped(super::client::ELASTICLUNR)
        .replace("/* stop words */", &json!(index.stop_words).to_string());
    (file.to_string().into_bytes(), script.into_bytes())
}

fn beginning(text: &str) -> &str {
    text.char_indices().nth(DESCRIPTION_LETTERS).map_or(text, |(end, _)| &text[..end])
}

/// What a result shows.
fn shown(input: &SearchInput<'_>, kind: Kind, place: usize) -> Value {
    let record = input.record(kind, place);
    json!({
        "id": clean_line(record.id()),
        "kind": kind.id(),
        "title": clean_line(record.title()),
        "organization": input.organization_name(record),
        "slug": input.segment(kind, place),
    })
}

/// The catalogue's language: splits as the rest of the search does, and gives each word every form of its stem.
struct Forms {
    code: String,
    tokenizer: RefCell<Tokenizer>,
    by_form: HashMap<Box<str>, Vec<u32>>,
    by_group: HashMap<u32, Vec<Box<str>>>,
    stop_words: Rc<HashSet<String>>,
}

impl Forms {
    fn new(code: &str, index: &Index) -> Self {
        let mut by_form: HashMap<Box<str>, Vec<u32>> = HashMap::new();
        let mut by_group: HashMap<u32, Vec<Box<str>>> = HashMap::new();
        for (form, group) in &index.forms {
            by_form.entry(form.clone()).or_default().push(*group);
            by_group.entry(*group).or_default().push(form.clone());
        }
        Self {
            code: code.to_owned(),
            tokenizer: RefCell::default(),
            by_form,
            by_group,
            stop_words: Rc::new(index.stop_words.iter().cloned().collect()),
        }
    }
}

impl Language for Forms {
    fn name(&self) -> String {
        format!("etalage-{}", self.code)
    }

    fn code(&self) -> String {
        self.code.clone()
    }

    fn tokenize(&self, text: &str) -> Vec<String> {
        let mut tokens: Vec<String> = Vec::new();
        self.tokenizer.borrow_mut().words(text, false, |_, folded| {
            let start = tokens.len();
            for group in self.by_form.get(folded).into_iter().flatten() {
                for form in &self.by_group[group] {
                    if !tokens[start..].iter().any(|token| **token == **form) {
                        tokens.push(form.to_string());
                    }
                }
            }
        });
        tokens
    }

    fn make_pipeline(&self) -> Pipeline {
        Pipeline { queue: vec![Box::new(Fold), Box::new(StopWords(Rc::clone(&self.stop_words)))] }
    }
}

struct Fold;

impl PipelineFn for Fold {
    fn name(&self) -> String {
        "etalage-fold".to_owned()
    }

    fn filter(&self, token: String) -> Option<String> {
        Some(fold(&token).into_owned())
    }
}

struct StopWords(Rc<HashSet<String>>);

impl PipelineFn for StopWords {
    fn name(&self) -> String {
        "etalage-stop-words".to_owned()
    }

    fn filter(&self, token: String) -> Option<String> {
        (!self.0.contains(&token)).then_some(token)
    }
}
