//! Any bytes at all: a catalogue or an error, never a panic.

use proptest::prelude::*;

use crate::export::Exports;

const HEADERS: [&str; 6] = [
    "id;title;slug;organization;organization_id;description;frequency;license;temporal_coverage.start;spatial.zones;created_at;last_modified;tags;archived;harvest.created_at;quality_score;metric.views",
    "dataset.id;id;url;title;filetype;type;format;filesize;checksum.value;created_at;modified;downloads;extras",
    "id;name;slug;description;badges;created_at;members_count;metric.views",
    "id;title;remote_url;type;topic;datasets;created_at;tags",
    "id;title;base_api_url;availability;access_type;datasets;tags;harvest.uri",
    "id;subject;subject_class;subject_id;closed",
];

/// Bytes that mean something in CSV, dates, numbers, JSON and UTF-8, more often than others.
fn byte() -> impl Strategy<Value = u8> {
    prop_oneof![
        3 => proptest::sample::select(&b";\"\r\n,'{}[]:-+. T0123456789abcdefFalse\\"[..]),
        1 => any::<u8>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_bytes_after_any_header(kind in 0..HEADERS.len(), bytes in proptest::collection::vec(byte(), 0..600)) {
        let file = [HEADERS[kind].as_bytes(), b"\r\n", &bytes].concat();
        let exports = Exports::new().file("any.csv", file).file("datasets.csv", format!("{}\n\"a\";\"A\"\n", HEADERS[0]));
        let catalog = exports.read();
        prop_assert!(!catalog.datasets.is_empty());
        prop_assert!(catalog.datasets.iter().all(|dataset| !dataset.id.is_empty() && !dataset.title.is_empty()));
        prop_assert!(catalog.organizations.iter().all(|organization| !organization.id.is_empty() && !organization.name.is_empty()));
        let again = exports.read();
        prop_assert_eq!(format!("{:?}", catalog), format!("{:?}", again));
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(byte(), 0..200)) {
        let _ = Exports::new().file("any.csv", bytes).try_read();
    }

    #[test]
    fn any_bytes_as_gzip(bytes in proptest::collection::vec(any::<u8>(), 0..100)) {
        let _ = Exports::new().file("any.csv.gz", [b"\x1f\x8b\x08", &bytes[..]].concat()).try_read();
    }
}
