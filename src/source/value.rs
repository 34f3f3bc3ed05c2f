//! What a cell means: dates, numbers, yes and no, lists, text on one line.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

/// Larger numbers are absurd: ten petabytes, ten quadrillion visits.
const LARGEST: u64 = 10_u64.pow(16);

/// A moment: ISO 8601 with `T` or a space, with or without fraction, an offset or (meaning UTC) none; or a date
/// alone, meaning midnight. From year 1 to the last day but one of 9999, which is where `Timestamp` ends.
pub(super) fn timestamp(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let moment = plain_timestamp(text.as_bytes()).or_else(|| {
        if let Ok(moment) = text.parse::<Timestamp>() {
            return Some(moment);
        }
        let datetime =
            text.parse::<DateTime>().ok().or_else(|| Some(text.parse::<Date>().ok()?.at(0, 0, 0, 0)))?;
        Offset::UTC.to_timestamp(datetime).ok()
    })?;
    (1..=9999).contains(&Offset::UTC.to_datetime(moment).year()).then_some(moment)
}

/// The form that nearly all dates have, `2023-08-13T16:58:02` with or without `.284000`, without the detours of
/// a general parser.
fn plain_timestamp(text: &[u8]) -> Option<Timestamp> {
    let number = |range: std::ops::Range<usize>| {
        text.get(range)?
            .iter()
            .try_fold(0_i32, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i32::from(byte - b'0')))
    };
    let separators = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
    if text.len() < 19 || separators.iter().any(|(place, separator)| text[*place] != *separator) {
        return None;
    }
    let nanosecond = match text.len() {
        19 => 0,
        26 if text[19] == b'.' => number(20..26)? * 1_000,
        _ => return None,
    };
    let date = Date::new(
        i16::try_from(number(0..4)?).ok()?,
        i8::try_from(number(5..7)?).ok()?,
        i8::try_from(number(8..10)?).ok()?,
    )
    .ok()?;
    let (hour, minute, second) = (number(11..13)?, number(14..16)?, number(17..19)?);
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let midnight = Offset::UTC.to_timestamp(date.at(0, 0, 0, 0)).ok()?.as_second();
    Timestamp::new(midnight + i64::from(hour * 3_600 + minute * 60 + second), nanosecond).ok()
}

/// A day: `2024-12-31`, or the day of a moment as it is written.
pub(super) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let date = text.parse::<DateTime>().map(DateTime::date).or_else(|_| text.parse::<Date>());
    date.ok()
        .or_else(|| timestamp(text).map(|moment| Offset::UTC.to_datetime(moment).date()))
        .filter(|date| date.year() >= 1)
}

/// Yes or no. An empty text is no; `None` when it is neither.
pub(super) fn flag(text: &str) -> Option<bool> {
    let is_one_of = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text.trim()));
    if is_one_of(&["", "false", "0", "none", "null", "no", "non"]) {
        Some(false)
    } else if is_one_of(&["true", "1", "yes", "oui"]) {
        Some(true)
    } else {
        None
    }
}

/// A count: a whole number, also written `12.0`. `None` when it is negative, absurd or no number.
pub(super) fn count(text: &str) -> Option<u64> {
    let text = text.trim();
    let whole = text
        .split_once('.')
        .filter(|(_, rest)| rest.bytes().all(|b| b == b'0'))
        .map_or(text, |(whole, _)| whole);
    whole.parse().ok().filter(|count| *count <= LARGEST)
}

/// The items of a list, without outer spaces and empty ones: joined by commas, or a Python list (`['a', 'b']`).
pub(super) fn items(text: &str) -> impl Iterator<Item = &str> {
    let text = text.trim();
    let inner = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    inner.unwrap_or(text).split(',').filter_map(move |item| {
        let item = item.trim();
        let item = if inner.is_some() { item.trim_matches(['\'', '"']) } else { item };
        (!item.is_empty()).then_some(item)
    })
}

/// Text on one line: control characters, line breaks and runs of spaces become one space, outer spaces (no-break
/// ones too) and characters without width go. No-break spaces inside stay: French puts one before a colon.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    let bytes = trimmed.as_bytes();
    let is_plain = trimmed.is_ascii()
        && !bytes.iter().any(u8::is_ascii_control)
        && !bytes.windows(2).any(|two| two == b"  ");
    if is_plain
        || (!trimmed.is_ascii()
            && !trimmed.contains(|c| is_break(c) || is_widthless(c))
            && !trimmed.contains("  "))
    {
        return Cow::Borrowed(trimmed);
    }
    let mut line = String::with_capacity(trimmed.len());
    for c in trimmed.chars().filter(|c| !is_widthless(*c)) {
        let c = if is_break(c) { ' ' } else { c };
        if c != ' ' || !line.ends_with([' ', '\u{a0}']) {
            line.push(c);
        }
    }
    let outer = line.trim();
    if outer.len() == line.len() { Cow::Owned(line) } else { Cow::Owned(outer.to_owned()) }
}

