//! What is wrong with the export itself: what its reader found, and titles that many datasets share.

use super::super::counter::Counter;
use super::{Measure, count, figure, label};
use crate::catalog::{Dataset, DatasetIndex, Severity};
use crate::stats::figure::{Cell, Chart, Figure, Theme};
use crate::stats::scope::Scope;

/// How many titles the ranking names.
const RANKED: usize = 100;

#[derive(Default)]
pub(super) struct Integrity<'a> {
    titles: Counter<&'a str>,
}

impl<'a> Measure<'a> for Integrity<'a> {
    fn add(&mut self, scope: &Scope<'a>, _: DatasetIndex, dataset: &'a Dataset) {
        if scope.is_whole() {
            self.titles.add(&dataset.title);
        }
    }

    fn merge(&mut self, other: Self) {
        self.titles.merge(other.titles);
    }

    fn figures(self, scope: &Scope<'a>) -> Vec<Figure> {
        if !scope.is_whole() {
            return Vec::new();
        }
        let mut findings: Vec<_> = scope.catalog().findings.iter().collect();
        findings
            .sort_by(|a, b| b.severity.cmp(&a.severity).then(b.count.cmp(&a.count)).then(a.kind.cmp(b.kind)));
        let sum = |wanted: Severity| -> u64 {
            findings.iter().filter(|finding| finding.severity == wanted).map(|finding| finding.count).sum()
        };
        let key = vec![
            ("lost", Cell::Count(sum(Severity::Error))),
            ("mended", Cell::Count(sum(Severity::Warning))),
            ("remarks", Cell::Count(sum(Severity::Info))),
        ];
        let rows = findings
            .iter()
            .map(|finding| {
                vec![
                    Cell::Term("finding", finding.kind.into()),
                    Cell::Word(match finding.severity {
                        Severity::Error => "severity-error",
                        Severity::Warning => "severity-warning",
                        Severity::Info => "severity-info",
                    }),
                    Cell::Count(finding.count),
                ]
            })
            .collect();
        let mut titles = self.titles.ranked();
        titles.retain(|(_, count)| *count > 1);
        let shared: u64 = titles.iter().map(|(_, count)| count).sum();
        let distinct = titles.len() as u64;
        titles.truncate(RANKED);
        vec![
            figure(
                Theme::Integrity,
                "findings",
                Chart::Bars { column: 2, most: 20 },
                &[label("finding"), label("severity"), count("occurrences")],
                rows,
                key,
            ),
            figure(
                Theme::Integrity,
                "duplicate-titles",
                Chart::Bars { column: 1, most: 8 },
                &[label("title"), count("datasets")],
                titles
                    .into_iter()
                    .map(|(title, count)| vec![Cell::text(title), Cell::Count(count)])
                    .collect(),
                vec![("titles", Cell::Count(distinct)), ("datasets", Cell::Count(shared))],
            ),
        ]
    }
}
