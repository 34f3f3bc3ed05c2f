//! Prepares a Markdown source for the parser: bounded, without embedded files, in characters that pages may hold.

use std::borrow::Cow;

use super::characters::{Verdict, is_no_break_space, is_suspect, verdict};

/// A source that is ready to be parsed.
#[derive(Debug)]
pub(super) struct Source<'a> {
    pub(super) text: Cow<'a, str>,
    /// Whether its end was cut off.
    pub(super) cut: bool,
}

/// Takes out embedded files (`data:…;base64,…`), cuts the rest to about `limit` bytes, at a line's end where one is
/// near, and mends its characters.
pub(super) fn prepare(source: &str, limit: usize) -> Source<'_> {
    let (text, more) = without_embedded_files(source, limit);
    let end = cut_at(&text, limit);
    let cut = more || end < text.len();
    let text = match text {
        Cow::Borrowed(text) => clean(&text[..end]),
        Cow::Owned(text) => Cow::Owned(clean(&text[..end]).into_owned()),
    };
    Source { text: without_office_tags(text), cut }
}

/// Where to cut a text to at most `limit` bytes.
fn cut_at(text: &str, limit: usize) -> usize {
    if text.len() <= limit {
        return text.len();
    }
    let mut end = limit;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    match memchr::memrchr(b'\n', &text.as_bytes()[..end]) {
        Some(line_end) if line_end >= end / 4 * 3 => line_end,
        _ => text[..end].rfind(' ').filter(|space| *space >= end / 4 * 3).unwrap_or(end),
    }
}

/// The source with the content of its `data:` addresses gone, so that what is left of them is refused like any address
/// of that scheme. Stops soon after `limit` bytes; says whether something was left unread.
fn without_embedded_files(source: &str, limit: usize) -> (Cow<'_, str>, bool) {
    const MARK: &[u8] = b";base64,";
    let bytes = source.as_bytes();
    let Some(first) = memchr::memmem::find(bytes, MARK) else { return (source.into(), false) };
    if first > limit {
        return (source.into(), false);
    }
    let mut kept = String::new();
    let mut done = 0;
    let mut next = Some(first);
    while let Some(mark) = next {
        let payload = mark + MARK.len();
        let length = bytes[payload..]
            .iter()
            .position(|byte| {
                !(byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'%' | b'_' | b'-'))
            })
            .unwrap_or(bytes.len() - payload);
        kept.push_str(&source[done..payload]);
        done = payload + length;
        if kept.len() > limit {
            break;
        }
        next = memchr::memmem::find(&bytes[done..], MARK).map(|at| done + at);
    }
    let rest = &source[done..];
    let room = cut_at(rest, limit.saturating_sub(kept.len()).saturating_add(1));
    kept.push_str(&rest[..room]);
    (kept.into(), room < rest.len())
}

/// The text without `<o:p>` and `</o:p>`, which Word leaves in pasted text and which Markdown takes for text.
fn without_office_tags(text: Cow<'_, str>) -> Cow<'_, str> {
    if memchr::memmem::find(text.as_bytes(), b"o:p>").is_none() {
        return text;
    }
    text.replace("<o:p>", "").replace("</o:p>", "").into()
}

/// Mends the characters of a source: controls and invisible characters dropped, Windows-1252 leftovers replaced, all
/// kinds of line breaks one kind, no-break spaces kept only where they are typography (before `:` and the like, after
/// `«`, between a number and what follows) and never where Markdown wants a plain space.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    mend(text, true)
}

/// As [`clean`], for text that the parser has taken apart: no-break spaces, of which the surroundings are not known
/// here, stay.
pub(super) fn clean_fragment(text: &str) -> Cow<'_, str> {
    mend(text, false)
}

fn mend(text: &str, spaces: bool) -> Cow<'_, str> {
    let mut cleaner = Cleaner { text, spaces, out: None, done: 0, line_start: 0 };
    cleaner.run();
    match cleaner.out {
        None => Cow::Borrowed(text),
        Some(mut out) => {
            out.push_str(&text[cleaner.done..]);
            Cow::Owned(out)
        }
    }
}

struct Cleaner<'a> {
    text: &'a str,
    /// Whether no-break spaces are looked at.
    spaces: bool,
    /// What was written, once something had to change.
    out: Option<String>,
    /// How much of the text stands in `out`.
    done: usize,
    /// Where the current line begins in `out`.
    line_start: usize,
}

