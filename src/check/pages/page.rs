//! One page: what stands in it that should not, and where it leads.

use std::collections::{HashMap, HashSet};
use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::kinds;
use super::tree::{Target, Tree};
use crate::check::finding::{Kind, Place, Report};

/// Attributes that are looked at.
const ATTRIBUTES: [&str; 21] = [
    "href",
    "src",
    "srcset",
    "id",
    "alt",
    "lang",
    "name",
    "content",
    "rel",
    "type",
    "style",
    "for",
    "aria-label",
    "aria-labelledby",
    "title",
    "poster",
    "data",
    "action",
    "role",
    "hidden",
    "aria-hidden",
];

/// What a page tells beside its faults.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Pages that it links to, by their place in the tree; itself apart.
    pub(super) links: Vec<u32>,
    /// Anchors on other pages that it links to: the page, the anchor, the line.
    pub(super) anchors: Vec<(u32, Box<str>, u64)>,
    /// Whether search engines are asked to leave it out.
    pub(super) noindex: bool,
}

/// Looks at the page at `path`.
pub(super) fn check(path: &str, html: &str, tree: &Tree, report: &mut Report) -> Seen {
    let mut reader = Reader {
        path,
        html,
        tree,
        report,
        seen: Seen::default(),
        tag: Tag::default(),
        attribute: None,
        ids: HashMap::new(),
        fragments: Vec::new(),
        labels: HashSet::new(),
        controls: Vec::new(),
        inside: None,
        text: String::new(),
        title: None,
        headings: 0,
        open_link: None,
        in_label: 0,
        in_svg: 0,
        has_language: false,
        own: tree.find(path),
    };
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| {
        reader.event(&event, span.start);
        None::<Infallible>
    });
    emitter.naively_switch_states(true);
    // Nothing is yielded: the callback has done its work when the text is at its end.
    for _ in Tokenizer::new_with_emitter(html, emitter) {}
    reader.end()
}

/// The ids of a page.
pub(super) fn ids(html: &str) -> HashSet<Box<str>> {
    let mut ids = HashSet::new();
    let mut is_id = false;
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<usize>| {
        match event {
            CallbackEvent::AttributeName { name } => is_id = matches!(name, b"id"),
            CallbackEvent::AttributeValue { value } if is_id => {
                ids.insert(String::from_utf8_lossy(value).into());
            }
            _ => {}
        }
        None::<Infallible>
    });
    emitter.naively_switch_states(true);
    for _ in Tokenizer::new_with_emitter(html, emitter) {}
    ids
}

/// The start tag being read.
#[derive(Default)]
struct Tag {
    name: Vec<u8>,
    start: usize,
    /// A value for each attribute of the list that the tag has.
    values: [Option<String>; ATTRIBUTES.len()],
}

impl Tag {
    fn get(&self, name: &str) -> Option<&str> {
        let place = ATTRIBUTES.iter().position(|known| *known == name)?;
        self.values[place].as_deref()
    }
}

/// An element whose text is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Title,
    Json,
    Script,
}

/// A link whose words are not read to the end.
struct OpenLink {
    start: usize,
    href: String,
    has_words: bool,
}

struct Reader<'a> {
    path: &'a str,
    html: &'a str,
    tree: &'a Tree,
    report: &'a mut Report,
    seen: Seen,
    tag: Tag,
    attribute: Option<usize>,
    /// Each id, with where it stands first.
    ids: HashMap<Box<str>, usize>,
    /// Anchors of the page itself that it links to.
    fragments: Vec<(Box<str>, usize)>,
    /// Ids that a `<label for>` names.
    labels: HashSet<Box<str>>,
    /// Fields without a name of their own: id and place.
    controls: Vec<(Box<str>, usize)>,
    inside: Option<Inside>,
    text: String,
    title: Option<String>,
    headings: u32,
    open_link: Option<OpenLink>,
    in_label: u32,
    in_svg: u32,
    has_language: bool,
    own: Option<u32>,
}

