//! What a link of a page means, and who knows where it leads.

use percent_encoding::percent_decode_str;

/// A kind of record that a page can link to, by its scheme: `[words](dataset:<id or slug>)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordKind {
    /// `dataset:`
    Dataset,
    /// `organization:`
    Organization,
    /// `reuse:`
    Reuse,
    /// `dataservice:`
    Dataservice,
}

impl RecordKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Dataset, Self::Organization, Self::Reuse, Self::Dataservice];

    /// The scheme that links write.
    pub const fn scheme(self) -> &'static str {
        match self {
            Self::Dataset => "dataset",
            Self::Organization => "organization",
            Self::Reuse => "reuse",
            Self::Dataservice => "dataservice",
        }
    }
}

/// Knows the addresses of a site. Addresses are given as links write them, under the site's base path.
pub trait LinkResolver {
    /// The address of the page that the file makes; `file` as [`super::Content::page`] takes it.
    fn page(&self, file: &str) -> Option<String>;

    /// The address of the attachment at `path` under `/pages/`.
    fn attachment(&self, path: &str) -> Option<String>;

    /// The address of a record's page.
    fn record(&self, kind: RecordKind, id_or_slug: &str) -> Option<String>;

    /// The address of the page of the site at `path` (`/datasets/`), if there is one.
    fn path(&self, path: &str) -> Option<String>;
}

/// A link's destination, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Destination {
    /// Out of the site, or a mail: kept as it is.
    External,
    /// A heading of the same page.
    Anchor(String),
    /// A file relative to the linking one (percent-decoded), with the fragment after `#`.
    File(String, Option<String>),
    /// A record.
    Record(RecordKind, String),
    /// A path of the site, with what follows it (`?q=`, `#a`).
    Path(String, String),
    /// A scheme or form that no page may use.
    Forbidden,
}

/// Schemes that a page may link to.
pub(super) const SCHEMES: [&str; 5] = ["http", "https", "mailto", "tel", "ftp"];

impl Destination {
    /// Takes apart a destination.
    pub(super) fn parse(text: &str) -> Self {
        let text = text.trim();
        if text.starts_with("//") || text.starts_with('\\') || text.chars().any(char::is_control) {
            return Self::Forbidden;
        }
        if let Some(anchor) = text.strip_prefix('#') {
            return Self::Anchor(decode(anchor));
        }
        if text.starts_with('/') {
            let end = text.find(['?', '#']).unwrap_or(text.len());
            return Self::Path(text[..end].to_owned(), text[end..].to_owned());
        }
        if let Some((scheme, rest)) = text.split_once(':').filter(|(scheme, _)| is_scheme(scheme)) {
            let scheme = scheme.to_ascii_lowercase();
            if let Some(kind) = RecordKind::ALL.into_iter().find(|kind| kind.scheme() == scheme) {
                return Self::Record(kind, decode(rest));
            }
            return if SCHEMES.contains(&scheme.as_str()) { Self::External } else { Self::Forbidden };
        }
        match text.split_once('#') {
            Some((file, anchor)) => Self::File(decode(file), Some(decode(anchor))),
            None => Self::File(decode(text), None),
        }
    }
}

/// RFC 3986: a letter, then letters, digits, `+`, `-` and `.`.
fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.chars().all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character))
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn destinations_are_told_apart() {
        let file =
            |file: &str, anchor: Option<&str>| Destination::File(file.to_owned(), anchor.map(str::to_owned));
        for (text, expected) in [
            ("https://example.org/", Destination::External),
            ("MAILTO:a@example.org", Destination::External),
            ("#sources", Destination::Anchor("sources".to_owned())),
            ("../about.md#y", file("../about.md", Some("y"))),
            ("%C3%A0%20propos.md", file("à propos.md", None)),
            ("dataset:arbres", Destination::Record(RecordKind::Dataset, "arbres".to_owned())),
            ("/datasets/?q=eau#x", Destination::Path("/datasets/".to_owned(), "?q=eau#x".to_owned())),
            ("javascript:alert(1)", Destination::Forbidden),
            (" JavaScript:alert(1)", Destination::Forbidden),
            ("java\nscript:alert(1)", Destination::Forbidden),
            ("data:text/html,x", Destination::Forbidden),
            ("//elsewhere.example.org/", Destination::Forbidden),
            ("", file("", None)),
        ] {
            assert_eq!(Destination::parse(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn only_known_schemes_are_external(text in "\\PC{0,60}") {
            if Destination::parse(&text) == Destination::External {
                let scheme = text.trim().split(':').next().unwrap_or_default().to_ascii_lowercase();
                prop_assert!(SCHEMES.contains(&scheme.as_str()), "{}", text);
            }
        }
    }
}
