//! How old the data is, and whether promises of update are kept.

use super::super::counter::Counter;
use super::{Measure, classes, count, figure, label, share};
use crate::catalog::vocabulary::frequency;
use crate::catalog::{Dataset, DatasetIndex};
use crate::stats::figure::{Cell, Chart, Figure, Part, Theme};
use crate::stats::scope::{Scope, age_in_days, is_late};

/// Ages in words, each up to so many days.
pub(super) const AGES: [(&str, i32); 5] = [
    ("age-month", 30),
    ("age-quarter", 91),
    ("age-year", 365),
    ("age-three-years", 1_095),
    ("age-older", i32::MAX),
];

/// The age in words; a date to come is told apart.
pub(super) fn age(days: Option<i32>) -> &'static str {
    match days {
        None => "age-unknown",
        Some(days) if days < 0 => "age-future",
        Some(days) => AGES.iter().find(|(_, most)| days <= *most).map_or("age-older", |(id, _)| *id),
    }
}

/// How many there are of each age, from the youngest; dates to come and unknown ones only where there are some.
pub(super) fn ages(counter: &Counter<&'static str>) -> Vec<(Cell, u64)> {
    let always = AGES.iter().map(|(id, _)| (*id, true));
    always
        .chain([("age-future", false), ("age-unknown", false)])
        .map(|(id, always)| (id, counter.get(&id), always))
        .filter(|(_, count, always)| *always || *count > 0)
        .map(|(id, count, _)| (Cell::Word(id), count))
        .collect()
}

#[derive(Clone, Copy, Default)]
struct Promises {
    kept: u64,
    late: u64,
    undated: u64,
}

#[derive(Default)]
pub(super) struct Freshness<'a> {
    ages: Counter<&'static str>,
    kept: Counter<Option<&'a str>>,
    late: Counter<Option<&'a str>>,
    undated: Counter<Option<&'a str>>,
}

impl<'a> Measure<'a> for Freshness<'a> {
    fn add(&mut self, scope: &Scope<'a>, _: DatasetIndex, dataset: &'a Dataset) {
        self.ages.add(age(age_in_days(dataset, scope.today())));
        let frequency = dataset.frequency.as_deref();
        match is_late(dataset, scope.today()) {
            Some(true) => self.late.add(frequency),
            Some(false) => self.kept.add(frequency),
            None => self.undated.add(frequency),
        }
    }

    fn merge(&mut self, other: Self) {
        self.ages.merge(other.ages);
        self.kept.merge(other.kept);
        self.late.merge(other.late);
        self.undated.merge(other.undated);
    }

    fn figures(self, _: &Scope<'a>) -> Vec<Figure> {
        let year: u64 =
            ["age-month", "age-quarter", "age-year", "age-future"].iter().map(|id| self.ages.get(id)).sum();
        let all = self.ages.total();
        vec![
            figure(
                Theme::Freshness,
                "update-age",
                Chart::Bars { column: 1, most: 8 },
                &[label("age"), count("datasets"), share("share")],
                classes(ages(&self.ages)),
                vec![("share", Cell::share(year, all))],
            ),
            self.promises(),
        ]
    }
}

/// Where a frequency stands among others.
fn rank(id: Option<&str>) -> (usize, &str) {
    let known = |id: &str| frequency::all().position(|known| known == id);
    id.map_or((usize::MAX, ""), |id| (known(id).unwrap_or(usize::MAX - 1), id))
}

impl Freshness<'_> {
    fn promises(&self) -> Figure {
        let of = |frequency: Option<&str>| Promises {
            kept: self.kept.get(&frequency),
            late: self.late.get(&frequency),
            undated: self.undated.get(&frequency),
        };
        let mut ids: Vec<Option<&str>> = [&self.kept, &self.late, &self.undated]
            .iter()
            .flat_map(|counter| counter.sorted())
            .map(|(frequency, _)| frequency)
            .collect();
        // From the most frequent; frequencies that no list knows, then none, at the end.
        ids.sort_by(|a, b| rank(*a).cmp(&rank(*b)));
        ids.dedup();
        let rows = ids
            .into_iter()
            .map(|id| {
                let Promises { kept, late, undated } = of(id);
                let name = id.map_or(Cell::Word("no-frequency"), |id| Cell::Term("frequency", id.into()));
                vec![
                    name,
                    Cell::Count(kept),
                    Cell::Count(late),
                    Cell::Count(undated),
                    Cell::Count(kept + late + undated),
                    Cell::share(kept, kept + late),
                ]
            })
            .collect();
        let (kept, late) = (self.kept.total(), self.late.total());
        figure(
            Theme::Freshness,
            "promises",
            Chart::Parted {
                parts: &[
                    Part { column: 1, tone: "good" },
                    Part { column: 2, tone: "bad" },
                    Part { column: 3, tone: "none" },
                ],
                most: 12,
            },
            &[
                label("frequency"),
                count("kept"),
                count("late"),
                count("undated"),
                count("datasets"),
                share("kept_share"),
            ],
            rows,
            vec![
                ("share", Cell::share(kept, kept + late)),
                ("dated", Cell::Count(kept + late)),
                ("late", Cell::Count(late)),
            ],
        )
    }
}
