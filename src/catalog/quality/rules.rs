//! What the score of a catalogue depends on beside its datasets: the day, the portal's settings, what the source
//! does not carry.

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

use super::{Criterion, Quality};
use crate::catalog::Dataset;
use crate::catalog::vocabulary::frequency;

/// Formats that are no point (udata `core/dataset/constants.py`, `CLOSED_FORMATS`).
const CLOSED_FORMATS: [&str; 7] = ["pdf", "doc", "docx", "word", "xls", "excel", "xlsx"];

/// Lengths that portals ask of a description (`QUALITY_DESCRIPTION_LENGTH`): udata's default first, then the setting
/// of data.gouv.fr, by which all but 2 of the 7,035 scores of its export of 2026-01-16 that depend on nothing else
/// are explained.
const DESCRIPTION_LENGTHS: [usize; 2] = [100, 200];

/// Whether udata counts a format, as a producer wrote it, as open.
pub fn is_open_format(raw: &str) -> bool {
    let raw = raw.trim();
    !raw.is_empty() && !CLOSED_FORMATS.iter().any(|closed| closed.eq_ignore_ascii_case(raw))
}

/// By which rules a catalogue is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct QualityRules {
    /// The beginning of the snapshot's day.
    now: Timestamp,
    /// A description of more characters than these is a point.
    pub description_length: usize,
    /// Whether the source lists the files of any dataset: then one without files has none.
    lists_resources: bool,
    lacking: Lacking,
}

/// Criteria of which the source carries nothing, such as columns that an old export does not have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(in crate::catalog) struct Lacking(u16);

impl Lacking {
    pub(in crate::catalog) fn add(&mut self, criterion: Criterion) {
        self.0 |= 1 << criterion as u16;
    }

    pub(in crate::catalog) fn remove(&mut self, criterion: Criterion) {
        self.0 &= !(1 << criterion as u16);
    }

    pub(in crate::catalog) fn merge(&mut self, other: Self) {
        self.0 |= other.0;
    }

    const fn holds(self, criterion: Criterion) -> bool {
        self.0 >> criterion as u16 & 1 == 1
    }
}

impl Default for QualityRules {
    fn default() -> Self {
        Self {
            now: Timestamp::UNIX_EPOCH,
            description_length: DESCRIPTION_LENGTHS[0],
            lists_resources: true,
            lacking: Lacking::default(),
        }
    }
}

impl QualityRules {
    /// The rules for datasets of a day. Which length the portal asks of descriptions is told by the scores that the
    /// export carries; by none, it is udata's default.
    pub(in crate::catalog) fn of(day: Date, datasets: &[Dataset], lacking: Lacking) -> Self {
        let mut rules = Self {
            now: Offset::UTC.to_timestamp(day.at(0, 0, 0, 0)).unwrap_or(Timestamp::UNIX_EPOCH),
            lists_resources: datasets.iter().any(|dataset| !dataset.resources.is_empty()),
            lacking,
            ..Self::default()
        };
        rules.description_length = rules.told_length(datasets).unwrap_or(DESCRIPTION_LENGTHS[0]);
        rules
    }

    /// The length by which most of the scores come out that depend on it; of equals the first. Datasets without files
    /// decide where there are some: their score depends on one row alone, not on a second file of another hour.
    fn told_length(self, datasets: &[Dataset]) -> Option<usize> {
        let [shortest, .., longest] = DESCRIPTION_LENGTHS;
        let mut votes = [[0_u32; DESCRIPTION_LENGTHS.len()]; 2];
        for dataset in datasets {
            let Some(score) = dataset.quality_score else { continue };
            if !is_longer(dataset, shortest) || is_longer(dataset, longest) {
                continue;
            }
            for (place, description_length) in DESCRIPTION_LENGTHS.into_iter().enumerate() {
                let quality = Quality::of(dataset, &Self { description_length, ..self });
                let tier = usize::from(dataset.resources_count() > 0);
                votes[tier][place] += u32::from(quality.score() == Some(score));
            }
        }
        let decisive = votes.into_iter().find(|votes| votes.iter().any(|count| *count > 0))?;
        let most = decisive.iter().max()?;
        let place = decisive.iter().position(|count| count == most)?;
        Some(DESCRIPTION_LENGTHS[place])
    }

    /// Whether the source carries nothing of what the question takes.
    pub(super) const fn lacks(&self, criterion: Criterion) -> bool {
        self.lacking.holds(criterion)
    }

    /// Whether a dataset for which the source lists no files and gives no number of files has none.
    pub(super) const fn lists_resources(&self) -> bool {
        self.lists_resources
    }

    pub(super) fn is_described(&self, dataset: &Dataset) -> bool {
        is_longer(dataset, self.description_length)
    }

    /// Whether the next update is not overdue by more than a day. Frequencies that promise no date are always kept.
    pub(super) fn is_updated_in_time(&self, dataset: &Dataset) -> Option<bool> {
        let Some(frequency) = dataset.frequency.as_deref() else { return Some(false) };
        let Some(days) = frequency::delta_days(frequency) else { return Some(true) };
        let is_harvest_dated = dataset.harvest.as_ref().is_some_and(|harvest| harvest.modified_at.is_some());
        if dataset.has_unlisted_resources() && !is_harvest_dated {
            // The newest of its files would say.
            return None;
        }
        let allowed = SignedDuration::from_hours(24 * (i64::from(days) + 1));
        Some(self.now.duration_since(dataset.last_update()?) <= allowed)
    }
}

/// Whether the description has more than `length` characters.
fn is_longer(dataset: &Dataset, length: usize) -> bool {
    dataset.description.chars().nth(length).is_some()
}
