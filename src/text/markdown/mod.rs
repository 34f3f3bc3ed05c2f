//! Markdown as udata shows it, to HTML that is safe, valid and bounded.
//!
//! CommonMark with GFM's tables, strikethrough and bare addresses; each line break is a break; headings start below
//! the page's own. Of HTML only udata's allow-list is written (`udata/settings.py`, `MD_ALLOWED_TAGS`). Most sources
//! hold no HTML: their [`events`] go to the [`writer`] at once. The others go through ammonia first ([`sanitized`]).

mod autolink;
mod element;
mod events;
mod headings;
mod sanitized;
mod writer;

use pulldown_cmark::Parser;
use url::Url;

use super::{link, source};
use writer::Writer;

/// What the parser knows beside CommonMark.
const EXTENSIONS: pulldown_cmark::Options =
    pulldown_cmark::Options::ENABLE_TABLES.union(pulldown_cmark::Options::ENABLE_STRIKETHROUGH);

/// How much of a source is parsed, as a multiple of [`Options::limit`]: markup and addresses that are not shown take room.
const SOURCE_PER_OUTPUT: usize = 4;

/// How descriptions are rendered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Shows images, which asks third parties for them. Else they are links.
    pub images: bool,
    /// The level of the first heading, 1 to 6.
    pub heading_base: u8,
    /// The longest HTML, in bytes. What is longer is cut at the end of a block.
    pub limit: usize,
    /// The address that relative links are relative to. Without it they are no links.
    pub portal: Option<String>,
    /// The name of tables for assistive technology: with it, the `div` around each table can be reached and scrolled by
    /// keyboard (`role="group" tabindex="0" aria-label`).
    pub table_label: Option<String>,
}

impl Default for Options {
    /// Links for images, headings from level 3, 60,000 bytes.
    fn default() -> Self {
        Self { images: false, heading_base: 3, limit: 60_000, portal: None, table_label: None }
    }
}

/// What a source became.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// HTML, safe to be put in a page as it is. Tables stand in a `<div class="table">`; no other element has a class,
    /// none an id.
    pub html: String,
    /// Whether the end is missing.
    pub truncated: bool,
}

/// Renders any number of sources, from any thread.
#[derive(Debug, Clone)]
pub struct Renderer {
    options: Options,
    target: Target,
}

/// Resolves addresses.
#[derive(Debug, Clone)]
struct Target {
    portal: Option<Url>,
}

impl Target {
    /// The `href` of an address, if it may be linked.
    fn link(&self, raw: &str) -> Option<String> {
        if let Some(mail) = link::safe_mail(raw) {
            return Some(mail.href);
        }
        match &self.portal {
            Some(portal) => link::href_from(raw, portal),
            None => link::href(raw),
        }
    }
}

impl Renderer {
    /// A renderer. A portal that is not an address is ignored.
    pub fn new(options: Options) -> Self {
        let portal = options.portal.as_deref().and_then(|portal| Url::parse(portal).ok());
        Self { options, target: Target { portal } }
    }

    /// Renders a source, which may be anything. A template's placeholder gives nothing.
    pub fn render(&self, markdown: &str) -> Rendered {
        if super::is_placeholder(markdown) {
            return Rendered::default();
        }
        if is_plain_line(markdown) && markdown.len() + "<p></p>".len() <= self.options.limit {
            return Rendered { html: format!("<p>{markdown}</p>"), truncated: false };
        }
        let source = source::prepare(markdown, self.options.limit.saturating_mul(SOURCE_PER_OUTPUT));
        let capacity = source.text.len() + source.text.len() / 4;
        let mut writer = Writer::new(&self.options, capacity);
        let parser = Parser::new_ext(&source.text, EXTENSIONS);
        if !events::push(&mut writer, parser, &self.target) {
            writer = Writer::new(&self.options, capacity);
            sanitized::push(&mut writer, Parser::new_ext(&source.text, EXTENSIONS), &self.target);
        }
        let truncated = source.cut || writer.is_full();
        Rendered { html: writer.finish(), truncated }
    }
}

/// Whether a source is one line of words, as most descriptions of files are: nothing that Markdown, HTML, addresses or
/// typography could make something else of.
fn is_plain_line(source: &str) -> bool {
    // Letters of Latin-1 and its like, U+00C0 to U+02FF, in two bytes.
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, 0x80..=0xbf | 0xc3..=0xcb);
    let bytes = source.as_bytes();
    let mut last = b' ';
    for (index, &byte) in bytes.iter().enumerate() {
        let next = bytes.get(index + 1).copied();
        let fits = match byte {
            b' ' => last != b' ' && next.is_some(),
            // Not between letters, where they may be part of an address or a number of a list.
            b'.' | b')' | b':' => index > 2 && next.is_none_or(|next| matches!(next, b' ' | b'.' | b',')),
            b',' | b'\'' | b'(' | b'?' | b';' => true,
            _ => letter(byte),
        };
        if !fits {
            return false;
        }
        last = byte;
    }
    bytes.first().is_some_and(u8::is_ascii_alphabetic)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_plain_line_is_what_the_parser_makes_of_it(
            source in "([a-zA-Z0-9éÀœ]{1,9}|[ .,:;'()?!&*_#<>@/-]|www\\.x\\.fr|https?:|1\\. |  |\u{a0}|ftp){0,12}"
        ) {
            let renderer = Renderer::new(Options::default());
            if is_plain_line(&source) {
                let quick = renderer.render(&source);
                // A line after it makes it no plain line, and another block.
                let slow = renderer.render(&format!("{source}\n\n*x*"));
                prop_assert_eq!(format!("{}<p><em>x</em></p>", quick.html), slow.html.replace('\n', ""));
            }
        }
    }

    #[test]
    fn most_descriptions_of_files_are_plain() {
        for source in
            ["Export du fichier des arbres, au 1er janvier (provisoire).", "Données 2025", "Voir : annexe"]
        {
            assert!(is_plain_line(source), "{source}");
        }
        for source in [
            "1. un",
            "voir www.x.fr",
            "a@b.fr",
            "# titre",
            "a  b",
            "a &amp; b",
            "un\ndeux",
            "",
            "{{x}}",
            "A) b",
        ] {
            assert!(!is_plain_line(source), "{source}");
        }
    }
}
