//! The `_redirects` file that Netlify, Cloudflare Pages and GitLab Pages read.

use std::fmt::Write;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::limits::of;
use crate::config::{Config, HostKind};

/// What a path may hold as it is: RFC 3986's unreserved characters, and the slash. A colon or an asterisk would
/// begin a placeholder.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The languages whose prefix data.gouv.fr put before its addresses.
const LANGUAGES: [&str; 2] = ["fr", "en"];

/// An address that leads to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The old address, relative to the site's root, unescaped: `datasets/<id>`.
    pub from: String,
    /// The new one, as a page would link to it: escaped, with the site's base path, perhaps with an anchor.
    pub to: String,
}

/// A `_redirects` file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Redirects {
    /// Its text.
    pub text: String,
    /// How many redirects the host's limits left no room for.
    pub omitted: usize,
}

/// Writes as many of `list` as the host takes, in order, then those of whole languages (`/fr/*`), for which room
/// is kept. A language under whose prefix a translation of the site lives has none.
pub fn redirects(config: &Config, list: &[Redirect]) -> Redirects {
    let base = config.base_path();
    let limits = of(&config.host);
    let mut end = String::new();
    let prefixes = LANGUAGES.iter().map(|language| format!("{base}/{language}"));
    let taken = |prefix: &str| {
        config.site.translations.values().any(|address| {
            let path =
                address.split_once("://").map_or("", |(_, rest)| rest.find('/').map_or("", |at| &rest[at..]));
            path == prefix || path.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('/'))
        })
    };
    let mut lines = limits.redirects.unwrap_or(usize::MAX);
    for prefix in prefixes.filter(|prefix| !taken(prefix)) {
        let _ = writeln!(end, "{prefix}/* {base}/:splat 301");
        lines = lines.saturating_sub(1);
    }
    // What etalage remembers of its builds is not part of the site.
    match config.host.kind {
        HostKind::Netlify => {
            let _ = writeln!(end, "{base}/.etalage/* {base}/404.html 404!");
        }
        HostKind::Cloudflare => {
            let _ = writeln!(end, "{base}/.etalage/* {base}/ 302");
        }
        HostKind::Github | HostKind::Gitlab | HostKind::Plain => {}
    }
    let room = limits.redirect_bytes.unwrap_or(usize::MAX).saturating_sub(end.len());
    let mut redirects = Redirects::default();
    for redirect in list {
        let line = format!("{base}/{} {} 301\n", utf8_percent_encode(&redirect.from, PLAIN), redirect.to);
        let is_sound = redirect.to.bytes().all(|byte| byte.is_ascii_graphic());
        let fits = lines > 0
            && redirects.text.len() + line.len() <= room
            && line.len() <= limits.redirect_line.unwrap_or(usize::MAX);
        if is_sound && fits {
            redirects.text.push_str(&line);
            lines -= 1;
        } else {
            redirects.omitted += 1;
        }
    }
    redirects.text.push_str(&end);
    redirects
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(kind: &str, more: &str) -> Config {
        let text = format!(
            "[site]\ntitle = \"x\"\nbase_url = \"https://x.fr/a\"\n{more}\n[host]\nkind = \"{kind}\""
        );
        Config::parse("x", &text).unwrap()
    }

    fn ids(count: usize) -> Vec<Redirect> {
        let redirect = |number| Redirect {
            from: format!("datasets/{number:024x}"),
            to: format!("/a/datasets/title-{number}/"),
        };
        (0..count).map(redirect).collect()
    }

    #[test]
    fn ids_come_first_and_languages_last() {
        let redirects = redirects(&config("plain", ""), &ids(2));
        assert_eq!(redirects.omitted, 0);
        assert_eq!(
            redirects.text,
            "/a/datasets/000000000000000000000000 /a/datasets/title-0/ 301\n\
             /a/datasets/000000000000000000000001 /a/datasets/title-1/ 301\n\
             /a/fr/* /a/:splat 301\n/a/en/* /a/:splat 301\n"
        );
    }

    #[test]
    fn a_translation_keeps_its_prefix() {
        let text = redirects(&config("plain", "[site.translations]\nen = \"https://x.fr/a/en\""), &[]).text;
        assert_eq!(text, "/a/fr/* /a/:splat 301\n");
    }

    #[test]
    fn hosts_get_what_they_take() {
        for (kind, lines, bytes) in
            [("netlify", 10_001, usize::MAX), ("cloudflare", 2_003, usize::MAX), ("gitlab", 1_000, 65_536)]
        {
            let redirects = redirects(&config(kind, ""), &ids(12_000));
            let written = redirects.text.lines().count();
            assert!(written <= lines && written > lines - lines / 3, "{kind}: {written}");
            assert!(redirects.text.len() <= bytes, "{kind}");
            let ours = redirects.text.lines().filter(|line| line.contains("title-")).count();
            assert_eq!(ours + redirects.omitted, 12_000, "{kind}");
            assert!(redirects.text.contains("\n/a/fr/* /a/:splat 301\n"), "{kind}");
        }
    }

    #[test]
    fn hostile_ids_write_one_line_each() {
        let list = [
            Redirect { from: "datasets/a b\n/evil /x 301".into(), to: "/a/datasets/x/".into() },
            Redirect { from: "datasets/*".into(), to: "/a/datasets/y/".into() },
            Redirect { from: "datasets/:id".into(), to: "/a/datasets/z/".into() },
            Redirect { from: "datasets/ok".into(), to: "/a/ 301\n/evil /x".into() },
        ];
        let redirects = redirects(&config("netlify", ""), &list);
        assert_eq!(redirects.omitted, 1);
        assert!(redirects.text.starts_with(
            "/a/datasets/a%20b%0A/evil%20/x%20301 /a/datasets/x/ 301\n/a/datasets/%2A /a/datasets/y/ 301\n\
             /a/datasets/%3Aid /a/datasets/z/ 301\n/a/fr/*"
        ));
    }
}