impl Cleaner<'_> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut index = 0;
        while let Some(offset) = bytes[index..].iter().position(|byte| is_suspect(*byte)) {
            let at = index + offset;
            // The byte begins a character: continuation bytes are not suspect.
            let Some(character) = self.text[at..].chars().next() else { return };
            index = at + character.len_utf8();
            let next = self.text[index..].chars().next();
            match verdict(character) {
                Verdict::Drop => self.replace(at, index, None),
                Verdict::Newline => self.replace(at, index, Some('\n')),
                Verdict::Replace(meant) => self.replace(at, index, Some(meant)),
                Verdict::Keep if character == '\r' => {
                    self.replace(at, index, (next != Some('\n')).then_some('\n'));
                }
                Verdict::Keep if self.spaces && is_no_break_space(character) => {
                    self.copy_to(at);
                    let meant = self.no_break_space(character, next);
                    if meant != Some(character) {
                        self.replace(at, index, meant);
                    }
                }
                Verdict::Keep => {}
            }
        }
    }

    /// Brings `out` up to the byte `at` of the text.
    fn copy_to(&mut self, at: usize) {
        let capacity = self.text.len();
        let out = self.out.get_or_insert_with(|| String::with_capacity(capacity));
        let run = &self.text[self.done..at];
        if let Some(newline) = memchr::memrchr(b'\n', run.as_bytes()) {
            self.line_start = out.len() + newline + 1;
        }
        out.push_str(run);
        self.done = at;
    }

    /// Writes `meant` for the bytes `at..end` of the text.
    fn replace(&mut self, at: usize, end: usize, meant: Option<char>) {
        self.copy_to(at);
        self.done = end;
        if let (Some(out), Some(meant)) = (&mut self.out, meant) {
            out.push(meant);
            if meant == '\n' {
                self.line_start = out.len();
            }
        }
    }

    /// What a no-break space at the end of `out` becomes.
    fn no_break_space(&self, character: char, next: Option<char>) -> Option<char> {
        /// The longest start of a line that can be a list's or a heading's marker.
        const MARKER: usize = 16;
        let out = self.out.as_deref().unwrap_or_default();
        let line = &out[self.line_start..];
        let previous = line.chars().next_back().filter(|previous| !previous.is_whitespace())?;
        // White space that follows is enough.
        let next = next.filter(|next| !next.is_whitespace())?;
        if line.len() <= MARKER && is_marker(line.trim_start()) {
            return Some(' ');
        }
        let typography = matches!(next, ':' | ';' | '!' | '?' | '»' | '%' | '€' | '°' | '›')
            || matches!(previous, '«' | '‹' | '§' | '°')
            || previous.is_ascii_digit();
        Some(if typography { character } else { ' ' })
    }
}

/// Whether a line so far is a Markdown marker that wants a space.
fn is_marker(line: &str) -> bool {
    let line = line.trim_start_matches(['>', ' ']);
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    matches!(line, "" | "-" | "*" | "+")
        || (digits.len() < line.len() && matches!(digits, "." | ")"))
        || (!line.is_empty() && line.bytes().all(|byte| byte == b'#'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn characters_are_mended() {
        for (source, mended) in [
            ("a\r\nb\rc\u{2028}d", "a\nb\nc\nd"),
            ("l\u{92}eau \u{80} \u{85}\u{81}", "l’eau € …"),
            ("\u{feff}a\u{200b}b\u{2}c\u{ad}d", "abcd"),
            ("\u{202e}abc\u{202c}", "abc"),
            ("👨\u{200d}👩", "👨\u{200d}👩"),
            ("\u{f0b7} a", "• a"),
            // No-break spaces.
            ("#\u{a0}Titre\u{a0}:", "# Titre\u{a0}:"),
            ("-\u{a0}a\u{a0}b", "- a b"),
            ("1.\u{a0}a", "1. a"),
            ("\u{a0}\u{a0}a", "a"),
            ("a\n\u{a0}\nb", "a\n\nb"),
            ("10\u{a0}000\u{a0}km", "10\u{a0}000\u{a0}km"),
            ("«\u{a0}oui\u{a0}»", "«\u{a0}oui\u{a0}»"),
            ("a\u{a0}\u{a0} b", "a b"),
            ("a \u{a0}b", "a b"),
        ] {
            assert_eq!(clean(source), mended, "{source:?}");
        }
        assert!(matches!(clean("Été : « œuvre » à 10 €\n\t- 🎉"), Cow::Borrowed(_)));
    }

    #[test]
    fn embedded_files_are_taken_out() {
        let image = format!(
            "a ![x](data:image/png;base64,{}) b ![y](data:image/gif;base64,AAAA)",
            "QUJD+/=".repeat(100_000)
        );
        let source = prepare(&image, 1_000);
        assert_eq!(source.text, "a ![x](data:image/png;base64,) b ![y](data:image/gif;base64,)");
        assert!(!source.cut);
    }

    #[test]
    fn long_sources_are_cut_at_a_line() {
        let text = "une ligne\n".repeat(100);
        let source = prepare(&text, 105);
        assert_eq!(source.text.len(), 99);
        assert!(source.cut);
        assert!(!prepare(&text, 1_000).cut);
        assert_eq!(prepare(&"é".repeat(100), 101).text.len(), 100);
        let text = format!("![x](data:a;base64,AA){}", "b".repeat(500));
        assert!(prepare(&text, 100).cut);
        assert_eq!(prepare(&text, 100).text.len(), 100);
    }

    #[test]
    fn hostile_sources_are_prepared_in_linear_time() {
        for unit in ["\u{a0}", "a\u{a0}", "\r", ";base64,", "data:x;base64,AA ", "\u{92}", "#\u{a0}"] {
            let text = unit.repeat(1_000_000 / unit.len());
            let start = std::time::Instant::now();
            assert!(prepare(&text, 2_000_000).text.len() <= text.len() * 2);
            assert!(start.elapsed().as_secs() < 60, "{unit:?}: {:?}", start.elapsed());
        }
    }

    proptest! {
        #[test]
        fn cleaning_is_final(text in "([ -~é\n]|\u{a0}|\r|\u{92}|\u{2028}|\u{feff}|\u{202f}|#|-|[0-9]|\\PC){0,60}") {
            let once = clean(&text).into_owned();
            prop_assert!(once.chars().all(|c| c != '\r' && verdict(c) == Verdict::Keep));
            let twice = clean(&once).into_owned();
            prop_assert_eq!(clean(&twice).into_owned(), twice);
        }

        #[test]
        fn sources_fit(text in "\\PC{0,60}", limit in 0_usize..200) {
            prop_assert!(prepare(&text, limit).text.len() <= limit.max(1) * 3 / 2);
        }
    }
}
