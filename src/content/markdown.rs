//! Markdown of the site's authors to safe HTML: heading anchors, footnotes, tables, resolved links.
//!
//! Authors are trusted with ids and HTML, not with scripts, styles or frames: the site's security policy would
//! block those anyway.

use std::collections::{BTreeMap, HashMap, HashSet};

use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};

use super::address::{join, slugify, unique};
use super::link::{Destination, LinkResolver, SCHEMES};
use super::{ContentError, Page, Position};

/// Ids that the frame of every page uses: headings never take them.
const RESERVED_IDS: [&str; 8] = ["content", "footer", "header", "main", "menu", "q", "search", "top"];

/// What is wrong with a link to a record or a path that the site does not have.
const NOWHERE: &str = "leads to nothing that this site has: correct it";

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// The ids of the headings, in order: the author's (`## Title {#id}`), else the text as a slug.
pub(super) fn anchors(markdown: &str) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    let mut open: Option<(Option<String>, String)> = None;
    for event in Parser::new_ext(markdown, options()) {
        match event {
            Event::Start(Tag::Heading { id, .. }) => open = Some((id.map(String::from), String::new())),
            Event::Text(text) | Event::Code(text) => {
                if let Some((_, words)) = &mut open {
                    words.push_str(&text);
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                let (given, words) = open.take().unwrap_or_default();
                let wanted = match given.filter(|id| is_id(id)) {
                    Some(id) => id,
                    None => Some(slugify(&words))
                        .filter(|slug| !slug.is_empty())
                        .unwrap_or_else(|| "section".to_owned()),
                };
                let id = unique(&wanted, |id| {
                    ids.iter().any(|taken| taken == id)
                        || RESERVED_IDS.contains(&id)
                        || id.starts_with("note-")
                        || id.starts_with("ref-")
                });
                ids.push(id);
            }
            _ => {}
        }
    }
    ids
}

fn is_id(text: &str) -> bool {
    text.chars().all(|character| character.is_alphanumeric() || "-_.".contains(character)) && !text.is_empty()
}

/// A link or an image as written.
pub(super) struct LinkFound {
    pub(super) destination: String,
    pub(super) image: bool,
    /// The line, counted from 1 in the Markdown.
    pub(super) line: usize,
}

/// Every link and image of the Markdown, in order, mail addresses between brackets apart.
pub(super) fn links(markdown: &str) -> Vec<LinkFound> {
    let mut found = Vec::new();
    for (event, range) in Parser::new_ext(markdown, options()).into_offset_iter() {
        let (destination, image) = match event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) if link_type != LinkType::Email => {
                (dest_url, false)
            }
            Event::Start(Tag::Image { dest_url, .. }) => (dest_url, true),
            _ => continue,
        };
        found.push(LinkFound {
            destination: destination.into_string(),
            image,
            line: line_at(markdown, range.start),
        });
    }
    found
}

/// The line that the byte at `offset` is on, from 1.
fn line_at(markdown: &str, offset: usize) -> usize {
    1 + markdown[..offset].matches('\n').count()
}

/// Every link of the page to a record or a path of the site that `resolver` does not find. Links between pages are
/// checked when the folder is read.
pub(super) fn unresolved(page: &Page, resolver: &dyn LinkResolver) -> Vec<ContentError> {
    let leads_nowhere = |link: &LinkFound| match Destination::parse(&link.destination) {
        Destination::Record(kind, id) => resolver.record(kind, &id).is_none(),
        Destination::Path(path, _) => resolver.path(&path).is_none(),
        _ => false,
    };
    links(&page.markdown)
        .into_iter()
        .filter(leads_nowhere)
        .map(|link| ContentError::Link {
            at: page.position(link.line),
            destination: link.destination,
            problem: NOWHERE.to_owned(),
        })
        .collect()
}

