//! Takes out of a template the white space that no reader sees, once, when the theme is loaded.
//!
//! - A line that holds nothing but `{% %}` and `{# #}` leaves nothing, nor does the indentation of the next.
//! - White space beside the tag of a block element (`<li>`, `</p>`, ...) goes.
//! - Any other run becomes one space.
//! - `pre`, `textarea`, `script`, `style`, quoted attributes and HTML comments stay as they are.

use std::ops::Range;

use super::rewrite::Writer;
use super::source::{Piece, PieceKind};

/// How much of each piece is cut at its start and end because of the tags beside it.
pub(super) fn cuts(source: &str, pieces: &[Piece]) -> Vec<Range<usize>> {
    let mut kept: Vec<_> = pieces.iter().map(|piece| piece.inner.clone()).collect();
    cut_at_dashes(source, pieces, &mut kept);
    let mut at = 0;
    while at < pieces.len() {
        if is_silent(&pieces[at]) {
            at = cut_lines_around(source, pieces, &mut kept, at);
        } else {
            at += 1;
        }
    }
    kept
}

fn is_silent(piece: &Piece) -> bool {
    matches!(piece.kind, PieceKind::Statement | PieceKind::Comment)
}

fn cut_at_dashes(source: &str, pieces: &[Piece], kept: &mut [Range<usize>]) {
    for at in 0..pieces.len() {
        if pieces[at].kind != PieceKind::Text {
            continue;
        }
        let range = &mut kept[at];
        if at > 0 && pieces[at - 1].trims_after {
            let text = &source[range.clone()];
            range.start += text.len() - text.trim_start().len();
        }
        if pieces.get(at + 1).is_some_and(|next| next.trims_before) {
            range.end = range.start + source[range.clone()].trim_end().len();
        }
    }
}

/// Cuts the lines that hold only silent pieces, from the one at `first`; says where to go on.
fn cut_lines_around(source: &str, pieces: &[Piece], kept: &mut [Range<usize>], first: usize) -> usize {
    let mut last = first;
    while let (Some(text), Some(silent)) = (pieces.get(last + 1), pieces.get(last + 2)) {
        if is_silent(text) {
            last += 1;
        } else if text.kind == PieceKind::Text
            && is_silent(silent)
            && is_blank(&source[kept[last + 1].clone()])
        {
            last += 2;
        } else {
            break;
        }
    }
    if pieces.get(last + 1).is_some_and(is_silent) {
        last += 1;
    }
    // What the line starts with, back to its newline.
    let before = match first.checked_sub(1) {
        None => Some(None),
        Some(previous) if pieces[previous].kind == PieceKind::Text => {
            let text = &source[kept[previous].clone()];
            let line = text.rfind('\n').map(|newline| newline + 1);
            let from = if previous == 0 { line.or(Some(0)) } else { line };
            from.filter(|from| is_blank(&text[*from..])).map(|from| Some((previous, from)))
        }
        Some(_) => None,
    };
    let after = match pieces.get(last + 1) {
        None => Some(None),
        Some(next) if next.kind == PieceKind::Text => {
            let text = &source[kept[last + 1].clone()];
            let end = text.find('\n').map(|newline| newline + 1);
            let end = if last + 2 == pieces.len() { end.or(Some(text.len())) } else { end };
            end.filter(|end| is_blank(text[..*end].trim_end_matches('\n'))).map(|end| Some((last + 1, end)))
        }
        Some(_) => None,
    };
    if let (Some(before), Some(after)) = (before, after) {
        if let Some((previous, from)) = before {
            kept[previous].end = kept[previous].start + from;
        }
        if let Some((next, end)) = after {
            let text = &source[kept[next].clone()];
            let indent = text[end..].len() - text[end..].trim_start_matches([' ', '\t']).len();
            kept[next].start += end + indent;
        }
        for (piece, range) in pieces[first..=last].iter().zip(&mut kept[first..=last]) {
            if piece.kind == PieceKind::Text {
                range.end = range.start;
            }
        }
    }
    last + 1
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r'))
}

/// Where in an HTML page a template stands, piece by piece.
pub(super) struct HtmlText {
    state: State,
    /// Whether the last thing written was the tag of a block element.
    after_block: bool,
    /// What tags are marked with, beside their place in the file.
    mark: Option<usize>,
}

/// The attribute of marks: the template's number and the byte at which the tag stands, `3:120`.
pub(super) const MARK: &str = "data-etalage-at";

#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Data,
    Tag {
        name: String,
        closing: bool,
        after_equals: bool,
    },
    Quoted {
        quote: u8,
        name: String,
        closing: bool,
    },
    Comment,
    /// Inside `pre`, `textarea`, `script` or `style`.
    Verbatim(String),
}

impl HtmlText {
    pub(super) fn new() -> Self {
        Self { state: State::Data, after_block: true, mark: None }
    }

    /// Marks tags with their place, so that what is wrong with a page leads back to its templates.
    pub(super) fn marking(mark: Option<usize>) -> Self {
        Self { mark, ..Self::new() }
    }

