//! Addresses as errors, logs and reports show them: they may hold what only their owner should know.

use percent_encoding::percent_decode_str;
use url::Url;

/// What a parameter's name may hold when its value is a secret.
const SECRET: [&str; 7] = ["key", "token", "secret", "password", "signature", "credential", "auth"];

/// Schemes after which browsers take any number of slashes, of either kind, for two (WHATWG URL, special schemes).
const SPECIAL: [&str; 5] = ["https", "http", "ftp", "wss", "ws"];

/// The most characters that are shown.
const LONGEST: usize = 300;

/// The address without user, password, fragment nor the values of parameters that look like secrets.
pub fn shown(url: &Url) -> String {
    let mut url = url.clone();
    url.set_fragment(None);
    shown_text(url.as_str())
}

/// The same of a text that may be no address at all, or several, and is else left as it is written:
/// `https://user:pass@exa mple.org`.
pub fn shown_text(text: &str) -> String {
    let shown = without_secrets(&without_users(text));
    match shown.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &shown[..end]),
        None => shown,
    }
}

/// A text without what stands before the host in each address of it.
fn without_users(text: &str) -> String {
    let Some(mut start) = authority(text) else {
        // Without a scheme, `name@host` is rather an address of mail; a password tells.
        let at = user_end(text).filter(|&end| text[..end].contains(':'));
        return text[at.unwrap_or(0)..].to_owned();
    };
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        plain.push_str(&rest[..start]);
        rest = &rest[start..];
        let next = authority(rest);
        let address = &rest[..next.unwrap_or(rest.len())];
        rest = &rest[user_end(address).unwrap_or(0)..];
        if next.is_none() {
            plain.push_str(rest);
            return plain;
        }
        start = authority(rest).unwrap_or(rest.len());
    }
}

/// Where the first authority of a text begins: after `://`, or after a scheme of the web and any slashes.
fn authority(text: &str) -> Option<usize> {
    text.match_indices(':').find_map(|(colon, _)| {
        let slashes = text[colon + 1..].bytes().take_while(|byte| matches!(byte, b'/' | b'\\')).count();
        let scheme = text[..colon].rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let is_special = SPECIAL.iter().any(|known| known.eq_ignore_ascii_case(scheme));
        let is_first = colon == scheme.len();
        let begins = (slashes >= 2 && !scheme.is_empty()) || (is_special && (slashes > 0 || is_first));
        begins.then_some(colon + 1 + slashes)
    })
}

/// Where the host begins after a user, in an address from its authority on. A password with a slash in it ends the
/// authority too early: then what stands there for a port is none.
fn user_end(address: &str) -> Option<usize> {
    let authority = &address[..address.find(['/', '\\', '?', '#']).unwrap_or(address.len())];
    if let Some(at) = authority.rfind('@') {
        return Some(at + 1);
    }
    let (_, port) = authority.rsplit_once(':').filter(|_| !authority.starts_with('['))?;
    let is_port = port.bytes().all(|byte| byte.is_ascii_digit());
    if is_port { None } else { address.rfind('@').map(|at| at + 1) }
}

/// A text in which the values of parameters that look like secrets are stars.
fn without_secrets(text: &str) -> String {
    let is_end = |c: char| matches!(c, '?' | '&' | ';' | '#') || c.is_whitespace();
    let mut shown = String::with_capacity(text.len());
    for part in text.split_inclusive(is_end) {
        let (pair, end) = match part.char_indices().next_back().filter(|(_, last)| is_end(*last)) {
            Some((place, _)) => part.split_at(place),
            None => (part, ""),
        };
        match pair.split_once('=') {
            Some((name, _)) if is_secret(name) => {
                shown.push_str(name);
                shown.push_str("=***");
            }
            _ => shown.push_str(pair),
        }
        shown.push_str(end);
    }
    shown
}

/// Whether what stands before `=` names a secret.
fn is_secret(name: &str) -> bool {
    let name = percent_decode_str(name).decode_utf8_lossy().to_ascii_lowercase();
    !name.contains('/') && (name == "sig" || SECRET.iter().any(|part| name.contains(part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_left_out() {
        for (url, text) in [
            ("https://user:pass@example.org/a?page=2#x", "https://example.org/a?page=2"),
            ("https://example.org/a?page=2&api_key=s3cret", "https://example.org/a?page=2&api_key=***"),
            (
                "https://s3.example.org/f?X-Amz-Signature=ab&x=1",
                "https://s3.example.org/f?X-Amz-Signature=***&x=1",
            ),
            ("https://example.org/a?q=a%20b&x+y=%26", "https://example.org/a?q=a%20b&x+y=%26"),
            ("https://example.org/@name/a=b?x", "https://example.org/@name/a=b?x"),
            ("file:///etc/passwd", "file:///etc/passwd"),
        ] {
            assert_eq!(shown(&Url::parse(url).unwrap()), text);
        }
    }

    #[test]
    fn credentials_are_left_out_of_what_is_no_address() {
        for (text, shown) in [
            ("ftp://agent:secret@exa mple.org/", "ftp://exa mple.org/"),
            ("https://agent:sec/ret@example.org/a b", "https://example.org/a b"),
            ("https:/agent:secret@exa mple.org", "https:/exa mple.org"),
            ("https:agent:secret@exa mple.org", "https:exa mple.org"),
            ("https:\\\\agent:secret@exa mple.org", "https:\\\\exa mple.org"),
            ("https://a.fr/x https://me:secret@b.fr/y", "https://a.fr/x https://b.fr/y"),
            ("https://a.fr/?u=https://me:secret@b.fr/&token=t", "https://a.fr/?u=https://b.fr/&token=***"),
            (
                "https://a.fr/x?token=a https://b.fr/y?key=b",
                "https://a.fr/x?token=*** https://b.fr/y?key=***",
            ),
            ("www.example.org/a?api%5Fkey=s3cret;x=1", "www.example.org/a?api%5Fkey=***;x=1"),
            ("agent.smith:secret@example.org/a", "example.org/a"),
            ("contact@example.org", "contact@example.org"),
            ("https://[::1/", "https://[::1/"),
            ("https://example.org:80a/", "https://example.org:80a/"),
            ("https://monkey.example.org/a=b c", "https://monkey.example.org/a=b c"),
            ("javascript:fetch('https://me:secret@b.fr')", "javascript:fetch('https://b.fr')"),
            ("", ""),
        ] {
            assert_eq!(shown_text(text), shown, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_password_of_an_address_is_shown(
            user in "[a-z]{1,5}", host in "[a-z]{1,5}(\\.[a-z]{2})?", path in "[a-z/?&=#]{0,10}"
        ) {
            let address = format!("https://{user}:s3cret@{host}/{path}");
            proptest::prop_assert!(!shown_text(&address).contains("s3cret"));
            proptest::prop_assert!(!shown(&Url::parse(&address).unwrap()).contains("s3cret"));
        }

        #[test]
        fn no_text_is_too_odd(text in "[a:/@?&=# \\\\é\\[]{0,40}|\\PC*") {
            let _ = shown_text(&text);
        }
    }
}
