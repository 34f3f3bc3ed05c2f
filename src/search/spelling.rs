//! Spelling: every word once more, spelt backwards. A word mistyped at its beginning is sought by its end, one
//! mistyped at its end by its beginning, in the index's own shards.
//!
//! A file, before gzip: how many words; each as in a shard, followed by how common it is.

use super::analysis::compare;
use super::encode;
use super::invert::Index;
use super::shards::{Shards, front_coded};

/// Bytes of a file before gzip.
const TARGET: usize = 16_000;
/// Shorter words are not corrected by their end.
const SHORTEST: usize = 4;

/// The files and what separates them.
pub fn cut(index: &Index) -> Shards {
    let mut words: Vec<(String, u32)> = Vec::new();
    for (form, group) in &index.forms {
        if form.chars().count() >= SHORTEST && form.chars().all(char::is_alphabetic) {
            let holding = index.postings(*group).len();
            words.push((form.chars().rev().collect(), holding.max(1).ilog2()));
        }
    }
    words.sort_unstable_by(|left, right| compare(&left.0, &right.0));

    let mut shards = Shards::default();
    let mut start = 0;
    let mut filled = 0;
    for place in 0..words.len() {
        filled += words[place].0.len() / 2 + 4;
        if filled > TARGET || place + 1 == words.len() {
            shards.bounds.push(match start {
                0 => String::new(),
                _ => words[start].0.clone(),
            });
            shards.files.push(encode::gzip(&file(&words[start..=place])));
            start = place + 1;
            filled = 0;
        }
    }
    shards
}

fn file(words: &[(String, u32)]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(TARGET * 2);
    encode::number(&mut bytes, u32::try_from(words.len()).unwrap_or(u32::MAX));
    let mut before = "";
    for (word, common) in words {
        front_coded(&mut bytes, before, word);
        encode::number(&mut bytes, *common);
        before = word;
    }
    bytes
}
