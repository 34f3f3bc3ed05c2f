//! Plain text from Markdown and HTML: summaries, the search index, single lines.

use std::borrow::Cow;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, TextMergeStream};

use super::characters::{Verdict, is_no_break_space, is_suspect, verdict};
use super::html::{HiddenInline, Kind, Piece, pieces};
use super::{entity, source};

/// The end of the source that a summary looks at, per character wanted: addresses of links and markup take room.
const SOURCE_PER_CHARACTER: usize = 8;
/// What is looked at in any case.
const SOURCE_AT_LEAST: usize = 1_000;

/// Whether a description is nothing but a template's placeholder, `{{description}}` and the like, which harvesters leave
/// where a source has none (`ArcGIS` Hub).
pub fn is_placeholder(text: &str) -> bool {
    let Some(inner) = text.trim().strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}")) else {
        return false;
    };
    let inner = inner.trim();
    !inner.is_empty()
        && inner.len() <= 60
        && inner.bytes().all(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-' | b' ' | b'|' | b':')
        })
}

/// The beginning of a description without its markup, at most `max_chars` characters: cut at a word and ended with
/// `…`, which counts. For cards and meta descriptions. Only as much of the source as is needed is parsed.
pub fn summary(markdown: &str, max_chars: usize) -> String {
    if is_placeholder(markdown) {
        return String::new();
    }
    let prefix = max_chars.saturating_mul(SOURCE_PER_CHARACTER).saturating_add(SOURCE_AT_LEAST);
    let source = source::prepare(markdown, prefix);
    // One character more than wanted tells whether there is more.
    let mut line =
        Line { text: String::new(), limit: max_chars.saturating_mul(4).saturating_add(8), full: false };
    push_markdown(&mut line, &source.text);
    let mut text = line.text;
    let more = line.full || source.cut;
    cut(&mut text, max_chars, more);
    text
}

/// A description without its markup, white space folded, at most `max_bytes` bytes. For the search index.
pub fn plain(markdown: &str, max_bytes: usize) -> String {
    if is_placeholder(markdown) {
        return String::new();
    }
    let source = source::prepare(markdown, max_bytes.saturating_mul(4).saturating_add(SOURCE_AT_LEAST));
    let mut line = Line { text: String::new(), limit: max_bytes, full: false };
    push_markdown(&mut line, &source.text);
    line.text
}

/// The beginning of a longer plain text, as [`summary`] gives that of its Markdown.
pub fn shortened(plain: &str, max_chars: usize) -> String {
    let mut text: String = plain.chars().take(max_chars.saturating_add(1)).collect();
    cut(&mut text, max_chars, false);
    text
}

/// A single line: line breaks, controls and runs of white space (no-break spaces too) folded to one space,
/// invisible characters dropped, trimmed. For titles, names and labels.
pub fn clean_line(text: &str) -> Cow<'_, str> {
    if is_clean(text) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    push_folded(&mut clean, text);
    if clean.ends_with(' ') {
        clean.pop();
    }
    Cow::Owned(clean)
}

fn is_clean(text: &str) -> bool {
    let bytes = text.as_bytes();
    let suspect = |byte: u8| is_suspect(byte) || matches!(byte, b'\n' | b'\t');
    if bytes.first() == Some(&b' ') || bytes.last() == Some(&b' ') {
        return false;
    }
    let mut space = false;
    let mut doubtful = false;
    for &byte in bytes {
        if byte == b' ' && space {
            return false;
        }
        space = byte == b' ';
        doubtful |= suspect(byte);
    }
    !doubtful || text.chars().all(|c| verdict(c) == Verdict::Keep && (c == ' ' || !c.is_whitespace()))
}