    /// Something that a tag writes comes here. An error says that it would not be safe.
    pub(super) fn output(&mut self) -> Result<(), &'static str> {
        self.after_block = false;
        match &self.state {
            State::Tag { after_equals: true, .. } | State::Quoted { quote: b'\'', .. } => {
                Err("the value of an attribute stands in double quotes: `href=\"{{ ... }}\"`")
            }
            State::Verbatim(name) if name == "script" || name == "style" => Err(
                "nothing is written into a script or a style: the Content-Security-Policy forbids both in pages",
            ),
            _ => Ok(()),
        }
    }

    /// What may stand here for an output: some word, an address that leads to the page itself.
    pub(super) const fn stand_in(&self) -> &'static str {
        match self.state {
            State::Data => "…",
            State::Quoted { .. } => "#",
            _ => "",
        }
    }

    /// A statement comes here; only `if` leaves what stands before it certain.
    pub(super) fn statement(&mut self, keyword: &str) {
        if !matches!(keyword, "if" | "set") {
            self.after_block = false;
        }
    }

    /// Writes a text without the white space that is not seen.
    pub(super) fn text(&mut self, source: &str, range: Range<usize>, writer: &mut Writer) {
        let bytes = &source.as_bytes()[..range.end];
        let mut at = range.start;
        while at < range.end {
            at = match self.state.clone() {
                State::Data => self.data(source, bytes, at, writer),
                State::Tag { name, closing, .. } => self.tag(bytes, at, name, closing, source, writer),
                State::Quoted { quote, name, closing } => {
                    let end = position(bytes, at, |byte| byte == quote);
                    let end = if end < bytes.len() {
                        self.state = State::Tag { name, closing, after_equals: false };
                        end + 1
                    } else {
                        end
                    };
                    writer.copy(source, at..end);
                    end
                }
                State::Comment => self.until(source, at..range.end, "-->", true, writer),
                State::Verbatim(name) => {
                    self.until(source, at..range.end, &format!("</{name}"), false, writer)
                }
            };
        }
    }

    fn data(&mut self, source: &str, bytes: &[u8], at: usize, writer: &mut Writer) -> usize {
        if bytes[at].is_ascii_whitespace() {
            let end = position(bytes, at, |byte| !byte.is_ascii_whitespace());
            let before_block = tag_name(&bytes[end..]).is_some_and(|(_, name)| is_block(&name));
            if !self.after_block && !before_block {
                writer.insert(" ", at);
            }
            return end;
        }
        if bytes[at..].starts_with(b"<!--") {
            self.state = State::Comment;
            writer.copy(source, at..at + 4);
            return at + 4;
        }
        if let Some((closing, name)) = tag_name(&bytes[at..]) {
            let end = at + 1 + usize::from(closing) + name.len();
            writer.copy(source, at..end);
            // What goes on may be a name that an output completes.
            let complete =
                bytes.get(end).is_some_and(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'));
            if let Some(template) = self.mark.filter(|_| complete && !name.starts_with('!')) {
                writer.insert(&format!(" {MARK}=\"{template}:{at}\""), at);
            }
            self.state = State::Tag { name, closing, after_equals: false };
            return end;
        }
        let end = position(bytes, at + 1, |byte| byte.is_ascii_whitespace() || byte == b'<');
        self.after_block = false;
        writer.copy(source, at..end);
        end
    }

    fn tag(
        &mut self,
        bytes: &[u8],
        at: usize,
        name: String,
        closing: bool,
        source: &str,
        writer: &mut Writer,
    ) -> usize {
        let byte = bytes[at];
        if byte.is_ascii_whitespace() {
            let end = position(bytes, at, |byte| !byte.is_ascii_whitespace());
            if !bytes[end..].starts_with(b">") {
                writer.insert(" ", at);
            }
            self.state = State::Tag { name, closing, after_equals: false };
            return end;
        }
        self.state = match byte {
            b'"' | b'\'' => State::Quoted { quote: byte, name, closing },
            b'>' => {
                self.after_block = is_block(&name);
                if !closing && matches!(name.as_str(), "pre" | "textarea" | "script" | "style") {
                    State::Verbatim(name)
                } else {
                    State::Data
                }
            }
            _ => State::Tag { name, closing, after_equals: byte == b'=' },
        };
        let end = if byte.is_ascii() { at + 1 } else { position(bytes, at + 1, |byte| byte.is_ascii()) };
        writer.copy(source, at..end);
        end
    }

    /// Copies up to `mark`, or to the end of the range where it does not come.
    fn until(
        &mut self,
        source: &str,
        range: Range<usize>,
        mark: &str,
        with_mark: bool,
        writer: &mut Writer,
    ) -> usize {
        let text = source[range.clone()].to_ascii_lowercase();
        let end = match text.find(mark) {
            Some(found) => {
                self.state = State::Data;
                self.after_block = false;
                range.start + found + if with_mark { mark.len() } else { 0 }
            }
            None => range.end,
        };
        writer.copy(source, range.start..end);
        end
    }
}

fn position(bytes: &[u8], from: usize, found: impl Fn(u8) -> bool) -> usize {
    bytes[from..].iter().position(|byte| found(*byte)).map_or(bytes.len(), |offset| from + offset)
}

