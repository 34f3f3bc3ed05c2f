//! Synonyms: acronyms and what they stand for. They are applied to documents, not to queries, so that a browser
//! has nothing to load for them.

use std::collections::HashMap;

use super::analysis::Tokenizer;

/// The synonyms of French open data that come with etalage.
pub const FRENCH: &str = include_str!("synonyms.fr.txt");

/// Sets of phrases that mean the same.
#[derive(Debug, Default)]
pub struct Synonyms {
    /// Each set's phrases, each phrase's words as written and folded.
    sets: Vec<Vec<Vec<(String, String)>>>,
    /// The phrases that begin with a folded word: set and place in the set.
    by_first: HashMap<String, Vec<(usize, usize)>>,
}

impl Synonyms {
    /// Reads synonyms: a set a line, phrases separated by `=`; `#` begins a comment. Lines with less than two
    /// phrases say nothing and are passed over.
    pub fn parse<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut synonyms = Self::default();
        let mut tokenizer = Tokenizer::default();
        for line in texts.into_iter().flat_map(str::lines) {
            let line = line.split('#').next().unwrap_or_default();
            let mut phrases = Vec::new();
            for phrase in line.split('=') {
                let mut words = Vec::new();
                tokenizer.words(phrase, true, |written, folded| {
                    words.push((written.to_owned(), folded.to_owned()));
                });
                if !words.is_empty() {
                    phrases.push(words);
                }
            }
            if phrases.len() < 2 {
                continue;
            }
            let set = synonyms.sets.len();
            for (place, phrase) in phrases.iter().enumerate() {
                synonyms.by_first.entry(phrase[0].1.clone()).or_default().push((set, place));
            }
            synonyms.sets.push(phrases);
        }
        synonyms
    }
}

/// Finds phrases in a document's texts, word by word.
#[derive(Debug, Default)]
pub struct Matcher {
    /// Phrases begun: set, phrase, words seen.
    begun: Vec<(usize, usize, usize)>,
    /// Phrases found.
    found: Vec<(usize, usize)>,
}

impl Matcher {
    /// Begins a document.
    pub fn clear(&mut self) {
        self.begun.clear();
        self.found.clear();
    }

    /// Ends a text: a phrase does not run on into the next.
    pub fn end(&mut self) {
        self.begun.clear();
    }

    /// Reads the next folded word of a text.
    pub fn push(&mut self, synonyms: &Synonyms, folded: &str) {
        let found = &mut self.found;
        self.begun.retain_mut(|(set, place, seen)| {
            let phrase = &synonyms.sets[*set][*place];
            if phrase[*seen].1 != folded {
                return false;
            }
            *seen += 1;
            if *seen == phrase.len() {
                found.push((*set, *place));
            }
            *seen < phrase.len()
        });
        for (set, place) in synonyms.by_first.get(folded).into_iter().flatten() {
            if synonyms.sets[*set][*place].len() == 1 {
                self.found.push((*set, *place));
            } else {
                self.begun.push((*set, *place, 1));
            }
        }
    }

    /// The words, as written, of the other phrases of every set that a phrase was found of.
    pub fn added<'a>(&mut self, synonyms: &'a Synonyms) -> impl Iterator<Item = &'a str> {
        self.found.sort_unstable();
        self.found.dedup();
        let mut words = Vec::new();
        for same in self.found.chunk_by(|left, right| left.0 == right.0) {
            for (place, phrase) in synonyms.sets[same[0].0].iter().enumerate() {
                if !same.contains(&(same[0].0, place)) {
                    words.extend(phrase.iter().map(|(written, _)| written.as_str()));
                }
            }
        }
        words.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(synonyms: &str, texts: &[&str]) -> Vec<String> {
        let synonyms = Synonyms::parse([synonyms]);
        let mut matcher = Matcher::default();
        for text in texts {
            Tokenizer::default().words(text, true, |_, folded| matcher.push(&synonyms, folded));
            matcher.end();
        }
        matcher.added(&synonyms).map(str::to_owned).collect()
    }

    const TREES: &str = "# trees\nARB = arbres d’alignement = arbres urbains\n = alone\n";

    #[test]
    fn an_acronym_brings_its_words_and_they_bring_it() {
        assert_eq!(added(TREES, &["Plan ARB 2020"]), ["arbres", "d", "alignement", "arbres", "urbains"]);
        assert_eq!(added(TREES, &["Les arbres d'alignement"]), ["arb", "arbres", "urbains"]);
    }

    #[test]
    fn phrases_stay_in_one_text() {
        assert!(added(TREES, &["arbres", "urbains"]).is_empty());
        assert!(added(TREES, &["arbres très urbains"]).is_empty());
    }

    #[test]
    fn the_shipped_file_is_read() {
        assert!(Synonyms::parse([FRENCH]).sets.len() > 20);
    }
}