/// Controls (C0, C1, DEL), tabs and everything that breaks a line.
fn is_break(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Characters that nobody sees: of no width, or that turn the direction of what follows. The joiners stay,
/// without which some scripts and emoji fall apart.
fn is_widthless(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn moments_of_every_vintage() {
        for (text, moment) in [
            ("2023-08-13T16:58:02.284000", Some("2023-08-13T16:58:02.284Z")),
            ("2014-05-01T00:00:00", Some("2014-05-01T00:00:00Z")),
            ("2024-12-19T10:53:36.428000+01:00", Some("2024-12-19T09:53:36.428Z")),
            ("2014-04-17T18:21:09.022000+00:00", Some("2014-04-17T18:21:09.022Z")),
            ("2014-04-17T18:21:09Z", Some("2014-04-17T18:21:09Z")),
            ("2025-09-15 13:10:34.447000", Some("2025-09-15T13:10:34.447Z")),
            (" 2024-12-31 ", Some("2024-12-31T00:00:00Z")),
            ("0003-02-05T00:00:00", Some("0003-02-05T00:00:00Z")),
            ("9999-12-30T00:00:00", Some("9999-12-30T00:00:00Z")),
            ("9999-12-31T23:59:59", None),
            ("2023-02-29T00:00:00", None),
            ("2023-13-01T00:00:00", None),
            ("2023-01-01T24:00:00", None),
            ("0000-01-01T00:00:00", None),
            ("10000-01-01T00:00:00", None),
            ("hier", None),
            ("12/03/2024", None),
            ("", None),
        ] {
            assert_eq!(timestamp(text).map(|moment| moment.to_string()).as_deref(), moment, "{text}");
        }
    }

    #[test]
    fn days_are_taken_as_written() {
        for (text, date) in [
            ("2024-12-31", Some("2024-12-31")),
            ("0001-01-01", Some("0001-01-01")),
            ("2024-12-31T23:00:00-05:00", Some("2024-12-31")),
            ("2024-12-31T23:00:00.000000", Some("2024-12-31")),
            ("2024-02-30", None),
            ("2024", None),
        ] {
            assert_eq!(day(text).map(|date| date.to_string()).as_deref(), date, "{text}");
        }
    }

    #[test]
    fn counts_are_whole_and_sane() {
        for (text, number) in [
            ("0", Some(0)),
            ("198223529", Some(198_223_529)),
            ("12.0", Some(12)),
            ("-1", None),
            ("1e3", None),
            ("12.5", None),
            ("99999999999999999999", None),
            ("", None),
        ] {
            assert_eq!(count(text), number, "{text}");
        }
    }

    #[test]
    fn lists_of_every_vintage() {
        let list = |text| items(text).collect::<Vec<_>>();
        assert_eq!(list("a,b, c ,,d,"), ["a", "b", "c", "d"]);
        assert_eq!(list("['public-service', \"certified\"]"), ["public-service", "certified"]);
        assert!(list("[]").is_empty() && list("").is_empty());
    }

    #[test]
    fn titles_stand_on_one_line() {
        for (text, line) in [
            ("  Titre \r\n sur deux\tlignes ", "Titre sur deux lignes"),
            ("Données\u{a0}: 2024", "Données\u{a0}: 2024"),
            ("\u{a0}\u{feff}Été\u{200b} \u{a0}", "Été"),
            ("a\u{2028}b\u{2}c\u{92}", "a b c"),
            ("\u{202e}fdp.exe", "fdp.exe"),
            ("Simple", "Simple"),
            ("\r\n", ""),
        ] {
            assert_eq!(one_line(text), line);
        }
    }

    proptest! {
        #[test]
        fn the_short_way_to_a_moment_is_the_long_way(
            year in 1_i16..=9999, month in 0_i8..=13, day in 0_i8..=32, hour in 0_i8..=24, minute in 0_i8..=60, second in 0_i8..=59, micro in proptest::option::of(0_u32..1_000_000)
        ) {
            let fraction = micro.map(|micro| format!(".{micro:06}")).unwrap_or_default();
            let text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}");
            let general = text.parse::<DateTime>().ok().and_then(|datetime| Offset::UTC.to_timestamp(datetime).ok());
            prop_assert_eq!(plain_timestamp(text.as_bytes()), general);
        }

        #[test]
        fn one_line_is_one_line(text in "\\PC*|[\\x00-\\xff\\u{2000}-\\u{206f}]*") {
            let line = one_line(&text).into_owned();
            prop_assert_eq!(line.trim(), &*line);
            prop_assert!(!line.contains(|c| is_break(c) || is_widthless(c)));
            let again = one_line(&line).into_owned();
            prop_assert_eq!(again, line);
        }

        #[test]
        fn nothing_is_too_odd_to_be_refused(text in "\\PC*") {
            let _ = (timestamp(&text), day(&text), flag(&text), count(&text), items(&text).count());
        }
    }
}
