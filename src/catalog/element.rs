//! An element of a topic or post: a record that it names, perhaps with words of its own.

use std::hash::{Hash, Hasher};

use super::{DataserviceIndex, DatasetIndex, ReuseIndex};

/// What a topic or post names.
#[derive(Debug, Clone, Default, Hash)]
pub struct Element {
    /// What the topic calls it; may be empty.
    pub title: Box<str>,
    /// What the topic says of it, in Markdown; may be empty.
    pub description: Box<str>,
    /// The kind of record.
    pub kind: ElementKind,
    /// The record's id or slug; empty for a thing that is only described.
    pub reference: Box<str>,
    /// Where the record stands in this catalog, set by the join.
    pub target: Target,
}

/// The kinds of record that an element may name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum ElementKind {
    /// A dataset.
    Dataset,
    /// A reuse.
    Reuse,
    /// An API.
    Dataservice,
    /// Nothing, or a kind that has no page.
    #[default]
    Other,
}

impl ElementKind {
    /// The kind that udata's `class` names.
    pub fn of_class(class: &str) -> Self {
        match class {
            "Dataset" => Self::Dataset,
            "Reuse" => Self::Reuse,
            "Dataservice" => Self::Dataservice,
            _ => Self::Other,
        }
    }
}

/// A record of this catalog. Its hash is empty, as that of [`super::Links`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Target {
    /// None that this catalog holds.
    #[default]
    None,
    /// A dataset.
    Dataset(DatasetIndex),
    /// A reuse.
    Reuse(ReuseIndex),
    /// An API.
    Dataservice(DataserviceIndex),
}

impl Hash for Target {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}