/// The name of the tag that starts here, and whether it closes.
fn tag_name(bytes: &[u8]) -> Option<(bool, String)> {
    let rest = bytes.strip_prefix(b"<")?;
    let (rest, closing) = rest.strip_prefix(b"/").map_or((rest, false), |rest| (rest, true));
    let length = rest
        .iter()
        .position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'!')))
        .unwrap_or(rest.len());
    let name = &rest[..length];
    name.first().filter(|first| first.is_ascii_alphabetic() || **first == b'!')?;
    Some((closing, String::from_utf8_lossy(name).to_ascii_lowercase()))
}

/// Elements beside which white space is never seen, unless a stylesheet makes them inline.
fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 62] = [
        "!doctype",
        "address",
        "article",
        "aside",
        "base",
        "blockquote",
        "body",
        "br",
        "caption",
        "col",
        "colgroup",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "link",
        "main",
        "menu",
        "meta",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "path",
        "pre",
        "script",
        "search",
        "section",
        "style",
        "summary",
        "symbol",
        "table",
        "tbody",
        "td",
        "template",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ];
    BLOCKS.binary_search(&name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::super::source::pieces;
    use super::*;

    /// What is left of a template, its tags as they were.
    fn minified(source: &str) -> String {
        let pieces = pieces(source).unwrap();
        let kept = cuts(source, &pieces);
        let mut writer = Writer::default();
        let mut html = HtmlText::new();
        for (piece, kept) in pieces.iter().zip(kept) {
            match piece.kind {
                PieceKind::Text => html.text(source, kept, &mut writer),
                PieceKind::Output => {
                    html.output().unwrap();
                    writer.copy(source, piece.range.clone());
                }
                PieceKind::Statement => {
                    html.statement(source[piece.inner.clone()].split_whitespace().next().unwrap_or(""));
                    writer.copy(source, piece.range.clone());
                }
                PieceKind::Raw => writer.copy(source, piece.range.clone()),
                PieceKind::Comment => {}
            }
        }
        writer.text
    }

    #[test]
    fn space_that_nobody_sees_goes() {
        for (source, expected) in [
            ("<ul>\n  <li> a </li>\n  <li>b</li>\n</ul>\n", "<ul><li>a</li><li>b</li></ul>"),
            ("<p>\n  one\n  <b>two</b>\n  three\n</p>", "<p>one <b>two</b> three</p>"),
            ("<a\n  href=\"a  b\"\n  >x</a> <a>y</a>", "<a href=\"a  b\">x</a> <a>y</a>"),
            ("<pre>  a\n\n b</pre>\n\n<i>c</i>", "<pre>  a\n\n b</pre><i>c</i>"),
            ("<textarea> a  b </textarea>  x", "<textarea> a  b </textarea> x"),
            ("a < b  c", "a < b c"),
            (
                "<ul>\n {% for x in y %}\n  <li>{{ x }}</li>\n {% endfor %}\n</ul>",
                "<ul>{% for x in y %}<li>{{ x }}</li>{% endfor %}</ul>",
            ),
            (
                "{# a #}\n{% if a %}{# b #}\n  <i>x</i>\n{% endif %}\n<b>y</b>",
                "{% if a %}<i>x</i> {% endif %}<b>y</b>",
            ),
            ("<b>a</b>{% if x %}<p></p>{% endif %} text", "<b>a</b>{% if x %}<p></p>{% endif %} text"),
            ("{{ a }}\n{{ b }}", "{{ a }} {{ b }}"),
            ("<p>{{ a -}}  b", "<p>{{ a -}}b"),
            ("<dt>é  à</dt>", "<dt>é à</dt>"),
        ] {
            assert_eq!(minified(source), expected, "{source}");
        }
    }

    #[test]
    fn block_elements_are_sorted() {
        for name in ["a", "span", "button", "svg", "time"] {
            assert!(!is_block(name), "{name}");
        }
        for name in ["ul", "!doctype", "li", "option", "tr"] {
            assert!(is_block(name), "{name}");
        }
    }

    #[test]
    fn an_output_is_refused_where_escaping_does_not_protect() {
        for source in ["<a href={{", "<a href='{{", "<script>{{", "<style>a{{"] {
            let mut html = HtmlText::new();
            html.text(source, 0..source.len() - 2, &mut Writer::default());
            assert!(html.output().is_err(), "{source}");
        }
        for source in ["<a href=\"x{{", "<a {{", "x {{"] {
            let mut html = HtmlText::new();
            html.text(source, 0..source.len() - 2, &mut Writer::default());
            assert!(html.output().is_ok(), "{source}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_seen_stays(source in "([<>/a-c =\"'\n -]|<p>|</pre>|<pre>|é|<!--|-->|<li){0,40}") {
            let mut writer = Writer::default();
            HtmlText::new().text(&source, 0..source.len(), &mut writer);
            let seen = |text: &str| text.chars().filter(|c| !c.is_ascii_whitespace()).collect::<String>();
            proptest::prop_assert_eq!(seen(&writer.text), seen(&source));
        }
    }
}
