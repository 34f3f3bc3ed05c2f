//! One file a theme of the dashboard: what it counts of each dataset, and the figures that come of it.

mod coverage;
mod discussions;
mod files;
mod formats;
mod freshness;
mod harvest;
mod integrity;
mod licenses;
mod mqa;
mod organizations;
mod publication;
mod quality;
mod subjects;
mod totals;
mod uses;

use super::figure::{Argument, Cell, Chart, Column, Figure, Theme, Unit};
use super::scope::Scope;
use crate::catalog::{Dataset, DatasetIndex};

/// What a theme counts.
trait Measure<'a>: Default {
    /// Counts a dataset.
    fn add(&mut self, scope: &Scope<'a>, index: DatasetIndex, dataset: &'a Dataset);

    /// Takes over what was counted of other datasets.
    fn merge(&mut self, other: Self);

    /// What came of it.
    fn figures(self, scope: &Scope<'a>) -> Vec<Figure>;
}

macro_rules! themes {
    ($($name:ident: $type:ty,)*) => {
        /// Everything that is counted, in one pass over the datasets.
        #[derive(Default)]
        pub(super) struct Tally<'a> {
            $($name: $type,)*
        }

        impl<'a> Tally<'a> {
            fn add(&mut self, scope: &Scope<'a>, index: DatasetIndex, dataset: &'a Dataset) {
                $(self.$name.add(scope, index, dataset);)*
            }

            /// Takes over what another tally counted.
            pub(super) fn merge(mut self, other: Self) -> Self {
                $(self.$name.merge(other.$name);)*
                self
            }

            /// The figures of every theme, in order.
            pub(super) fn figures(mut self, scope: &Scope<'a>) -> Vec<Figure> {
                self.totals.organizations = self.organizations.number();
                self.totals.tags = self.subjects.tags();
                let mut figures = Vec::new();
                $(figures.extend(self.$name.figures(scope));)*
                figures
            }
        }
    };
}

themes! {
    totals: totals::Totals,
    publication: publication::Publication,
    freshness: freshness::Freshness<'a>,
    licenses: licenses::Licenses<'a>,
    formats: formats::Formats<'a>,
    quality: quality::Qualities,
    mqa: mqa::Estimates,
    files: files::Files<'a>,
    organizations: organizations::Organizations,
    coverage: coverage::Coverage<'a>,
    subjects: subjects::Subjects<'a>,
    uses: uses::Uses,
    discussions: discussions::Discussions,
    harvest: harvest::Harvests<'a>,
    integrity: integrity::Integrity<'a>,
}

impl<'a> Tally<'a> {
    /// Nothing counted yet.
    pub(super) fn new(_: &Scope<'a>) -> Self {
        Self::default()
    }

    /// Counts datasets.
    pub(super) fn add_all(&mut self, scope: &Scope<'a>, datasets: &[DatasetIndex]) {
        let catalog = scope.catalog();
        for &index in datasets {
            self.add(scope, index, catalog.dataset(index));
        }
    }
}

/// A column of names.
const fn label(id: &'static str) -> Column {
    Column { id, unit: Unit::Label }
}

/// A column of whole numbers.
const fn count(id: &'static str) -> Column {
    Column { id, unit: Unit::Count }
}

/// A column of shares.
const fn share(id: &'static str) -> Column {
    Column { id, unit: Unit::Share }
}

/// A figure.
fn figure(
    theme: Theme,
    id: &'static str,
    chart: Chart,
    columns: &[Column],
    rows: Vec<Vec<Cell>>,
    key: Vec<Argument>,
) -> Figure {
    debug_assert!(rows.iter().all(|row| row.len() == columns.len()), "{id}: a row is ragged");
    Figure { id, theme, chart, columns: columns.to_vec(), rows, key }
}

/// A figure without a sentence.
fn plain(theme: Theme, id: &'static str, chart: Chart, columns: &[Column], rows: Vec<Vec<Cell>>) -> Figure {
    figure(theme, id, chart, columns, rows, Vec::new())
}

/// Rows of classes, each with how many there are and their share of all. Empty when there are none at all.
fn classes(classes: Vec<(Cell, u64)>) -> Vec<Vec<Cell>> {
    let whole: u64 = classes.iter().map(|(_, count)| count).sum();
    if whole == 0 {
        return Vec::new();
    }
    classes
        .into_iter()
        .map(|(name, count)| vec![name, Cell::Count(count), Cell::share(count, whole)])
        .collect()
}
