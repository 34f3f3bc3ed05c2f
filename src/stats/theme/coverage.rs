//! Which places and times the data covers.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::super::counter::Counter;
use super::{Measure, count, figure, label, share};
use crate::catalog::vocabulary::GRANULARITIES;
use crate::catalog::{Dataset, DatasetIndex, TemporalCoverage};
use crate::stats::figure::{Cell, Chart, Figure, Theme};
use crate::stats::scope::Scope;
use crate::stats::territory::{Territory, TerritoryLevel};

/// Years before are told together: few datasets cover them, and no strip is wide enough.
const FIRST_YEAR: i16 = 1_900;
/// Years after the snapshot that are still told: plans and projections.
const AHEAD: i16 = 30;

#[derive(Default)]
pub(super) struct Coverage<'a> {
    datasets: u64,
    granularities: Counter<Option<&'a str>>,
    territories: Counter<&'static Territory>,
    placed: u64,
    spatial: u64,
    temporal: u64,
    /// Datasets that cover more from that year on, and fewer.
    changes: BTreeMap<i16, i64>,
}

/// The first and last year of a period. One without an end goes on until `today`; one without a start is its end's.
fn years(period: TemporalCoverage, today: i16) -> Option<(i16, i16)> {
    let first = period.start.or(period.end)?.year();
    let last = period.end.map_or(today, Date::year).max(first);
    let (first, last) = (first.max(FIRST_YEAR), last.min(today.saturating_add(AHEAD)));
    (first <= last).then_some((first, last))
}

impl<'a> Measure<'a> for Coverage<'a> {
    fn add(&mut self, scope: &Scope<'a>, _: DatasetIndex, dataset: &'a Dataset) {
        self.datasets += 1;
        let granularity = dataset.granularity.as_deref();
        self.granularities.add(granularity);
        self.spatial += u64::from(granularity.is_some() || !dataset.zones.is_empty() || dataset.has_geometry);
        let mut territories: Vec<&'static Territory> =
            dataset.zones.iter().flat_map(|zone| Territory::find(zone, granularity)).collect();
        territories.sort_unstable();
        territories.dedup();
        self.placed += u64::from(!territories.is_empty());
        for territory in territories {
            self.territories.add(territory);
        }
        if let Some(period) = dataset.temporal_coverage {
            self.temporal += 1;
            if let Some((first, last)) = years(period, scope.today().year()) {
                *self.changes.entry(first).or_default() += 1;
                *self.changes.entry(last + 1).or_default() -= 1;
            }
        }
    }

    fn merge(&mut self, other: Self) {
        self.datasets += other.datasets;
        self.granularities.merge(other.granularities);
        self.territories.merge(other.territories);
        self.placed += other.placed;
        self.spatial += other.spatial;
        self.temporal += other.temporal;
        for (year, change) in other.changes {
            *self.changes.entry(year).or_default() += change;
        }
    }

    fn figures(self, _: &Scope<'a>) -> Vec<Figure> {
        let mut granularities = self.granularities.ranked();
        // From the widest; what no list knows, then none, at the end.
        granularities.sort_by_key(|(id, count)| match id {
            Some(id) => (
                GRANULARITIES.iter().position(|known| known == id).unwrap_or(usize::MAX - 1),
                Reverse(*count),
            ),
            None => (usize::MAX, Reverse(0)),
        });
        let rows = granularities
            .into_iter()
            .map(|(id, count)| {
                vec![
                    id.map_or(Cell::Word("no-granularity"), |id| Cell::Term("granularity", id.into())),
                    Cell::Count(count),
                    Cell::share(count, self.datasets),
                ]
            })
            .collect();
        vec![
            figure(
                Theme::Coverage,
                "granularities",
                Chart::Bars { column: 1, most: 14 },
                &[label("granularity"), count("datasets"), share("share")],
                rows,
                vec![("share", Cell::share(self.spatial, self.datasets))],
            ),
            self.map(TerritoryLevel::Department, "departments"),
            self.map(TerritoryLevel::Region, "regions"),
            self.strip(),
        ]
    }
}

impl Coverage<'_> {
    fn map(&self, level: TerritoryLevel, id: &'static str) -> Figure {
        let of_level = || Territory::all().iter().filter(|territory| territory.level == level);
        // A map without a dataset is no figure: most portals are not of the whole country.
        let rows = if of_level().all(|territory| self.territories.get(&territory) == 0) {
            Vec::new()
        } else {
            let row = |territory: &'static Territory| {
                let count = Cell::Count(self.territories.get(&territory));
                vec![Cell::text(territory.code), Cell::text(territory.name), count]
            };
            of_level().map(row).collect()
        };
        let top =
            of_level().max_by_key(|territory| (self.territories.get(territory), Reverse(territory.code)));
        let key = top.map_or_else(Vec::new, |top| {
            vec![
                ("name", Cell::text(top.name)),
                ("most", Cell::Count(self.territories.get(&top))),
                ("placed", Cell::share(self.placed, self.datasets)),
            ]
        });
        figure(
            Theme::Coverage,
            id,
            Chart::Map { column: 2, level },
            &[label("code"), label("territory"), count("datasets")],
            rows,
            key,
        )
    }

    fn strip(&self) -> Figure {
        let mut rows = Vec::new();
        if let (Some((&first, _)), Some((&end, _))) =
            (self.changes.first_key_value(), self.changes.last_key_value())
        {
            let mut covering = 0_i64;
            for year in first..end {
                covering += self.changes.get(&year).copied().unwrap_or(0);
                rows.push(vec![Cell::Year(year), Cell::Count(covering.unsigned_abs())]);
            }
        }
        figure(
            Theme::Coverage,
            "temporal-coverage",
            Chart::Strip { column: 1 },
            &[label("year"), count("datasets")],
            rows,
            vec![("share", Cell::share(self.temporal, self.datasets))],
        )
    }
}
