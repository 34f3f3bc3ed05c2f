//! Takes raw HTML apart: tags that HTML knows, text, and what readers are not meant to see.

/// What a known element is to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Part of a line of text.
    Inline,
    /// A block of its own.
    Block,
    /// An element without content.
    Void,
    /// An element whose content is not text for readers: scripts, styles, embedded documents, drawings.
    Hidden,
}

/// The kind of an element by its name in lower case, `None` for names that are not HTML's.
pub(super) fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "a" | "abbr" | "acronym" | "audio" | "b" | "bdi" | "bdo" | "big" | "blink" | "button" | "canvas"
        | "cite" | "code" | "data" | "datalist" | "del" | "dfn" | "em" | "font" | "i" | "ins" | "kbd"
        | "label" | "map" | "mark" | "meter" | "nobr" | "object" | "optgroup" | "option" | "output"
        | "picture" | "progress" | "q" | "rb" | "rp" | "rt" | "rtc" | "ruby" | "s" | "samp" | "select"
        | "slot" | "small" | "span" | "strike" | "strong" | "sub" | "sup" | "time" | "tt" | "u" | "var"
        | "video" => Kind::Inline,
        "address" | "article" | "aside" | "blockquote" | "body" | "caption" | "center" | "colgroup"
        | "dd" | "details" | "dialog" | "dir" | "div" | "dl" | "dt" | "fieldset" | "figcaption"
        | "figure" | "footer" | "form" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "head" | "header"
        | "hgroup" | "html" | "legend" | "li" | "listing" | "main" | "marquee" | "menu" | "nav" | "ol"
        | "p" | "pre" | "search" | "section" | "summary" | "table" | "tbody" | "td" | "tfoot" | "tfooter"
        | "th" | "thead" | "tr" | "ul" => Kind::Block,
        "area" | "base" | "basefont" | "bgsound" | "br" | "col" | "embed" | "frame" | "hr" | "img"
        | "input" | "keygen" | "link" | "meta" | "param" | "source" | "track" | "wbr" => Kind::Void,
        "applet" | "frameset" | "iframe" | "math" | "noembed" | "noframes" | "noscript" | "plaintext"
        | "script" | "style" | "svg" | "template" | "textarea" | "title" | "xmp" => Kind::Hidden,
        _ => return None,
    })
}

/// A piece of raw HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text, its character references not decoded; or `<` where no known tag begins.
    Text(&'a str),
    /// The tag of a known element that is not hidden.
    Tag(RawTag<'a>),
    /// A comment, a declaration, or a hidden element: with its content if it is closed, else its tag alone.
    Hidden,
}

/// A start or end tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RawTag<'a> {
    /// As written, from `<` to `>`.
    pub(super) written: &'a str,
    /// Its name, as written.
    pub(super) name: &'a str,
    /// What it is the tag of.
    pub(super) kind: Kind,
    /// Whether it is an end tag.
    pub(super) end: bool,
}

/// An attribute's value may hold `>`; a tag that is longer than this has a quote that was never closed.
const LONGEST_TAG: usize = 4_000;

/// Takes `html` apart, in time linear in its length.
pub(super) fn pieces(html: &str) -> Pieces<'_> {
    Pieces { rest: html, unclosed: Vec::new(), no_comment_end: false, no_tag_end: false }
}

/// See [`pieces`].
pub(super) struct Pieces<'a> {
    rest: &'a str,
    /// Hidden elements that have no end tag in what is left.
    unclosed: Vec<&'static str>,
    no_comment_end: bool,
    no_tag_end: bool,
}

/// Hidden elements, by the names that [`Pieces::unclosed`] keeps.
const HIDDEN: [&str; 15] = [
    "applet",
    "frameset",
    "iframe",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
    "script",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "xmp",
];

impl<'a> Pieces<'a> {
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    /// What stands at the `<` that `rest` begins with.
    fn markup(&mut self) -> Piece<'a> {
        let bytes = self.rest.as_bytes();
        if self.rest.starts_with("<!--") {
            if !self.no_comment_end {
                if let Some(end) = memchr::memmem::find(&bytes[4..], b"-->") {
                    self.take(4 + end + 3);
                    return Piece::Hidden;
                }
                self.no_comment_end = true;
            }
            self.take(4);
            return Piece::Hidden;
        }
        let declaration = matches!(bytes.get(1), Some(b'!' | b'?'));
        let Some((name, end_tag)) = tag_name(self.rest) else {
            if declaration && let Some(length) = self.tag_length() {
                self.take(length);
                return Piece::Hidden;
            }
            return Piece::Text(self.take(1));
        };
        let lower = name.to_ascii_lowercase();
        let Some(kind) = kind(&lower) else {
            if is_office_name(&lower)
                && let Some(length) = self.tag_length()
            {
                self.take(length);
                return Piece::Hidden;
            }
            return Piece::Text(self.take(1));
        };
        let Some(length) = self.tag_length() else { return Piece::Text(self.take(1)) };
        let written = self.take(length);
        if kind != Kind::Hidden {
            return Piece::Tag(RawTag { written, name, kind, end: end_tag });
        }
        if !end_tag && !written.ends_with("/>") {
            self.skip_content(&lower);
        }
        Piece::Hidden
    }

    /// Skips to after the end tag of a hidden element, if there is one.
    fn skip_content(&mut self, name: &str) {
        let Some(name) = HIDDEN.iter().find(|hidden| **hidden == name) else { return };
        if self.unclosed.contains(name) {
            return;
        }
        let bytes = self.rest.as_bytes();
        let end = memchr::memmem::find_iter(bytes, b"</").find(|at| {
            let after = at + 2 + name.len();
            bytes.get(at + 2..after).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
                && !bytes.get(after).is_some_and(u8::is_ascii_alphanumeric)
        });
        match end {
            Some(at) => {
                let tag = at + memchr::memchr(b'>', &bytes[at..]).map_or(bytes.len() - at, |end| end + 1);
                self.take(tag);
            }
            None => self.unclosed.push(name),
        }
    }

    /// The length of the tag at the start of `rest`, quotes respected where they are closed.
    fn tag_length(&mut self) -> Option<usize> {
        if self.no_tag_end {
            return None;
        }
        let bytes = self.rest.as_bytes();
        let Some(first) = memchr::memchr(b'>', bytes) else {
            self.no_tag_end = true;
            return None;
        };
        let mut quote = None;
        for (index, &byte) in bytes.iter().enumerate().take(LONGEST_TAG) {
            match (quote, byte) {
                (None, b'>') => return Some(index + 1),
                (None, b'"' | b'\'') if index > 0 && matches!(bytes[index - 1], b'=' | b' ') => {
                    quote = Some(byte);
                }
                (Some(open), close) if open == close => quote = None,
                _ => {}
            }
        }
        Some(first + 1)
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        match memchr::memchr(b'<', self.rest.as_bytes()) {
            Some(0) => Some(self.markup()),
            Some(at) => Some(Piece::Text(self.take(at))),
            None => Some(Piece::Text(self.take(self.rest.len()))),
        }
    }
}

