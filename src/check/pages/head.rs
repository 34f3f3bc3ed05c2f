//! What a page says of itself to browsers and search engines: the elements of its head, and the order of its headings.

use super::kinds;
use super::tree::{Target, Tree};
use crate::check::finding::{Kind, Place, Report};

/// Looks at the head of the page at `path`. `is_hidden`: search engines are asked to leave it out.
pub(super) fn check(path: &str, html: &str, tree: &Tree, is_hidden: bool, report: &mut Report) {
    let end = html.find("</head>").unwrap_or(html.len());
    let head = Head { path, html: &html[..end] };
    head.check(tree, is_hidden, report);
    headings(path, html, report);
}

struct Head<'a> {
    path: &'a str,
    html: &'a str,
}

impl<'a> Head<'a> {
    fn check(&self, tree: &Tree, is_hidden: bool, report: &mut Report) {
        let (mut charset, mut viewport, mut canonical) = (false, false, None);
        for (start, tag) in self.tags("<meta") {
            let name = attribute(tag, "name").unwrap_or_default();
            charset |= attribute(tag, "charset").is_some()
                || attribute(tag, "http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("content-type"));
            viewport |= name.eq_ignore_ascii_case("viewport");
            if attribute(tag, "http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("refresh")) {
                self.add(kinds::REFRESH, start, tag, report);
            }
        }
        for (start, tag) in self.tags("<link") {
            match attribute(tag, "rel") {
                Some("canonical") if canonical.is_some() => {
                    self.add(kinds::MANY_CANONICAL, start, tag, report);
                }
                Some("canonical") => canonical = Some((start, attribute(tag, "href").unwrap_or_default())),
                Some("alternate") => {
                    let is_language = |tag: &str| {
                        tag == "x-default" || tag.parse::<unic_langid::LanguageIdentifier>().is_ok()
                    };
                    if attribute(tag, "hreflang").is_some_and(|language| !is_language(language)) {
                        self.add(kinds::BAD_LANGUAGE, start, tag, report);
                    }
                }
                _ => {}
            }
        }
        if !charset {
            self.add(kinds::NO_CHARSET, 0, "", report);
        }
        if !viewport {
            self.add(kinds::NO_VIEWPORT, 0, "", report);
        }
        let is_apart = is_hidden || self.path == "404.html";
        match canonical {
            None if !is_apart => self.add(kinds::NO_CANONICAL, 0, "", report),
            Some((start, address)) => {
                let is_elsewhere =
                    matches!(tree.target(self.path, address).0, Target::Elsewhere | Target::Outside);
                if is_elsewhere && tree.knows_origin() {
                    self.add(kinds::CANONICAL_ELSEWHERE, start, address, report);
                }
            }
            None => {}
        }
    }

    /// The tags that begin so, each with where it stands.
    fn tags(&self, begin: &'static str) -> impl Iterator<Item = (usize, &'a str)> {
        let html = self.html;
        html.match_indices(begin).filter_map(move |(start, _)| {
            let tag = &html[start..];
            Some((start, &tag[..tag.find('>')?]))
        })
    }

    fn add(&self, kind: Kind, start: usize, value: &str, report: &mut Report) {
        add(self.path, self.html, kind, start, value, report);
    }
}

fn add(path: &str, html: &str, kind: Kind, start: usize, value: &str, report: &mut Report) {
    let line = 1 + html[..start].matches('\n').count() as u64;
    report.add(kind, Place { file: path.to_owned(), line, value: value.to_owned(), ..Place::default() });
}

/// The value of an attribute in a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.match_indices(name).find_map(|(place, _)| {
        if !tag[..place].ends_with(|before: char| before.is_ascii_whitespace() || before == '"') {
            return None;
        }
        let value = tag[place + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        match value.chars().next()? {
            quote @ ('"' | '\'') => value[1..].split(quote).next(),
            _ => value.split([' ', '\t', '\n', '/', '>']).next(),
        }
    })
}

/// Headings that leave out a level.
fn headings(path: &str, html: &str, report: &mut Report) {
    let bytes = html.as_bytes();
    let mut last = 0;
    for start in memchr::memmem::find_iter(bytes, b"<h") {
        let Some([level @ b'1'..=b'6', end]) = bytes.get(start + 2..start + 4) else { continue };
        if !matches!(end, b'>' | b' ' | b'\t' | b'\n') {
            continue;
        }
        let level = level - b'0';
        if last > 0 && level > last + 1 {
            let value = format!("h{level} after h{last}");
            add(path, html, kinds::SKIPPED_HEADING, start, &value, report);
        }
        last = level;
    }
}

#[cfg(test)]
mod tests {
    use super::attribute;

    #[test]
    fn attributes_are_read_in_any_quotes() {
        for (tag, name, value) in [
            ("<link rel=\"canonical\" href=\"/a\"", "rel", Some("canonical")),
            ("<link href='/a' rel=canonical", "rel", Some("canonical")),
            ("<link hreflang=\"fr\" href=\"/a\"", "href", Some("/a")),
            ("<meta charset=utf-8", "charset", Some("utf-8")),
            ("<meta content=\"name\"", "name", None),
            ("<meta name", "name", None),
        ] {
            assert_eq!(attribute(tag, name), value, "{tag}");
        }
    }
}
