//! Words for facts: vocabulary labels, counts, days, in the site's language.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::Site;
use super::view::{self, Day, External, Term};
use crate::catalog::vocabulary::{GRANULARITIES, license, zone};
use crate::catalog::{Count, Metrics};
use crate::text::{link, locale};

/// Formats whose usual writing is not all capitals.
const FORMAT_NAMES: &[(&str, &str)] = &[
    ("arcgis", "ArcGIS"),
    ("geojson", "GeoJSON"),
    ("geopackage", "GeoPackage"),
    ("geotiff", "GeoTIFF"),
    ("gpkg", "GeoPackage"),
    ("jsonl", "JSON Lines"),
    ("ndjson", "NDJSON"),
    ("parquet", "Parquet"),
    ("pmtiles", "PMTiles"),
    ("mbtiles", "MBTiles"),
    ("shp", "Shapefile"),
    ("topojson", "TopoJSON"),
    ("url", "URL"),
    ("csv.gz", "CSV (gzip)"),
];

impl Site {
    /// The message `key`.
    pub(super) fn word(&self, key: &str) -> String {
        self.theme.message(key, &[])
    }

    /// The message `key` for `count` things.
    pub(super) fn counted(&self, key: &str, count: usize) -> String {
        self.theme.message(key, &[("count", count.into())])
    }

    /// The message `key` about something with a name.
    pub(super) fn named(&self, key: &str, name: &str) -> String {
        self.theme.message(key, &[("name", name.into())])
    }

    /// The label of a vocabulary's word; the id itself where the theme has none.
    pub(super) fn label(&self, vocabulary: &str, id: &str) -> String {
        self.theme.label(vocabulary, id).unwrap_or(id).to_owned()
    }

    /// A vocabulary's word without a page of its own.
    pub(super) fn term(&self, vocabulary: &str, id: &str) -> Term {
        Term { id: id.to_owned(), label: self.label(vocabulary, id), href: String::new() }
    }

    /// The name of a zone: as the source writes it, or what its id says (`fr:commune:41018`).
    pub(super) fn zone(&self, zone: &str) -> String {
        if let Some(name) = zone::name(zone) {
            return name.to_owned();
        }
        match zone.rsplit_once(':') {
            Some((level, code)) if GRANULARITIES.contains(&level) => {
                format!("{} {code}", self.label("granularity", level))
            }
            _ => zone.to_owned(),
        }
    }

    /// A licence's title: the theme's words where it has some, else the licence's own.
    pub(super) fn license_title(&self, id: &str) -> String {
        let own = || license::by_id(id).map_or(id, |license| license.title);
        self.theme.label("license", id).unwrap_or_else(own).to_owned()
    }

    /// A day in words. Years 1 to 9999 are written as they are; there is no HTML date before.
    pub(super) fn day(&self, date: Date) -> Option<Day> {
        (1..=9999)
            .contains(&date.year())
            .then(|| Day { iso: locale::iso(date), text: self.locale.date(date) })
    }

    /// The day of a moment, in UTC.
    pub(super) fn day_of(&self, timestamp: Option<Timestamp>) -> Option<Day> {
        self.day(date_of(timestamp?))
    }

    /// A count rounded to two figures; empty when unknown.
    pub(super) fn rounded(&self, count: Count) -> String {
        count.rounded().map(|value| self.locale.rounded(value)).unwrap_or_default()
    }

    /// Views, downloads and followers.
    pub(super) fn metrics(&self, metrics: &Metrics) -> view::Metrics {
        view::Metrics {
            views: self.rounded(metrics.views),
            downloads: self.rounded(metrics.downloads),
            followers: self.rounded(metrics.followers),
        }
    }
}

/// A format as people write it.
pub(super) fn format_label(format: &str) -> String {
    FORMAT_NAMES
        .iter()
        .find(|(name, _)| *name == format)
        .map_or_else(|| format.to_uppercase(), |(_, label)| (*label).to_owned())
}

/// A link out of the site, when the address can be linked safely.
pub(super) fn external(address: &str) -> Option<External> {
    link::safe(address).map(|link| External { href: link.href, host: link.host, text: link.text })
}

/// The day of a moment, in UTC.
pub(super) fn date_of(timestamp: Timestamp) -> Date {
    Offset::UTC.to_datetime(timestamp).date()
}
