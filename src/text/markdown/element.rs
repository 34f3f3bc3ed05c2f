//! The elements that a description may hold: udata's allow-list, and what other elements of HTML become.

/// An element, as the source has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    /// A link.
    A,
    Abbr,
    B,
    Blockquote,
    /// The title of a table: a paragraph before it.
    Caption,
    Code,
    Dd,
    Del,
    Details,
    /// A block without meaning: it separates, and is not written.
    Div,
    Dl,
    Dt,
    Em,
    /// A heading, with the level of the source.
    Heading(u8),
    I,
    Li,
    Ol,
    P,
    Pre,
    Small,
    Strong,
    Sub,
    Summary,
    Sup,
    Table,
    /// `tbody`, `tfoot` and whatever holds rows but is not the head.
    Body,
    Head,
    Td,
    Th,
    Tr,
    Ul,
}

impl Element {
    /// The element of a name in lower case. `None` for names whose tags are dropped, their content staying.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "a" => Self::A,
            "abbr" | "acronym" => Self::Abbr,
            "b" => Self::B,
            "blockquote" => Self::Blockquote,
            "caption" => Self::Caption,
            "code" | "kbd" | "samp" | "tt" => Self::Code,
            "dd" => Self::Dd,
            "del" | "s" | "strike" => Self::Del,
            "details" => Self::Details,
            "address" | "article" | "aside" | "center" | "dialog" | "div" | "fieldset" | "figcaption"
            | "figure" | "footer" | "form" | "header" | "hgroup" | "legend" | "main" | "marquee" | "nav"
            | "search" | "section" => Self::Div,
            "dl" => Self::Dl,
            "dt" => Self::Dt,
            "em" => Self::Em,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "i" => Self::I,
            "li" => Self::Li,
            "ol" => Self::Ol,
            "p" => Self::P,
            "listing" | "pre" => Self::Pre,
            "small" => Self::Small,
            "strong" => Self::Strong,
            "sub" => Self::Sub,
            "summary" => Self::Summary,
            "sup" => Self::Sup,
            "table" => Self::Table,
            "tbody" | "tfoot" => Self::Body,
            "thead" => Self::Head,
            "td" => Self::Td,
            "th" => Self::Th,
            "tr" => Self::Tr,
            "dir" | "menu" | "ul" => Self::Ul,
            _ => return None,
        })
    }

    /// The names that [`Element::from_name`] knows.
    #[rustfmt::skip]
    pub(super) const NAMES: [&'static str; 61] = [
        "a", "abbr", "acronym", "address", "article", "aside", "b", "blockquote", "caption", "center", "code", "dd",
        "del", "details", "dialog", "dir", "div", "dl", "dt", "em", "fieldset", "figcaption", "figure", "footer",
        "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "i", "kbd", "legend", "li", "listing", "main",
        "marquee", "menu", "nav", "ol", "p", "pre", "s", "samp", "search", "section", "small", "strike", "strong",
        "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead",
    ];

    /// Part of a line of text, as opposed to a block.
    pub(super) const fn is_inline(self) -> bool {
        matches!(
            self,
            Self::A
                | Self::Abbr
                | Self::B
                | Self::Code
                | Self::Del
                | Self::Em
                | Self::I
                | Self::Small
                | Self::Strong
                | Self::Sub
                | Self::Sup
        )
    }

    /// A block that holds text and no other block.
    pub(super) const fn holds_text_only(self) -> bool {
        matches!(self, Self::P | Self::Heading(_) | Self::Pre | Self::Dt | Self::Summary | Self::Caption)
    }

    /// The name under which it is written.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::Abbr => "abbr",
            Self::B => "b",
            Self::Blockquote => "blockquote",
            Self::Caption | Self::P => "p",
            Self::Code => "code",
            Self::Dd => "dd",
            Self::Del => "del",
            Self::Details => "details",
            Self::Div => "div",
            Self::Dl => "dl",
            Self::Dt => "dt",
            Self::Em => "em",
            Self::Heading(level) => match level {
                ..=1 => "h1",
                2 => "h2",
                3 => "h3",
                4 => "h4",
                5 => "h5",
                _ => "h6",
            },
            Self::I => "i",
            Self::Li => "li",
            Self::Ol => "ol",
            Self::Pre => "pre",
            Self::Small => "small",
            Self::Strong => "strong",
            Self::Sub => "sub",
            Self::Summary => "summary",
            Self::Sup => "sup",
            Self::Table => "table",
            Self::Body => "tbody",
            Self::Head => "thead",
            Self::Td => "td",
            Self::Th => "th",
            Self::Tr => "tr",
            Self::Ul => "ul",
        }
    }
}
