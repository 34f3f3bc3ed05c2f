//! What a dataset's page says of the quality of its metadata.

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::theme::Describe;

/// The context of `quality.html`, without a frame: it is part of the pages of datasets, and rendered once for all
/// those of which it says the same.
#[derive(Debug, Serialize, Describe!)]
pub struct QualityContext {
    /// The quality.
    pub quality: Quality,
}

/// The quality of a dataset's metadata, as udata and data.europa.eu measure it.
#[derive(Debug, Clone, Default, Serialize, Describe!)]
pub struct Quality {
    /// udata's score from 0 to 100; none when the answers leave a range and the source gives no number.
    pub percent: Option<u8>,
    /// `78 %`, or the range in words.
    pub text: String,
    /// Whether udata's own pages call it good (two thirds or more).
    pub good: bool,
    /// Whether the number is the source's own, because not all criteria are known here.
    pub exported: bool,
    /// The source's own number in words, where it is another; else empty.
    pub source: String,
    /// What it is made of.
    pub lines: Vec<QualityLine>,
    /// The estimate of the European portal's score; none when the source does not list the files.
    pub mqa: Option<MqaFacts>,
}

/// A criterion of quality.
#[derive(Debug, Clone, Default, Serialize, Describe!)]
pub struct QualityLine {
    /// Whether it passes.
    pub state: QualityState,
    /// What was found, in words.
    pub label: String,
    /// What to do; empty when it passes.
    pub advice: String,
}

/// Whether a criterion passes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Describe!)]
#[serde(rename_all = "lowercase")]
pub enum QualityState {
    /// It does.
    Pass,
    /// It does not.
    Fail,
    /// The source does not say.
    #[default]
    Unknown,
}

/// The estimate of data.europa.eu's score.
#[derive(Debug, Clone, Default, Serialize, Describe!)]
pub struct MqaFacts {
    /// Points, the most points and the verdict, in words.
    pub summary: String,
    /// One line a dimension.
    pub dimensions: Vec<MqaLine>,
}

/// A dimension of the estimate.
#[derive(Debug, Clone, Default, Serialize, Describe!)]
pub struct MqaLine {
    /// Its name.
    pub label: String,
    /// `70 / 100`.
    pub points: String,
    /// What lacks, separated by commas; empty when nothing does.
    pub lacking: String,
}
