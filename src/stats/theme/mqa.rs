//! How data.europa.eu would score the datasets, by the five dimensions of its method.

use super::{Column, Measure, classes, count, figure, label, plain, share};
use crate::catalog::{Dataset, DatasetIndex, Dimension, Metric, Mqa, Rating};
use crate::stats::figure::{Cell, Chart, Figure, Theme};
use crate::stats::scope::Scope;

/// The parts of a share that are counted: whatever the order in which threads add them up, the sum is the same.
const WHOLE: u64 = 1_000_000;

/// The quarters of a dimension's points.
const QUARTERS: [Column; 4] =
    [count("first_quarter"), count("second_quarter"), count("third_quarter"), count("last_quarter")];

/// Every verdict, the best first.
const RATINGS: [Rating; 4] = [Rating::Excellent, Rating::Good, Rating::Sufficient, Rating::Bad];

#[derive(Default)]
pub(super) struct Estimates {
    datasets: u64,
    /// Datasets whose files the source does not list.
    unknown: u64,
    ratings: [u64; RATINGS.len()],
    /// Of each dimension, the datasets in each quarter of its points.
    quarters: [[u64; QUARTERS.len()]; Dimension::ALL.len()],
    /// Of each metric, the sum of its shares.
    shares: [u64; 23],
    /// Every metric, as any dataset gives it.
    metrics: Vec<Metric>,
}

/// A share of the points in whole numbers.
fn parts(share: f64) -> u64 {
    // From 0 to a million.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    {
        (share * WHOLE as f64).round() as u64
    }
}

impl<'a> Measure<'a> for Estimates {
    fn add(&mut self, _: &Scope<'a>, _: DatasetIndex, dataset: &'a Dataset) {
        let Some(mqa) = Mqa::of(dataset) else {
            self.unknown += 1;
            return;
        };
        self.datasets += 1;
        let rating = mqa.rating();
        if let Some(place) = RATINGS.iter().position(|one| *one == rating) {
            self.ratings[place] += 1;
        }
        for (quarters, dimension) in self.quarters.iter_mut().zip(Dimension::ALL) {
            let (points, most) = mqa.points(dimension);
            // A quarter ends with its last point: 25 of 100 are the first.
            let quarter = (u32::from(points) * 4).saturating_sub(1) / u32::from(most.max(1));
            quarters[(quarter as usize).min(QUARTERS.len() - 1)] += 1;
        }
        for (sum, metric) in self.shares.iter_mut().zip(&mqa.metrics) {
            *sum += parts(metric.share);
        }
        if self.metrics.is_empty() {
            self.metrics = mqa.metrics.to_vec();
        }
    }

    fn merge(&mut self, other: Self) {
        self.datasets += other.datasets;
        self.unknown += other.unknown;
        for (ours, theirs) in self.ratings.iter_mut().zip(other.ratings) {
            *ours += theirs;
        }
        for (ours, theirs) in self.quarters.iter_mut().flatten().zip(other.quarters.into_iter().flatten()) {
            *ours += theirs;
        }
        for (ours, theirs) in self.shares.iter_mut().zip(other.shares) {
            *ours += theirs;
        }
        if self.metrics.is_empty() {
            self.metrics = other.metrics;
        }
    }

    fn figures(self, _: &Scope<'a>) -> Vec<Figure> {
        let whole = self.datasets * WHOLE;
        let summed = |wanted: &dyn Fn(&Metric) -> bool| -> (u64, u64) {
            let metrics = self.metrics.iter().zip(self.shares).filter(|(metric, _)| wanted(metric));
            metrics.fold((0, 0), |(points, most), (metric, sum)| {
                (points + u64::from(metric.points) * sum, most + u64::from(metric.points))
            })
        };
        let mean = |points: u64| Cell::Count((points + whole / 2).checked_div(whole).unwrap_or(0));
        let dimensions = Dimension::ALL.into_iter().zip(self.quarters).filter(|_| self.datasets > 0).map(
            |(dimension, quarters)| {
                let (points, most) = summed(&|metric| metric.dimension == dimension);
                [
                    Cell::Term("mqa", dimension.id().into()),
                    mean(points),
                    Cell::Count(most),
                    Cell::share(points, most * whole),
                ]
                .into_iter()
                .chain(quarters.map(Cell::Count))
                .collect()
            },
        );
        let metrics = self.metrics.iter().zip(self.shares).map(|(metric, sum)| {
            vec![
                Cell::Term("mqa", metric.id.into()),
                Cell::Term("mqa", metric.dimension.id().into()),
                Cell::Count(metric.points.into()),
                Cell::share(sum, whole),
            ]
        });
        let (points, _) = summed(&|_| true);
        let good = self.ratings[..2].iter().sum();
        vec![
            figure(
                Theme::Quality,
                "mqa-dimensions",
                Chart::Bars { column: 3, most: 5 },
                &[
                    &[label("dimension"), count("mean_points"), count("most_points"), share("mean_share")],
                    &QUARTERS[..],
                ]
                .concat(),
                dimensions.collect(),
                vec![
                    ("points", if whole == 0 { Cell::Empty } else { mean(points) }),
                    ("most", Cell::Count(Mqa::POINTS.into())),
                    ("good", Cell::share(good, self.datasets)),
                    ("unknown", Cell::Count(self.unknown)),
                ],
            ),
            plain(
                Theme::Quality,
                "mqa-ratings",
                Chart::Bars { column: 1, most: 4 },
                &[label("rating"), count("datasets"), share("share")],
                classes(
                    RATINGS
                        .iter()
                        .zip(self.ratings)
                        .map(|(rating, datasets)| (Cell::Term("mqa", rating.id().into()), datasets))
                        .collect(),
                ),
            ),
            plain(
                Theme::Quality,
                "mqa-metrics",
                Chart::Bars { column: 3, most: 23 },
                &[label("metric"), label("dimension"), count("most_points"), share("mean_share")],
                metrics.collect(),
            ),
        ]
    }
}
