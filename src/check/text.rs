//! What is odd about a text.

/// What UTF-8 looks like that was read as Latin-1 or Windows-1252, and what stands for a character that was lost.
const GARBLED: [&str; 14] =
    ["Ã©", "Ã¨", "Ãª", "Ã\u{a0}", "Ã¢", "Ã§", "Ã´", "Ã®", "Ã¯", "Ã»", "â€™", "â€“", "Â°", "\u{fffd}"];

/// How many characters around it are shown.
const AROUND: usize = 40;

/// The first place at which a text was read in the wrong encoding.
pub(super) fn garbled(text: &str) -> Option<&str> {
    if text.is_ascii() {
        return None;
    }
    let place = GARBLED.iter().filter_map(|garbled| text.find(garbled)).min()?;
    Some(excerpt(text, place))
}

/// The first HTML entity of a text; where HTML is at home (`everywhere` is false), the first that is escaped twice.
pub(super) fn entity(text: &str, everywhere: bool) -> Option<&str> {
    let start = if everywhere { "&" } else { "&amp;" };
    let mut from = 0;
    while let Some(found) = text[from..].find(start) {
        let place = from + found;
        let name = &text[place + start.len()..];
        let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '#')).unwrap_or(name.len());
        if (2..=8).contains(&end) && name[end..].starts_with(';') {
            return Some(excerpt(text, place));
        }
        from = place + start.len();
    }
    None
}

/// Whether a text has what looks like an element.
pub(super) fn has_tag(text: &str) -> bool {
    text.match_indices('<').any(|(place, _)| {
        let inner = text[place + 1..].trim_start_matches('/');
        inner.starts_with(|first: char| first.is_ascii_alphabetic()) && inner.contains('>')
    })
}

/// Whether an address has a `%` that two hexadecimal digits do not follow (RFC 3986, 2.1).
pub(super) fn has_bad_escape(address: &str) -> bool {
    let bytes = address.as_bytes();
    memchr::memchr_iter(b'%', bytes).any(|place| {
        !bytes.get(place + 1..place + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    })
}

/// A text around a place, short enough to be shown.
fn excerpt(text: &str, place: usize) -> &str {
    let start = text[..place].char_indices().rev().take(AROUND / 2).last().map_or(place, |(start, _)| start);
    let rest = &text[start..];
    rest.char_indices().nth(AROUND).map_or(rest, |(end, _)| &rest[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_read_in_the_wrong_encoding_are_found() {
        for (text, is_garbled) in [
            ("Les donnÃ©es de lâ€™eau", true),
            ("For\u{fffd}t", true),
            ("Les données de l’eau à 20 °C", false),
            ("SÃO PAULO", false),
            ("plain", false),
        ] {
            assert_eq!(garbled(text).is_some(), is_garbled, "{text}");
        }
    }

    #[test]
    fn entities_are_found_where_none_belong() {
        for (text, everywhere, is_found) in [
            ("L&rsquo;eau", true, true),
            ("R&D; a", true, false),
            ("Eau & gaz", true, false),
            ("&eacute;", false, false),
            ("&amp;eacute;", false, true),
            ("a &amp; b; c", false, false),
        ] {
            assert_eq!(entity(text, everywhere).is_some(), is_found, "{text}");
        }
    }

    #[test]
    fn tags_and_lone_percent_signs_are_found() {
        assert!(has_tag("a <b>c</b>") && has_tag("</p>"));
        assert!(!has_tag("1 < 2 > 0") && !has_tag("<3"));
        assert!(has_bad_escape("https://x/100%") && has_bad_escape("a%zz") && has_bad_escape("%4"));
        assert!(!has_bad_escape("a%20b%C3%A9"));
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_too_odd(text in "[&;#aéÃ©%<>/ ]{0,60}|\\PC*") {
            let _ = (garbled(&text), entity(&text, true), entity(&text, false), has_tag(&text), has_bad_escape(&text));
        }
    }
}
