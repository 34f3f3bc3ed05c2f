//! The catalogue measured: figures, and charts of them as SVG.
//!
//! A [`Scope`] says what is counted: all that a site lists, or what one organization publishes. [`figures`] goes over
//! it once and gives every [`Figure`]: a table of typed cells, from which the chart, the table, the CSV, the JSON and
//! the lines of a terminal are all made, so that they cannot differ. A figure knows no language: whoever shows it
//! finds the words by its ids.

pub mod chart;
mod counter;
mod figure;
mod mend;
mod scope;
mod table;
mod territory;
mod theme;

pub use figure::{Argument, Cell, Chart, Column, Figure, Part, Theme, Unit};
pub use mend::{Mend, Reason, mend, write_mend};
pub use scope::{Scope, age_in_days, is_late};
pub use table::{Document, write_all, write_csv};
pub use territory::{Territory, TerritoryLevel};

use rayon::prelude::*;

use theme::Tally;

/// The figures of a whole catalogue, in the order of the dashboard: what their pages and files are called.
pub const IDS: [&str; 59] = [
    "totals",
    "datasets-per-month",
    "datasets-running",
    "datasets-per-year",
    "update-age",
    "promises",
    "licenses",
    "licenses-per-year",
    "format-families",
    "formats",
    "format-openness",
    "quality-scores",
    "quality-criteria",
    "quality-by-producer",
    "description-lengths",
    "mqa-dimensions",
    "mqa-ratings",
    "mqa-metrics",
    "file-types",
    "availability",
    "availability-statuses",
    "availability-hosts",
    "hosting",
    "hosts",
    "organizations",
    "organizations-activity",
    "organizations-silent",
    "organizations-archived",
    "organizations-per-year",
    "organizations-concentration",
    "organization-badges",
    "granularities",
    "departments",
    "regions",
    "temporal-coverage",
    "tags",
    "tag-pairs",
    "tags-per-dataset",
    "schemas",
    "schema-versions",
    "badges",
    "reuses-per-dataset",
    "reuse-types",
    "reuse-topics",
    "most-reused",
    "most-viewed",
    "most-downloaded",
    "most-followed",
    "views-tail",
    "downloads-tail",
    "discussions-per-month",
    "discussions-per-year",
    "discussion-states",
    "discussion-delays",
    "most-discussed",
    "harvest-backends",
    "harvest-sources",
    "findings",
    "duplicate-titles",
];

/// Figures that the dashboard links to without drawing them: details, and series of what another figure shows.
const DETAILS: [&str; 29] = [
    "datasets-per-year",
    "licenses-per-year",
    "format-families",
    "file-types",
    "availability-statuses",
    "hosting",
    "organizations-silent",
    "organizations-archived",
    "organizations-per-year",
    "organization-badges",
    "quality-by-producer",
    "description-lengths",
    "mqa-ratings",
    "mqa-metrics",
    "regions",
    "tag-pairs",
    "tags-per-dataset",
    "schemas",
    "schema-versions",
    "reuse-types",
    "reuse-topics",
    "most-reused",
    "most-followed",
    "views-tail",
    "discussions-per-month",
    "discussion-states",
    "discussion-delays",
    "most-discussed",
    "duplicate-titles",
];

/// Whether a figure is a detail that a dashboard links to without drawing it.
pub fn is_detail(figure: &Figure) -> bool {
    DETAILS.contains(&figure.id)
}

/// Datasets that one thread goes over at once.
const CHUNK: usize = 1_024;

/// Every figure that makes sense in a scope, in the order of the dashboard. Those with nothing to show have no row.
pub fn figures(scope: &Scope) -> Vec<Figure> {
    let tally = if scope.is_whole() {
        scope
            .datasets()
            .par_chunks(CHUNK)
            .fold(
                || Tally::new(scope),
                |mut tally, chunk| {
                    tally.add_all(scope, chunk);
                    tally
                },
            )
            .reduce(|| Tally::new(scope), Tally::merge)
    } else {
        // Organizations are counted beside each other: each on one thread.
        let mut tally = Tally::new(scope);
        tally.add_all(scope, scope.datasets());
        tally
    };
    tally.figures(scope)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;

    #[test]
    fn every_figure_of_a_catalogue_has_its_place_and_only_those() {
        let catalog = Catalog::default();
        let figures = figures(&Scope::whole(&catalog, &[], &[], &[]));
        assert_eq!(figures.iter().map(|figure| figure.id).collect::<Vec<_>>(), IDS);
        for (figure, next) in figures.iter().zip(&figures[1..]) {
            assert!(figure.theme <= next.theme, "{} before {}", figure.id, next.id);
        }
        for id in DETAILS {
            assert!(IDS.contains(&id), "{id}");
        }
    }
}
