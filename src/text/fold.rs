//! Folds letters for sorting and slugs: no accents, no case, ligatures spelled out.

use std::cmp::Ordering;
use std::str::Chars;

use unicode_normalization::char::decompose_compatible;

/// Room for what one character folds to: the longest compatibility decomposition is 18 characters
/// (U+FDFA, an Arabic ligature).
const ROOM: usize = 18;

/// The folded letters and digits of a text, in order. Everything else is a single `' '` where it stands
/// between two letters, so that "L'eau" and "L eau" fold alike.
#[derive(Debug, Clone)]
pub struct Folded<'a> {
    characters: Chars<'a>,
    ready: [char; ROOM],
    next: usize,
    end: usize,
    gap: bool,
    started: bool,
}

/// Folds `text`.
pub fn fold(text: &str) -> Folded<'_> {
    Folded { characters: text.chars(), ready: ['\0'; ROOM], next: 0, end: 0, gap: false, started: false }
}

impl Folded<'_> {
    fn push(&mut self, character: char) {
        if self.end < ROOM {
            self.ready[self.end] = character;
            self.end += 1;
        }
    }

    fn load(&mut self, character: char) {
        self.next = 0;
        self.end = 0;
        decompose_compatible(character, |part| {
            if let Some(spelled) = spelled_out(part) {
                for letter in spelled.chars() {
                    self.push(letter);
                }
                return;
            }
            for lower in part.to_lowercase() {
                if lower.is_alphanumeric() {
                    self.push(lower);
                }
            }
        });
    }
}

impl Iterator for Folded<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        loop {
            if self.next < self.end {
                if self.gap {
                    self.gap = false;
                    if self.started {
                        return Some(' ');
                    }
                }
                self.started = true;
                self.next += 1;
                return Some(self.ready[self.next - 1]);
            }
            let character = self.characters.next()?;
            if character.is_ascii() {
                if character.is_ascii_alphanumeric() {
                    self.ready[0] = character.to_ascii_lowercase();
                    self.next = 0;
                    self.end = 1;
                } else {
                    self.gap = true;
                }
                continue;
            }
            self.load(character);
            if self.end == 0 && !is_mark(character) {
                self.gap = true;
            }
        }
    }
}

/// A combining mark: part of the letter before it, not a gap.
fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

/// Letters that Unicode does not decompose and that European languages spell out.
fn spelled_out(character: char) -> Option<&'static str> {
    Some(match character {
        'œ' | 'Œ' => "oe",
        'æ' | 'Æ' => "ae",
        'ß' | 'ẞ' => "ss",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ł' | 'Ł' => "l",
        'þ' | 'Þ' => "th",
        'ħ' | 'Ħ' => "h",
        'ı' => "i",
        _ => return None,
    })
}

/// Orders names for an A to Z list: by their folded letters, then, so that the order is total, as written.
pub fn compare(left: &str, right: &str) -> Ordering {
    fold(left).cmp(fold(right)).then_with(|| left.cmp(right))
}

/// The letter under which an A to Z list files a name, `'A'` to `'Z'`, or `'#'` for digits, other scripts and
/// names without a letter.
pub fn initial(name: &str) -> char {
    match fold(name).next() {
        Some(letter) if letter.is_ascii_lowercase() => letter.to_ascii_uppercase(),
        _ => '#',
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn folded(text: &str) -> String {
        fold(text).collect()
    }

    #[test]
    fn accents_case_and_punctuation_go() {
        assert_eq!(folded("  L’Île-de-France, «Œuvres» n°2 "), "l ile de france oeuvres n 2");
        assert_eq!(folded("E\u{301}cole"), "ecole");
        assert_eq!(folded("ﷺ").chars().count(), 15);
        assert_eq!(folded("<\\'\">"), "");
    }

    #[test]
    fn names_sort_as_a_reader_expects() {
        let mut names = ["Zone", "élan", "Eau", "etang", "« Été »", "l'an", "Lande", "été", "1 an"];
        names.sort_by(|left, right| compare(left, right));
        assert_eq!(names, ["1 an", "Eau", "élan", "etang", "« Été »", "été", "l'an", "Lande", "Zone"]);
    }

    #[test]
    fn initials() {
        for (name, letter) in [("École", 'E'), ("« œuvre »", 'O'), ("2 rives", '#'), ("", '#'), ("日本", '#')]
        {
            assert_eq!(initial(name), letter, "{name}");
        }
    }

    proptest! {
        #[test]
        fn folding_is_stable_and_case_blind(text in "\\PC{0,40}") {
            let once = folded(&text);
            prop_assert!(!once.starts_with(' ') && !once.ends_with(' ') && !once.contains("  "));
            prop_assert_eq!(folded(&once), once);
        }

        #[test]
        fn the_order_is_total(a in "\\PC{0,8}", b in "\\PC{0,8}", c in "\\PC{0,8}") {
            prop_assert_eq!(compare(&a, &b), compare(&b, &a).reverse());
            prop_assert_eq!(compare(&a, &b) == Ordering::Equal, a == b);
            if compare(&a, &b).is_le() && compare(&b, &c).is_le() {
                prop_assert!(compare(&a, &c).is_le());
            }
        }
    }
}
