//! Stop words and stems, from elasticlunr-rs.

use std::borrow::Cow;

use elasticlunr::Language;
use elasticlunr::pipeline::PipelineFn;

use super::fold::fold;

/// The language of a catalogue's texts: which words say nothing, and which forms are one word. Not `Sync`
/// because the crate's stemmers are not: each thread makes its own.
pub struct Stemmer {
    code: String,
    stop_words: Vec<Box<dyn PipelineFn>>,
    stem: Option<Box<dyn PipelineFn>>,
}

impl Stemmer {
    /// The languages of `codes` (ISO 639-1). The first stems; the stop words of all are known. Languages that
    /// were not compiled in are ignored: `Stemmer::is_known` tells.
    pub fn new<'a>(codes: impl IntoIterator<Item = &'a str>) -> Self {
        let mut stemmer = Self { code: String::new(), stop_words: Vec::new(), stem: None };
        for language in codes.into_iter().filter_map(language) {
            let first = stemmer.code.is_empty();
            if first {
                stemmer.code = language.code();
            }
            for step in language.make_pipeline().queue {
                let name = step.name();
                if name.starts_with("stopWordFilter") {
                    stemmer.stop_words.push(step);
                } else if first && name.starts_with("stemmer") {
                    stemmer.stem = Some(step);
                }
            }
        }
        stemmer
    }

    /// Whether the language was compiled in.
    pub fn is_known(code: &str) -> bool {
        language(code).is_some()
    }

    /// The code of the language that stems; empty when none is known.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Whether a word, as written in lower case, says nothing.
    pub fn is_stop_word(&self, written: &str) -> bool {
        self.stop_words.iter().any(|filter| filter.filter(written.to_owned()).is_none())
    }

    /// The folded stem of a word as written in lower case; the folded word where the stem would be empty.
    /// Words with digits are codes and stay whole.
    pub fn stem<'a>(&self, written: &'a str) -> Cow<'a, str> {
        if written.bytes().any(|byte| byte.is_ascii_digit()) {
            return fold(written);
        }
        let stem = self.stem.as_ref().and_then(|stemmer| stemmer.filter(written.to_owned()));
        match stem {
            Some(stem) if !stem.is_empty() => Cow::Owned(fold(&stem).into_owned()),
            _ => fold(written),
        }
    }
}

/// elasticlunr-rs names Dutch after lunr-languages' file, `du`.
fn language(code: &str) -> Option<Box<dyn Language>> {
    elasticlunr::lang::from_code(if code == "nl" { "du" } else { code })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_forms_meet() {
        let french = Stemmer::new(["fr"]);
        assert_eq!(french.code(), "fr");
        assert_eq!(french.stem("élèves"), french.stem("élève"));
        assert_eq!(french.stem("chevaux"), french.stem("cheval"));
        assert_eq!(french.stem("pm10"), "pm10");
        assert!(french.is_stop_word("dans") && !french.is_stop_word("eau"));
    }

    #[test]
    fn an_unknown_language_leaves_words_alone() {
        let none = Stemmer::new(["xx"]);
        assert_eq!(none.stem("stations"), "stations");
        assert!(!none.is_stop_word("the"));
    }
}
