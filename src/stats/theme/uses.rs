//! Who uses the data: reuses, views, downloads.

use super::super::counter::Counter;
use super::{Measure, classes, count, figure, label, plain, share};
use crate::catalog::{Dataset, DatasetIndex};
use crate::stats::figure::{Cell, Chart, Figure, Part, Theme};
use crate::stats::scope::Scope;

/// How many datasets the rankings name.
const RANKED: usize = 100;

/// How many reuses a dataset has, in classes.
const REUSES: [(&str, usize); 5] = [
    ("reuses-none", 0),
    ("reuses-one", 1),
    ("reuses-four", 4),
    ("reuses-nine", 9),
    ("reuses-more", usize::MAX),
];

#[derive(Default)]
pub(super) struct Uses {
    datasets: u64,
    per_dataset: Counter<&'static str>,
    reused: Vec<(u64, DatasetIndex)>,
    viewed: Vec<(u64, DatasetIndex)>,
    downloaded: Vec<(u64, DatasetIndex)>,
    followed: Vec<(u64, DatasetIndex)>,
}

fn note(list: &mut Vec<(u64, DatasetIndex)>, count: u64, index: DatasetIndex) {
    if count > 0 {
        list.push((count, index));
    }
}

impl<'a> Measure<'a> for Uses {
    fn add(&mut self, scope: &Scope<'a>, index: DatasetIndex, dataset: &'a Dataset) {
        self.datasets += 1;
        let reuses = dataset.links.reuses.len();
        let class = REUSES.iter().find(|(_, most)| reuses <= *most).map_or("reuses-more", |(id, _)| *id);
        self.per_dataset.add(class);
        note(&mut self.reused, reuses as u64, index);
        note(&mut self.viewed, scope.count(dataset.metrics.views).unwrap_or(0), index);
        note(&mut self.followed, scope.count(dataset.metrics.followers).unwrap_or(0), index);
        note(&mut self.downloaded, scope.count(dataset.metrics.downloads).unwrap_or(0), index);
    }

    fn merge(&mut self, mut other: Self) {
        self.datasets += other.datasets;
        self.per_dataset.merge(other.per_dataset);
        self.reused.append(&mut other.reused);
        self.viewed.append(&mut other.viewed);
        self.downloaded.append(&mut other.downloaded);
        self.followed.append(&mut other.followed);
    }

    fn figures(mut self, scope: &Scope<'a>) -> Vec<Figure> {
        for list in [&mut self.reused, &mut self.viewed, &mut self.downloaded, &mut self.followed] {
            list.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        }
        let (mut types, mut topics) = (Counter::default(), Counter::default());
        for (_, reuse) in scope.reuses() {
            types.add(reuse.kind.as_deref());
            topics.add(reuse.topic.as_deref());
        }
        let terms = |counter: &Counter<Option<&str>>, vocabulary| {
            let name =
                |id: Option<&str>| id.map_or(Cell::Word("none"), |id| Cell::Term(vocabulary, id.into()));
            classes(counter.ranked().into_iter().map(|(id, count)| (name(id), count)).collect())
        };
        let none = self.per_dataset.get(&"reuses-none");
        let with_reuses = self.datasets - none;
        let classes_of_reuses = if with_reuses == 0 {
            Vec::new()
        } else {
            classes(REUSES.iter().map(|(id, _)| (Cell::Word(id), self.per_dataset.get(id))).collect())
        };
        vec![
            figure(
                Theme::Uses,
                "reuses-per-dataset",
                Chart::Bars { column: 1, most: 8 },
                &[label("reuses"), count("datasets"), share("share")],
                classes_of_reuses,
                vec![
                    ("share", Cell::share(with_reuses, self.datasets)),
                    ("datasets", Cell::Count(with_reuses)),
                ],
            ),
            plain(
                Theme::Uses,
                "reuse-types",
                Chart::Bars { column: 1, most: 9 },
                &[label("type"), count("reuses"), share("share")],
                terms(&types, "reuse-type"),
            ),
            plain(
                Theme::Uses,
                "reuse-topics",
                Chart::Bars { column: 1, most: 16 },
                &[label("topic"), count("reuses"), share("share")],
                terms(&topics, "reuse-topic"),
            ),
            ranking("most-reused", "reuses", &self.reused),
            ranking("most-viewed", "views", &self.viewed),
            ranking("most-downloaded", "downloads", &self.downloaded),
            ranking("most-followed", "followers", &self.followed),
            tail("views-tail", "views", &self.viewed, self.datasets),
            tail("downloads-tail", "downloads", &self.downloaded, self.datasets),
        ]
    }
}

fn ranking(id: &'static str, column: &'static str, list: &[(u64, DatasetIndex)]) -> Figure {
    plain(
        Theme::Uses,
        id,
        Chart::Bars { column: 1, most: 10 },
        &[label("dataset"), count(column)],
        list.iter()
            .take(RANKED)
            .map(|&(count, index)| vec![Cell::Dataset(index), Cell::Count(count)])
            .collect(),
    )
}

/// What share of all views or downloads the first datasets have: 1, 10, 100...
fn tail(id: &'static str, column: &'static str, list: &[(u64, DatasetIndex)], datasets: u64) -> Figure {
    let whole = list.iter().fold(0_u64, |sum, (count, _)| sum.saturating_add(*count));
    let mut rows = Vec::new();
    let (mut sum, mut next) = (0_u64, 1_usize);
    for (place, (count, _)) in list.iter().enumerate() {
        sum = sum.saturating_add(*count);
        if place + 1 == next || place + 1 == list.len() {
            rows.push(vec![Cell::Count(place as u64 + 1), Cell::Count(sum), Cell::share(sum, whole)]);
            // 1, 3, 10, 30, 100...: even steps of a logarithm.
            next = if next.to_string().starts_with('1') { next * 3 } else { next / 3 * 10 };
        }
    }
    // A handful of datasets has no tail.
    if list.len() < 10 {
        rows.clear();
    }
    let ten = list.iter().take(10).fold(0_u64, |sum, (count, _)| sum.saturating_add(*count));
    figure(
        Theme::Uses,
        id,
        Chart::Lines { parts: &[Part { column: 2, tone: "a" }] },
        &[count("first_datasets"), count(column), share("share")],
        rows,
        vec![
            ("ten", Cell::share(ten, whole)),
            ("never", Cell::share(datasets - list.len() as u64, datasets)),
        ],
    )
}
