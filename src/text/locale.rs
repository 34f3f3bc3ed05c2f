//! Numbers, sizes and dates as French and English write them.

use std::fmt::Write as _;

use jiff::civil::Date;

pub use super::fold::{compare, initial};

/// A language that pages can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Locale {
    /// French, as written in France.
    #[default]
    French,
    /// English, as written in Britain.
    English,
}

/// Between groups of digits and before a percent sign in French (Unicode CLDR, `fr`).
const NARROW_NO_BREAK_SPACE: char = '\u{202f}';
/// Between a number and its unit.
const NO_BREAK_SPACE: char = '\u{a0}';
/// How many years after the snapshot a date may lie and still be believed: harvested catalogues announce data.
const YEARS_AHEAD: i16 = 5;
/// The first year that a creation or a modification is believed to lie in.
const FIRST_YEAR: i16 = 1900;

const FRENCH_MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Locale {
    /// The locale of a language tag: `fr`, `fr-FR`, `EN_gb`... `None` for other languages.
    pub fn from_language(language: &str) -> Option<Self> {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("fr") {
            Some(Self::French)
        } else if primary.eq_ignore_ascii_case("en") {
            Some(Self::English)
        } else {
            None
        }
    }

    /// The language tag of pages: `fr` or `en`.
    pub const fn language(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// A whole number in groups of three digits: `121 074` (narrow no-break space) or `121,074`.
    pub fn number(self, value: u64) -> String {
        let mut text = String::with_capacity(32);
        self.push_number(&mut text, value);
        text
    }

    /// A number cut to two significant figures, in words from a million up: `98 000`, `1,2 million`,
    /// `190 millions`, `1.2 billion`. Rounds down, as `catalog::Count` does, so that a page never boasts.
    pub fn rounded(self, value: u64) -> String {
        const MILLION: u64 = 1_000_000;
        const BILLION: u64 = 1_000_000_000;
        let magnitude = 10_u64.pow(value.checked_ilog10().unwrap_or(0).saturating_sub(1));
        let value = value / magnitude * magnitude;
        let mut text = String::with_capacity(32);
        if value < MILLION {
            self.push_number(&mut text, value);
            return text;
        }
        let (unit, name) = match self {
            _ if value < BILLION => (MILLION, "million"),
            Self::French => (BILLION, "milliard"),
            Self::English => (BILLION, "billion"),
        };
        self.push_number(&mut text, value / unit);
        let tenth = value % unit / (unit / 10);
        if tenth > 0 {
            text.push(self.decimal_point());
            text.push(digit(tenth));
        }
        text.push(NO_BREAK_SPACE);
        text.push_str(name);
        if self == Self::French && value / unit >= 2 {
            text.push('s');
        }
        text
    }

    /// A number with `digits` decimals (at most 9): `1 234,5` or `1,234.5`. A number that is not finite is a dash.
    pub fn decimal(self, value: f64, digits: usize) -> String {
        let mut text = String::with_capacity(32);
        self.push_decimal(&mut text, value, digits);
        text
    }

    /// A share from 0 to 1 as a percentage with `digits` decimals: `78 %` (narrow no-break space) or `78%`.
    pub fn percent(self, share: f64, digits: usize) -> String {
        let mut text = String::with_capacity(32);
        self.push_decimal(&mut text, share * 100.0, digits);
        if self == Self::French {
            text.push(NARROW_NO_BREAK_SPACE);
        }
        text.push('%');
        text
    }

    /// A size in bytes, in powers of 1,024 with one decimal, as udata shows it (cdata `functions/helpers.ts`,
    /// `filesize`): `512 o`, `1,5 Ko`, `2,0 Mo`. English pages use the same powers and say `512 bytes`,
    /// `1.5 KB`, `2.0 MB`.
    pub fn size(self, bytes: u64) -> String {
        const FRENCH_UNITS: [&str; 7] = ["o", "Ko", "Mo", "Go", "To", "Po", "Eo"];
        const ENGLISH_UNITS: [&str; 7] = ["bytes", "KB", "MB", "GB", "TB", "PB", "EB"];
        let units = match self {
            Self::French => FRENCH_UNITS,
            Self::English => ENGLISH_UNITS,
        };
        let mut text = String::with_capacity(16);
        let mut power = (bytes.checked_ilog2().unwrap_or(0) / 10) as usize;
        if power == 0 {
            self.push_number(&mut text, bytes);
            text.push(NO_BREAK_SPACE);
            text.push_str(if self == Self::English && bytes == 1 { "byte" } else { units[0] });
            return text;
        }
        let mut tenths = tenths_of(bytes, power);
        if tenths >= 10_240 && power + 1 < units.len() {
            power += 1;
            tenths = tenths_of(bytes, power);
        }
        self.push_number(&mut text, tenths / 10);
        text.push(self.decimal_point());
        text.push(digit(tenths % 10));
        text.push(NO_BREAK_SPACE);
        text.push_str(units[power]);
        text
    }

    /// A day in full: `12 janvier 2026`, `1er mars 2026`, `12 January 2026`. Absurd years are written as they
    /// are (see [`date_is_plausible`]).
    pub fn date(self, date: Date) -> String {
        let mut text = String::with_capacity(20);
        // Writing to a String cannot fail.
        let _ = write!(text, "{}", date.day());
        if self == Self::French && date.day() == 1 {
            text.push_str("er");
        }
        text.push(' ');
        self.push_month(&mut text, date.year(), date.month());
        text
    }

    /// A month: `janvier 2026`, `January 2026`. A month out of 1 to 12 gives the year alone.
    pub fn month(self, year: i16, month: i8) -> String {
        let mut text = String::with_capacity(16);
        self.push_month(&mut text, year, month);
        text
    }

    /// The name of a month, 1 to 12: `janvier`, `January`; empty for other numbers.
    pub fn month_name(self, month: i8) -> &'static str {
        let names = match self {
            Self::French => FRENCH_MONTHS,
            Self::English => ENGLISH_MONTHS,
        };
        usize::try_from(month)
            .ok()
            .and_then(|month| month.checked_sub(1))
            .and_then(|index| names.get(index).copied())
            .unwrap_or_default()
    }

    const fn decimal_point(self) -> char {
        match self {
            Self::French => ',',
            Self::English => '.',
        }
    }

    fn push_month(self, text: &mut String, year: i16, month: i8) {
        let name = self.month_name(month);
        text.push_str(name);
        if !name.is_empty() {
            text.push(' ');
        }
        let _ = write!(text, "{year}");
    }

    fn push_number(self, text: &mut String, value: u64) {
        let mut digits = [0_u8; 20];
        let mut start = digits.len();
        let mut rest = value;
        loop {
            start -= 1;
            digits[start] = u8::try_from(rest % 10).unwrap_or(0) + b'0';
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        self.push_grouped(text, &digits[start..]);
    }

    fn push_grouped(self, text: &mut String, digits: &[u8]) {
        for (index, digit) in digits.iter().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push(match self {
                    Self::French => NARROW_NO_BREAK_SPACE,
                    Self::English => ',',
                });
            }
            text.push(char::from(*digit));
        }
    }

    fn push_decimal(self, text: &mut String, value: f64, digits: usize) {
        if !value.is_finite() {
            text.push('–');
            return;
        }
        let plain = format!("{:.*}", digits.min(9), value.abs());
        let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
        if value < 0.0 && plain.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
            text.push('\u{2212}');
        }
        self.push_grouped(text, whole.as_bytes());
        if !decimals.is_empty() {
            text.push(self.decimal_point());
            text.push_str(decimals);
        }
    }
}

