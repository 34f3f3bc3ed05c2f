//! Makes HTML of Markdown that holds HTML: sanitized by ammonia, then taken apart for the writer.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::UrlRelative;
use pulldown_cmark::{CowStr, Event, Parser, Tag, TagEnd, html::push_html};

use super::super::html::{HiddenInline, Kind, Piece, RawTag, pieces};
use super::Target;
use super::element::Element;
use super::writer::Writer;

/// How deep elements may be nested before the HTML parser sees them: its time grows with depth.
const DEEPEST: usize = 100;

/// What ammonia lets through: the elements that [`Element`] knows, with `href`, `src`, `alt` and `title`. Relative
/// addresses pass because the writer's caller resolves or refuses them.
static SANITIZER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut tags: HashSet<&str> = Element::NAMES.into_iter().collect();
    tags.extend(["td", "tr", "tt", "ul", "br", "hr", "img"]);
    let mut attributes: HashMap<&str, HashSet<&str>> = HashMap::new();
    attributes.insert("a", HashSet::from(["href", "title"]));
    attributes.insert("img", HashSet::from(["src", "alt", "title"]));
    attributes.insert("abbr", HashSet::from(["title"]));
    attributes.insert("acronym", HashSet::from(["title"]));
    let mut builder = ammonia::Builder::default();
    builder
        .tags(tags)
        .clean_content_tags(HashSet::from([
            "script",
            "style",
            "template",
            "title",
            "textarea",
            "xmp",
            "iframe",
            "noembed",
            "noframes",
            "noscript",
            "plaintext",
            "svg",
            "math",
        ]))
        .tag_attributes(attributes)
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::from(["http", "https", "ftp", "ftps", "mailto"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true);
    builder
});

/// Renders a source that holds HTML.
pub(super) fn push(writer: &mut Writer<'_>, parser: Parser<'_>, target: &Target) {
    let mut html = String::new();
    push_html(&mut html, Filtered::new(parser));
    push_sanitized(writer, &SANITIZER.clean(&html).to_string(), target);
}

/// The events of a source, fit to be made one HTML text: what is hidden left out, tags that HTML does not know turned
/// into text, nesting bounded, each line break a break.
struct Filtered<'a> {
    events: Parser<'a>,
    /// The HTML block that is being read.
    block: String,
    hidden: HiddenInline,
    /// Elements of Markdown that are open.
    depth: usize,
    /// HTML tags that are open, as far as a count can tell.
    tags: usize,
    /// Start tags left out, whose end tags are still to come.
    dropped: usize,
}

impl<'a> Filtered<'a> {
    fn new(events: Parser<'a>) -> Self {
        Self { events, block: String::new(), hidden: HiddenInline::default(), depth: 0, tags: 0, dropped: 0 }
    }

    /// Raw HTML without what is hidden, and with `<` escaped where no tag begins.
    fn html(&mut self, raw: &str) -> CowStr<'a> {
        /// A longer tag loses its attributes: the HTML parser compares each with all others.
        const LONGEST_TAG: usize = 10_000;
        let mut html = String::with_capacity(raw.len());
        for piece in pieces(raw) {
            match piece {
                Piece::Text("<") => html.push_str("&lt;"),
                Piece::Text(text) => html.push_str(text),
                Piece::Tag(tag) if self.admits(&tag) => {
                    if tag.written.len() <= LONGEST_TAG {
                        html.push_str(tag.written);
                    } else {
                        html.push_str(if tag.end { "</" } else { "<" });
                        html.push_str(tag.name);
                        html.push('>');
                    }
                }
                Piece::Tag(_) | Piece::Hidden => {}
            }
        }
        html.into()
    }

    /// Whether a tag does not nest too deep.
    fn admits(&mut self, tag: &RawTag<'_>) -> bool {
        const CLOSED_BY_THEIR_LIKE: [&str; 10] =
            ["p", "li", "td", "th", "tr", "dd", "dt", "tbody", "thead", "tfoot"];
        if tag.kind == Kind::Void
            || CLOSED_BY_THEIR_LIKE.iter().any(|name| tag.name.eq_ignore_ascii_case(name))
        {
            return true;
        }
        if tag.end {
            let admitted = self.dropped == 0;
            if admitted {
                self.tags = self.tags.saturating_sub(1);
            } else {
                self.dropped -= 1;
            }
            admitted
        } else {
            let admitted = self.tags + self.depth < DEEPEST;
            if admitted {
                self.tags += 1;
            } else {
                self.dropped += 1;
            }
            admitted
        }
    }
}