/// Appends `text` with white space folded, none at the start, perhaps one at the end.
fn push_folded(line: &mut String, text: &str) {
    let mut rest = text;
    loop {
        // Most of a text is runs of characters that need no verdict, with single spaces between them.
        let run = run(rest.as_bytes(), line.is_empty() || line.ends_with(' '));
        let (plain, following) = rest.split_at(run);
        line.push_str(plain);
        let mut characters = following.chars();
        let Some(character) = characters.next() else { return };
        rest = characters.as_str();
        let character = match verdict(character) {
            Verdict::Drop => continue,
            Verdict::Newline => ' ',
            Verdict::Replace(meant) => meant,
            Verdict::Keep => character,
        };
        if character.is_whitespace() || is_no_break_space(character) {
            if !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
            }
        } else {
            line.push(character);
        }
    }
}

/// How many bytes can be copied as they are: no character that needs a verdict or may be white space, and no space that
/// follows another or, when there is one already, comes first.
fn run(bytes: &[u8], mut spaced: bool) -> usize {
    // Beside what is suspect: all white space of Unicode begins with these (U+1680, U+3000) or is ASCII.
    let stops = |byte: u8| is_suspect(byte) || matches!(byte, b'\n' | b'\t' | 0xe1 | 0xe3);
    for (index, &byte) in bytes.iter().enumerate() {
        if stops(byte) || byte == b' ' && spaced {
            return index;
        }
        spaced = byte == b' ';
    }
    bytes.len()
}

/// A line that fills up.
struct Line {
    text: String,
    /// In bytes.
    limit: usize,
    full: bool,
}

impl Line {
    fn push(&mut self, text: &str) {
        if self.full {
            return;
        }
        push_folded(&mut self.text, &entity::decode(text));
        if self.text.len() > self.limit {
            self.full = true;
            let mut end = self.limit;
            while !self.text.is_char_boundary(end) {
                end -= 1;
            }
            self.text.truncate(end);
        }
    }
}

