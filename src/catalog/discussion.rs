//! A discussion: when it was opened and closed, and about what. Names and messages are never kept.

use super::{DatasetIndex, Moment};

/// What a discussion is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A dataset.
    Dataset,
    /// A reuse.
    Reuse,
    /// A dataservice.
    Dataservice,
    /// An organization or anything else.
    #[default]
    Other,
}

/// A discussion between users and producers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Discussion {
    /// When it was opened.
    pub created_at: Option<Moment>,
    /// When it was closed, where the source says.
    pub closed_at: Option<Moment>,
    /// Whether it is closed.
    pub closed: bool,
    /// Whether anyone wrote in it after whoever opened it; `None` where the source does not say.
    pub answered: Option<bool>,
    /// What it is about.
    pub subject: Subject,
    /// The dataset that it is about, if the catalogue holds it. Set by the join.
    pub dataset: Option<DatasetIndex>,
}
