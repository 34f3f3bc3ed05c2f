//! How well the datasets are described, by udata's nine criteria.

use super::super::counter::Few;
use super::{Measure, classes, count, figure, label, plain, share};
use crate::catalog::vocabulary::ORGANIZATION_BADGES;
use crate::catalog::{Catalog, Criterion, Dataset, DatasetIndex};
use crate::stats::figure::{Cell, Chart, Figure, Part, Theme};
use crate::stats::scope::Scope;

/// Characters of a description, in classes.
const LENGTHS: [(&str, usize); 6] = [
    ("description-none", 0),
    ("description-100", 100),
    ("description-200", 200),
    ("description-500", 500),
    ("description-2000", 2_000),
    ("description-more", usize::MAX),
];

/// Scores summed up: how many, and their points.
#[derive(Clone, Copy, Default)]
struct Scores {
    datasets: u64,
    points: u64,
}

impl Scores {
    fn add(&mut self, other: Self) {
        self.datasets += other.datasets;
        self.points += other.points;
    }

    fn mean(self) -> Cell {
        mean_of(self.points, self.datasets)
    }
}

#[derive(Default)]
pub(super) struct Qualities {
    points: [u64; 10],
    unknown: u64,
    /// Of each criterion: passed, failed, unknown.
    criteria: [[u64; 3]; 9],
    lengths: Few<&'static str>,
    /// By the badge of the organization; last, those of an organization without one or of none.
    producers: [Scores; ORGANIZATION_BADGES.len() + 1],
}

/// Points of 9 of a score in hundredths.
fn points(score: u8) -> usize {
    ((usize::from(score) * 9 + 50) / 100).min(9)
}

/// The points of a dataset: by its answers where all are known, else by the score that the source gives.
pub(super) fn points_of(catalog: &Catalog, dataset: &Dataset) -> Option<u64> {
    let score = catalog.quality(dataset).score().or(dataset.quality_score);
    score.map(|score| points(score) as u64)
}

/// The mean score of datasets that have so many points in all.
pub(super) fn mean_of(points: u64, datasets: u64) -> Cell {
    Cell::share(points, datasets * 9)
}

impl<'a> Measure<'a> for Qualities {
    fn add(&mut self, scope: &Scope<'a>, _: DatasetIndex, dataset: &'a Dataset) {
        let catalog = scope.catalog();
        let quality = catalog.quality(dataset);
        for (criterion, answer) in quality.answers() {
            let place = match answer {
                Some(true) => 0,
                Some(false) => 1,
                None => 2,
            };
            self.criteria[criterion as usize][place] += 1;
        }
        let characters = dataset.description.chars().count();
        let length = LENGTHS.iter().find(|(_, most)| characters <= *most);
        self.lengths.add(length.map_or("description-more", |(id, _)| *id));
        let Some(score) = quality.score().or(dataset.quality_score) else {
            self.unknown += 1;
            return;
        };
        self.points[points(score)] += 1;
        let scores = Scores { datasets: 1, points: points(score) as u64 };
        let badges = dataset.links.organization.map(|index| &catalog.organization(index).badges);
        let mut has_badge = false;
        for (place, kind) in ORGANIZATION_BADGES.into_iter().enumerate() {
            if badges.is_some_and(|badges| badges.iter().any(|badge| &**badge == kind)) {
                has_badge = true;
                self.producers[place].add(scores);
            }
        }
        if !has_badge {
            self.producers[ORGANIZATION_BADGES.len()].add(scores);
        }
    }

    fn merge(&mut self, other: Self) {
        self.unknown += other.unknown;
        self.lengths.merge(other.lengths);
        for (ours, theirs) in self.points.iter_mut().zip(other.points) {
            *ours += theirs;
        }
        for (ours, theirs) in self.criteria.iter_mut().zip(other.criteria) {
            for (ours, theirs) in ours.iter_mut().zip(theirs) {
                *ours += theirs;
            }
        }
        for (ours, theirs) in self.producers.iter_mut().zip(other.producers) {
            ours.add(theirs);
        }
    }

    fn figures(self, scope: &Scope<'a>) -> Vec<Figure> {
        let known: u64 = self.points.iter().sum();
        let all = Scores {
            datasets: known,
            points: self.points.iter().zip(0..).map(|(datasets, points): (_, u64)| datasets * points).sum(),
        };
        let good: u64 = self.points[6..].iter().sum();
        let scores = self.points.iter().zip(0..).map(|(datasets, points)| (Cell::Count(points), *datasets));
        let criteria = Criterion::ALL
            .into_iter()
            .zip(self.criteria)
            .filter(|(_, [passed, failed, _])| passed + failed > 0)
            .map(|(criterion, [passed, failed, unknown])| {
                vec![
                    Cell::Term("criterion", criterion.id().into()),
                    Cell::Count(passed),
                    Cell::Count(failed),
                    Cell::Count(unknown),
                    Cell::share(passed, passed + failed),
                ]
            });
        let names = ORGANIZATION_BADGES
            .into_iter()
            .map(|badge| Cell::Term("badge", badge.into()))
            .chain([Cell::Word("no-badge")]);
        let producers = names
            .zip(self.producers)
            .filter(|(_, scores)| scores.datasets > 0)
            .map(|(name, scores)| vec![name, Cell::Count(scores.datasets), scores.mean()]);
        let producers = if scope.is_whole() { producers.collect() } else { Vec::new() };
        vec![
            figure(
                Theme::Quality,
                "quality-scores",
                Chart::Columns { parts: &[Part { column: 1, tone: "a" }] },
                &[label("points"), count("datasets"), share("share")],
                classes(scores.collect()),
                vec![
                    ("mean", all.mean()),
                    ("good", Cell::share(good, known)),
                    ("unknown", Cell::Count(self.unknown)),
                ],
            ),
            plain(
                Theme::Quality,
                "quality-criteria",
                Chart::Parted {
                    parts: &[
                        Part { column: 1, tone: "good" },
                        Part { column: 2, tone: "bad" },
                        Part { column: 3, tone: "none" },
                    ],
                    most: 9,
                },
                &[
                    label("criterion"),
                    count("passed"),
                    count("failed"),
                    count("unknown"),
                    share("passed_share"),
                ],
                criteria.collect(),
            ),
            plain(
                Theme::Quality,
                "quality-by-producer",
                Chart::Bars { column: 2, most: 6 },
                &[label("badge"), count("datasets"), share("mean_score")],
                producers,
            ),
            plain(
                Theme::Quality,
                "description-lengths",
                Chart::Bars { column: 1, most: 6 },
                &[label("length"), count("datasets"), share("share")],
                classes(LENGTHS.iter().map(|(id, _)| (Cell::Word(id), self.lengths.get(id))).collect()),
            ),
        ]
    }
}
