//! Which day a catalogue speaks of: "now", for everything that is relative to it.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::SourceError;
use crate::catalog::{DateOrigin, SourceFile};

/// The date of the configuration.
pub(super) fn configured(value: &str) -> Result<Date, SourceError> {
    value.trim().parse().map_err(|_| SourceError::Date { value: value.to_owned() })
}

/// The day, and how it was found: as configured, else a snapshot's, else the newest date in a dataset file's name, else
/// `SOURCE_DATE_EPOCH`, else the newest modification of a dataset.
pub(super) fn of_snapshot(
    configured: Option<Date>,
    manifest: Option<Date>,
    files: &[SourceFile],
    newest: impl FnOnce() -> Option<Timestamp>,
) -> (Date, DateOrigin) {
    let told = configured.map(|date| (date, DateOrigin::Config));
    let told = told.or_else(|| Some((manifest?, DateOrigin::Manifest)));
    told.unwrap_or_else(|| {
        let epoch = std::env::var("SOURCE_DATE_EPOCH").ok();
        choose(files, epoch.as_deref(), newest)
    })
}

fn choose(
    files: &[SourceFile],
    epoch: Option<&str>,
    newest: impl FnOnce() -> Option<Timestamp>,
) -> (Date, DateOrigin) {
    let day = |moment: Timestamp| Offset::UTC.to_datetime(moment).date();
    let in_name =
        || files.iter().filter(|file| file.kind == super::DATASET).filter_map(|file| file.date).max();
    let of_epoch = || Timestamp::from_second(epoch?.trim().parse().ok()?).ok();
    in_name()
        .map(|date| (date, DateOrigin::FileName))
        .or_else(|| Some((day(of_epoch()?), DateOrigin::SourceDateEpoch)))
        .unwrap_or_else(|| (day(newest().unwrap_or(Timestamp::UNIX_EPOCH)), DateOrigin::NewestRecord))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(kind: &str, date: Option<&str>) -> SourceFile {
        SourceFile {
            name: String::new(),
            kind: kind.to_owned(),
            sha256: String::new(),
            rows: 0,
            date: date.map(|date| date.parse().unwrap()),
        }
    }

    #[test]
    fn the_first_rule_that_applies_wins() {
        let files = [
            file("dataset", Some("2026-01-15")),
            file("dataset", Some("2026-01-16")),
            file("reuse", Some("2026-05-05")),
        ];
        let undated = [file("dataset", None), file("reuse", Some("2026-05-05"))];
        let newest = || "2025-12-31T23:59:00Z".parse().ok();
        let (early, late) = (Date::constant(2024, 2, 29), Date::constant(2025, 6, 1));
        let told = |configured, manifest| of_snapshot(configured, manifest, &files, newest);
        assert_eq!(told(Some(early), Some(late)), (early, DateOrigin::Config));
        assert_eq!(told(None, Some(late)), (late, DateOrigin::Manifest));
        for (files, epoch, date, origin) in [
            (&files[..], Some("0"), "2026-01-16", DateOrigin::FileName),
            (&undated, Some("1767225600"), "2026-01-01", DateOrigin::SourceDateEpoch),
            (&undated, Some("soon"), "2025-12-31", DateOrigin::NewestRecord),
            (&undated, None, "2025-12-31", DateOrigin::NewestRecord),
        ] {
            let (day, by) = choose(files, epoch, newest);
            assert_eq!((day.to_string().as_str(), by), (date, origin));
        }
        assert_eq!(choose(&undated, None, || None).0.to_string(), "1970-01-01");
    }
}
