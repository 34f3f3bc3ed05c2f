//! What is wrong with a text that a record gives.

use memchr::memchr_iter;

/// Elements that run something.
const RUNNING: [&str; 5] = ["script", "iframe", "object", "embed", "applet"];

/// The first thing in a text that a browser would run: an element, an event handler or a `javascript:` address.
pub(super) fn script(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    for start in memchr_iter(b'<', bytes) {
        let tag = &text[start + 1..];
        if let Some(name) = RUNNING.iter().find(|name| begins(tag, name)) {
            let after = tag.as_bytes().get(name.len());
            if after.is_none_or(|byte| !byte.is_ascii_alphanumeric()) {
                return Some(excerpt(text, start));
            }
        }
        if tag.starts_with(|first: char| first.is_ascii_alphabetic()) && has_handler(tag) {
            return Some(excerpt(text, start));
        }
    }
    let is_address = |colon: &usize| {
        let start = colon.saturating_sub("javascript".len());
        bytes[start..*colon].eq_ignore_ascii_case(b"javascript")
            && matches!(start.checked_sub(1).map(|before| bytes[before]), Some(b'"' | b'\'' | b'(' | b'='))
    };
    memchr_iter(b':', bytes).find(is_address).map(|colon| excerpt(text, colon - "javascript".len()))
}

/// The first placeholder of a template that nobody filled in: `{{title}}`.
pub(super) fn placeholder(text: &str) -> Option<&str> {
    let mut rest = text;
    while let Some((_, inner)) = rest.split_once("{{") {
        let end = inner.find("}}")?;
        let name = inner[..end].trim();
        let is_name = !name.is_empty()
            && name.len() < 100
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | ':' | '|'));
        if is_name {
            let start = text.len() - inner.len() - 2;
            return Some(&text[start..start + end + 4]);
        }
        rest = inner;
    }
    None
}

/// Whether a tag has an attribute such as `onclick=`.
fn has_handler(tag: &str) -> bool {
    let end = tag.find('>').unwrap_or(tag.len());
    let mut rest = &tag[..end];
    while let Some(space) = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '"' | '\'')) {
        rest = &rest[space + 1..];
        if begins(rest, "on") {
            let name = rest[2..].find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len() - 2);
            if name > 2 && rest[2 + name..].trim_start().starts_with('=') {
                return true;
            }
        }
    }
    false
}

fn begins(text: &str, word: &str) -> bool {
    text.as_bytes().get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word.as_bytes()))
}

/// A text from a place on, short enough to be shown.
fn excerpt(text: &str, start: usize) -> &str {
    let rest = &text[start..];
    rest.char_indices().nth(80).map_or(rest, |(end, _)| &rest[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_is_found() {
        for (text, found) in [
            ("a <script>alert(1)</script>", true),
            ("a <SCRIPT src=x>", true),
            ("<iframe src=\"https://carte.example.org\">", true),
            ("<img src=x onerror=alert(1)>", true),
            ("<img src=\"x\"onerror = alert(1)>", true),
            ("[a](javascript:alert(1))", true),
            ("<a href=\"JavaScript:alert(1)\">", true),
            ("Le langage javascript: un guide", false),
            ("<scripture> et <b onfoo>", false),
            ("1 < 2 on = 3", false),
            ("<p class=\"on\">", false),
            ("", false),
        ] {
            assert_eq!(script(text).is_some(), found, "{text}");
        }
    }

    #[test]
    fn open_placeholders_are_found() {
        for (text, found) in [
            ("Données de {{ organisation }}.", Some("{{ organisation }}")),
            ("{{a b}} {{title}}", Some("{{title}}")),
            ("{{{x}}}", None),
            ("\\frac{{1}}", Some("{{1}}")),
            ("{{ jamais fermé", None),
            ("é{{", None),
        ] {
            assert_eq!(placeholder(text), found, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_too_odd(text in "[<{ onaé:=\"'/>}]{0,40}") {
            let _ = (script(&text), placeholder(&text));
        }
    }
}
