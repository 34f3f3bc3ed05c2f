//! `/snapshot/manifest.json` of a site that was built: what it was made from, for the next build to compare itself with.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Fewer records than these may go unasked, whatever their share, unless they were all.
const FEWEST: u64 = 5;

/// What a published manifest says, of any version: what it does not say is not compared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Published {
    /// The day that the catalogue speaks of.
    #[serde(default)]
    pub date: String,
    /// How many records of each kind the site holds.
    #[serde(default)]
    pub counts: BTreeMap<String, u64>,
    /// The files that were read.
    #[serde(default)]
    pub files: Vec<PublishedFile>,
}

/// A file that a site was made from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct PublishedFile {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// What it held.
    #[serde(default)]
    pub kind: String,
    /// Records in it.
    #[serde(default)]
    pub rows: u64,
}

/// A kind of record of which there are fewer than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// The kind, in the plural.
    pub kind: &'static str,
    /// How many there were.
    pub before: u64,
    /// How many there are.
    pub now: u64,
}

impl Published {
    /// The file's path in a site.
    pub const PATH: &'static str = "snapshot/manifest.json";
    /// The kinds that are compared. Tags follow from datasets, and archiving moves datasets without losing them.
    pub const KINDS: [&'static str; 7] =
        ["datasets", "resources", "organizations", "reuses", "dataservices", "topics", "posts"];

    /// Reads a manifest; `None` when it is none or says nothing that can be compared.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let published: Self = serde_json::from_slice(bytes).ok()?;
        (!published.counts.is_empty()).then_some(published)
    }

    /// The kinds of which all are gone, or more than `percent` of a hundred and at least five.
    pub fn losses(&self, now: &BTreeMap<String, u64>, percent: f64) -> Vec<Loss> {
        let loss = |kind: &'static str| {
            let before = *self.counts.get(kind)?;
            let now = now.get(kind).copied().unwrap_or_default();
            let lost = before.saturating_sub(now);
            let is_too_much = lost >= FEWEST && lost as f64 * 100.0 > before as f64 * percent;
            ((before > 0 && now == 0) || is_too_much).then_some(Loss { kind, before, now })
        };
        Self::KINDS.into_iter().filter_map(loss).collect()
    }

    /// Files of kinds that no file of `kinds` has.
    pub fn files_gone<'a>(&'a self, kinds: &'a [&str]) -> impl Iterator<Item = &'a PublishedFile> {
        self.files.iter().filter(|file| file.rows > 0 && !kinds.contains(&&*file.kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn losses(before: &[(&str, u64)], now: &[(&str, u64)], percent: f64) -> Vec<(&'static str, u64, u64)> {
        let counts = |counts: &[(&str, u64)]| {
            counts.iter().map(|(kind, count)| ((*kind).to_owned(), *count)).collect::<BTreeMap<_, _>>()
        };
        let published = Published { counts: counts(before), ..Published::default() };
        published
            .losses(&counts(now), percent)
            .into_iter()
            .map(|loss| (loss.kind, loss.before, loss.now))
            .collect()
    }

    #[test]
    fn what_vanished_or_shrank_too_much_is_told() {
        for (before, now, is_told) in [
            (100, 90, false),
            (100, 89, true),
            (10, 6, false),
            (10, 5, true),
            (4, 1, false),
            (4, 0, true),
            (1, 0, true),
            (0, 0, false),
            (50, 60, false),
        ] {
            let told = losses(&[("reuses", before)], &[("reuses", now)], 10.0);
            assert_eq!(!told.is_empty(), is_told, "{before} to {now}");
        }
        assert_eq!(losses(&[("posts", 3)], &[], 10.0), [("posts", 3, 0)]);
        assert_eq!(losses(&[("reuses", 100)], &[("reuses", 60)], 50.0), []);
        assert_eq!(losses(&[("tags", 100)], &[("tags", 0)], 10.0), []);
        assert_eq!(losses(&[], &[("datasets", 1)], 10.0), []);
    }

    #[test]
    fn only_what_has_figures_is_a_manifest() {
        let told = br#"{"date": "2026-01-16", "counts": {"datasets": 3}, "files": [{"name": "a.csv", "kind": "reuse", "rows": 2}], "more": 1}"#;
        let published = Published::parse(told).unwrap();
        assert_eq!(published.files_gone(&["dataset"]).count(), 1);
        for other in [&b"<!doctype html>"[..], b"{}", b"[]", br#"{"counts": {"datasets": -1}}"#] {
            assert_eq!(Published::parse(other), None);
        }
    }
}
