//! Does what the host will do with the site's own `_headers` and `_redirects`: reads what a build writes, so that
//! the preview and the site cannot differ.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;

/// A site's rules for its host.
#[derive(Debug, Default)]
pub(super) struct Rules {
    headers: Vec<(Pattern, Vec<(String, String)>)>,
    /// Redirects of one address each.
    exact: HashMap<String, (String, u16)>,
    /// Redirects of many addresses, in order.
    patterns: Vec<Redirect>,
}

#[derive(Debug)]
struct Redirect {
    from: Pattern,
    to: String,
    status: u16,
    /// Whether it holds where the site has a file, too (`404!`).
    forced: bool,
}

/// Where an address leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Led {
    pub(super) to: String,
    pub(super) status: u16,
}

/// A path with `:names` for parts and `*` for any rest.
#[derive(Debug, Clone)]
struct Pattern {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// These characters, decoded.
    Exact(String),
    /// Anything but nothing (`:name`).
    Any,
    /// All that follows (`*`).
    Rest,
}

impl Pattern {
    fn parse(path: &str) -> Self {
        let part = |part: &str| match part {
            "*" => Part::Rest,
            name if name.starts_with(':') => Part::Any,
            exact => Part::Exact(percent_decode_str(exact).decode_utf8_lossy().into_owned()),
        };
        Self { parts: path.split('/').map(part).collect() }
    }

    /// The path, where it is only one.
    fn exact(&self) -> Option<String> {
        let exact = |part: &Part| match part {
            Part::Exact(text) => Some(text.clone()),
            _ => None,
        };
        self.parts.iter().map(exact).collect::<Option<Vec<_>>>().map(|parts| parts.join("/"))
    }

    /// Whether a path fits; with what stands for the asterisk.
    fn fits<'a>(&self, path: &'a str) -> Option<&'a str> {
        let mut rest = path;
        for (place, part) in self.parts.iter().enumerate() {
            if *part == Part::Rest {
                return Some(rest);
            }
            let last = place + 1 == self.parts.len();
            let (own, more) = match rest.split_once('/') {
                Some((own, more)) if !last => (own, more),
                None if last => (rest, ""),
                _ => return None,
            };
            let fits = match part {
                Part::Exact(text) => text == own,
                _ => !own.is_empty(),
            };
            if !fits {
                return None;
            }
            rest = more;
        }
        Some("")
    }
}

impl Rules {
    /// Reads both files; an empty text for one that the host does not read.
    pub(super) fn parse(headers: &str, redirects: &str) -> Self {
        let mut rules = Self::default();
        for line in headers.lines().filter(|line| !is_blank(line)) {
            if !line.starts_with([' ', '\t']) {
                rules.headers.push((Pattern::parse(line.trim()), Vec::new()));
            } else if let (Some((_, list)), Some((name, value))) =
                (rules.headers.last_mut(), line.split_once(':'))
            {
                list.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        }
        for line in redirects.lines().filter(|line| !is_blank(line)) {
            let mut words = line.split_whitespace();
            let (Some(from), Some(to)) = (words.next(), words.next()) else { continue };
            let status = words.next().unwrap_or("301");
            let (status, forced) = status.strip_suffix('!').map_or((status, false), |status| (status, true));
            let Ok(status) = status.parse() else { continue };
            let pattern = Pattern::parse(from);
            match pattern.exact().filter(|_| !forced) {
                Some(path) => {
                    rules.exact.entry(path).or_insert_with(|| (to.to_owned(), status));
                }
                None => rules.patterns.push(Redirect { from: pattern, to: to.to_owned(), status, forced }),
            }
        }
        rules
    }

    /// The headers of a path; each once, the last rule's.
    pub(super) fn headers(&self, path: &str) -> Vec<(&str, &str)> {
        let mut headers: Vec<(&str, &str)> = Vec::new();
        for (pattern, list) in &self.headers {
            if pattern.fits(path).is_some() {
                for (name, value) in list {
                    headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
                    headers.push((name, value));
                }
            }
        }
        headers
    }

    /// Where a path leads; with `forced`, only by rules that hold where the site has a file.
    pub(super) fn redirect(&self, path: &str, forced: bool) -> Option<Led> {
        if let Some((to, status)) = self.exact.get(path).filter(|_| !forced) {
            return Some(Led { to: to.clone(), status: *status });
        }
        self.patterns.iter().filter(|rule| rule.forced || !forced).find_map(|rule| {
            let rest = rule.from.fits(path)?;
            Some(Led { to: rule.to.replace(":splat", &encode(rest)), status: rule.status })
        })
    }
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty() || line.trim_start().starts_with('#')
}

/// A path for an address.
pub(super) fn encode(path: &str) -> String {
    use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
    const PATH: &AsciiSet = &CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'#')
        .add(b'%')
        .add(b'<')
        .add(b'>')
        .add(b'?')
        .add(b'`')
        .add(b'{')
        .add(b'}');
    utf8_percent_encode(path, PATH).to_string()
}

