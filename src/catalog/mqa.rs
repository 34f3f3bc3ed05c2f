//! How data.europa.eu would score a dataset: its metadata quality assessment, 405 points in five dimensions.
//!
//! The points are those of the methodology (data.europa.eu/mqa/methodology). It measures the DCAT-AP record that a
//! portal gives, over all files; this is an estimate from what the catalogue holds, as udata's record would say it.

use super::vocabulary::license;
use super::{Availability, Dataset, Resource};

/// What the points are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// Whether it can be found.
    Findability,
    /// Whether it can be got.
    Accessibility,
    /// Whether programs can read it.
    Interoperability,
    /// Whether one knows what may be done with it.
    Reusability,
    /// What more is known of it.
    Contextuality,
}

impl Dimension {
    /// Every dimension, in the order of the methodology.
    pub const ALL: [Self; 5] = [
        Self::Findability,
        Self::Accessibility,
        Self::Interoperability,
        Self::Reusability,
        Self::Contextuality,
    ];

    /// Its name in messages.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Findability => "findability",
            Self::Accessibility => "accessibility",
            Self::Interoperability => "interoperability",
            Self::Reusability => "reusability",
            Self::Contextuality => "contextuality",
        }
    }
}

/// How much of a metric is fulfilled, from 0 to 1: of a dataset all or nothing, of its files a share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Metric {
    /// Its name in messages.
    pub id: &'static str,
    /// Where its points count.
    pub dimension: Dimension,
    /// Points where it is fulfilled.
    pub points: u16,
    /// How far it is.
    pub share: f64,
}

/// The verdict on the sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rating {
    /// Up to 120 points.
    Bad,
    /// Up to 220.
    Sufficient,
    /// Up to 350.
    Good,
    /// More.
    Excellent,
}

impl Rating {
    /// Its name in messages.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Bad => "bad",
            Self::Sufficient => "sufficient",
            Self::Good => "good",
            Self::Excellent => "excellent",
        }
    }
}

/// The estimate for a dataset.
#[derive(Debug, Clone, PartialEq)]
pub struct Mqa {
    /// Every metric, by dimension.
    pub metrics: [Metric; 23],
}

/// Formats that no firm owns (the portal's vocabulary of non-proprietary formats).
const NON_PROPRIETARY: [&str; 42] = [
    "atom", "citygml", "cityjson", "csv", "csv.gz", "epub", "geojson", "geotiff", "gml", "gpkg", "gpx",
    "grib", "grib2", "gtfs", "gtfs-rt", "gz", "html", "jpg", "json", "json-ld", "jsonl", "kml", "kmz", "n3",
    "ndjson", "netcdf", "nt", "ods", "odt", "parquet", "png", "rdf", "rss", "sparql", "svg", "topojson",
    "tsv", "ttl", "txt", "wfs", "wms", "xml",
];

/// Formats that programs read without guessing (the portal's vocabulary of machine-readable formats).
const MACHINE_READABLE: [&str; 38] = [
    "atom", "citygml", "cityjson", "csv", "csv.gz", "dbf", "geojson", "geotiff", "gml", "gpkg", "gpx",
    "gtfs", "gtfs-rt", "json", "json-ld", "jsonl", "kml", "kmz", "n3", "ndjson", "netcdf", "nt", "ods",
    "parquet", "rdf", "rss", "shp", "sparql", "sql", "tab", "topojson", "tsv", "ttl", "wfs", "xls", "xlsx",
    "xml", "yaml",
];

/// Other formats of the European list of file types.
const CLOSED: [&str; 11] = ["7z", "doc", "docx", "dwg", "dxf", "pdf", "ppt", "pptx", "rar", "rtf", "zip"];

impl Mqa {
    /// The most points.
    pub const POINTS: u16 = 405;

    /// The estimate; `None` when the source does not list the files.
    pub fn of(dataset: &Dataset) -> Option<Self> {
        use Dimension::{Accessibility, Contextuality, Findability, Interoperability, Reusability};
        if dataset.has_unlisted_resources() {
            return None;
        }
        let yes = |fulfilled: bool| f64::from(u8::from(fulfilled));
        let files = Files::of(&dataset.resources);
        let share = |count: u32| f64::from(count) / dataset.resources.len().max(1) as f64;
        let has_spatial = dataset.granularity.is_some() || !dataset.zones.is_empty() || dataset.has_geometry;
        let is_known = |known: fn(&license::License) -> bool| {
            dataset.license.as_deref().and_then(license::by_id).is_some_and(known)
        };
        let has_license = yes(dataset.license.as_deref().is_some_and(|license| license != "notspecified"));
        let has_access = yes(dataset.access_type.is_some());
        let has_publisher = dataset.links.organization.is_some() || dataset.owner.is_some();
        let answers = share(files.answering);
        let is_valid =
            !dataset.description.trim().is_empty() && files.addressed as usize == dataset.resources.len();
        let metric = |id, dimension, points, share| Metric { id, dimension, points, share };
        Some(Self {
            metrics: [
                metric("keyword", Findability, 30, yes(!dataset.tags.is_empty())),
                // udata has no themes.
                metric("theme", Findability, 30, 0.0),
                metric("spatial", Findability, 20, yes(has_spatial)),
                metric("temporal", Findability, 20, yes(dataset.temporal_coverage.is_some())),
                metric("access-url", Accessibility, 50, answers),
                metric("download-url", Accessibility, 20, share(files.addressed)),
                metric("download-url-answers", Accessibility, 30, answers),
                metric("format", Interoperability, 20, share(files.formatted)),
                metric("media-type", Interoperability, 10, share(files.typed)),
                metric("vocabulary", Interoperability, 10, share(files.known)),
                metric("non-proprietary", Interoperability, 20, share(files.non_proprietary)),
                metric("machine-readable", Interoperability, 20, share(files.machine_readable)),
                metric("dcat-ap", Interoperability, 30, yes(is_valid)),
                metric("license", Reusability, 20, has_license),
                metric("license-vocabulary", Reusability, 10, yes(is_known(|license| license.url.is_some()))),
                metric("access-rights", Reusability, 10, has_access),
                metric("access-rights-vocabulary", Reusability, 5, has_access),
                metric("contact-point", Reusability, 20, yes(!dataset.contact_points.is_empty())),
                metric("publisher", Reusability, 10, yes(has_publisher)),
                metric("rights", Contextuality, 5, has_license),
                metric("byte-size", Contextuality, 5, share(files.sized)),
                metric("issued", Contextuality, 5, yes(dataset.created_at.is_some())),
                metric("modified", Contextuality, 5, yes(dataset.last_update().is_some())),
            ],
        })
    }

