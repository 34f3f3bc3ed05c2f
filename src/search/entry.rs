//! `search/entry.json`: the manifest, the only file of the search whose name never changes.

use std::collections::BTreeMap;

use serde_json::json;

use super::document::Numbering;
use super::encode;
use super::input::SearchInput;
use super::invert::Index;

/// Letters of the names that the manifest holds by the hundred.
pub const NAME: usize = 5;
/// Numbered files that share a folder, which is named by what they hold: so the manifest names fewer things.
pub const FOLDER: usize = 4;

/// Numbered files: what separates them, and the names of their folders one after the other.
#[derive(Debug, Default)]
pub struct Part {
    /// The shortest text that separates each from the one before; empty where a file is found otherwise.
    pub bounds: Vec<String>,
    /// [`NAME`] letters a folder of [`FOLDER`] files.
    pub names: String,
    /// How many files there are.
    pub count: usize,
}

/// What the manifest says. Addresses are relative to `search/`.
#[derive(Debug, Default)]
pub struct Entry {
    /// `search-core.js`
    pub core: String,
    /// `search-ui.js`
    pub ui: String,
    language: String,
    date: String,
    /// Kind, archived (0 or 1), first number, count.
    ranges: Vec<(&'static str, u8, u32, usize)>,
    count: usize,
    stop_words: Vec<String>,
    /// The index.
    pub shards: Part,
    /// Words backwards.
    pub spelling: Part,
    /// Ids and slugs.
    pub keys: Part,
    /// How many documents share a file of summaries.
    pub chunk: usize,
    /// Names of the summaries' folders.
    pub summaries: String,
    /// The popularity column.
    pub popularity: Option<String>,
    /// What a level of popularity weighs.
    pub popularity_step: f64,
    /// Facets, in the order shown.
    pub facets: Vec<&'static str>,
    /// Columns of facets.
    pub columns: BTreeMap<&'static str, String>,
    /// Columns of orders.
    pub orders: BTreeMap<&'static str, String>,
    /// Suggestions.
    pub suggestions: Option<String>,
    /// The service worker, where one is asked for.
    pub offline: Option<&'static str>,
    /// The index for elasticlunr.js and the script that registers its pipeline, where they were written.
    pub elasticlunr: Option<(&'static str, &'static str)>,
}

impl Entry {
    /// An entry that names no file yet.
    pub fn new(input: &SearchInput<'_>, numbering: &Numbering, index: &Index) -> Self {
        let ranges = numbering
            .ranges
            .iter()
            .map(|range| (range.kind.id(), u8::from(range.archived), range.first, range.positions.len()))
            .collect();
        Self {
            language: input.language.to_owned(),
            date: input.date().to_string(),
            ranges,
            count: numbering.count(),
            stop_words: index.stop_words.clone(),
            ..Self::default()
        }
    }

    /// The manifest's bytes.
    pub fn to_json(&self) -> Vec<u8> {
        let part = |part: &Part| json!({ "bounds": part.bounds.join(" "), "names": part.names });
        let mut entry = json!({
            "version": super::FORMAT,
            "core": self.core,
            "ui": self.ui,
            "language": self.language,
            "date": self.date,
            "ranges": self.ranges,
            "count": self.count,
            "stop": self.stop_words,
            "popularity": { "file": self.popularity, "step": self.popularity_step },
            "facets": self.facets,
            "columns": self.columns,
            "orders": self.orders,
            "suggestions": self.suggestions,
            "keys": { "names": self.keys.names, "count": self.keys.count },
            "spelling": part(&self.spelling),
            "shards": part(&self.shards),
            "summaries": self.summaries,
            "chunk": self.chunk,
        });
        if let Some((index, pipeline)) = self.elasticlunr {
            entry["elasticlunr"] = json!({ "index": index, "pipeline": pipeline });
        }
        if let Some(offline) = self.offline {
            entry["offline"] = offline.into();
        }
        entry["build"] = encode::content_name(entry.to_string().as_bytes(), 10).into();
        entry.to_string().into_bytes()
    }
}
