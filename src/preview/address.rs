//! What a request asks for: a path, decoded once and confined, and a query.

use percent_encoding::percent_decode_str;

use super::guard::Guard;
use super::refusal::Refusal;

/// The folder of addresses that are the preview's own.
pub(super) const OWN: &str = "/__etalage/";
/// Where pages learn of changes.
pub(super) const EVENTS: &str = "/__etalage/events";
/// The parameter that asks how a page is made.
const PARAMETER: &str = "__etalage";

/// A request's address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    /// Decoded, beginning with a slash.
    pub(super) path: String,
    /// As written, with the question mark; empty where there is none.
    pub(super) query: String,
}

/// How a page is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    /// As it is.
    Page,
    /// How it is made (`?__etalage`).
    Making,
    /// Its last good state, without word of a mistake (`?__etalage=good`).
    Good,
}

impl Address {
    /// Parses a request's target: a path and query, or a complete address of an allowed host.
    pub(super) fn parse(target: &str, guard: Guard) -> Result<Self, Refusal> {
        let bad = Refusal::Bad("the address is malformed");
        let target = match target.strip_prefix("http://") {
            Some(rest) => {
                let slash = rest.find('/').unwrap_or(rest.len());
                if !guard.allows(&rest[..slash]) {
                    return Err(Refusal::Host);
                }
                if slash == rest.len() { "/" } else { &rest[slash..] }
            }
            None => target,
        };
        if !target.starts_with('/') || target.contains('#') {
            return Err(bad);
        }
        let (path, query) = target.split_at(target.find('?').unwrap_or(target.len()));
        // Encoded separators would mean something else once decoded.
        let hidden = path
            .as_bytes()
            .windows(3)
            .any(|code| matches!(code.to_ascii_lowercase().as_slice(), b"%2f" | b"%5c" | b"%00" | b"%2e"));
        if hidden || !is_encoded(path) {
            return Err(bad);
        }
        let path = percent_decode_str(path).decode_utf8().map_err(|_| bad)?.into_owned();
        let climbs = path.split('/').any(|part| part == ".." || part == ".");
        if climbs || path.contains(['\\', '\0']) || path.contains("//") || path.chars().any(char::is_control)
        {
            return Err(bad);
        }
        Ok(Self { path, query: query.to_owned() })
    }

    /// How the page is asked for.
    pub(super) fn view(&self) -> View {
        let mut parameters = self.query.trim_start_matches('?').split('&');
        match parameters.find_map(|one| one.strip_prefix(PARAMETER)) {
            Some("" | "=") => View::Making,
            Some("=good") => View::Good,
            _ => View::Page,
        }
    }
}

/// Whether each percent sign begins a code.
fn is_encoded(path: &str) -> bool {
    path.split('%')
        .skip(1)
        .all(|rest| rest.len() >= 2 && rest.as_bytes()[..2].iter().all(u8::is_ascii_hexdigit))
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    fn parse(target: &str) -> Result<Address, Refusal> {
        Address::parse(target, Guard::new(Ipv4Addr::LOCALHOST.into()))
    }

    #[test]
    fn an_address_is_decoded_once() {
        let address = parse("/tags/%C3%A9t%C3%A9/?a=%2f").unwrap();
        assert_eq!((&*address.path, &*address.query), ("/tags/été/", "?a=%2f"));
        assert_eq!(parse("/a%2541").unwrap().path, "/a%41");
        assert_eq!(parse("http://localhost:1/a").unwrap().path, "/a");
        assert_eq!(parse("http://localhost").unwrap().path, "/");
    }

    #[test]
    fn no_address_leads_out() {
        for target in [
            "/../etc/passwd",
            "/a/../../b",
            "/./a",
            "/..",
            "/%2e%2e/etc/passwd",
            "/%2E%2E%2Fetc",
            "/..%2f..%2fetc/passwd",
            "/a%5c..%5cb",
            "/a\\..\\b",
            "/%00",
            "//etc/passwd",
            "/a//b",
            "/%c0%ae%c0%ae/",
            "/%",
            "/%4",
            "/%zz",
            "/a%0d%0aSet-Cookie:x",
            "a",
            "*",
            "file:///etc/passwd",
            "https://localhost/",
            "/a#b",
        ] {
            assert!(matches!(parse(target), Err(Refusal::Bad(_))), "{target}");
        }
        assert_eq!(parse("http://evil.example/"), Err(Refusal::Host));
    }

    #[test]
    fn a_page_says_how_it_is_made_when_asked() {
        for (target, view) in [
            ("/?__etalage", View::Making),
            ("/?a=b&__etalage=", View::Making),
            ("/?__etalage=good", View::Good),
            ("/?__etalage=other", View::Page),
            ("/?a=__etalage", View::Page),
            ("/", View::Page),
        ] {
            assert_eq!(parse(target).unwrap().view(), view, "{target}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_target_is_too_odd(target in "\\PC*") {
            if let Ok(address) = parse(&target) {
                proptest::prop_assert!(address.path.starts_with('/'));
                proptest::prop_assert!(!address.path.split('/').any(|part| part == ".."));
            }
        }
    }
}
