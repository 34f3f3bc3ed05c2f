//! What is wrong with an address that a record gives.

use std::net::IpAddr;

use url::{Host, Url};

use crate::catalog::{FindingKind, fault};
use crate::net;

/// Ends of names that no server of the internet has (RFC 6761, RFC 8375, and what networks call their own).
const LOCAL: [&str; 11] = [
    "localhost",
    "local",
    "localdomain",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "private",
    "arpa",
    "intra",
];

/// Schemes of which something runs or is read on the reader's own machine.
const UNSAFE: [&str; 6] = ["javascript", "vbscript", "data", "file", "blob", "about"];

/// Schemes that have a host.
const WITH_HOST: [&str; 5] = ["http", "https", "ftp", "ftps", "sftp"];

/// Says what is wrong with an address, and what becomes of it.
pub(super) fn faults(address: &str, mut report: impl FnMut(FindingKind, &str, &str)) {
    if address.is_empty() || is_plain(address) {
        return;
    }
    let Some((scheme, _)) = address.split_once(':').filter(|(scheme, _)| is_scheme(scheme)) else {
        report(fault::URL_WITHOUT_SCHEME, &net::shown_text(address), "kept as it is");
        return;
    };
    if UNSAFE.iter().any(|known| known.eq_ignore_ascii_case(scheme)) {
        report(fault::UNSAFE_URL, &net::shown_text(address), "never linked");
        return;
    }
    if !WITH_HOST.iter().any(|known| known.eq_ignore_ascii_case(scheme)) {
        return;
    }
    let Some(url) = Url::parse(address).ok().filter(Url::has_host) else {
        report(fault::MALFORMED_URL, &net::shown_text(address), "never linked");
        return;
    };
    if !url.username().is_empty() || url.password().is_some() {
        report(fault::CREDENTIALS_IN_URL, &net::shown(&url), "linked without them");
    }
    if url.host().is_some_and(|host| is_private(&host)) {
        report(fault::PRIVATE_ADDRESS, &net::shown(&url), "kept as it is");
    }
    if address.contains(char::is_whitespace) {
        report(fault::MALFORMED_URL, &net::shown_text(address), "kept as it is");
    }
}

/// Whether nothing can be wrong with an address, as with nearly all: a web address with a name, nothing before or
/// beside it, and no white space.
fn is_plain(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let Some(rest) = rest else { return false };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = &rest[..end];
    let last = host.rsplit_once('.').map_or("", |(_, last)| last);
    host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
        && !host.starts_with('.')
        && last.len() >= 2
        && last.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !is_local(last)
        && !rest.contains(char::is_whitespace)
}

fn is_local(label: &str) -> bool {
    LOCAL.iter().any(|local| local.eq_ignore_ascii_case(label))
}

/// Whether a host is one of a network of somebody's own.
fn is_private(host: &Host<&str>) -> bool {
    match host {
        Host::Ipv4(address) => !net::is_public(IpAddr::V4(*address)),
        Host::Ipv6(address) => !net::is_public(IpAddr::V6(*address)),
        Host::Domain(name) => {
            let name = name.trim_end_matches('.');
            name.rsplit_once('.').is_none_or(|(_, last)| is_local(last))
        }
    }
}

/// RFC 3986, 3.1.; a dot begins rather a name of a host with a port.
fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(address: &str) -> Vec<String> {
        let mut found = Vec::new();
        faults(address, |kind, value, _| found.push(format!("{} {value}", kind.name)));
        found
    }

    #[test]
    fn addresses_are_told_apart() {
        let none: &[&str] = &[];
        for (address, faults) in [
            ("", none),
            ("https://static.data.gouv.fr/resources/a.csv?x=1#y", none),
            ("http://exemple.fr:8080/é", none),
            ("http://8.8.8.8/a", none),
            ("HTTPS://Example.ORG", none),
            ("mailto:a@example.org", none),
            ("ftp://example.org/a", none),
            ("https://user@example.org/a", &["credentials-in-url https://example.org/a"]),
            ("ftp://user:secret@example.org/a", &["credentials-in-url ftp://example.org/a"]),
            ("http://192.168.1.1/a", &["private-address http://192.168.1.1/a"]),
            ("http://[::1]/", &["private-address http://[::1]/"]),
            ("http://2130706433/", &["private-address http://127.0.0.1/"]),
            ("http://localhost:8000/", &["private-address http://localhost:8000/"]),
            ("http://serveur/a", &["private-address http://serveur/a"]),
            ("https://sig.intranet/a", &["private-address https://sig.intranet/a"]),
            (
                "http://a:b@10.0.0.1/",
                &["credentials-in-url http://10.0.0.1/", "private-address http://10.0.0.1/"],
            ),
            ("www.example.org", &["url-without-scheme www.example.org"]),
            ("example.org:80/a", &["url-without-scheme example.org:80/a"]),
            ("/a", &["url-without-scheme /a"]),
            ("javascript:alert(1)", &["unsafe-url javascript:alert(1)"]),
            ("file:///srv/a.csv", &["unsafe-url file:///srv/a.csv"]),
            ("http://", &["malformed-url http://"]),
            ("https://exa mple.org/", &["malformed-url https://exa mple.org/"]),
            ("ftp://agent:secret@exa mple.org/", &["malformed-url ftp://exa mple.org/"]),
            ("ftp://agent:sec/ret@example.org/?token=t", &["malformed-url ftp://example.org/?token=***"]),
            ("www.example.org/a?token=t", &["url-without-scheme www.example.org/a?token=***"]),
            ("https://a.fr/x https://b.fr/y", &["malformed-url https://a.fr/x https://b.fr/y"]),
        ] {
            assert_eq!(found(address), faults, "{address}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_plain_parses(address in "https?://[a-z0-9.:@/-]{0,20}") {
            if is_plain(&address) {
                let url = Url::parse(&address).unwrap();
                proptest::prop_assert!(url.username().is_empty() && !is_private(&url.host().unwrap()));
            }
        }
    }
}
