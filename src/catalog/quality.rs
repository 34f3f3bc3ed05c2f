//! udata's quality score of a dataset: nine questions, a point each.
//!
//! The rules are those of udata's `core/dataset/models.py` (`Dataset.quality`), with one difference: what a source
//! does not carry is unknown, not wrong. "Now" is the snapshot's day.

mod rules;

use super::{Availability, Dataset, FileType, Resource, ResourceType};

pub(super) use rules::Lacking;
pub use rules::{QualityRules, is_open_format};

/// What udata asks of a dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Criterion {
    /// It has a licence; "not specified" is one.
    License,
    /// It says which period it covers.
    TemporalCoverage,
    /// It says which zones it covers, how finely, or has a geometry.
    Spatial,
    /// It says how often it is updated.
    UpdateFrequency,
    /// It is updated as often as it says, give or take a day.
    UpdateFulfilledInTime,
    /// Its description is longer than [`QualityRules::description_length`].
    DescriptionQuality,
    /// It has a file in a format that is not closed.
    OpenFormat,
    /// No file elsewhere failed to answer when it was last tried.
    ResourcesAvailable,
    /// It has documentation, or a file with a description.
    ResourcesDocumentation,
}

impl Criterion {
    /// Every criterion, in udata's order.
    pub const ALL: [Self; 9] = [
        Self::License,
        Self::TemporalCoverage,
        Self::Spatial,
        Self::UpdateFrequency,
        Self::UpdateFulfilledInTime,
        Self::DescriptionQuality,
        Self::OpenFormat,
        Self::ResourcesAvailable,
        Self::ResourcesDocumentation,
    ];

    /// The key of udata's `quality` object.
    pub const fn id(self) -> &'static str {
        match self {
            Self::License => "license",
            Self::TemporalCoverage => "temporal_coverage",
            Self::Spatial => "spatial",
            Self::UpdateFrequency => "update_frequency",
            Self::UpdateFulfilledInTime => "update_fulfilled_in_time",
            Self::DescriptionQuality => "dataset_description_quality",
            Self::OpenFormat => "has_open_format",
            Self::ResourcesAvailable => "all_resources_available",
            Self::ResourcesDocumentation => "resources_documentation",
        }
    }
}

/// The nine answers for a dataset.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Quality {
    answers: [Option<bool>; 9],
}

impl Quality {
    /// How many criteria there are, and points to be had.
    pub const POINTS: u8 = 9;

    /// The answers for a dataset.
    pub fn of(dataset: &Dataset, rules: &QualityRules) -> Self {
        let mut quality = Self::default();
        for criterion in Criterion::ALL {
            quality.answers[criterion as usize] = match criterion {
                _ if rules.lacks(criterion) => None,
                Criterion::License => Some(dataset.license.is_some()),
                Criterion::TemporalCoverage => Some(dataset.temporal_coverage.is_some()),
                // Headers before 17.0.3 have no geometry; no score of a real export needs one to be explained.
                Criterion::Spatial => {
                    Some(dataset.granularity.is_some() || !dataset.zones.is_empty() || dataset.has_geometry)
                }
                Criterion::UpdateFrequency => Some(dataset.frequency.is_some()),
                Criterion::UpdateFulfilledInTime => rules.is_updated_in_time(dataset),
                Criterion::DescriptionQuality => Some(rules.is_described(dataset)),
                Criterion::OpenFormat => {
                    of_resources(dataset, rules, has_open_format).or(dataset.open_format_declared)
                }
                Criterion::ResourcesAvailable => of_resources(dataset, rules, are_available),
                Criterion::ResourcesDocumentation => of_resources(dataset, rules, are_documented),
            };
        }
        quality
    }

    /// The answer to one question; `None` when the source does not carry what it takes.
    pub const fn answer(&self, criterion: Criterion) -> Option<bool> {
        self.answers[criterion as usize]
    }

    /// Every question with its answer, in udata's order.
    pub fn answers(&self) -> impl Iterator<Item = (Criterion, Option<bool>)> {
        Criterion::ALL.into_iter().zip(self.answers)
    }

    /// The least and the most points that the answers allow.
    pub fn points(&self) -> (u8, u8) {
        let count = |answer| self.answers.iter().map(|known| u8::from(*known == answer)).sum::<u8>();
        let least = count(Some(true));
        (least, least + count(None))
    }

    /// The score in hundredths, rounded as exports round it; `None` while an answer is unknown.
    pub fn score(&self) -> Option<u8> {
        let (least, most) = self.points();
        (least == most).then(|| hundredths(least))
    }

    /// The least and the highest score that the answers allow, in hundredths.
    pub fn range(&self) -> (u8, u8) {
        let (least, most) = self.points();
        (hundredths(least), hundredths(most))
    }
}

/// Points as a share of all, in hundredths.
fn hundredths(points: u8) -> u8 {
    let all = u16::from(Quality::POINTS);
    u8::try_from((u16::from(points) * 200 + all) / (2 * all)).unwrap_or(100)
}

/// The answer to a question about files, which no dataset without files passes. `None` when it has files that the
/// source does not list.
fn of_resources(dataset: &Dataset, rules: &QualityRules, passes: fn(&[Resource]) -> bool) -> Option<bool> {
    if !dataset.resources.is_empty() {
        return Some(passes(&dataset.resources));
    }
    let has_none = dataset.resources_declared.map_or(rules.lists_resources(), |count| count == 0);
    has_none.then_some(false)
}

fn has_open_format(resources: &[Resource]) -> bool {
    resources.iter().any(|resource| resource.open_format)
}

fn are_available(resources: &[Resource]) -> bool {
    !resources.iter().any(|resource| {
        resource.filetype == FileType::Remote
            && matches!(resource.availability, Availability::Unavailable { .. })
    })
}

fn are_documented(resources: &[Resource]) -> bool {
    resources.iter().any(|resource| {
        resource.kind == ResourceType::Documentation || !resource.description.trim().is_empty()
    })
}
