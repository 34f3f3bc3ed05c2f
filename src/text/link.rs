//! Decides which addresses a page may link to, and how they are written there.

use percent_encoding::percent_decode_str;
use url::Url;

use super::characters::{Verdict, verdict};

/// An address that is safe to put in a `href` (escaped, as any attribute).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafeLink {
    /// The address: ASCII, a known scheme, no credentials, nothing that HTML's checkers refuse in a URL.
    pub href: String,
    /// The host, in ASCII (punycode); the part after the `@` of a mail address.
    pub host: String,
    /// A short form for readers: no scheme, no `www.`, at most [`TEXT_LENGTH`] characters.
    pub text: String,
}

/// The longest address that is linked, in bytes as written. Browsers and servers stop around this; the longest real
/// one is 1,709 bytes.
pub const LONGEST: usize = 8_000;

/// The longest [`SafeLink::text`], in characters.
pub const TEXT_LENGTH: usize = 60;

/// Schemes of addresses of files and pages.
const SCHEMES: [&str; 4] = ["https", "http", "ftp", "ftps"];

/// Accepts an absolute address of a page or file: http, https, ftp, ftps, or `www.…` and `//…` without a scheme,
/// which become https. The scheme must stand there in plain letters: an address that hides it behind character
/// references, tabs, line breaks or other controls is refused, as is one without a host, one that no browser would
/// parse and one longer than [`LONGEST`]. A user name and password are taken out.
pub fn safe(raw: &str) -> Option<SafeLink> {
    let href = href(raw)?;
    let (host, text) = describe(&href);
    Some(SafeLink { href, host, text })
}

/// The `href` of [`safe`] alone, for callers that show another text.
pub fn href(raw: &str) -> Option<String> {
    let raw = trimmed(raw)?;
    if is_canonical(raw) {
        return Some(raw.to_owned());
    }
    let completed;
    let address = if is_bare_web_host(raw) {
        completed = format!("https://{raw}");
        &completed
    } else if raw.starts_with("//") {
        completed = format!("https:{raw}");
        &completed
    } else {
        raw
    };
    parse(address).map(|url| written(&url))
}

/// As [`href`], and an address without scheme or host (`/datasets/x`, `page.html`) is resolved against `portal`, the
/// page that it stands on. Fragments alone are refused: their targets are not on our page.
pub fn href_from(raw: &str, portal: &Url) -> Option<String> {
    if let Some(href) = href(raw) {
        return Some(href);
    }
    let raw = trimmed(raw)?;
    let scheme_ends = raw.find([':', '/', '?', '#']);
    if raw.starts_with('#') || scheme_ends.is_some_and(|at| raw.as_bytes()[at] == b':') {
        return None;
    }
    let url = portal.join(raw).ok()?;
    parse(url.as_str()).map(|url| written(&url))
}

/// Accepts a mail address, with or without `mailto:`; the parameters of a `mailto:` (subject, body, further
/// recipients) are dropped.
pub fn safe_mail(raw: &str) -> Option<SafeLink> {
    let raw = trimmed(raw)?;
    let address = if starts_with_ignoring_case(raw, "mailto:") { &raw["mailto:".len()..] } else { raw };
    let address = address.split('?').next().unwrap_or_default();
    if !is_mail_address(address) {
        return None;
    }
    let host = address.rsplit('@').next().unwrap_or_default().to_ascii_lowercase();
    Some(SafeLink { href: format!("mailto:{address}"), host, text: address.to_owned() })
}

/// Whether a text is a plain mail address: a subset of HTML's (`input type=email`) that needs no escaping in a URL.
pub(super) fn is_mail_address(address: &str) -> bool {
    let Some((user, host)) = address.split_once('@') else { return false };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+');
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    address.len() <= 254
        && user.bytes().all(plain)
        && user.starts_with(|first: char| first.is_ascii_alphanumeric())
        && !user.ends_with('.')
        && host.contains('.')
        && host.split('.').all(label)
        && host.rsplit('.').next().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

/// The address without white space and invisible characters around it; `None` when it is empty, too long or holds a
/// control character.
fn trimmed(raw: &str) -> Option<&str> {
    let raw = raw.trim_matches(|c: char| c.is_whitespace() || verdict(c) == Verdict::Drop && !c.is_control());
    let acceptable =
        !raw.is_empty() && raw.len() <= LONGEST && !raw.bytes().any(|byte| byte < 0x20 || byte == 0x7f);
    acceptable.then_some(raw)
}

/// Whether an address begins with a host like `www.x.fr` and has no scheme.
fn is_bare_web_host(raw: &str) -> bool {
    let host = raw.split(['/', '?', '#', ':']).next().unwrap_or_default();
    starts_with_ignoring_case(host, "www.")
        && host.split('.').count() > 2
        && host.split('.').all(|label| !label.is_empty())
}

fn starts_with_ignoring_case(text: &str, prefix: &str) -> bool {
    text.as_bytes().get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix.as_bytes()))
}