/// Renders `page`.
pub(super) fn render(page: &Page, resolver: &dyn LinkResolver) -> Result<String, ContentError> {
    let shift = Parser::new_ext(&page.markdown, options())
        .any(|event| matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })));
    let mut rendering = Rendering {
        page,
        resolver,
        shift,
        anchors: page.anchors.iter(),
        heading: None,
        table: Table::default(),
        footnotes: BTreeMap::new(),
        referenced: HashSet::new(),
    };
    let mut events = Vec::new();
    for (event, range) in Parser::new_ext(&page.markdown, options()).into_offset_iter() {
        events.push(rendering.event(event, range.start)?);
    }
    let mut unsafe_html = String::with_capacity(page.markdown.len() * 3 / 2);
    html::push_html(&mut unsafe_html, events.into_iter());
    Ok(sanitizer().clean(&unsafe_html).to_string())
}

/// Where a table is while its cells pass by.
#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
}

/// The state of a rendering, event by event.
struct Rendering<'a> {
    page: &'a Page,
    resolver: &'a dyn LinkResolver,
    shift: bool,
    anchors: std::slice::Iter<'a, String>,
    /// The id of the heading last seen.
    heading: Option<&'a str>,
    table: Table,
    footnotes: BTreeMap<String, usize>,
    referenced: HashSet<usize>,
}

impl<'a> Rendering<'a> {
    fn event(&mut self, event: Event<'a>, offset: usize) -> Result<Event<'a>, ContentError> {
        Ok(match event {
            Event::Start(Tag::Heading { level, .. }) => Event::Start(Tag::Heading {
                level: self.level(level),
                id: self.next_heading().map(CowStr::from),
                classes: Vec::new(),
                attrs: Vec::new(),
            }),
            Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(self.level(level))),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) if link_type != LinkType::Email => {
                Event::Start(Tag::Link {
                    link_type,
                    dest_url: self.address(&dest_url, false, offset)?.into(),
                    title,
                    id,
                })
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => Event::Start(Tag::Image {
                link_type,
                dest_url: self.address(&dest_url, true, offset)?.into(),
                title,
                id,
            }),
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let number = self.footnote(&label);
                let back = if self.referenced.contains(&number) {
                    format!(" href=\"#ref-{number}\"")
                } else {
                    String::new()
                };
                Event::Html(
                    format!(
                        "<div class=\"footnote\" id=\"note-{number}\"><sup><a{back}>{number}</a></sup>\n"
                    )
                    .into(),
                )
            }
            Event::End(TagEnd::FootnoteDefinition) => Event::Html("</div>\n".into()),
            Event::Start(Tag::Table(alignments)) => {
                self.table = Table { alignments, ..Table::default() };
                Event::Html(self.open_table().into())
            }
            Event::End(TagEnd::Table) => Event::Html("</tbody></table></div>\n".into()),
            Event::Start(Tag::TableHead) => {
                (self.table.head, self.table.column) = (true, 0);
                event
            }
            Event::End(TagEnd::TableHead) => {
                self.table.head = false;
                event
            }
            Event::Start(Tag::TableRow) => {
                self.table.column = 0;
                event
            }
            Event::Start(Tag::TableCell) => self.table.open_cell(),
            Event::End(TagEnd::TableCell) => {
                Event::InlineHtml(if self.table.head { "</th>" } else { "</td>" }.into())
            }
            other => other,
        })
    }

    fn next_heading(&mut self) -> Option<&'a str> {
        self.heading = self.anchors.next().map(String::as_str);
        self.heading
    }

    /// Wide tables scroll sideways inside a box, which the keyboard must reach and the heading above names.
    fn open_table(&self) -> String {
        let reach = self.heading.map_or_else(String::new, |id| {
            format!(" role=\"group\" tabindex=\"0\" aria-labelledby=\"{id}\"")
        });
        format!("<div class=\"table\"{reach}><table>")
    }

    fn level(&self, level: HeadingLevel) -> HeadingLevel {
        if !self.shift {
            return level;
        }
        HeadingLevel::try_from(level as usize + 1).unwrap_or(HeadingLevel::H6)
    }

    fn footnote(&mut self, label: &str) -> usize {
        let next = self.footnotes.len() + 1;
        *self.footnotes.entry(label.to_owned()).or_insert(next)
    }

    fn footnote_reference(&mut self, label: &str) -> Event<'static> {
        let number = self.footnote(label);
        let id = if self.referenced.insert(number) { format!(" id=\"ref-{number}\"") } else { String::new() };
        Event::InlineHtml(format!("<sup{id}><a href=\"#note-{number}\">{number}</a></sup>").into())
    }

    /// Where a link or an image leads, as the page writes it.
    fn address(&self, destination: &str, image: bool, offset: usize) -> Result<String, ContentError> {
        let found = match Destination::parse(destination) {
            Destination::External => Some(destination.trim().to_owned()),
            Destination::Anchor(anchor) => Some(format!("#{}", encode(&anchor))),
            Destination::Record(kind, id) => self.resolver.record(kind, &id),
            Destination::Path(path, rest) => self.resolver.path(&path).map(|address| address + &rest),
            Destination::File(file, anchor) => join(&self.page.file, &file).and_then(|file| {
                let address = if !image
                    && std::path::Path::new(&file).extension().is_some_and(|extension| extension == "md")
                {
                    self.resolver.page(&file)
                } else {
                    self.resolver.attachment(&file)
                }?;
                Some(
                    anchor.map_or_else(|| address.clone(), |anchor| format!("{address}#{}", encode(&anchor))),
                )
            }),
            Destination::Forbidden => None,
        };
        found.ok_or_else(|| ContentError::Link {
            at: self.page.position(line_at(&self.page.markdown, offset)),
            destination: destination.to_owned(),
            problem: NOWHERE.to_owned(),
        })
    }
}