/// `bytes` in tenths of 1,024 to the `power`, rounded half up.
fn tenths_of(bytes: u64, power: usize) -> u64 {
    let unit = 1_u128 << (10 * power);
    let tenths = (u128::from(bytes) * 10 + unit / 2) / unit;
    u64::try_from(tenths).unwrap_or(u64::MAX)
}

fn digit(value: u64) -> char {
    char::from(b'0' + u8::try_from(value % 10).unwrap_or(0))
}

/// A day as `<time datetime>` wants it: `2026-01-16`, the year in four digits. HTML has no year before 1: such
/// days, which no source can give, are written as the first day of year 1.
pub fn iso(date: Date) -> String {
    let date = date.max(Date::constant(1, 1, 1));
    let mut text = String::with_capacity(10);
    let _ = write!(text, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day());
    text
}

/// Whether a creation or modification day can be believed: from 1900 to five years after the snapshot. Pages
/// say "inconnue" instead of a day that cannot. Not for temporal coverages: data on year 3 or up to 2999 exists.
pub fn date_is_plausible(date: Date, snapshot: Date) -> bool {
    date.year() >= FIRST_YEAR && date.year() <= snapshot.year().saturating_add(YEARS_AHEAD)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::Locale::{English, French};
    use super::*;

    #[test]
    fn languages() {
        assert_eq!(Locale::from_language("fr-FR"), Some(French));
        assert_eq!(Locale::from_language("EN_gb"), Some(English));
        assert_eq!(Locale::from_language("de"), None);
        assert_eq!(Locale::from_language(""), None);
    }

    #[test]
    fn numbers() {
        assert_eq!(French.number(0), "0");
        assert_eq!(French.number(999), "999");
        assert_eq!(French.number(121_074), "121\u{202f}074");
        assert_eq!(English.number(1_234_567), "1,234,567");
        assert_eq!(English.number(u64::MAX), "18,446,744,073,709,551,615");
    }

    #[test]
    fn rounded_numbers() {
        for (value, french, english) in [
            (7, "7", "7"),
            (98_765, "98\u{202f}000", "98,000"),
            (999_999, "990\u{202f}000", "990,000"),
            (1_000_000, "1\u{a0}million", "1\u{a0}million"),
            (1_290_000, "1,2\u{a0}million", "1.2\u{a0}million"),
            (2_000_000, "2\u{a0}millions", "2\u{a0}million"),
            (198_223_529, "190\u{a0}millions", "190\u{a0}million"),
            (1_500_000_000, "1,5\u{a0}milliard", "1.5\u{a0}billion"),
            (u64::MAX, "18\u{202f}000\u{202f}000\u{202f}000\u{a0}milliards", "18,000,000,000\u{a0}billion"),
        ] {
            assert_eq!(French.rounded(value), french);
            assert_eq!(English.rounded(value), english);
        }
    }

    #[test]
    fn decimals_and_shares() {
        assert_eq!(French.decimal(1234.56, 1), "1\u{202f}234,6");
        assert_eq!(English.decimal(-0.04, 1), "0.0");
        assert_eq!(French.decimal(-2.5, 1), "\u{2212}2,5");
        assert_eq!(French.decimal(f64::NAN, 2), "–");
        assert_eq!(French.percent(0.7777, 0), "78\u{202f}%");
        assert_eq!(English.percent(0.999, 1), "99.9%");
    }

    #[test]
    fn sizes() {
        for (bytes, french, english) in [
            (0, "0 o", "0 bytes"),
            (1, "1 o", "1 byte"),
            (512, "512 o", "512 bytes"),
            (1023, "1\u{202f}023 o", "1,023 bytes"),
            (1024, "1,0 Ko", "1.0 KB"),
            (1536, "1,5 Ko", "1.5 KB"),
            (2 << 20, "2,0 Mo", "2.0 MB"),
            ((1 << 20) - 1, "1,0 Mo", "1.0 MB"),
            (1_513_363_243, "1,4 Go", "1.4 GB"),
            (u64::MAX, "16,0 Eo", "16.0 EB"),
        ] {
            assert_eq!(French.size(bytes).replace('\u{a0}', " "), french);
            assert_eq!(English.size(bytes).replace('\u{a0}', " "), english);
        }
    }

    #[test]
    fn days() {
        assert_eq!(French.date(date(2026, 1, 12)), "12 janvier 2026");
        assert_eq!(French.date(date(2026, 3, 1)), "1er mars 2026");
        assert_eq!(English.date(date(2026, 1, 12)), "12 January 2026");
        assert_eq!(French.date(date(3, 2, 5)), "5 février 3");
        assert_eq!(French.month(2026, 8), "août 2026");
        assert_eq!(English.month(2026, 13), "2026");
        assert_eq!(iso(date(3, 2, 5)), "0003-02-05");
        assert_eq!(iso(date(-5, 2, 5)), "0001-01-01");
    }

    #[test]
    fn plausible_days() {
        let snapshot = date(2026, 1, 16);
        assert!(date_is_plausible(date(1900, 1, 1), snapshot));
        assert!(date_is_plausible(date(2031, 12, 31), snapshot));
        for absurd in [date(3, 2, 5), date(1899, 12, 31), date(2049, 1, 1), date(9999, 12, 31)] {
            assert!(!date_is_plausible(absurd, snapshot), "{absurd}");
        }
    }

    proptest! {
        #[test]
        fn numbers_keep_their_digits(value: u64) {
            for locale in [French, English] {
                let digits: String = locale.number(value).chars().filter(char::is_ascii_digit).collect();
                prop_assert_eq!(digits, value.to_string());
            }
        }

        #[test]
        fn nothing_panics(value: u64, float: f64, digits in 0_usize..40, year in -9999_i16..=9999, month: i8) {
            for locale in [French, English] {
                prop_assert!(locale.size(value).chars().count() <= 11);
                prop_assert!(!locale.rounded(value).is_empty());
                prop_assert!(!locale.decimal(float, digits).is_empty());
                prop_assert!(!locale.percent(float, digits).is_empty());
                prop_assert!(!locale.month(year, month).is_empty());
            }
        }
    }
}
