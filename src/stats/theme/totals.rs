//! How much there is.

use super::{Measure, plain};
use crate::catalog::{Dataset, DatasetIndex};
use crate::stats::figure::{Cell, Chart, Figure, Theme};
use crate::stats::scope::Scope;

#[derive(Default)]
pub(super) struct Totals {
    datasets: u64,
    files: u64,
    sized: u64,
    bytes: u64,
    /// Organizations and tags, which other themes count: set before figures are made.
    pub(super) organizations: usize,
    pub(super) tags: usize,
    discussions: u64,
    views: u64,
    downloads: u64,
    followers: u64,
}

impl<'a> Measure<'a> for Totals {
    fn add(&mut self, scope: &Scope<'a>, _: DatasetIndex, dataset: &'a Dataset) {
        self.datasets += 1;
        self.files += dataset.resources_count() as u64;
        for size in dataset.resources.iter().filter_map(|resource| resource.filesize) {
            self.sized += 1;
            self.bytes = self.bytes.saturating_add(size.get());
        }
        self.discussions += scope.count(dataset.discussions).unwrap_or(0);
        self.views += scope.count(dataset.metrics.views).unwrap_or(0);
        self.downloads += scope.count(dataset.metrics.downloads).unwrap_or(0);
        self.followers += scope.count(dataset.metrics.followers).unwrap_or(0);
    }

    fn merge(&mut self, other: Self) {
        self.datasets += other.datasets;
        self.files += other.files;
        self.sized += other.sized;
        self.bytes = self.bytes.saturating_add(other.bytes);
        self.discussions += other.discussions;
        self.views += other.views;
        self.downloads += other.downloads;
        self.followers += other.followers;
    }

    fn figures(self, scope: &Scope<'a>) -> Vec<Figure> {
        let count = |id, value: u64| vec![Cell::Word(id), Cell::Count(value)];
        let mut rows = vec![
            count("datasets", self.datasets),
            count("archived", scope.archived() as u64),
            count("files", self.files),
        ];
        if scope.is_whole() {
            rows.push(count("organizations", self.organizations as u64));
        }
        rows.extend([
            count("reuses", scope.reuses().count() as u64),
            count("dataservices", scope.dataservices() as u64),
            count("discussions", self.discussions),
            count("tags", self.tags as u64),
            count("views", self.views),
            count("downloads", self.downloads),
            count("followers", self.followers),
        ]);
        if self.sized > 0 {
            rows.push(count("files-sized", self.sized));
            rows.push(vec![Cell::Word("volume"), Cell::Bytes(self.bytes)]);
        }
        vec![plain(
            Theme::Totals,
            "totals",
            Chart::None,
            &[super::label("what"), super::count("value")],
            rows,
        )]
    }
}
