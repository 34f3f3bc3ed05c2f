//! Popularity: what visitors made of a record, four bits a document, in a file of its own so that a night's new
//! counts do not touch the shards.

use super::document::{Kind, Numbering, Record};
use super::encode;
use super::input::SearchInput;

/// Steps above the floor.
const LEVELS: f64 = 15.0;
/// A level, in units of [`popularity`].
const STEP: f64 = 1.6;
/// A record of popularity `p` weighs `exp(p / TEMPER)` times one of popularity 0.
const TEMPER: f64 = 10.0;
/// The share of records that the floor leaves at level 0: what is seen by as many as anything else tells nothing,
/// and costs bytes.
const FLOOR_QUANTILE: f64 = 0.75;

/// The popularity of a record, logarithmic: views, reuses (twice), followers, downloads (a little: robots).
fn popularity(record: Record<'_>) -> f64 {
    let metrics = record.metrics();
    let log = |count: u64| (count as f64).ln_1p();
    let used = match record {
        Record::Dataset(dataset) => dataset.links.reuses.len(),
        Record::Organization(organization) => organization.links.datasets.len(),
        Record::Reuse(_) | Record::Dataservice(_) => 0,
    };
    log(metrics.views.exact().unwrap_or(0))
        + 2.0 * log(used as u64)
        + log(metrics.followers.exact().unwrap_or(0))
        + 0.3 * log(metrics.downloads.exact().unwrap_or(0))
}

/// The column, and what a level weighs.
#[derive(Debug)]
pub struct Popularity {
    /// One level a document number, compressed; empty when the catalogue counts nothing.
    pub column: Vec<u8>,
    /// The natural logarithm of what a level multiplies a score by.
    pub step: f64,
}

/// Makes the column, with all weights raised to the power of `strength`.
pub fn column(input: &SearchInput<'_>, numbering: &Numbering, strength: f64) -> Popularity {
    let step = STEP / TEMPER * strength.max(0.0);
    let mut levels: Vec<u8> = above_floor(input, numbering).into_iter().map(level).collect();
    if levels.iter().all(|level| *level == 0) || step == 0.0 {
        return Popularity { column: Vec::new(), step };
    }
    while levels.last() == Some(&0) {
        levels.pop();
    }
    let mut bytes = Vec::with_capacity(levels.len() / 2 + 1);
    encode::halves(&mut bytes, levels);
    Popularity { column: encode::gzip(&bytes), step }
}

/// What the popularity of each document number multiplies a score by, before it is rounded to levels.
pub fn factors(input: &SearchInput<'_>, numbering: &Numbering, strength: f64) -> Vec<f64> {
    let above = above_floor(input, numbering).into_iter();
    above.map(|above| (above.clamp(0.0, LEVELS * STEP) / TEMPER * strength.max(0.0)).exp()).collect()
}

/// How much more popular each document number is than the floor of its kind; nothing for archived records.
fn above_floor(input: &SearchInput<'_>, numbering: &Numbering) -> Vec<f64> {
    let mut above = vec![0.0; numbering.end() as usize];
    for kind in Kind::ALL {
        let of_kind: Vec<(u32, f64)> = numbering
            .ranges
            .iter()
            .filter(|range| range.kind == kind && !range.archived)
            .flat_map(|range| (range.first..).zip(&range.positions))
            .map(|(number, place)| (number, popularity(input.record(kind, *place as usize))))
            .collect();
        let floor = floor(of_kind.iter().map(|(_, popularity)| *popularity).collect());
        for (number, popularity) in of_kind {
            above[number as usize] = popularity - floor;
        }
    }
    above
}

/// The popularity at [`FLOOR_QUANTILE`], rounded so that it seldom moves.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // A share of a length is a place.
fn floor(mut popularities: Vec<f64>) -> f64 {
    popularities.sort_unstable_by(f64::total_cmp);
    popularities.get((popularities.len() as f64 * FLOOR_QUANTILE) as usize).map_or(0.0, |value| value.round())
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Between 0 and 15.
fn level(above: f64) -> u8 {
    (above / STEP).round().clamp(0.0, LEVELS) as u8
}