/// Whether an address is already as [`written`] would write it, by a scan that is much cheaper than parsing: a lower
/// case http or https scheme, a plain host name, then a path without dot segments and with nothing to escape.
fn is_canonical(raw: &str) -> bool {
    let Some(rest) = raw.strip_prefix("https://").or_else(|| raw.strip_prefix("http://")) else {
        return false;
    };
    let Some(slash) = memchr::memchr(b'/', rest.as_bytes()) else { return false };
    let (host, path) = rest.split_at(slash);
    let plain_host = host
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    if !plain_host || host.contains("xn--") {
        return false;
    }
    if host.split('.').any(str::is_empty) {
        return false;
    }
    // A last label that begins with a digit may be a number, that is, an IP address.
    if !host.rsplit('.').next().is_some_and(|last| last.starts_with(|first: char| first.is_ascii_lowercase()))
    {
        return false;
    }
    let bytes = path.as_bytes();
    let mut fragment = false;
    let mut index = 0;
    while index < bytes.len() {
        match bytes[index] {
            // Also "/%2e", which is a dot segment in disguise.
            b'/' if matches!(bytes.get(index + 1), Some(b'.' | b'%')) => return false,
            b'%' if !is_escape(&bytes[index..]) => return false,
            b'#' if fragment => return false,
            b'#' => fragment = true,
            // An apostrophe is escaped in queries only.
            b'\'' => return false,
            byte if !is_url_byte(byte) => return false,
            _ => {}
        }
        index += 1;
    }
    true
}

fn is_escape(bytes: &[u8]) -> bool {
    bytes.len() >= 3 && bytes[1].is_ascii_hexdigit() && bytes[2].is_ascii_hexdigit()
}

/// The ASCII that may stand in the path, query or fragment of a valid URL (WHATWG URL, "URL units"), with `%` and
/// `#`, which need a look of their own.
const fn is_url_byte(byte: u8) -> bool {
    matches!(byte,
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9'
        | b'!' | b'#' | b'$' | b'%' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b'-' | b'.' | b'/' | b':'
        | b';' | b'=' | b'?' | b'@' | b'_' | b'~')
}

/// Parses an absolute address of one of [`SCHEMES`] and takes its credentials out.
fn parse(address: &str) -> Option<Url> {
    let colon = address.find(':')?;
    let scheme = &address[..colon];
    if !SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known))
        || !address[colon + 1..].starts_with("//")
    {
        return None;
    }
    let mut url = Url::parse(address).ok()?;
    if !url.host_str().is_some_and(is_plain_host) {
        return None;
    }
    // Neither fails on an address with a host.
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    Some(url)
}

/// Whether a parsed host is a name or an IP address: the parser also lets quotes, braces and the like through.
fn is_plain_host(host: &str) -> bool {
    let name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    host.starts_with('[') || (host.bytes().all(name) && host.split('.').all(|label| !label.is_empty()))
}

/// Writes a parsed address so that strict checkers accept it too: the parser leaves `|`, `[`, `^` or a lone `%` in
/// paths, queries and fragments, as browsers do.
fn written(url: &Url) -> String {
    const HEXADECIMAL: &[u8; 16] = b"0123456789ABCDEF";
    let (origin, rest) = url.as_str().split_at(url[..url::Position::BeforePath].len());
    let mut text = String::with_capacity(url.as_str().len() + 8);
    text.push_str(origin);
    let bytes = rest.as_bytes();
    let mut fragment = false;
    for (index, &byte) in bytes.iter().enumerate() {
        let keep = match byte {
            b'%' => is_escape(&bytes[index..]),
            b'#' => !std::mem::replace(&mut fragment, true),
            _ => is_url_byte(byte),
        };
        if keep {
            text.push(char::from(byte));
        } else {
            text.push('%');
            text.push(char::from(HEXADECIMAL[usize::from(byte >> 4)]));
            text.push(char::from(HEXADECIMAL[usize::from(byte & 15)]));
        }
    }
    text
}

