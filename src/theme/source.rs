//! Splits a template into its pieces: text, `{{ output }}`, `{% statement %}`, comments and raw text.
//!
//! The same rules as Tera's own lexer (`parsing/lexer.rs`, version 2.4), which is not public.

use std::ops::Range;

/// A piece of a template. Ranges are bytes of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub kind: PieceKind,
    /// The whole piece, delimiters included.
    pub range: Range<usize>,
    /// What stands between the delimiters.
    pub inner: Range<usize>,
    /// Whether it says `{{-`, `{%-` or `{#-`.
    pub trims_before: bool,
    /// Whether it says `-}}`, `-%}` or `-#}`.
    pub trims_after: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PieceKind {
    Text,
    /// `{{ ... }}`
    Output,
    /// `{% ... %}`
    Statement,
    /// `{# ... #}`
    Comment,
    /// `{% raw %}...{% endraw %}`: the inner range is the text.
    Raw,
}

/// A token inside an output or a statement.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub kind: TokenKind,
    pub range: Range<usize>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum TokenKind {
    Name(String),
    Text(String),
    Number(String),
    /// One or two characters.
    Sign(&'static str),
}

impl Token {
    pub(super) fn is_sign(&self, sign: &str) -> bool {
        matches!(&self.kind, TokenKind::Sign(found) if *found == sign)
    }

    pub(super) fn name(&self) -> Option<&str> {
        match &self.kind {
            TokenKind::Name(name) => Some(name),
            _ => None,
        }
    }
}

/// What cannot be split; Tera would refuse it too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SourceError {
    pub at: usize,
    pub message: String,
    /// See [`super::error::Mistake::kind`].
    pub kind: &'static str,
}

impl SourceError {
    pub(super) fn new(at: usize, message: impl Into<String>) -> Self {
        Self { at, message: message.into(), kind: "template-syntax" }
    }

    /// The same, of that kind.
    pub(super) fn of(self, kind: &'static str) -> Self {
        Self { kind, ..self }
    }
}

/// The pieces of `source`, in order and without gaps.
pub(super) fn pieces(source: &str) -> Result<Vec<Piece>, SourceError> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < source.len() {
        let rest = &source[at..];
        let text = next_delimiter(rest).unwrap_or(rest.len());
        if text > 0 {
            pieces.push(plain(at..at + text));
            at += text;
            continue;
        }
        let piece = match rest.as_bytes()[1] {
            b'#' => comment(source, at)?,
            b'{' => tag(source, at, PieceKind::Output, "}}")?,
            _ => match raw(source, at)? {
                Some(piece) => piece,
                None => tag(source, at, PieceKind::Statement, "%}")?,
            },
        };
        at = piece.range.end;
        pieces.push(piece);
    }
    Ok(pieces)
}

fn plain(range: Range<usize>) -> Piece {
    Piece { kind: PieceKind::Text, inner: range.clone(), range, trims_before: false, trims_after: false }
}

/// The offset of the next `{{`, `{%` or `{#`.
pub(super) fn next_delimiter(text: &str) -> Option<usize> {
    text.as_bytes().windows(2).position(|pair| pair[0] == b'{' && matches!(pair[1], b'{' | b'%' | b'#'))
}

fn comment(source: &str, at: usize) -> Result<Piece, SourceError> {
    let start = at + 2 + usize::from(source[at + 2..].starts_with('-'));
    let end = source[start..]
        .find("#}")
        .map(|found| start + found)
        .ok_or_else(|| SourceError::new(at, "a comment `{#` without its `#}`"))?;
    let trims_after = source[start..end].ends_with('-');
    Ok(Piece {
        kind: PieceKind::Comment,
        range: at..end + 2,
        inner: start..end - usize::from(trims_after),
        trims_before: start == at + 3,
        trims_after,
    })
}

fn tag(source: &str, at: usize, kind: PieceKind, close: &str) -> Result<Piece, SourceError> {
    let trims_before = source[at + 2..].starts_with('-');
    let start = at + 2 + usize::from(trims_before);
    let mut position = start;
    loop {
        let rest = &source[position..];
        let Some(next) = rest.chars().next() else {
            return Err(SourceError::new(
                at,
                format!("a tag `{}` without its `{close}`", &source[at..at + 2]),
            ));
        };
        if rest.starts_with(close) {
            return Ok(Piece {
                kind,
                range: at..position + 2,
                inner: start..position,
                trims_before,
                trims_after: false,
            });
        }
        if next == '-' && rest[1..].starts_with(close) {
            return Ok(Piece {
                kind,
                range: at..position + 3,
                inner: start..position,
                trims_before,
                trims_after: true,
            });
        }
        position += match next {
            '"' | '\'' | '`' => string_length(rest).ok_or_else(|| {
                SourceError::new(position, format!("a string opened with {next} that is not closed"))
            })?,
            _ => next.len_utf8(),
        };
    }
}

/// A whole `{% raw %}...{% endraw %}`, when one starts at `at`.
fn raw(source: &str, at: usize) -> Result<Option<Piece>, SourceError> {
    let Some((length, trims_before, trims_inside)) = simple_tag(&source[at..], "raw") else {
        return Ok(None);
    };
    let start = at + length;
    let mut from = start;
    while let Some(found) = source[from..].find("{%") {
        let end = from + found;
        if let Some((length, trims_end, trims_after)) = simple_tag(&source[end..], "endraw") {
            let body = &source[start..end];
            let left = if trims_inside { body.len() - body.trim_start().len() } else { 0 };
            let right = if trims_end { body.len() - body.trim_end().len() } else { 0 };
            let inner = (start + left).min(end)..(end - right).max((start + left).min(end));
            return Ok(Some(Piece {
                kind: PieceKind::Raw,
                range: at..end + length,
                inner,
                trims_before,
                trims_after,
            }));
        }
        from = end + 2;
    }
    Err(SourceError::new(at, "`{% raw %}` without its `{% endraw %}`"))
}