impl<'a> Iterator for Filtered<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            let event = self.events.next()?;
            return Some(match event {
                Event::Start(Tag::HtmlBlock) => continue,
                Event::Html(text) => {
                    self.block.push_str(&text);
                    continue;
                }
                Event::End(TagEnd::HtmlBlock) => {
                    let block = std::mem::take(&mut self.block);
                    Event::Html(self.html(&block))
                }
                Event::InlineHtml(tag) => {
                    self.hidden.see(&tag);
                    if self.hidden.is_open() {
                        continue;
                    }
                    Event::InlineHtml(self.html(&tag))
                }
                Event::Text(_) | Event::Code(_) if self.hidden.is_open() => continue,
                Event::SoftBreak => Event::HardBreak,
                Event::Start(_) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        continue;
                    }
                    event
                }
                Event::End(end) => {
                    if ends_block(end) {
                        self.hidden = HiddenInline::default();
                    }
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth >= DEEPEST {
                        continue;
                    }
                    event
                }
                event => event,
            });
        }
    }
}

/// Whether an end is that of more than a part of a line.
pub(super) const fn ends_block(end: TagEnd) -> bool {
    !matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

/// Tells the writer of HTML that ammonia wrote: quoted attributes, and no more than five kinds of references.
fn push_sanitized(writer: &mut Writer<'_>, html: &str, target: &Target) {
    let mut rest = html;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        if writer.is_full() {
            return;
        }
        writer.text(&unescape(&rest[..at]));
        let Some(end) = memchr::memchr(b'>', &rest.as_bytes()[at..]).map(|end| at + end) else {
            rest = "";
            break;
        };
        push_tag(writer, &rest[at + 1..end], target);
        rest = &rest[end + 1..];
    }
    writer.text(&unescape(rest));
}

/// Tells the writer of a tag, given without its angle brackets (in attributes ammonia writes `&gt;`).
fn push_tag(writer: &mut Writer<'_>, tag: &str, target: &Target) {
    if let Some(name) = tag.strip_prefix('/') {
        if let Some(element) = Element::from_name(name) {
            writer.end(element);
        }
        return;
    }
    let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
    let attribute = |name| attribute(attributes, name).unwrap_or_default();
    match name {
        "br" => writer.line_break(),
        "hr" => writer.rule(),
        "img" => {
            writer.image(target.link(&attribute("src")).as_deref(), &attribute("alt"), &attribute("title"));
        }
        "a" => writer.start_link(target.link(&attribute("href")).as_deref(), &attribute("title")),
        "abbr" | "acronym" => writer.start_abbreviation(&attribute("title")),
        _ => {
            if let Some(element) = Element::from_name(name) {
                writer.start(element);
            }
        }
    }
}

/// The value of an attribute, from `name="value" name="value"`.
fn attribute(mut attributes: &str, name: &str) -> Option<String> {
    while let Some((found, rest)) = attributes.split_once("=\"") {
        let (value, rest) = rest.split_once('"')?;
        if found.trim() == name {
            return Some(unescape(value));
        }
        attributes = rest;
    }
    None
}

/// Undoes the escaping of HTML's serialization (WHATWG HTML, "escaping a string").
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let (character, length) =
            [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&nbsp;", '\u{a0}')]
                .into_iter()
                .find(|(reference, _)| rest.starts_with(reference))
                .map_or(('&', 1), |(reference, character)| (character, reference.len()));
        plain.push(character);
        rest = &rest[length..];
    }
    plain.push_str(rest);
    plain
}