/// Appends the text of a Markdown source, until the line is full.
fn push_markdown(line: &mut Line, source: &str) {
    let mut images = 0_usize;
    let mut html = String::new();
    let mut hidden = HiddenInline::default();
    let parser = Parser::new_ext(source, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    for event in TextMergeStream::new(parser) {
        if line.full {
            break;
        }
        match event {
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images = images.saturating_sub(1),
            _ if images > 0 => {}
            Event::InlineHtml(tag) => {
                hidden.see(&tag);
                if !hidden.is_open() {
                    push_html(line, &tag);
                }
            }
            Event::Text(text) | Event::Code(text) => {
                if !hidden.is_open() {
                    line.push(&text);
                }
            }
            Event::Html(text) => html.push_str(&text),
            Event::End(TagEnd::HtmlBlock) => {
                push_html(line, &html);
                html.clear();
                line.push(" ");
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {}
            Event::SoftBreak | Event::HardBreak => line.push(" "),
            _ => {
                hidden = HiddenInline::default();
                line.push(" ");
            }
        }
    }
    if line.text.ends_with(' ') {
        line.text.pop();
    }
}

/// Appends the text of a piece of HTML.
fn push_html(line: &mut Line, html: &str) {
    for piece in pieces(html) {
        match piece {
            Piece::Text(text) => line.push(text),
            Piece::Tag(tag) if tag.kind != Kind::Inline => line.push(" "),
            Piece::Tag(_) | Piece::Hidden => {}
        }
    }
}

/// Cuts a text to `max_chars` characters, at a word where one ends in the last third, and ends it with `…`. `more` says
/// that text follows which is not there.
fn cut(text: &mut String, max_chars: usize, more: bool) {
    let mut starts = text.char_indices().map(|(at, _)| at).skip(max_chars.saturating_sub(1));
    let last = starts.next().unwrap_or(text.len());
    let too_long = starts.next().is_some();
    if max_chars == 0 {
        text.clear();
    }
    if text.is_empty() || !(too_long || more) {
        return;
    }
    let ends_word = text.as_bytes().get(last).is_none_or(|byte| *byte == b' ');
    let end = if ends_word {
        last
    } else {
        text[..last].rfind(' ').filter(|at| *at >= last / 3 * 2).unwrap_or(last)
    };
    text.truncate(end);
    text.truncate(text.trim_end_matches([' ', ',', ';', ':', '.', '…', '(', '-', '–']).len());
    text.push('…');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn markup_goes() {
        for (markdown, text) in [
            (
                "# Titre\n\nDu **texte** avec [un lien](https://x.fr) et `code`.\n- un\n- deux",
                "Titre Du texte avec un lien et code. un deux",
            ),
            ("l&#x27;eau &amp;#x27;x&amp;#x27; &amp;amp; <b>gras</b><br>suite", "l'eau 'x' & gras suite"),
            ("![image](https://x.fr/a.png)Texte", "Texte"),
            ("| a | b |\n|---|---|\n| 1 | 2 |", "a b 1 2"),
            ("<div>\n<p>Un</p><p>Deux</p>\n<script>alert(1)</script></div>", "Un Deux"),
            ("avant <script>alert(1)</script> après", "avant après"),
            ("avant <script>perdu\n\naprès", "avant après"),
            ("voir <extra> et <https://x.fr/>", "voir <extra> et https://x.fr/"),
            ("a\u{2028}b\u{feff}c\u{a0}: d", "a bc : d"),
            ("{{description}}", ""),
            ("mot_avec_tirets *et* ~~barré~~", "mot_avec_tirets et barré"),
        ] {
            assert_eq!(plain(markdown, 1_000), text, "{markdown}");
            assert_eq!(summary(markdown, 1_000), text, "{markdown}");
        }
    }

    #[test]
    fn summaries_are_cut_at_a_word() {
        assert_eq!(summary("Un texte un peu trop long", 100), "Un texte un peu trop long");
        assert_eq!(summary("Un texte un peu trop long", 25), "Un texte un peu trop long");
        assert_eq!(summary("Un texte un peu trop long", 24), "Un texte un peu trop…");
        assert_eq!(summary("Un texte un peu trop long", 16), "Un texte un peu…");
        assert_eq!(summary("Un texte, un peu trop long", 10), "Un texte…");
        assert_eq!(summary("anticonstitutionnellement", 10), "anticonst…");
        assert_eq!(summary("abc", 0), "");
        assert_eq!(summary("", 10), "");
    }

    #[test]
    fn placeholders() {
        for text in ["{{description}}", " {{ description }}\n", "{{item.snippet}}", "{{default.description}}"]
        {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["", "{{}}", "{{a}} b", "{description}", "{{a}} et {{b}}", "{{é}}"] {
            assert!(!is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn lines() {
        for (text, line) in [
            (" a\r\n b\u{a0}\tc ", "a b c"),
            ("a\u{200b}b\u{92}c\u{2028}d", "ab’c d"),
            ("\u{feff}", ""),
            ("a  b", "a b"),
        ] {
            assert_eq!(clean_line(text), line);
        }
        assert!(matches!(clean_line("Été « à l’œuvre » – 10 €"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn lines_are_clean(text in "([ -~é]|\u{a0}|\r|\n|\u{92}|\u{2028}|\u{feff}|\\PC|\\pC){0,40}") {
            let line = clean_line(&text).into_owned();
            prop_assert_eq!(line.trim(), &line);
            prop_assert!(!line.contains("  ") && line.chars().all(|c| verdict(c) == Verdict::Keep && (c == ' ' || !c.is_whitespace())));
            prop_assert!(matches!(clean_line(&line), Cow::Borrowed(_)));
            prop_assert!(is_clean(&line));
        }

        #[test]
        fn summaries_fit(markdown in "([a-zé ]|\\*|<b>|\n|&amp;|\\[|\\]|\\(|\\)|\\|-|`|\\PC){0,80}", max in 0_usize..50) {
            let text = summary(&markdown, max);
            prop_assert!(text.chars().count() <= max, "{text}");
            prop_assert_eq!(clean_line(&text).into_owned(), text);
            prop_assert!(plain(&markdown, max).len() <= max);
        }
    }
}
