//! The kinds of record that a snapshot holds.

use serde::{Deserialize, Serialize};

/// A kind of record with a file of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Datasets, each with its resources.
    Datasets,
    /// Organizations.
    Organizations,
    /// Reuses.
    Reuses,
    /// APIs.
    Dataservices,
    /// Topics ("bouquets"), each with its elements.
    Topics,
    /// Posts.
    Posts,
    /// Resources by themselves, as CSV exports have them; elsewhere they stand in their datasets.
    Resources,
}

impl Kind {
    /// Every kind with a file of JSON Lines, in the order of manifests.
    pub const ALL: [Self; 6] =
        [Self::Datasets, Self::Organizations, Self::Reuses, Self::Dataservices, Self::Topics, Self::Posts];

    /// udata's name for it in addresses: `datasets`...
    pub const fn name(self) -> &'static str {
        match self {
            Self::Datasets => "datasets",
            Self::Organizations => "organizations",
            Self::Reuses => "reuses",
            Self::Dataservices => "dataservices",
            Self::Topics => "topics",
            Self::Posts => "posts",
            Self::Resources => "resources",
        }
    }

    /// The name of its file in a snapshot.
    pub fn file_name(self) -> String {
        format!("{}.jsonl.gz", self.name())
    }
}
