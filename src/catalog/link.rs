//! Places of records in their catalog, and the links that a join finds between them.

use std::hash::{Hash, Hasher};

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The index of the record at `position`.
            ///
            /// # Panics
            /// Past 4,294,967,295 records of a kind.
            #[allow(clippy::expect_used)] // A catalogue of that many records does not fit in memory.
            pub fn new(position: usize) -> Self {
                Self(u32::try_from(position).expect("a catalogue of under 2^32 records"))
            }

            /// The position in the catalog's list.
            pub const fn position(self) -> usize {
                self.0 as usize
            }
        }
    };
}

index!(/** A dataset's place in [`super::Catalog::datasets`]. */ DatasetIndex);
index!(/** An organization's place in [`super::Catalog::organizations`]. */ OrganizationIndex);
index!(/** A reuse's place in [`super::Catalog::reuses`]. */ ReuseIndex);
index!(/** A dataservice's place in [`super::Catalog::dataservices`]. */ DataserviceIndex);
index!(/** A topic's place in [`super::Catalog::topics`]. */ TopicIndex);
index!(/** A post's place in [`super::Catalog::posts`]. */ PostIndex);
index!(/** A discussion's place in [`super::Catalog::discussions`]. */ DiscussionIndex);

/// What a record is linked to. Its hash is empty: places move when other records come and go, so a record's
/// digest must not depend on them.
#[derive(Debug, Clone, Default)]
pub struct Links {
    /// The organization that publishes the record.
    pub organization: Option<OrganizationIndex>,
    /// Datasets: those of a reuse, a dataservice or an organization, in catalog order.
    pub datasets: Vec<DatasetIndex>,
    /// Reuses of a dataset or by an organization, in catalog order.
    pub reuses: Vec<ReuseIndex>,
    /// APIs of a dataset or by an organization, in catalog order.
    pub dataservices: Vec<DataserviceIndex>,
    /// Discussions about an organization's datasets, oldest first.
    pub discussions: Vec<DiscussionIndex>,
}

impl Hash for Links {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}
