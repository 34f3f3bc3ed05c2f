//! What a check finds: counted by kind, with the first places of each.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::catalog::Severity;

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// `etalage.toml`.
    Config,
    /// Templates, messages, assets.
    Theme,
    /// The site's own pages.
    Content,
    /// The files of the catalogue, and what they hold.
    Catalog,
    /// The files that a build wrote.
    Site,
    /// The addresses that the catalogue names.
    External,
}

/// Where something is wrong. What does not apply is 0 or empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The line, from 1.
    #[serde(skip_serializing_if = "is_zero")]
    pub line: u64,
    /// The record's number in the file, the first after the header being 1.
    #[serde(skip_serializing_if = "is_zero")]
    pub row: u64,
    /// The record's id.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// The key, column or attribute.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub field: String,
    /// What stands there.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// What is wrong with this one, or was done about it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

// Serde gives references.
#[allow(clippy::trivially_copy_pass_by_ref)]
const fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// Everything of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How bad.
    pub severity: Severity,
    /// What it is about.
    pub part: Part,
    /// The kind's name, in kebab case.
    pub kind: &'static str,
    /// How many.
    pub count: u64,
    /// What to do.
    pub advice: &'static str,
    /// The first ones, in order.
    pub places: BTreeSet<Place>,
}

/// A kind of finding.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    pub(super) part: Part,
    pub(super) name: &'static str,
    pub(super) severity: Severity,
    pub(super) advice: &'static str,
}

/// Constants for kinds of findings about a part: `kinds! { Site: NAME = "name", Error, "What to do."; ... }`.
macro_rules! kinds {
    ($visibility:vis $part:ident: $($constant:ident = $name:literal, $severity:ident, $advice:literal;)*) => {
        $($visibility const $constant: $crate::check::finding::Kind = $crate::check::finding::Kind {
            part: $crate::check::finding::Part::$part,
            name: $name,
            severity: $crate::catalog::Severity::$severity,
            advice: $advice,
        };)*
    };
}
pub(super) use kinds;

/// All findings.
#[derive(Debug, Clone, Default)]
pub struct Report {
    kinds: BTreeMap<(Part, &'static str), Finding>,
}

impl Report {
    /// How many places of a kind are kept.
    pub const PLACES: usize = 20;
    /// How many characters of a value are kept.
    const VALUE: usize = 200;

    /// Counts one. Whatever the order in which they come, the first ones stay.
    pub(super) fn add(&mut self, kind: Kind, place: Place) {
        self.add_many(kind, 1, [place]);
    }

    /// Counts `count`, of which some places are known.
    pub(super) fn add_many(&mut self, kind: Kind, count: u64, places: impl IntoIterator<Item = Place>) {
        let Kind { part, name, severity, advice } = kind;
        let finding = self.kinds.entry((part, name)).or_insert_with(|| Finding {
            severity,
            part,
            kind: name,
            count: 0,
            advice,
            places: BTreeSet::new(),
        });
        finding.count += count;
        for mut place in places {
            if let Some((end, _)) = place.value.char_indices().nth(Self::VALUE) {
                place.value.truncate(end);
                place.value.push('…');
            }
            finding.places.insert(place);
            if finding.places.len() > Self::PLACES {
                finding.places.pop_last();
            }
        }
    }

    /// Takes over what another thread found.
    pub(super) fn merge(&mut self, other: Self) {
        for Finding { severity, part, kind, count, advice, places } in other.kinds.into_values() {
            self.add_many(Kind { part, name: kind, severity, advice }, count, places);
        }
    }

    /// Every finding: the worst first, then by part and kind.
    pub fn findings(&self) -> Vec<&Finding> {
        let mut findings: Vec<&Finding> = self.kinds.values().collect();
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        findings
    }

    /// How many there are of a severity.
    pub fn count(&self, severity: Severity) -> u64 {
        self.kinds.values().filter(|finding| finding.severity == severity).map(|finding| finding.count).sum()
    }
}