    /// Points in all, rounded.
    pub fn total(&self) -> u16 {
        rounded(self.metrics.iter())
    }

    /// Points of a dimension, rounded, and the most that it has.
    pub fn points(&self, dimension: Dimension) -> (u16, u16) {
        let metrics = || self.metrics.iter().filter(move |metric| metric.dimension == dimension);
        (rounded(metrics()), metrics().map(|metric| metric.points).sum())
    }

    /// Metrics of a dimension that are not wholly fulfilled.
    pub fn lacking(&self, dimension: Dimension) -> impl Iterator<Item = &Metric> {
        self.metrics.iter().filter(move |metric| metric.dimension == dimension && metric.share < 1.0)
    }

    /// The verdict.
    pub fn rating(&self) -> Rating {
        match self.total() {
            0..=120 => Rating::Bad,
            121..=220 => Rating::Sufficient,
            221..=350 => Rating::Good,
            _ => Rating::Excellent,
        }
    }
}

fn rounded<'m>(metrics: impl Iterator<Item = &'m Metric>) -> u16 {
    let sum: f64 = metrics.map(|metric| f64::from(metric.points) * metric.share).sum();
    // At most 405, never negative.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    {
        sum.round() as u16
    }
}

/// How many files fulfil each metric.
#[derive(Default)]
struct Files {
    addressed: u32,
    answering: u32,
    formatted: u32,
    typed: u32,
    known: u32,
    non_proprietary: u32,
    machine_readable: u32,
    sized: u32,
}

impl Files {
    fn of(resources: &[Resource]) -> Self {
        let mut files = Self::default();
        for file in resources {
            let is_addressed = is_address(&file.url);
            // Files that nobody tried count as answering, as they do in udata.
            let is_answering = is_addressed && !matches!(file.availability, Availability::Unavailable { .. });
            files.addressed += u32::from(is_addressed);
            files.answering += u32::from(is_answering);
            files.typed += u32::from(file.mime.is_some());
            files.sized += u32::from(file.filesize.is_some());
            let Some(format) = file.format.as_deref() else { continue };
            let is_one_of = |formats: &[&str]| formats.binary_search(&format).is_ok();
            let (is_free, is_machine) = (is_one_of(&NON_PROPRIETARY), is_one_of(&MACHINE_READABLE));
            files.formatted += 1;
            files.non_proprietary += u32::from(is_free);
            files.machine_readable += u32::from(is_machine);
            // The European list of file types has the formats of either list, and the usual closed ones.
            files.known += u32::from(is_free || is_machine || is_one_of(&CLOSED));
        }
        files
    }
}

/// Whether an address leads somewhere on the internet.
fn is_address(url: &str) -> bool {
    let url = url.trim_start();
    ["https://", "http://", "ftp://"].iter().any(|scheme| {
        let start = url.as_bytes().get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme.as_bytes()))
            && url.trim_end().len() > scheme.len()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_points_are_those_of_the_methodology() {
        let nothing = Mqa::of(&Dataset::default()).unwrap();
        assert_eq!(nothing.metrics.iter().map(|metric| metric.points).sum::<u16>(), Mqa::POINTS);
        assert_eq!(Dimension::ALL.map(|dimension| nothing.points(dimension).1), [100, 100, 110, 75, 20]);
        assert_eq!((nothing.total(), nothing.rating()), (0, Rating::Bad));
        assert!([&NON_PROPRIETARY[..], &MACHINE_READABLE, &CLOSED].iter().all(|list| list.is_sorted()));
    }

    #[test]
    fn files_count_by_their_share() {
        let file = |format: &str, url: &str| Resource {
            url: url.into(),
            format: Some(format.into()),
            ..Resource::default()
        };
        let dataset = Dataset {
            description: "Trees".into(),
            tags: ["trees".into()].into(),
            license: Some("lov2".into()),
            resources: vec![file("csv", "https://example.org/a"), file("pdf", "nothing")].into(),
            ..Dataset::default()
        };
        let mqa = Mqa::of(&dataset).unwrap();
        assert_eq!(Dimension::ALL.map(|dimension| mqa.points(dimension).0), [30, 50, 50, 30, 5]);
        assert_eq!((mqa.total(), mqa.rating()), (165, Rating::Sufficient));
        let lacking: Vec<_> = mqa.lacking(Dimension::Findability).map(|metric| metric.id).collect();
        assert_eq!(lacking, ["theme", "spatial", "temporal"]);
    }

    #[test]
    fn files_that_are_not_listed_are_not_guessed() {
        assert_eq!(Mqa::of(&Dataset { resources_declared: Some(2), ..Dataset::default() }), None);
    }
}
