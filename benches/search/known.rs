//! Queries of known answer, made by seed from the live datasets of a catalogue, with the rank that the reference gives the
//! answer.

use std::collections::HashMap;

use serde_json::{Value, json};

use etalage::search::SearchInput;
use etalage::search::analysis::{Stemmer, Tokenizer, fold};
use etalage::text::plain::plain;

use crate::bm25f::Reference;

const QUERIES: usize = 1_000;
const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz";

/// Every kind of query: `{kind: [{query, ids, reference}]}`; `ids` are those of all datasets of the same folded title,
/// `reference` is the answer's rank from 1, 0 when it is not among the first ten.
pub(crate) fn queries(input: &SearchInput<'_>, reference: &Reference, seed: u64) -> Value {
    let catalog = input.catalog;
    let live: Vec<usize> =
        (0..catalog.datasets.len()).filter(|place| !catalog.datasets[*place].archived).collect();
    let mut by_title: HashMap<String, Vec<usize>> = HashMap::new();
    for place in &live {
        by_title.entry(folded_title(&catalog.datasets[*place].title)).or_default().push(*place);
    }
    let rarity = Rarity::new(input, &live);
    let mut dice = Dice(seed);
    let mut kinds: Vec<(&str, Vec<Value>)> = KINDS.iter().map(|(name, _)| (*name, Vec::new())).collect();
    let mut tries = 0;
    while kinds.iter().any(|(_, queries)| queries.len() < QUERIES) && tries < QUERIES * 100 {
        tries += 1;
        let place = live[dice.below(live.len())];
        let dataset = &catalog.datasets[place];
        let known = Known {
            title: rarity.rarest(&dataset.title, 3),
            organization: dataset
                .links
                .organization
                .map(|index| catalog.organization(index).name.clone())
                .map_or_else(Vec::new, |name| rarity.rarest(&name, 3)),
            description: rarity.middling(&plain(&dataset.description, 2_000), &mut dice),
        };
        let same = &by_title[&folded_title(&dataset.title)];
        for ((_, make), (_, queries)) in KINDS.iter().zip(&mut kinds) {
            if queries.len() == QUERIES {
                continue;
            }
            let Some(query) = make(&known, &mut dice) else { continue };
            let found = reference.search(&query, 10);
            let rank = found.iter().position(|place| same.contains(place)).map_or(0, |rank| rank + 1);
            let ids: Vec<&str> = same.iter().map(|place| &*catalog.datasets[*place].id).collect();
            queries.push(json!({ "query": query, "ids": ids, "reference": rank }));
        }
    }
    kinds
        .into_iter()
        .map(|(name, queries)| (name.to_owned(), Value::Array(queries)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// What is known of a dataset: words as written, the rarest of its title and organization, some of its description.
struct Known {
    title: Vec<String>,
    organization: Vec<String>,
    description: Vec<String>,
}

type Make = fn(&Known, &mut Dice) -> Option<String>;

const KINDS: [(&str, Make); 9] = [
    ("exact", |known, _| title(known).map(|words| words.join(" "))),
    ("no accents", |known, _| title(known).map(|words| fold(&words.join(" ")).into_owned())),
    ("inflected", inflected),
    ("typo", typo),
    ("last word cut", |known, dice| {
        let mut words = title(known)?;
        let last: Vec<char> = words.pop()?.chars().collect();
        if last.len() < 5 {
            return None;
        }
        let least = last.len().div_ceil(2).max(3);
        words.push(last[..least + dice.below(last.len() - least)].iter().collect());
        Some(words.join(" "))
    }),
    ("organization", |known, _| {
        let word = known.title.first()?;
        (!known.organization.is_empty() && !known.organization.contains(word))
            .then(|| format!("{} {word}", known.organization.join(" ")))
    }),
    ("elided", elided),
    ("description", |known, _| (known.description.len() == 3).then(|| known.description.join(" "))),
    ("two words", |known, _| title(known).map(|words| words[..2].join(" "))),
];

fn title(known: &Known) -> Option<Vec<String>> {
    (known.title.len() == 3).then(|| known.title.clone())
}

fn is_word(word: &str, least: usize) -> bool {
    word.chars().count() >= least && word.chars().all(char::is_alphabetic)
}

fn inflected(known: &Known, dice: &mut Dice) -> Option<String> {
    let mut words = title(known)?;
    let places: Vec<usize> = (0..words.len()).filter(|place| is_word(&words[*place], 4)).collect();
    let word = &mut words[*places.get(dice.below(places.len().max(1)))?];
    match word.strip_suffix('s') {
        Some(singular) => *word = singular.to_owned(),
        None if word.ends_with('x') => return None,
        None => word.push('s'),
    }
    Some(words.join(" "))
}

/// One letter more, less, other, or exchanged with the next.
fn typo(known: &Known, dice: &mut Dice) -> Option<String> {
    let mut words = title(known)?;
    let places: Vec<usize> = (0..words.len()).filter(|place| is_word(&words[*place], 5)).collect();
    let place = *places.get(dice.below(places.len().max(1)))?;
    let mut letters: Vec<char> = words[place].chars().collect();
    let at = dice.below(letters.len());
    let other = char::from(LETTERS[dice.below(LETTERS.len())]);
    match dice.below(4) {
        0 => letters.insert(at, other),
        1 => drop(letters.remove(at)),
        2 => letters[at] = other,
        _ => {
            let at = at.min(letters.len() - 2);
            letters.swap(at, at + 1);
        }
    }
    let made: String = letters.into_iter().collect();
    if made == words[place] {
        return None;
    }
    words[place] = made;
    Some(words.join(" "))
}

fn elided(known: &Known, dice: &mut Dice) -> Option<String> {
    let words = title(known)?;
    let begins = |word: &str| fold(word).starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h']);
    words.iter().any(|word| begins(word)).then(|| {
        let words: Vec<String> = words
            .iter()
            .map(|word| {
                let elision =
                    if begins(word) { ["l’", "d'", "l'", "d’", "qu’"][dice.below(5)] } else { "" };
                format!("{elision}{word}")
            })
            .collect();
        words.join(" ")
    })
}

fn folded_title(title: &str) -> String {
    let mut words = Vec::new();
    Tokenizer::default().words(title, true, |_, folded| words.push(folded.to_owned()));
    words.join(" ")
}

/// In how many live datasets a folded word occurs.
struct Rarity {
    stemmer: Stemmer,
    holding: HashMap<String, u32>,
    documents: usize,
}

impl Rarity {
    fn new(input: &SearchInput<'_>, live: &[usize]) -> Self {
        let mut holding: HashMap<String, u32> = HashMap::new();
        let mut tokenizer = Tokenizer::default();
        for place in live {
            let dataset = &input.catalog.datasets[*place];
            let mut own = std::collections::HashSet::new();
            for text in [&*dataset.title, &*plain(&dataset.description, 2_000)] {
                tokenizer.words(text, false, |_, folded| {
                    own.insert(folded.to_owned());
                });
            }
            for word in own {
                *holding.entry(word).or_default() += 1;
            }
        }
        Self { stemmer: Stemmer::new(["fr"]), holding, documents: live.len() }
    }

    /// A text's distinct words that say something, in lower case, with how many datasets hold them.
    fn words(&self, text: &str) -> Vec<(u32, String)> {
        let mut found: Vec<(u32, String)> = Vec::new();
        Tokenizer::default().words(text, false, |written, folded| {
            let known = found.iter().any(|(_, word)| fold(word) == fold(written));
            if !known && folded.len() > 1 && !self.stemmer.is_stop_word(written) {
                found.push((self.holding.get(folded).copied().unwrap_or(0), written.to_owned()));
            }
        });
        found
    }

    /// The rarest words of a text, in its own order.
    fn rarest(&self, text: &str, count: usize) -> Vec<String> {
        let words = self.words(text);
        let mut kept: Vec<usize> = (0..words.len()).collect();
        kept.sort_by_key(|place| words[*place].0);
        kept.truncate(count);
        kept.sort_unstable();
        kept.into_iter().map(|place| words[place].1.clone()).collect()
    }

    /// Three words of a text that some others hold too, but not many.
    fn middling(&self, text: &str, dice: &mut Dice) -> Vec<String> {
        let most = (self.documents / 20).max(20);
        let mut words: Vec<String> = self
            .words(text)
            .into_iter()
            .filter(|(holding, word)| *holding > 4 && (*holding as usize) < most && is_word(word, 4))
            .map(|(_, word)| word)
            .collect();
        while words.len() > 3 {
            words.remove(dice.below(words.len()));
        }
        words
    }
}

/// `SplitMix64`: the same seed gives the same queries.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((value ^ (value >> 31)) % limit.max(1) as u64).unwrap_or(0)
    }
}