/// The host of a written address, and its short form.
fn describe(href: &str) -> (String, String) {
    let after_scheme = href.split_once("://").map_or(href, |(_, rest)| rest);
    let host_ends = after_scheme.find(['/', '?', '#']).unwrap_or(after_scheme.len());
    let (authority, path) = after_scheme.split_at(host_ends);
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => host,
        _ => authority,
    };
    let shown_host = authority.strip_prefix("www.").filter(|rest| rest.contains('.')).unwrap_or(authority);
    let path = readable(path.strip_suffix('/').unwrap_or(path));
    (host.to_owned(), shorten(shown_host, &path))
}

/// A path with its escapes decoded, where that gives plain text.
fn readable(path: &str) -> std::borrow::Cow<'_, str> {
    if !path.contains('%') {
        return path.into();
    }
    match percent_decode_str(path).decode_utf8() {
        Ok(decoded)
            if decoded.chars().all(|c| {
                verdict(c) == Verdict::Keep && !c.is_control() && (c == ' ' || !c.is_whitespace())
            }) =>
        {
            decoded
        }
        _ => path.into(),
    }
}

/// Host and path in [`TEXT_LENGTH`] characters: the middle folders go first, then the end of the name.
fn shorten(host: &str, path: &str) -> String {
    let length = |text: &str| text.chars().count();
    if length(host) + length(path) <= TEXT_LENGTH {
        return format!("{host}{path}");
    }
    let name = path.split(['?', '#']).next().unwrap_or_default();
    let name = name.rsplit('/').next().unwrap_or_default();
    let folded = if name.is_empty() { format!("{host}{path}") } else { format!("{host}/…/{name}") };
    if length(&folded) <= TEXT_LENGTH {
        return folded;
    }
    let kept = folded.char_indices().nth(TEXT_LENGTH - 1).map_or(folded.len(), |(at, _)| at);
    format!("{}…", &folded[..kept])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn good_addresses() {
        for (raw, href, host, text) in [
            (
                "https://www.data.gouv.fr/fr/",
                "https://www.data.gouv.fr/fr/",
                "www.data.gouv.fr",
                "data.gouv.fr/fr",
            ),
            (" http://Example.FR:80 ", "http://example.fr/", "example.fr", "example.fr"),
            ("www.cnfpt.fr", "https://www.cnfpt.fr/", "www.cnfpt.fr", "cnfpt.fr"),
            ("WWW.x.fr/a", "https://www.x.fr/a", "www.x.fr", "x.fr/a"),
            ("//x.fr/a", "https://x.fr/a", "x.fr", "x.fr/a"),
            ("ftp://user:secret@ftp.x.fr:2121/a", "ftp://ftp.x.fr:2121/a", "ftp.x.fr", "ftp.x.fr:2121/a"),
            ("ftps://x.fr/a", "ftps://x.fr/a", "x.fr", "x.fr/a"),
            (
                "https://é.fr/é à?q=\"<é|>#[a]",
                "https://xn--9ca.fr/%C3%A9%20%C3%A0?q=%22%3C%C3%A9%7C%3E#%5Ba%5D",
                "xn--9ca.fr",
                "xn--9ca.fr/é à?q=\"<é|>#[a]",
            ),
            ("https://x.fr/50%", "https://x.fr/50%25", "x.fr", "x.fr/50%"),
            ("https://x.fr/a/../b/./c", "https://x.fr/b/c", "x.fr", "x.fr/b/c"),
            ("\u{feff}https://x.fr/\u{200b}", "https://x.fr/", "x.fr", "x.fr"),
            ("http://[::1]:8080/", "http://[::1]:8080/", "[::1]", "[::1]:8080"),
            ("http:\\\\x.fr", "", "", ""),
        ] {
            let Some(link) = safe(raw) else {
                assert_eq!(href, "", "{raw} refused");
                continue;
            };
            assert_eq!((&*link.href, &*link.host, &*link.text), (href, host, text), "{raw}");
        }
    }

    #[test]
    fn bad_addresses() {
        for raw in [
            "",
            " ",
            "#a",
            "/a",
            "a/b",
            "x.fr/a",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "java\tscript:x",
            "\u{1}javascript:x",
            "&#106;avascript:x",
            "javascript&colon;x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "https:",
            "https://",
            "https:///",
            "http:x.fr",
            "https://x\n.fr/",
            "https://a b.fr/",
            "http://a.fr http://b.fr",
            "blob:https://x.fr/",
            "view-source:https://x.fr/",
            "mailto:a@b.fr",
            "https://x.fr:99999/",
            "https://%00/",
            "ht&#9;tps://x.fr",
        ] {
            assert_eq!(safe(raw), None, "{raw}");
        }
        assert!(safe(&format!("https://x.fr/{}", "a".repeat(7_000))).is_some());
        assert!(safe(&format!("https://x.fr/{}", "a".repeat(8_000))).is_none());
    }

    #[test]
    fn mail_addresses() {
        for (raw, href) in [
            ("mailto:a.b@x.fr", Some("mailto:a.b@x.fr")),
            ("MAILTO:a@x.fr?subject=%0aBcc:z@z.fr", Some("mailto:a@x.fr")),
            ("a@x.fr", Some("mailto:a@x.fr")),
            ("a@x", None),
            ("@x.fr", None),
            ("a@x.fr,b@y.fr", None),
            ("a b@x.fr", None),
            ("é@x.fr", None),
            ("\"<a>\"@x.fr", None),
            ("a@-x.fr", None),
            ("a@1.2.3.4", None),
        ] {
            assert_eq!(safe_mail(raw).map(|link| link.href).as_deref(), href, "{raw}");
        }
    }

    #[test]
    fn relative_addresses_need_their_page() {
        let portal = Url::parse("https://www.data.gouv.fr/datasets/x/").unwrap();
        for (raw, href) in [
            ("/datasets/y", Some("https://www.data.gouv.fr/datasets/y")),
            ("../y?q=1:2", Some("https://www.data.gouv.fr/datasets/y?q=1:2")),
            ("https://x.fr/", Some("https://x.fr/")),
            ("javascript&colon;x", Some("https://www.data.gouv.fr/datasets/x/javascript&colon;x")),
            ("#a", None),
            ("javascript:x", None),
            ("mailto:a@x.fr", None),
        ] {
            assert_eq!(href_from(raw, &portal).as_deref(), href, "{raw}");
        }
    }

    #[test]
    fn long_addresses_are_shown_short() {
        let link =
            safe("https://www.exemple.gouv.fr/un/chemin/vraiment/tres/long/vers/le/fichier.csv?x=1").unwrap();
        assert_eq!(link.text, "exemple.gouv.fr/…/fichier.csv");
        let link = safe(&format!("https://x.fr/{}", "é".repeat(100))).unwrap();
        assert_eq!(link.text.chars().count(), TEXT_LENGTH);
    }

    /// Addresses made of the pieces that parsers disagree on.
    fn address() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "https://",
            "http://",
            "HTTPS://",
            "ftp://",
            "//",
            "www.",
            "javascript:",
            "data:",
            "/",
            ".",
            "..",
            "%2e",
            "%2E/",
            "%",
            "%41",
            "?",
            "#",
            "'",
            "\"",
            "<",
            "|",
            "[",
            "]",
            "\\",
            ":",
            "@",
            "user:pass@",
            "x.fr",
            "a",
            "1",
            "0x7f",
            ".1",
            "xn--",
            "xn--9ca",
            "é",
            "\u{200b}",
            "-",
            "_",
            "&",
            "=",
            " ",
            "\n",
            "\t",
            ":80",
            ":443",
            ":8080",
            "^",
            "`",
            "{",
            "~",
            "\u{a0}",
        ]);
        prop::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4_000, ..ProptestConfig::default() })]

        #[test]
        fn what_is_accepted_is_safe(raw in prop_oneof![address(), "\\PC{0,60}", "https?://\\PC{0,60}"]) {
            if let Some(link) = safe(&raw) {
                prop_assert!(SCHEMES.iter().any(|scheme| link.href.starts_with(&format!("{scheme}://"))), "{}", link.href);
                let plain = link.href.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte));
                prop_assert!(plain, "{}", link.href);
                let url = Url::parse(&link.href).unwrap();
                prop_assert!(url.username().is_empty() && url.password().is_none());
                prop_assert_eq!(url.host_str(), Some(&*link.host));
                prop_assert!(!link.text.is_empty() && link.text.chars().count() <= TEXT_LENGTH);
                prop_assert!(!link.text.chars().any(char::is_control));
                // Accepting twice changes nothing.
                prop_assert_eq!(safe(&link.href).map(|again| again.href), Some(link.href));
            }
        }

        #[test]
        fn the_fast_scan_agrees_with_the_parser(raw in prop_oneof![address(), "https?://[a-z0-9.-]{1,12}/[ -~]{0,30}"]) {
            if is_canonical(&raw) {
                prop_assert_eq!(parse(&raw).map(|url| written(&url)), Some(raw));
            }
        }

        #[test]
        fn mail_links_need_no_escaping(raw in "(mailto:)?[a-z.+é@<\"%?&-]{0,12}@[a-z.-]{0,12}") {
            if let Some(link) = safe_mail(&raw) {
                prop_assert!(Url::parse(&link.href).is_ok());
                prop_assert!(link.href.bytes().all(|byte| byte.is_ascii_alphanumeric() || b":@.+_-".contains(&byte)));
            }
        }
    }
}
