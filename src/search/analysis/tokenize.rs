//! Splitting a text into words, once as written and once folded.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::fold::{fold_into, is_young};

/// Letters kept of a word; what comes after is cut, here and in `search-core.js`.
pub const WORD_LENGTH: usize = 40;

/// The first byte of U+0300, the first combining mark: all before is composed (NFC).
const FIRST_MARK: u8 = 0xcc;

/// Splits texts into words. Holds buffers, so that a text costs no allocation of its own.
#[derive(Debug, Default)]
pub struct Tokenizer {
    written: String,
    folded: String,
    letter: String,
}

impl Tokenizer {
    /// Calls `word(written, folded)` for each word of `text`: the word as written in lower case, by which it
    /// is stemmed, and its folded form, by which it is found.
    ///
    /// A word is a run of letters and digits: elisions (`l’eau`), hyphens and dots split. Web addresses are
    /// skipped, unless `addresses`. Chinese and Japanese are split into pairs of signs.
    pub fn words(&mut self, text: &str, addresses: bool, mut word: impl FnMut(&str, &str)) {
        let composed: String;
        let mut rest = text;
        if text.bytes().any(|byte| byte >= FIRST_MARK) && is_nfc_quick(text.chars()) != IsNormalized::Yes {
            composed = text.nfc().collect();
            rest = &composed;
        }
        self.clear();
        while let Some(letter) = rest.chars().next() {
            if !addresses && self.folded.is_empty() && starts_address(rest) {
                rest = rest.find(char::is_whitespace).map_or("", |end| &rest[end..]);
                continue;
            }
            if letter.is_ascii_alphanumeric() {
                let end = rest.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
                let (run, after) = rest.split_at(end);
                rest = after;
                let is_whole =
                    self.folded.is_empty() && rest.bytes().next().is_none_or(|byte| byte.is_ascii());
                if is_whole && run.len() <= WORD_LENGTH && !run.bytes().any(|byte| byte.is_ascii_uppercase())
                {
                    word(run, run);
                    continue;
                }
                for buffer in [&mut self.written, &mut self.folded] {
                    let start = buffer.len();
                    buffer.push_str(run);
                    buffer[start..].make_ascii_lowercase();
                }
                continue;
            }
            rest = &rest[letter.len_utf8()..];
            if letter.is_ascii() {
                self.end(&mut word);
                continue;
            }
            self.letter.clear();
            let mut folded = std::mem::take(&mut self.letter);
            fold_into(letter, &mut folded);
            if folded.chars().all(is_word) {
                self.written.extend(letter.to_lowercase());
                self.folded.push_str(&folded);
            } else {
                for part in folded.chars() {
                    if is_word(part) {
                        self.written.push(part);
                        self.folded.push(part);
                    } else {
                        self.end(&mut word);
                    }
                }
            }
            self.letter = folded;
        }
        self.end(&mut word);
    }

    fn end(&mut self, word: &mut impl FnMut(&str, &str)) {
        if self.folded.is_ascii() && self.folded.len() <= WORD_LENGTH {
            if !self.folded.is_empty() {
                word(&self.written, &self.folded);
            }
        } else if self.folded.chars().any(is_sign) {
            runs(&self.folded, |run| word(run, run));
        } else if let Some((end, _)) = self.folded.char_indices().nth(WORD_LENGTH) {
            word(&self.folded[..end], &self.folded[..end]);
        } else {
            word(&self.written, &self.folded);
        }
        self.clear();
    }

    fn clear(&mut self) {
        self.written.clear();
        self.folded.clear();
    }
}

/// Splits a folded word that holds Chinese or Japanese signs: pairs of neighbouring signs, and what stands
/// between them.
fn runs(folded: &str, mut word: impl FnMut(&str)) {
    let mut rest = folded;
    while let Some(first) = rest.chars().next() {
        let sign = is_sign(first);
        let end = rest.find(|letter| is_sign(letter) != sign).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        if !sign {
            let cut = run.char_indices().nth(WORD_LENGTH).map_or(run.len(), |(cut, _)| cut);
            word(&run[..cut]);
            continue;
        }
        let ends: Vec<usize> =
            run.char_indices().map(|(start, _)| start).skip(1).chain(std::iter::once(run.len())).collect();
        if ends.len() == 1 {
            word(run);
        }
        for (pair, end) in ends.iter().skip(1).enumerate() {
            let start = if pair == 0 { 0 } else { ends[pair - 1] };
            word(&run[start..*end]);
        }
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() && !is_young(letter)
}

/// Han, Hiragana and Katakana: written without spaces.
fn is_sign(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

fn starts_address(text: &str) -> bool {
    let bytes = text.as_bytes();
    match bytes.first() {
        Some(b'h' | b'H') => {
            text.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("http://"))
                || text.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"))
        }
        Some(b'w' | b'W') => text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www.")),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::fold::fold;
    use super::*;

    fn words(text: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        Tokenizer::default().words(text, false, |written, folded| {
            found.push((written.to_owned(), folded.to_owned()));
        });
        found
    }

    fn folded(text: &str) -> Vec<String> {
        words(text).into_iter().map(|(_, folded)| folded).collect()
    }

    #[test]
    fn elisions_hyphens_and_codes() {
        assert_eq!(
            folded("L’eau de Saint-Étienne, lʼair"),
            ["l", "eau", "de", "saint", "etienne", "l", "air"]
        );
        assert_eq!(folded("PM2.5 75056 données.csv"), ["pm2", "5", "75056", "donnees", "csv"]);
        assert_eq!(words("Élèves"), [("élèves".to_owned(), "eleves".to_owned())]);
        assert_eq!(words("e\u{301}te\u{301}"), [("été".to_owned(), "ete".to_owned())]);
    }

    #[test]
    fn addresses_are_skipped() {
        assert_eq!(folded("voir https://a.fr/b?c=d ou www.x.fr ici"), ["voir", "ou", "ici"]);
    }

    #[test]
    fn signs_are_paired() {
        assert_eq!(folded("東京都 水"), ["東京", "京都", "水"]);
        assert_eq!(folded("2020年度x"), ["2020", "年度", "x"]);
    }

    proptest! {
        #[test]
        fn words_are_those_of_the_folded_text(text in "\\PC{0,60}") {
            let mut direct = Vec::new();
            Tokenizer::default().words(&text, true, |_, folded| direct.push(folded.to_owned()));
            let mut after = Vec::new();
            Tokenizer::default().words(&fold(&text), true, |_, folded| after.push(folded.to_owned()));
            prop_assert_eq!(direct, after);
        }
    }
}