impl Reader<'_> {
    fn event(&mut self, event: &CallbackEvent<'_>, start: usize) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag.name.clear();
                self.tag.name.extend_from_slice(name);
                self.tag.start = start;
                self.tag.values = Default::default();
                self.attribute = None;
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = ATTRIBUTES.iter().position(|known| known.as_bytes() == *name);
                if let Some(place) = self.attribute {
                    self.tag.values[place].get_or_insert_default();
                } else if name.starts_with(b"on") && name.len() > 3 {
                    let value = String::from_utf8_lossy(name).into_owned();
                    self.add(kinds::INLINE, self.tag.start, "attribute", &value, "");
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some(known) = self.attribute.and_then(|place| self.tag.values[place].as_mut()) {
                    *known = String::from_utf8_lossy(value).into_owned();
                }
            }
            CallbackEvent::CloseStartTag { .. } => self.opened(),
            CallbackEvent::EndTag { name } => self.closed(name),
            CallbackEvent::String { value } => {
                if self.inside.is_some() {
                    self.text.push_str(&String::from_utf8_lossy(value));
                }
                if let Some(link) = &mut self.open_link {
                    link.has_words |= value.iter().any(|byte| !byte.is_ascii_whitespace());
                }
            }
            _ => {}
        }
    }

    /// A start tag has been read to its end.
    fn opened(&mut self) {
        let tag = std::mem::take(&mut self.tag);
        let start = tag.start;
        if let Some(id) = tag.get("id") {
            match self.ids.get(id) {
                Some(first) => {
                    let note = format!("the first one stands in line {}", self.line(*first));
                    self.add(kinds::DUPLICATE_ID, start, "id", id, &note);
                }
                None => {
                    self.ids.insert(id.into(), start);
                }
            }
        }
        if tag.get("style").is_some() {
            self.add(kinds::INLINE, start, "style", tag.get("style").unwrap_or_default(), "");
        }
        match &*tag.name {
            b"html" => self.has_language = tag.get("lang").is_some_and(|lang| !lang.trim().is_empty()),
            b"title" if self.in_svg == 0 => self.begin(Inside::Title),
            b"svg" => self.in_svg += 1,
            b"h1" => self.headings += 1,
            b"label" => {
                self.in_label += 1;
                if let Some(id) = tag.get("for") {
                    self.labels.insert(id.into());
                }
            }
            b"a" | b"area" => self.link(&tag),
            b"img" => {
                if tag.get("alt").is_none() {
                    self.add(kinds::NO_ALT, start, "img", tag.get("src").unwrap_or_default(), "");
                } else if let Some(link) = &mut self.open_link {
                    link.has_words |= tag.get("alt").is_some_and(|alt| !alt.trim().is_empty());
                }
                self.assets(&tag);
            }
            b"link" => self.linked_file(&tag),
            b"script" => {
                let kind = tag.get("type").unwrap_or_default();
                if kind.ends_with("json") {
                    self.begin(Inside::Json);
                } else if tag.get("src").is_none() && !kind.ends_with("speculationrules") {
                    self.add(kinds::INLINE, start, "script", "", "");
                    self.begin(Inside::Script);
                }
                self.assets(&tag);
            }
            b"style" => {
                self.add(kinds::INLINE, start, "style", "", "");
                self.begin(Inside::Script);
            }
            b"meta" if tag.get("name").is_some_and(|name| name.eq_ignore_ascii_case("robots")) => {
                self.seen.noindex |= tag.get("content").is_some_and(|content| content.contains("noindex"));
            }
            b"input" | b"select" | b"textarea" => self.control(&tag),
            b"form" => {
                if let Some(action) = tag.get("action") {
                    self.follow(start, "action", action);
                }
            }
            b"source" | b"video" | b"audio" | b"iframe" | b"object" | b"embed" | b"track" => {
                self.assets(&tag);
            }
            _ => {}
        }
        self.tag = tag;
    }

    fn closed(&mut self, name: &[u8]) {
        match name {
            b"a" => {
                if let Some(link) = self.open_link.take().filter(|link| !link.has_words) {
                    self.add(kinds::EMPTY_LINK, link.start, "href", &link.href, "");
                }
            }
            b"label" => self.in_label = self.in_label.saturating_sub(1),
            b"svg" => self.in_svg = self.in_svg.saturating_sub(1),
            b"title" | b"script" | b"style" => match self.inside.take() {
                Some(Inside::Title) => {
                    let text = std::mem::take(&mut self.text);
                    self.title.get_or_insert(text);
                }
                Some(Inside::Json) => {
                    if let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(&self.text) {
                        let note = error.to_string();
                        self.add(kinds::BAD_JSON, self.tag.start, "script", "", &note);
                    }
                }
                Some(Inside::Script) | None => {}
            },
            _ => {}
        }
    }

    fn begin(&mut self, inside: Inside) {
        self.inside = Some(inside);
        self.text.clear();
    }

    fn link(&mut self, tag: &Tag) {
        let Some(href) = tag.get("href") else { return };
        let has_name = ["aria-label", "aria-labelledby", "title"]
            .iter()
            .any(|name| tag.get(name).is_some_and(|value| !value.trim().is_empty()));
        if tag.name == b"a" {
            self.open_link = Some(OpenLink { start: tag.start, href: href.to_owned(), has_words: has_name });
        }
        self.follow(tag.start, "href", href);
    }

    /// A link that a person follows.
    fn follow(&mut self, start: usize, field: &str, address: &str) {
        let (target, fragment) = self.tree.target(self.path, address);
        match target {
            Target::Missing => self.add(kinds::BROKEN_LINK, start, field, address, ""),
            Target::Outside => self.add(kinds::OUTSIDE, start, field, address, ""),
            Target::Code => self.add(kinds::UNSAFE, start, field, address, ""),
            Target::Here => self.anchor_here(fragment, start),
            Target::File(place) if Some(place) == self.own => self.anchor_here(fragment, start),
            Target::File(place) => {
                self.seen.links.push(place);
                if is_anchor(fragment) && super::is_page(self.tree.path(place)) {
                    self.seen.anchors.push((place, decoded(fragment), self.line(start)));
                }
            }
            Target::Elsewhere | Target::Redirected => {}
        }
    }

    fn anchor_here(&mut self, fragment: &str, start: usize) {
        if is_anchor(fragment) {
            self.fragments.push((decoded(fragment), start));
        }
    }

    /// `<link>`: some are loaded with the page, others lead on.
    fn linked_file(&mut self, tag: &Tag) {
        let (Some(href), rel) = (tag.get("href"), tag.get("rel").unwrap_or_default()) else { return };
        let is = |name: &str| rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case(name));
        let is_loaded =
            ["stylesheet", "icon", "preload", "modulepreload", "manifest"].iter().any(|name| is(name));
        if is_loaded {
            self.asset(tag.start, "href", href);
        } else if matches!(self.tree.target(self.path, href).0, Target::Missing) {
            self.add(kinds::BROKEN_LINK, tag.start, rel, href, "");
        }
    }

    /// Files that are loaded with the page.
    fn assets(&mut self, tag: &Tag) {
        for name in ["src", "poster", "data"] {
            if let Some(address) = tag.get(name) {
                self.asset(tag.start, name, address);
            }
        }
        for candidate in tag.get("srcset").unwrap_or_default().split(", ") {
            if let Some(address) = candidate.split_ascii_whitespace().next() {
                self.asset(tag.start, "srcset", address);
            }
        }
    }

    fn asset(&mut self, start: usize, field: &str, address: &str) {
        match self.tree.target(self.path, address).0 {
            Target::Missing => self.add(kinds::BROKEN_ASSET, start, field, address, ""),
            Target::Outside => self.add(kinds::OUTSIDE, start, field, address, ""),
            Target::Code => self.add(kinds::UNSAFE, start, field, address, ""),
            Target::Elsewhere if !address.trim_start().to_ascii_lowercase().starts_with("data:") => {
                self.add(kinds::FOREIGN, start, field, address, "");
            }
            _ => {}
        }
    }

    fn control(&mut self, tag: &Tag) {
        let kind = tag.get("type").unwrap_or_default().to_ascii_lowercase();
        let needs_none = matches!(&*kind, "hidden" | "submit" | "button" | "reset" | "image");
        let has_name = ["aria-label", "aria-labelledby", "title"]
            .iter()
            .any(|name| tag.get(name).is_some_and(|value| !value.trim().is_empty()));
        if !needs_none && !has_name && self.in_label == 0 {
            self.controls.push((tag.get("id").unwrap_or_default().into(), tag.start));
        }
    }

    /// The page has been read to its end.
    fn end(mut self) -> Seen {
        if self.title.as_deref().unwrap_or_default().trim().is_empty() {
            self.add(kinds::NO_TITLE, 0, "title", "", "");
        }
        if !self.has_language {
            self.add(kinds::NO_LANGUAGE, 0, "lang", "", "");
        }
        match self.headings {
            0 => self.add(kinds::NO_HEADING, 0, "h1", "", ""),
            1 => {}
            many => self.add(kinds::MANY_HEADINGS, 0, "h1", "", &format!("there are {many}")),
        }
        for (fragment, start) in std::mem::take(&mut self.fragments) {
            if !self.ids.contains_key(&fragment) {
                self.add(kinds::BROKEN_ANCHOR, start, "href", &format!("#{fragment}"), "");
            }
        }
        for (id, start) in std::mem::take(&mut self.controls) {
            if !self.labels.contains(&id) {
                self.add(kinds::NO_LABEL, start, "id", &id, "");
            }
        }
        let seen = &mut self.seen;
        seen.links.sort_unstable();
        seen.links.dedup();
        seen.anchors.sort_unstable();
        seen.anchors.dedup_by(|one, other| (one.0, &one.1) == (other.0, &other.1));
        self.seen
    }

    fn line(&self, start: usize) -> u64 {
        1 + memchr::memchr_iter(b'\n', &self.html.as_bytes()[..start.min(self.html.len())]).count() as u64
    }

    fn add(&mut self, kind: Kind, start: usize, field: &str, value: &str, note: &str) {
        let place = Place {
            file: self.path.to_owned(),
            line: self.line(start),
            field: field.to_owned(),
            value: value.to_owned(),
            note: note.to_owned(),
            ..Place::default()
        };
        self.report.add(kind, place);
    }
}

/// Whether a fragment names an element: `#` and `#top` are the page's beginning, `#:~:text=` a text.
fn is_anchor(fragment: &str) -> bool {
    !fragment.is_empty() && !fragment.eq_ignore_ascii_case("top") && !fragment.starts_with(":~:")
}

fn decoded(fragment: &str) -> Box<str> {
    percent_encoding::percent_decode_str(fragment).decode_utf8_lossy().into()
}
