//! Figures as messages write them, in English.

use crate::text::locale::Locale;

/// A whole number in groups of three digits: `121,074`.
pub fn number(value: u64) -> String {
    Locale::English.number(value)
}

/// A number of things: `1 page`, `2 pages`.
pub fn counted(value: u64, thing: &str) -> String {
    format!("{} {thing}{}", number(value), if value == 1 { "" } else { "s" })
}

/// A size in powers of a thousand, as hosts and disks count: `512 bytes`, `1.9 GB`.
pub fn bytes(value: u64) -> String {
    const UNITS: [(u64, &str); 4] =
        [(1_000_000_000_000, "TB"), (1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    match UNITS.into_iter().find(|(unit, _)| value >= *unit) {
        // Cut, not rounded: 999,999 bytes are not 1,000.0 kB.
        Some((unit, name)) => format!("{}.{} {name}", number(value / unit), value % unit / (unit / 10)),
        None if value == 1 => "1 byte".to_owned(),
        None => format!("{value} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        for (value, text) in [
            (0, "0 bytes"),
            (1, "1 byte"),
            (999, "999 bytes"),
            (1_000, "1.0 kB"),
            (999_999, "999.9 kB"),
            (1_900_000_000, "1.9 GB"),
            (5_000_000_000_000_000, "5,000.0 TB"),
        ] {
            assert_eq!(bytes(value), text);
        }
    }
}
