//! Makes JSON of what is nearly JSON: what Python writes and JSON does not know, and bytes that no JSON holds.

/// The same text without what a parser refuses and a reader understands: `NaN` and infinities become null, halves of
/// a surrogate pair U+FFFD, raw control characters in texts a space.
pub(super) fn mend(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut mended = Vec::with_capacity(bytes.len());
    let mut place = 0;
    let mut in_text = false;
    while let Some(&byte) = bytes.get(place) {
        match byte {
            b'"' => {
                in_text = !in_text;
                mended.push(byte);
                place += 1;
            }
            b'\\' if in_text => {
                let (escape, length) = escape(&bytes[place..]);
                mended.extend_from_slice(escape);
                place += length;
            }
            0..=0x1f if in_text => {
                mended.push(b' ');
                place += 1;
            }
            b'N' | b'I' | b'-' | b'0'..=b'9' if !in_text => {
                let length = bytes[place..]
                    .iter()
                    .position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')))
                    .unwrap_or(bytes.len() - place);
                let token = &text[place..place + length];
                let is_finite = token.parse::<f64>().is_ok_and(f64::is_finite);
                mended.extend_from_slice(if is_finite { token.as_bytes() } else { b"null" });
                place += length;
            }
            _ => {
                mended.push(byte);
                place += 1;
            }
        }
    }
    // Only whole ASCII characters were replaced.
    String::from_utf8(mended).unwrap_or_default()
}

/// The escape that begins here, mended, and its length.
fn escape(bytes: &[u8]) -> (&[u8], usize) {
    const REPLACEMENT: &[u8] = "\u{fffd}".as_bytes();
    let unit = |from: usize| -> Option<u16> {
        let digits = std::str::from_utf8(bytes.get(from..from + 4)?).ok()?;
        u16::from_str_radix(digits, 16).ok()
    };
    match bytes.get(1) {
        Some(b'u') => match unit(2) {
            Some(0xd800..=0xdbff) => match (bytes.get(6..8), unit(8)) {
                (Some(b"\\u"), Some(0xdc00..=0xdfff)) => (&bytes[..12], 12),
                _ => (REPLACEMENT, 6),
            },
            Some(0xdc00..=0xdfff) => (REPLACEMENT, 6),
            Some(_) => (&bytes[..6], 6),
            None => (REPLACEMENT, 2),
        },
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => (&bytes[..2], 2),
        // A backslash before anything else stands for itself.
        Some(_) => (br"\\", 1),
        None => (b"", 1),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn what_python_writes_is_mended() {
        for (text, value) in [
            (
                r#"{"a": NaN, "b": -Infinity, "c": 1e999, "d": -1.5}"#,
                json!({"a": null, "b": null, "c": null, "d": -1.5}),
            ),
            (
                r#"{"a": "\ud83d", "b": "\ude00 \ud83d\ude00", "c": "\u00e9"}"#,
                json!({"a": "\u{fffd}", "b": "\u{fffd} 😀", "c": "é"}),
            ),
            ("{\"a\": \"x\ty\u{1}z\"}", json!({"a": "x y z"})),
            (r#"{"a": "C:\data \"x\" NaN"}"#, json!({"a": r#"C:\data "x" NaN"#})),
        ] {
            assert_eq!(serde_json::from_str::<Value>(&mend(text)).unwrap(), value, "{text}");
        }
    }

    proptest! {
        #[test]
        fn json_stays_as_it_is(text in "\\PC*", number in proptest::num::f64::NORMAL) {
            let json = json!({"text": text, "number": number, "list": [true, null]}).to_string();
            prop_assert_eq!(mend(&json), json);
        }

        #[test]
        fn nothing_is_too_odd(text in "[\\\\\"uNI0-9d\\x00-\\x7fé]*") {
            let _ = mend(&text);
        }
    }
}
