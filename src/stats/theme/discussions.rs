//! What people ask: discussions opened and closed, and how long that took.

use std::collections::BTreeMap;

use super::super::counter::Counter;
use super::{Measure, classes, count, figure, label, plain};
use crate::catalog::{Dataset, DatasetIndex, Moment};
use crate::stats::figure::{Cell, Chart, Figure, Part, Theme};
use crate::stats::scope::{Scope, day};

/// How many datasets the ranking names.
const RANKED: usize = 100;

/// What became of discussions.
const STATES: [&str; 4] =
    ["discussion-closed", "discussion-answered", "discussion-unanswered", "discussion-open"];

/// Days until a discussion was closed, in classes.
const DELAYS: [(&str, i32); 6] = [
    ("delay-day", 1),
    ("delay-week", 7),
    ("delay-month", 31),
    ("delay-quarter", 92),
    ("delay-year", 365),
    ("delay-more", i32::MAX),
];

#[derive(Default)]
pub(super) struct Discussions {
    discussed: Vec<(u64, u64, DatasetIndex)>,
}

impl<'a> Measure<'a> for Discussions {
    fn add(&mut self, scope: &Scope<'a>, index: DatasetIndex, dataset: &'a Dataset) {
        let all = scope.count(dataset.discussions).unwrap_or(0);
        if all > 0 {
            self.discussed.push((all, scope.count(dataset.discussions_open).unwrap_or(0), index));
        }
    }

    fn merge(&mut self, mut other: Self) {
        self.discussed.append(&mut other.discussed);
    }

    fn figures(mut self, scope: &Scope<'a>) -> Vec<Figure> {
        self.discussed.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.2.cmp(&b.2)));
        let mut figures = pace(scope);
        figures.push(plain(
            Theme::Discussions,
            "most-discussed",
            Chart::Bars { column: 1, most: 10 },
            &[label("dataset"), count("discussions"), count("open_discussions")],
            self.discussed
                .into_iter()
                .take(RANKED)
                .map(|(all, open, index)| vec![Cell::Dataset(index), Cell::Count(all), Cell::Count(open)])
                .collect(),
        ));
        figures
    }
}

/// Opened and closed by year or month, and how long it took.
fn pace(scope: &Scope) -> Vec<Figure> {
    let month = |moment: Moment| {
        let date = day(moment.timestamp());
        (date.year(), date.month())
    };
    let mut months: BTreeMap<(i16, i8), (u64, u64)> = BTreeMap::new();
    let mut delays: Vec<i32> = Vec::new();
    let (mut all, mut closed) = (0_u64, 0_u64);
    // Closed; still open: answered, not answered, not known which.
    let mut states = [0_u64; 4];
    for discussion in scope.discussions() {
        all += 1;
        closed += u64::from(discussion.closed);
        states[match (discussion.closed, discussion.answered) {
            (true, _) => 0,
            (false, Some(true)) => 1,
            (false, Some(false)) => 2,
            (false, None) => 3,
        }] += 1;
        if let Some(created) = discussion.created_at {
            months.entry(month(created)).or_default().0 += 1;
        }
        if let Some(end) = discussion.closed_at {
            months.entry(month(end)).or_default().1 += 1;
        }
        if let (Some(created), Some(end)) = (discussion.created_at, discussion.closed_at) {
            let took = day(end.timestamp()).since(day(created.timestamp()));
            delays.extend(took.ok().map(|took| took.get_days().max(0)));
        }
    }
    delays.sort_unstable();
    let key = vec![
        ("discussions", Cell::Count(all)),
        ("share", Cell::share(closed, all)),
        (
            "days",
            delays.get(delays.len() / 2).map_or(Cell::Empty, |days| Cell::Count(days.unsigned_abs().into())),
        ),
    ];
    let parts = &[Part { column: 1, tone: "a" }, Part { column: 2, tone: "b" }];
    let mut years: BTreeMap<i16, (u64, u64)> = BTreeMap::new();
    for (&(year, _), &(opened, closed)) in &months {
        let sums = years.entry(year).or_default();
        sums.0 += opened;
        sums.1 += closed;
    }
    let numbers = |(opened, closed): (u64, u64)| [opened, closed].map(Cell::Count);
    let per_month = months
        .into_iter()
        .map(|((year, month), pair)| [Cell::Month(year, month)].into_iter().chain(numbers(pair)).collect());
    let per_year =
        years.into_iter().map(|(year, pair)| [Cell::Year(year)].into_iter().chain(numbers(pair)).collect());
    let mut classed: Counter<&'static str> = Counter::default();
    for days in &delays {
        classed.add(DELAYS.iter().find(|(_, most)| days <= most).map_or("delay-more", |(id, _)| *id));
    }
    let mut figures = Vec::new();
    if scope.is_whole() {
        figures.push(figure(
            Theme::Discussions,
            "discussions-per-month",
            Chart::Lines { parts },
            &[label("month"), count("opened"), count("closed")],
            per_month.collect(),
            key.clone(),
        ));
    }
    figures.push(figure(
        Theme::Discussions,
        "discussions-per-year",
        Chart::Lines { parts },
        &[label("year"), count("opened"), count("closed")],
        per_year.collect(),
        key,
    ));
    let states = STATES.into_iter().zip(states).filter(|(_, count)| *count > 0);
    figures.push(plain(
        Theme::Discussions,
        "discussion-states",
        Chart::Bars { column: 1, most: 4 },
        &[label("state"), count("discussions"), super::share("share")],
        classes(states.map(|(id, count)| (Cell::Word(id), count)).collect()),
    ));
    figures.push(plain(
        Theme::Discussions,
        "discussion-delays",
        Chart::Bars { column: 1, most: 8 },
        &[label("delay"), count("discussions"), super::share("share")],
        classes(DELAYS.iter().map(|(id, _)| (Cell::Word(id), classed.get(id))).collect()),
    ));
    figures
}
