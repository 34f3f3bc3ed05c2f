//! Markdown of a catalogue to safe HTML.

use ammonia::Builder;
use pulldown_cmark::{Event, Options as Extensions, Parser, html};

/// How descriptions are rendered.
#[derive(Debug, Clone)]
pub struct Options {
    /// Whether images are shown; else they are links.
    pub images: bool,
    /// The first heading level that a description may use.
    pub heading_base: u8,
    /// Bytes of source, at most.
    pub limit: usize,
    /// The portal that relative links are relative to.
    pub portal: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { images: false, heading_base: 3, limit: 100_000, portal: None }
    }
}

/// Safe HTML.
#[derive(Debug, Clone, Default)]
pub struct Rendered {
    /// The HTML.
    pub html: String,
    /// Whether the source was cut.
    pub truncated: bool,
}

/// Renders descriptions.
#[derive(Debug, Clone)]
pub struct Renderer {
    options: Options,
}

impl Renderer {
    /// A renderer.
    pub fn new(options: Options) -> Self {
        Self { options }
    }

    /// The HTML of a description.
    pub fn render(&self, source: &str) -> Rendered {
        let mut end = source.len().min(self.options.limit);
        while !source.is_char_boundary(end) {
            end -= 1;
        }
        let parser =
            Parser::new_ext(&source[..end], Extensions::ENABLE_TABLES | Extensions::ENABLE_STRIKETHROUGH)
                .map(|event| if event == Event::SoftBreak { Event::HardBreak } else { event });
        let mut text = String::new();
        html::push_html(&mut text, parser);
        let html = Builder::default()
            .rm_tags(["img"])
            .link_rel(Some("nofollow ugc noopener"))
            .clean(&text)
            .to_string();
        Rendered { html, truncated: end < source.len() }
    }
}
