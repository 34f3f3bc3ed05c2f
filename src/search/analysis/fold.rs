//! Folding: what makes `Élèves`, `eleves` and `ELEVES` one form. `search-core.js` applies the same rule, with
//! the functions that browsers have, so the two can never disagree on a letter.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters that no decomposition takes apart but that readers type as others. The same table stands in
/// `search-core.js`; a test compares the two.
pub const LETTERS: &[(char, &str)] = &[
    ('œ', "oe"),
    ('æ', "ae"),
    ('ß', "ss"),
    ('ø', "o"),
    ('ł', "l"),
    ('đ', "d"),
    ('ð', "d"),
    ('þ', "th"),
    ('ħ', "h"),
    ('ŋ', "n"),
    ('ı', "i"),
    ('ς', "σ"),
    // The modifier apostrophe is a letter to Unicode, an elision to whoever typed it.
    ('ʼ', " "),
];

/// Letters and marks of Unicode 18, which browsers do not know yet: they stay as they are and split words, as anything
/// unknown does there.
const YOUNG: &[std::ops::RangeInclusive<char>] = &[
    '\u{558}'..='\u{558}',
    '\u{58b}'..='\u{58c}',
    '\u{5c8}'..='\u{5c9}',
    '\u{b53}'..='\u{b54}',
    '\u{1ade}'..='\u{1adf}',
    '\u{1aec}'..='\u{1af0}',
    '\u{209d}'..='\u{209f}',
];

/// Whether browsers do not know the letter yet.
pub fn is_young(letter: char) -> bool {
    letter > '\u{557}' && YOUNG.iter().any(|range| range.contains(&letter))
}

/// Folds a text: compatibility decomposition (NFKD), marks dropped, lower case, [`LETTERS`] replaced.
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        fold_into(letter, &mut folded);
    }
    Cow::Owned(folded)
}

/// Appends one folded letter: nothing for a mark, several letters for a ligature.
pub fn fold_into(letter: char, folded: &mut String) {
    if letter.is_ascii() {
        folded.push(letter.to_ascii_lowercase());
        return;
    }
    if is_young(letter) {
        folded.push(letter);
        return;
    }
    for part in std::iter::once(letter).nfkd().filter(|part| !is_combining_mark(*part)) {
        for lower in part.to_lowercase().filter(|lower| !is_combining_mark(*lower)) {
            match LETTERS.iter().find(|(from, _)| *from == lower) {
                Some((_, to)) => folded.push_str(to),
                None => folded.push(lower),
            }
        }
    }
}

/// The order in which JavaScript compares strings: by UTF-16 unit. The shards' bounds and lists are in it.
pub fn compare(left: &str, right: &str) -> std::cmp::Ordering {
    if left.is_ascii() || right.is_ascii() {
        return left.cmp(right);
    }
    left.encode_utf16().cmp(right.encode_utf16())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_ligatures_go() {
        for (text, folded) in [
            ("Élèves", "eleves"),
            ("ŒUVRE", "oeuvre"),
            ("e\u{301}te\u{301}", "ete"),
            ("ﬁnance", "finance"),
            ("m²", "m2"),
            ("Łódź", "lodz"),
            ("İZMİR", "izmir"),
            ("ΟΔΟΣ", "οδοσ"),
            ("déjà-vu 75056", "deja-vu 75056"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for letter in (0..=0xffff).filter_map(char::from_u32) {
            let mut once = String::new();
            fold_into(letter, &mut once);
            assert_eq!(fold(&once), once, "U+{:04X}", letter as u32);
        }
    }
}