/// `{% name %}` at the start of `text`: its length, and whether it has dashes.
fn simple_tag(text: &str, name: &str) -> Option<(usize, bool, bool)> {
    let rest = text.strip_prefix("{%")?;
    let (rest, before) = rest.strip_prefix('-').map_or((rest, false), |rest| (rest, true));
    let rest = rest.trim_ascii_start().strip_prefix(name)?.trim_ascii_start();
    let (rest, after) = rest.strip_prefix('-').map_or((rest, false), |rest| (rest, true));
    let rest = rest.strip_prefix("%}")?;
    Some((text.len() - rest.len(), before, after))
}

/// The length of the string at the start of `text`, quotes included.
fn string_length(text: &str) -> Option<usize> {
    let quote = text.chars().next()?;
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

const SIGNS: [&str; 40] = [
    "...", "//", "**", "==", "!=", ">=", "<=", "</", "?.", "?[", "+", "-", "*", "/", "%", "!", ".", ",", ":",
    "~", "|", "=", ">", "<", "(", ")", "[", "]", "{", "}", "@", "?", "&", "^", "#", "$", ";", "\\", "'",
    "\"",
];

/// The tokens of what stands between the delimiters of a tag.
pub(super) fn tokens(source: &str, inner: Range<usize>) -> Result<Vec<Token>, SourceError> {
    let mut tokens = Vec::new();
    let mut at = inner.start;
    while at < inner.end {
        let rest = &source[at..inner.end];
        let Some(first) = rest.chars().next() else { break };
        if first.is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let (kind, length) = if matches!(first, '"' | '\'' | '`') {
            let length = string_length(rest).ok_or_else(|| {
                SourceError::new(at, format!("a string opened with {first} that is not closed"))
            })?;
            (TokenKind::Text(unescape(&rest[1..length - 1])), length)
        } else if first.is_ascii_digit() {
            let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
            (TokenKind::Number(rest[..length].to_owned()), length)
        } else if first.is_ascii_alphabetic() || first == '_' {
            let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
            (TokenKind::Name(rest[..length].to_owned()), length)
        } else if let Some(sign) = SIGNS.into_iter().find(|sign| rest.starts_with(sign)) {
            (TokenKind::Sign(sign), sign.len())
        } else {
            return Err(SourceError::new(at, format!("the character {first:?} means nothing in a tag")));
        };
        tokens.push(Token { kind, range: at..at + length });
        at += length;
    }
    Ok(tokens)
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character == '\\' {
            match characters.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some('r') => out.push('\r'),
                Some(other) => out.push(other),
                None => {}
            }
        } else {
            out.push(character);
        }
    }
    out
}

/// A text as a string of the template language.
pub(super) fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(source: &str) -> Vec<(PieceKind, &str)> {
        pieces(source).unwrap().into_iter().map(|piece| (piece.kind, &source[piece.inner])).collect()
    }

    #[test]
    fn a_template_is_split_without_gaps() {
        let source = "a {{ b ~ \"}}\" }}{%- if x -%}{# no {{ #}{% raw %}{{ c }}{%- endraw %} d { e";
        let found = pieces(source).unwrap();
        assert_eq!(found.first().unwrap().range.start, 0);
        assert!(found.windows(2).all(|pair| pair[0].range.end == pair[1].range.start));
        assert_eq!(found.last().unwrap().range.end, source.len());
        assert_eq!(
            kinds(source),
            [
                (PieceKind::Text, "a "),
                (PieceKind::Output, " b ~ \"}}\" "),
                (PieceKind::Statement, " if x "),
                (PieceKind::Comment, " no {{ "),
                (PieceKind::Raw, "{{ c }}"),
                (PieceKind::Text, " d { e"),
            ]
        );
    }

    #[test]
    fn what_is_not_closed_is_named() {
        for (source, at) in [("ab{{ x", 2), ("{# x", 0), ("{% raw %}x", 0), ("{{ 'x }}", 3)] {
            assert_eq!(pieces(source).unwrap_err().at, at, "{source}");
        }
    }

    #[test]
    fn tokens_know_strings_names_and_signs() {
        let source = r#"{{ t(key="a\"b", n=12)|safe }}"#;
        let found: Vec<_> =
            tokens(source, 2..source.len() - 2).unwrap().into_iter().map(|t| t.kind).collect();
        assert_eq!(found[0], TokenKind::Name("t".into()));
        assert_eq!(found[4], TokenKind::Text("a\"b".into()));
        assert_eq!(found[8], TokenKind::Number("12".into()));
        assert_eq!(found[10], TokenKind::Sign("|"));
    }

    proptest::proptest! {
        #[test]
        fn no_source_breaks_it(source in "([{}%#\"' a-c\\n-]|raw|endraw|é){0,40}") {
            if let Ok(found) = pieces(&source) {
                let mut at = 0;
                for piece in found {
                    proptest::prop_assert_eq!(piece.range.start, at);
                    proptest::prop_assert!(piece.range.start <= piece.inner.start && piece.inner.end <= piece.range.end);
                    let _ = tokens(&source, piece.inner.clone());
                    at = piece.range.end;
                }
                proptest::prop_assert_eq!(at, source.len());
            }
        }

        #[test]
        fn a_quoted_text_reads_back(text in ".{0,30}") {
            let quoted = quote(&text);
            let back = tokens(&quoted, 0..quoted.len()).unwrap();
            proptest::prop_assert_eq!(&back[0].kind, &TokenKind::Text(text));
        }
    }
}