/// The type of a file, by its name: what hosts send.
pub(super) fn content_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "jsonld" => "application/ld+json; charset=utf-8",
        "geojson" => "application/geo+json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "atom" => "application/atom+xml; charset=utf-8",
        "rss" => "application/rss+xml; charset=utf-8",
        "rdf" => "application/rdf+xml; charset=utf-8",
        "ttl" => "text/turtle; charset=utf-8",
        "nt" => "application/n-triples; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "pdf" => "application/pdf",
        "gz" => "application/gzip",
        "zip" => "application/zip",
        "wasm" => "application/wasm",
        _ if name.starts_with('_') || name.starts_with('.') => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Whether a type is worth compressing.
pub(super) fn compresses(content_type: &str) -> bool {
    content_type.starts_with("text/")
        || ["json", "xml", "javascript", "n-triples", "octet-stream"]
            .iter()
            .any(|part| content_type.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_every_rule_that_fits_are_sent_once() {
        let rules = Rules::parse(
            "# all\n/a/*\n  X-One: 1\n  X-Two: a: b\n/a/search/:folder/*\n  x-one: 2\n/a/search/entry.json\n  Y: 3\n",
            "",
        );
        assert_eq!(rules.headers("/a/"), [("X-One", "1"), ("X-Two", "a: b")]);
        assert_eq!(rules.headers("/a/search/i/0.bin"), [("X-Two", "a: b"), ("x-one", "2")]);
        assert_eq!(rules.headers("/a/search/entry.json").len(), 3);
        assert_eq!(rules.headers("/b"), []);
    }

    #[test]
    fn addresses_lead_where_the_rules_say() {
        let rules = Rules::parse(
            "",
            "/a/datasets/%2A /a/x/ 301\n/a/fr/* /a/:splat 301\n/a/.etalage/* /a/404.html 404!\n/one /two 302\n",
        );
        let led = |path: &str| rules.redirect(path, false).map(|led| (led.to, led.status));
        assert_eq!(led("/a/datasets/*"), Some(("/a/x/".to_owned(), 301)));
        assert_eq!(led("/a/datasets/other"), None);
        assert_eq!(led("/a/fr/datasets/é ?/"), Some(("/a/datasets/%C3%A9%20%3F/".to_owned(), 301)));
        assert_eq!(led("/one"), Some(("/two".to_owned(), 302)));
        assert_eq!(led("/other"), None);
        assert_eq!(rules.redirect("/a/.etalage/manifest", true).map(|led| led.status), Some(404));
        assert_eq!(rules.redirect("/a/fr/x", true), None);
    }

    #[test]
    fn types_follow_names() {
        for (path, start) in [
            ("a/index.html", "text/html"),
            ("_headers", "text/plain"),
            ("catalog.ttl", "text/turtle"),
            ("search/i/0-ab.bin", "application/octet-stream"),
            ("x.jsonl.gz", "application/gzip"),
        ] {
            assert!(content_type(path).starts_with(start), "{path}");
        }
    }
}