/// Follows hidden elements through a paragraph, where the parser gives each tag apart and content as text.
#[derive(Debug, Default)]
pub(super) struct HiddenInline {
    open: Option<&'static str>,
}

impl HiddenInline {
    /// Whether what comes now is content of a hidden element.
    pub(super) const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Sees a tag.
    pub(super) fn see(&mut self, written: &str) {
        let Some((name, end_tag)) = tag_name(written) else { return };
        let name = name.to_ascii_lowercase();
        if let Some(open) = self.open {
            if end_tag && open == name {
                self.open = None;
            }
        } else if !end_tag && !written.ends_with("/>") {
            self.open = HIDDEN.into_iter().find(|hidden| *hidden == name);
        }
    }
}

/// The name of the tag at the start of `html`, and whether it is an end tag.
fn tag_name(html: &str) -> Option<(&str, bool)> {
    let rest = html.strip_prefix('<')?;
    let (rest, end_tag) = rest.strip_prefix('/').map_or((rest, false), |rest| (rest, true));
    if !rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let length =
        rest.bytes().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'<'))?;
    Some((&rest[..length], end_tag))
}

/// The tags that Word and Excel leave in pasted HTML.
fn is_office_name(name: &str) -> bool {
    name.split_once(':').is_some_and(|(prefix, _)| matches!(prefix, "o" | "w" | "v" | "x" | "m" | "st1"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Text as it is, `[b` for a start tag, `/b` for an end tag, `!` for what is hidden.
    fn sketch(html: &str) -> String {
        pieces(html)
            .map(|piece| match piece {
                Piece::Text(text) => text.to_owned(),
                Piece::Tag(tag) => format!("[{}]", tag.written.trim_matches(['<', '>'])),
                Piece::Hidden => "!".to_owned(),
            })
            .collect()
    }

    #[test]
    fn pieces_of_html() {
        for (html, pieces) in [
            ("a<B>b</B>c", "a[B]b[/B]c"),
            ("<extra> <hugo@x.fr> < 3 <", "<extra> <hugo@x.fr> < 3 <"),
            ("<a title=\"x > y\" href='>'>z", "[a title=\"x > y\" href='>']z"),
            ("<!-- <b> -->x<!-- y", "!x! y"),
            ("<!doctype html><?xml version='1'?>x", "!!x"),
            ("<script>a<b></SCRIPT >c<style>d", "!c!d"),
            ("<o:p>x</o:p>", "!x!"),
            ("<p>l'eau <b>d'Olt", "[p]l'eau [b]d'Olt"),
            ("<p class='x>y", "[p class='x]y"),
            ("<br/><svg/>x", "[br/]!x"),
            ("<b", "<b"),
        ] {
            assert_eq!(sketch(html), pieces, "{html}");
        }
    }

    #[test]
    fn hidden_elements_are_listed() {
        for name in HIDDEN {
            assert_eq!(kind(name), Some(Kind::Hidden));
        }
    }

    #[test]
    fn hostile_html_is_read_in_linear_time() {
        for unit in ["<script>", "<!--", "<p a='", "</", "<svg><!--", "<a \"", "<style></script>", "<x"] {
            let html = unit.repeat(200_000 / unit.len());
            let start = std::time::Instant::now();
            assert!(pieces(&html).count() > 0);
            assert!(start.elapsed().as_secs() < 60, "{unit}: {:?}", start.elapsed());
        }
    }

    proptest! {
        #[test]
        fn pieces_cover_the_text(html in "(<|>|/|!|-|\"|'|=| |script|b|é|p){0,40}") {
            let shown: String = pieces(&html)
                .filter_map(|piece| match piece {
                    Piece::Text(text) => Some(text),
                    Piece::Tag(tag) => Some(tag.written),
                    Piece::Hidden => None,
                })
                .collect();
            prop_assert!(shown.len() <= html.len());
            let nothing_hidden = pieces(&html).all(|piece| piece != Piece::Hidden);
            if nothing_hidden {
                prop_assert_eq!(shown, html);
            }
        }
    }
}
