//! What the four kinds of record with a page have in common for the join.

use jiff::Timestamp;

use super::Origin;
use crate::catalog::{
    Dataservice, Dataset, Digest, FindingKind, Harvest, Organization, Post, Reuse, Topic, digest_of, fault,
};

/// The place of the organization of a record that names none.
pub(super) const NO_ORGANIZATION: u32 = u32::MAX;

/// A record and what the builder knows of it.
#[derive(Debug)]
pub(super) struct Entry<T> {
    pub(super) record: T,
    pub(super) origin: Origin,
    /// The place of its organization among those that records name.
    pub(super) organization: u32,
    /// The ids of the datasets that it names.
    pub(super) datasets: Box<[Box<str>]>,
}

impl<T> Entry<T> {
    pub(super) fn new(record: T, origin: Origin, organization: u32, datasets: &[&str]) -> Self {
        Self { record, origin, organization, datasets: boxed(datasets) }
    }
}

/// Owned copies of texts, in their order.
pub(super) fn boxed(texts: &[&str]) -> Box<[Box<str>]> {
    texts.iter().map(|text| (*text).into()).collect()
}

/// A record with an id, a slug, a page.
pub(super) trait Record: Sized + Send + Sync {
    /// Reported when two records have the same id.
    const DUPLICATE: FindingKind;

    fn id(&self) -> &str;
    fn slug(&self) -> &str;
    fn created_at(&self) -> Option<Timestamp>;
    fn last_modified(&self) -> Option<Timestamp>;
    fn harvest(&self) -> Option<&Harvest> {
        None
    }
    fn set_published(&mut self, published: Timestamp);
    /// Sets the digest, of the record as it stands.
    fn seal(&mut self);
    /// What records of this kind are listed by.
    fn order(&self) -> (Timestamp, &str);
}

macro_rules! record {
    ($type:ty, $duplicate:expr, [$($harvest:ident)?]) => {
        record!(@ $type, $duplicate, {
            $(fn harvest(&self) -> Option<&Harvest> { self.$harvest.as_deref() })?
            fn set_published(&mut self, published: Timestamp) { self.published = published; }
            fn order(&self) -> (Timestamp, &str) { (self.published, &self.id) }
        });
    };
    ($type:ty, $duplicate:expr, dated) => {
        record!(@ $type, $duplicate, {
            fn set_published(&mut self, _: Timestamp) {}
            fn order(&self) -> (Timestamp, &str) { (self.published, &self.id) }
        });
    };
    ($type:ty, $duplicate:expr) => {
        record!(@ $type, $duplicate, {
            fn set_published(&mut self, _: Timestamp) {}
            fn order(&self) -> (Timestamp, &str) { (Timestamp::UNIX_EPOCH, &self.id) }
        });
    };
    (@ $type:ty, $duplicate:expr, { $($method:item)* }) => {
        impl Record for $type {
            const DUPLICATE: FindingKind = $duplicate;

            fn id(&self) -> &str { &self.id }
            fn slug(&self) -> &str { &self.slug }
            fn created_at(&self) -> Option<Timestamp> { self.created_at }
            fn last_modified(&self) -> Option<Timestamp> { self.last_modified }
            fn seal(&mut self) {
                self.digest = Digest::default();
                self.digest = digest_of(self);
            }
            $($method)*
        }
    };
}

record!(Dataset, fault::DUPLICATE_DATASET, [harvest]);
record!(Reuse, fault::DUPLICATE_REUSE, []);
record!(Dataservice, fault::DUPLICATE_DATASERVICE, [harvest]);
record!(Topic, fault::DUPLICATE_TOPIC, []);
record!(Post, fault::DUPLICATE_POST, dated);
record!(Organization, fault::DUPLICATE_ORGANIZATION);

/// When a record came to the portal: the time inside a `MongoDB` `ObjectId` (24 hexadecimal digits of which the
/// first 8 are seconds since 1970), else its creation, else the epoch.
pub(super) fn published(id: &str, created_at: Option<Timestamp>) -> Timestamp {
    let is_object_id = id.len() == 24 && id.bytes().all(|b| b.is_ascii_hexdigit());
    is_object_id
        .then(|| u32::from_str_radix(&id[..8], 16).ok())
        .flatten()
        .and_then(|seconds| Timestamp::from_second(i64::from(seconds)).ok())
        .or(created_at)
        .unwrap_or(Timestamp::UNIX_EPOCH)
}
