//! What came when: datasets by the month in which they came to the portal.

use std::collections::BTreeMap;

use super::{Measure, count, figure, label, plain};
use crate::catalog::{Dataset, DatasetIndex};
use crate::stats::figure::{Cell, Chart, Figure, Part, Theme};
use crate::stats::scope::{Scope, day};

/// Ids without a time fall on the epoch or on absurd dates: no chart needs centuries of empty months.
const YEARS: i32 = 60;

/// Datasets of a time: published directly, and harvested.
#[derive(Clone, Copy, Default)]
struct Came {
    direct: u64,
    harvested: u64,
}

impl Came {
    fn add(&mut self, other: Self) {
        self.direct += other.direct;
        self.harvested += other.harvested;
    }

    const fn total(self) -> u64 {
        self.direct + self.harvested
    }
}

#[derive(Default)]
pub(super) struct Publication {
    months: BTreeMap<(i16, i8), Came>,
}

impl<'a> Measure<'a> for Publication {
    fn add(&mut self, _: &Scope<'a>, _: DatasetIndex, dataset: &'a Dataset) {
        let date = day(dataset.published);
        let came = self.months.entry((date.year(), date.month())).or_default();
        if dataset.harvest.is_some() {
            came.harvested += 1;
        } else {
            came.direct += 1;
        }
    }

    fn merge(&mut self, other: Self) {
        for (month, came) in other.months {
            self.months.entry(month).or_default().add(came);
        }
    }

    fn figures(mut self, scope: &Scope<'a>) -> Vec<Figure> {
        let mut years: BTreeMap<i16, Came> = BTreeMap::new();
        for (&(year, _), came) in &self.months {
            years.entry(year).or_default().add(*came);
        }
        let mut figures = Vec::new();
        if scope.is_whole() {
            fill(
                &mut self.months,
                |(year, _)| year,
                |(year, month)| {
                    if month == 12 { (year + 1, 1) } else { (year, month + 1) }
                },
            );
            figures.extend(per_month(&self.months));
        }
        fill(&mut years, |year| year, |year| year + 1);
        figures.push(running(&years));
        figures.push(per_year(&years));
        figures
    }
}

/// Adds what lies between the first and the last time without a dataset.
fn fill<T: Copy + Ord>(times: &mut BTreeMap<T, Came>, year: impl Fn(T) -> i16, next: impl Fn(T) -> T) {
    let (Some((&first, _)), Some((&last, _))) = (times.first_key_value(), times.last_key_value()) else {
        return;
    };
    if i32::from(year(last)) - i32::from(year(first)) >= YEARS {
        return;
    }
    let mut time = first;
    while time < last {
        times.entry(time).or_default();
        time = next(time);
    }
}

const MONTH: [super::Column; 5] =
    [label("month"), count("direct"), count("harvested"), count("total"), count("running")];
const PARTS: &[Part] = &[Part { column: 1, tone: "a" }, Part { column: 2, tone: "b" }];

fn per_month(months: &BTreeMap<(i16, i8), Came>) -> Vec<Figure> {
    let name = |(year, month): (i16, i8)| Cell::Month(year, month);
    let most = months.iter().max_by_key(|&(month, came)| (came.total(), std::cmp::Reverse(month)));
    let (Some((&first, _)), Some((&last, _)), Some((&highest, most))) =
        (months.first_key_value(), months.last_key_value(), most)
    else {
        // A figure all the same, without a row.
        return vec![plain(
            Theme::Publication,
            "datasets-per-month",
            Chart::Columns { parts: PARTS },
            &MONTH,
            Vec::new(),
        )];
    };
    let mut running = 0;
    let rows = months
        .iter()
        .map(|(&month, came)| {
            running += came.total();
            let numbers = [came.direct, came.harvested, came.total(), running].map(Cell::Count);
            [name(month)].into_iter().chain(numbers).collect()
        })
        .collect();
    vec![figure(
        Theme::Publication,
        "datasets-per-month",
        Chart::Columns { parts: PARTS },
        &MONTH,
        rows,
        vec![
            ("most", Cell::Count(most.total())),
            ("month", name(highest)),
            ("first", name(first)),
            ("last", name(last)),
        ],
    )]
}

/// How many there were at the end of each year.
fn running(years: &BTreeMap<i16, Came>) -> Figure {
    let mut sum = Came::default();
    let rows = years
        .iter()
        .map(|(&year, came)| {
            sum.add(*came);
            let numbers = [sum.direct, sum.harvested, sum.total()].map(Cell::Count);
            [Cell::Year(year)].into_iter().chain(numbers).collect()
        })
        .collect();
    figure(
        Theme::Publication,
        "datasets-running",
        Chart::Columns { parts: PARTS },
        &[label("year"), count("direct"), count("harvested"), count("total")],
        rows,
        vec![("total", Cell::Count(sum.total())), ("share", Cell::share(sum.harvested, sum.total()))],
    )
}

fn per_year(years: &BTreeMap<i16, Came>) -> Figure {
    let mut running = 0;
    let row = |(&year, came): (&i16, &Came)| {
        running += came.total();
        let numbers = [came.direct, came.harvested, came.total(), running].map(Cell::Count);
        [Cell::Year(year)].into_iter().chain(numbers).collect()
    };
    figure(
        Theme::Publication,
        "datasets-per-year",
        Chart::Columns { parts: PARTS },
        &[label("year"), count("direct"), count("harvested"), count("total"), count("running")],
        years.iter().map(row).collect(),
        Vec::new(),
    )
}
