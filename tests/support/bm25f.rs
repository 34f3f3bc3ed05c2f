//! The reference that the search is measured against: BM25F over the datasets of a catalogue, in floats, with nothing
//! rounded, cut, left out or guessed; the same fields, weights, words and popularity.

#![allow(dead_code)] // Shared by targets that each use a part.

use std::collections::HashMap;

use etalage::config::SearchWeights;
use etalage::search::SearchInput;
use etalage::search::analysis::{Stemmer, Tokenizer};
use etalage::search::document::{FIRST_WORDS, Field, Kind, Numbering, RESOURCE_WORDS};
use etalage::search::popularity;
use etalage::search::score::{Lengths, Scoring};

/// An index of datasets.
pub(crate) struct Reference {
    /// For each stem, the documents that hold it and its impact there.
    postings: HashMap<String, Vec<(u32, f64)>>,
    stemmer: Stemmer,
    documents: usize,
    /// For each document number: its place in the catalog, whether it is archived, what its popularity multiplies by.
    datasets: HashMap<u32, (usize, bool, f64)>,
}

impl Reference {
    /// Indexes the datasets of `numbering`.
    pub(crate) fn new(
        input: &SearchInput<'_>,
        numbering: &Numbering,
        language: &str,
        weights: &SearchWeights,
        strength: f64,
    ) -> Self {
        let mut stems = Stems::new(language);
        let mut texts = Vec::new();
        for (number, _, place) in numbering.documents().filter(|(_, kind, _)| *kind == Kind::Dataset) {
            texts.push((number, place, words(input, place, &mut stems)));
        }
        let mut scoring = Scoring::new(weights);
        scoring.set_averages(texts.iter().map(|(_, _, (_, lengths))| lengths));
        let priors = popularity::factors(input, numbering, strength);
        let mut postings: Vec<Vec<(u32, f64)>> = vec![Vec::new(); stems.names.len()];
        let mut datasets = HashMap::new();
        for (number, place, (words, lengths)) in texts {
            for (stem, frequencies) in words {
                postings[stem].push((number, scoring.impact(&frequencies, &lengths)));
            }
            let archived = input.catalog.datasets[place].archived;
            datasets.insert(number, (place, archived, priors[number as usize]));
        }
        let postings = stems.names.into_iter().zip(postings).collect();
        Self { postings, stemmer: stems.stemmer, documents: datasets.len(), datasets }
    }

    /// The places in the catalog of the best `count` datasets: the live ones first, each kind of them by score, of equals
    /// the latest.
    pub(crate) fn search(&self, query: &str, count: usize) -> Vec<usize> {
        let mut scores: HashMap<u32, f64> = HashMap::new();
        let mut asked = Vec::new();
        Tokenizer::default().words(query, true, |written, _| {
            let stem = self.stemmer.stem(written).into_owned();
            if !self.stemmer.is_stop_word(written) && !asked.contains(&stem) {
                asked.push(stem);
            }
        });
        for postings in asked.iter().filter_map(|stem| self.postings.get(stem)) {
            let rarity = Scoring::rarity(self.documents, postings.len());
            for (number, impact) in postings {
                *scores.entry(*number).or_default() += rarity * impact;
            }
        }
        let mut found: Vec<(bool, f64, u32)> = scores
            .into_iter()
            .map(|(number, score)| {
                let (_, archived, prior) = self.datasets[&number];
                (archived, score * prior, number)
            })
            .collect();
        let order = |left: &(bool, f64, u32), right: &(bool, f64, u32)| {
            left.0.cmp(&right.0).then(right.1.total_cmp(&left.1)).then(right.2.cmp(&left.2))
        };
        if found.len() > count && count > 0 {
            found.select_nth_unstable_by(count - 1, order);
            found.truncate(count);
        }
        found.sort_unstable_by(order);
        found.into_iter().map(|(_, _, number)| self.datasets[&number].0).collect()
    }
}

struct Stems {
    stemmer: Stemmer,
    tokenizer: Tokenizer,
    by_word: HashMap<String, Option<usize>>,
    by_name: HashMap<String, usize>,
    names: Vec<String>,
}

impl Stems {
    fn new(language: &str) -> Self {
        Self {
            stemmer: Stemmer::new([language]),
            tokenizer: Tokenizer::default(),
            by_word: HashMap::new(),
            by_name: HashMap::new(),
            names: Vec::new(),
        }
    }

    /// The stem of a word; none for a stop word.
    fn of(&mut self, written: &str) -> Option<usize> {
        if let Some(known) = self.by_word.get(written) {
            return *known;
        }
        let stem = (!self.stemmer.is_stop_word(written)).then(|| {
            let name = self.stemmer.stem(written).into_owned();
            let names = &mut self.names;
            *self.by_name.entry(name).or_insert_with_key(|name| {
                names.push(name.clone());
                names.len() - 1
            })
        });
        self.by_word.insert(written.to_owned(), stem);
        stem
    }
}

type Frequencies = [u16; Field::ALL.len()];

/// A dataset's stems, how often each occurs in its fields, and how long those are.
fn words(input: &SearchInput<'_>, place: usize, stems: &mut Stems) -> (Vec<(usize, Frequencies)>, Lengths) {
    let mut found: HashMap<usize, Frequencies> = HashMap::new();
    let mut lengths = Lengths::default();
    let mut of_resources = std::collections::HashSet::new();
    input.record(Kind::Dataset, place).texts(input.catalog, |field, text| {
        let addresses = !matches!(field, Field::Resources | Field::Description);
        let mut position = 0;
        let mut tokenizer = std::mem::take(&mut stems.tokenizer);
        tokenizer.words(text, addresses, |written, _| {
            position += 1;
            if field == Field::Resources
                && (of_resources.len() == RESOURCE_WORDS || !of_resources.insert(written.to_owned()))
            {
                return;
            }
            lengths.add(field);
            if let Some(stem) = stems.of(written) {
                let twice = field == Field::Description && position <= FIRST_WORDS;
                found.entry(stem).or_default()[field as usize] += 1 + u16::from(twice);
            }
        });
        stems.tokenizer = tokenizer;
    });
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_unstable_by_key(|(stem, _)| *stem);
    (found, lengths)
}
