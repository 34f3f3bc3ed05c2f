//! What a resource's extras say of the portal's last check of its address (udata's `check:*`).

use serde::Deserialize;
use serde_json::Value;

use super::value;
use crate::catalog::Availability;

/// Longer extras are not read: real ones hold layers of maps (7 MB in one dataset), never the check alone.
const LONGEST: usize = 8 * 1024 * 1024;

/// The three keys that matter; the others are skipped without being kept.
#[derive(Default, Deserialize)]
struct Check {
    #[serde(rename = "check:available", default)]
    available: Value,
    #[serde(rename = "check:status", default)]
    status: Value,
    #[serde(rename = "check:date", default)]
    date: Value,
}

/// The availability that extras tell, as JSON (udata 10.1.1 and later) or as a Python literal (10.0.8).
/// `None` when they are neither.
pub(super) fn availability(extras: &str) -> Option<Availability> {
    if matches!(extras, "" | "{}" | "None" | "null") {
        return Some(Availability::Unknown);
    }
    if extras.len() > LONGEST || !extras.starts_with('{') {
        return None;
    }
    let check: Check = match serde_json::from_str(extras) {
        Ok(check) => check,
        Err(_) => serde_json::from_str(&json_of_python(extras)?).ok()?,
    };
    let available = check.available.as_bool();
    let status = check.status.as_str().map_or_else(|| check.status.to_string(), str::to_owned);
    Some(told(available, &status, check.date.as_str().unwrap_or_default()))
}

/// The availability that the three values tell.
pub(super) fn told(available: Option<bool>, status: &str, date: &str) -> Availability {
    match available {
        Some(true) => Availability::Available,
        Some(false) => Availability::Unavailable { status: status_of(status), checked_on: value::day(date) },
        None => Availability::Unknown,
    }
}

fn status_of(text: &str) -> Option<u16> {
    text.trim().parse().ok().filter(|status| (100..600).contains(status))
}

/// JSON that says the same as a Python literal of dicts, lists, strings, numbers, `True`, `False` and `None`. Calls
/// (`datetime.datetime(2024, 1, 2)`) become null. `None` when it is no dict or a string does not end.
fn json_of_python(text: &str) -> Option<String> {
    let text = text.trim();
    if !(text.starts_with('{') && text.ends_with('}')) {
        return None;
    }
    let mut json = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c == '\'' || c == '"' {
            let (string, after) = python_string(&rest[1..], c)?;
            json.push_str(&serde_json::to_string(&string).ok()?);
            rest = after;
        } else if c.is_ascii_alphabetic() {
            let end = rest
                .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.')))
                .unwrap_or(rest.len());
            let word = &rest[..end];
            rest = &rest[end..];
            if let Some(arguments) = rest.strip_prefix('(') {
                rest = &arguments[arguments.find(')')? + 1..];
            }
            json.push_str(match word {
                "True" | "true" => "true",
                "False" | "false" => "false",
                _ => "null",
            });
        } else {
            json.push(match c {
                '(' => '[',
                ')' => ']',
                other => other,
            });
            rest = &rest[c.len_utf8()..];
        }
    }
    Some(json)
}

/// The string up to its closing quote, and what follows.
fn python_string(text: &str, quote: char) -> Option<(String, &str)> {
    let mut string = String::new();
    let mut chars = text.char_indices();
    while let Some((place, c)) = chars.next() {
        match c {
            '\\' => match chars.next()?.1 {
                'n' => string.push('\n'),
                't' => string.push('\t'),
                'r' => string.push('\r'),
                // \x and \u escapes matter to no key that is read.
                other => string.push(other),
            },
            c if c == quote => return Some((string, &text[place + 1..])),
            c => string.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unavailable(status: Option<u16>, date: Option<&str>) -> Availability {
        Availability::Unavailable { status, checked_on: date.map(|date| date.parse().unwrap()) }
    }

    #[test]
    fn json_and_python_say_the_same() {
        for (extras, availability_told) in [
            (r"{}", Availability::Unknown),
            (
                r#"{"check:available": true, "check:status": 200, "other": {"a": [1, {"b": null}]}}"#,
                Availability::Available,
            ),
            (
                r#"{"check:available": false, "check:status": 404, "check:date": "2024-07-06T16:23:53.031782+00:00"}"#,
                unavailable(Some(404), Some("2024-07-06")),
            ),
            (
                r#"{"check:available": false, "check:date": "2025-09-15 13:10:34.447000"}"#,
                unavailable(None, Some("2025-09-15")),
            ),
            (r#"{"check:available": null, "check:timeout": true}"#, Availability::Unknown),
            (
                r#"{'check:available': False, 'check:status': 503, 'note': "l'eau", 'at': datetime.datetime(2024, 1, 2, 3, 4), 'x': (1, None)}"#,
                unavailable(Some(503), None),
            ),
            (r"{'check:available': True, 'quote': 'l\'eau'}", Availability::Available),
        ] {
            assert_eq!(availability(extras), Some(availability_told), "{extras}");
        }
    }

    #[test]
    fn broken_extras_tell_nothing() {
        for extras in [r#"{"check:available": fal"#, "{'check:available': 'Fal", "[1]", "nonsense", "{{}"] {
            assert_eq!(availability(extras), None, "{extras}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_extras_are_too_odd(extras in "[{]?\\PC*[}]?") {
            let _ = availability(&extras);
        }
    }
}