impl Table {
    fn open_cell(&mut self) -> Event<'static> {
        let alignment = self.alignments.get(self.column).copied().unwrap_or(Alignment::None);
        self.column += 1;
        let class = match alignment {
            Alignment::Right => " class=\"align-right\"",
            Alignment::Center => " class=\"align-center\"",
            Alignment::Left | Alignment::None => "",
        };
        let tag = if self.head { "th scope=\"col\"" } else { "td" };
        Event::InlineHtml(format!("<{tag}{class}>").into())
    }
}

impl Page {
    /// The place in the file of a line of the Markdown.
    pub(super) fn position(&self, line: usize) -> Position {
        Position { file: self.file.clone(), line: self.first_line + line - 1 }
    }
}

/// An id as a fragment.
fn encode(id: &str) -> String {
    percent_encoding::utf8_percent_encode(id, percent_encoding::NON_ALPHANUMERIC)
        .to_string()
        .replace("%2D", "-")
        .replace("%5F", "_")
        .replace("%2E", ".")
}

/// What authors may write. Made for each page: there are few of them.
fn sanitizer() -> ammonia::Builder<'static> {
    let tags = [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "data",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "u",
        "ul",
        "var",
        "wbr",
    ];
    let attributes: [(&str, &[&str]); 15] = [
        ("a", &["href", "hreflang", "title"]),
        ("abbr", &["title"]),
        ("dfn", &["title"]),
        ("blockquote", &["cite"]),
        ("q", &["cite"]),
        ("col", &["span"]),
        ("colgroup", &["span"]),
        ("data", &["value"]),
        ("details", &["open"]),
        ("div", &["role", "tabindex", "aria-labelledby"]),
        ("img", &["alt", "src", "title", "width", "height"]),
        ("ol", &["start", "reversed"]),
        ("td", &["colspan", "rowspan", "headers"]),
        ("th", &["colspan", "rowspan", "headers", "scope", "abbr"]),
        ("time", &["datetime"]),
    ];
    let align: HashSet<&str> = HashSet::from(["align-right", "align-center"]);
    let mut builder = ammonia::Builder::new();
    builder
        .tags(HashSet::from(tags))
        .tag_attributes(
            attributes.into_iter().map(|(tag, names)| (tag, names.iter().copied().collect())).collect(),
        )
        .generic_attributes(HashSet::from(["id", "lang", "dir"]))
        .allowed_classes(HashMap::from([
            ("div", HashSet::from(["footnote", "table"])),
            ("td", align.clone()),
            ("th", align),
        ]))
        .url_schemes(HashSet::from(SCHEMES))
        .link_rel(None);
    builder
}
