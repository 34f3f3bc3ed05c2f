//! Tells the writer of a Markdown source that holds no HTML.

use pulldown_cmark::{CowStr, Event, LinkType, Parser, Tag, TagEnd};

use super::super::html::{Kind, Piece, pieces};
use super::super::{entity, link};
use super::Target;
use super::autolink::has_credentials;
use super::element::Element;
use super::writer::Writer;

/// Renders a source. `false` when it holds HTML, which needs more than this; what was written is then to be discarded.
pub(super) fn push(writer: &mut Writer<'_>, parser: Parser<'_>, target: &Target) -> bool {
    let mut events = Events { writer, target, image: None, in_head: false, in_credentials: false };
    for event in parser {
        if events.writer.is_full() {
            break;
        }
        if !events.push(event) {
            return false;
        }
    }
    true
}

struct Events<'w, 'o, 't> {
    writer: &'w mut Writer<'o>,
    target: &'t Target,
    /// The image whose alternative text is being read.
    image: Option<Image>,
    in_head: bool,
    /// In a link whose text is its address, with a password.
    in_credentials: bool,
}

struct Image {
    address: String,
    title: String,
    alt: String,
    /// Images in its alternative text.
    depth: usize,
}

impl Events<'_, '_, '_> {
    fn push(&mut self, event: Event<'_>) -> bool {
        if self.image.is_some() {
            self.push_in_image(event);
            return true;
        }
        match event {
            Event::Text(text) => {
                if !self.in_credentials {
                    self.writer.text(&text);
                }
            }
            Event::SoftBreak | Event::HardBreak => self.writer.line_break(),
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Code(text) => {
                self.writer.start(Element::Code);
                self.writer.text(&text);
                self.writer.end(Element::Code);
            }
            Event::Rule => self.writer.rule(),
            Event::Html(html) | Event::InlineHtml(html) => return self.push_html(&html),
            // Not asked of the parser.
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
        true
    }

    fn push_in_image(&mut self, event: Event<'_>) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Start(Tag::Image { .. }) => image.depth += 1,
            Event::End(TagEnd::Image) if image.depth > 0 => image.depth -= 1,
            Event::End(TagEnd::Image) => {
                let alt = entity::decode(&image.alt);
                self.writer.image(self.target.link(&image.address).as_deref(), &alt, &image.title);
                self.image = None;
            }
            Event::Text(text) | Event::Code(text) => image.alt.push_str(&text),
            Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let element = match tag {
            Tag::Link { link_type, dest_url, title, .. } => {
                return self.start_link(link_type, &dest_url, &title);
            }
            Tag::Image { dest_url, title, .. } => {
                let text = CowStr::into_string;
                self.image =
                    Some(Image { address: text(dest_url), title: text(title), alt: String::new(), depth: 0 });
                return;
            }
            Tag::CodeBlock(_) => {
                self.writer.start(Element::Pre);
                Element::Code
            }
            Tag::TableHead => {
                self.in_head = true;
                self.writer.start(Element::Head);
                Element::Tr
            }
            Tag::Heading { level, .. } => Element::Heading(level as u8),
            Tag::BlockQuote(_) => Element::Blockquote,
            Tag::List(Some(_)) => Element::Ol,
            Tag::List(None) => Element::Ul,
            Tag::Item => Element::Li,
            Tag::Table(_) => Element::Table,
            Tag::TableRow => Element::Tr,
            Tag::TableCell => self.cell(),
            Tag::Emphasis => Element::Em,
            Tag::Strong => Element::Strong,
            Tag::Strikethrough => Element::Del,
            _ => Element::P,
        };
        self.writer.start(element);
    }

    fn end(&mut self, tag: TagEnd) {
        let element = match tag {
            TagEnd::Link => {
                self.in_credentials = false;
                Element::A
            }
            TagEnd::CodeBlock => {
                self.writer.end(Element::Code);
                Element::Pre
            }
            TagEnd::TableHead => {
                self.writer.end(Element::Tr);
                self.in_head = false;
                Element::Head
            }
            TagEnd::Heading(level) => Element::Heading(level as u8),
            TagEnd::BlockQuote(_) => Element::Blockquote,
            TagEnd::List(true) => Element::Ol,
            TagEnd::List(false) => Element::Ul,
            TagEnd::Item => Element::Li,
            TagEnd::Table => Element::Table,
            TagEnd::TableRow => Element::Tr,
            TagEnd::TableCell => self.cell(),
            TagEnd::Emphasis => Element::Em,
            TagEnd::Strong => Element::Strong,
            TagEnd::Strikethrough => Element::Del,
            _ => Element::P,
        };
        self.writer.end(element);
    }

    const fn cell(&self) -> Element {
        if self.in_head { Element::Th } else { Element::Td }
    }

    fn start_link(&mut self, kind: LinkType, address: &str, title: &str) {
        self.writer.start_link(self.target.link(address).as_deref(), title);
        if kind == LinkType::Autolink && has_credentials(address) {
            self.in_credentials = true;
            let text = link::safe(address).map(|link| link.text).unwrap_or_default();
            self.writer.text(&text);
        }
    }

    /// Raw HTML that is text after all, such as `<extra>`, or a single line break.
    fn push_html(&mut self, html: &str) -> bool {
        for piece in pieces(html) {
            match piece {
                Piece::Text(text) => self.writer.text(text),
                Piece::Tag(tag) if tag.kind == Kind::Void && tag.name.eq_ignore_ascii_case("br") => {
                    self.writer.line_break();
                }
                Piece::Tag(_) | Piece::Hidden => return false,
            }
        }
        true
    }
}
