//! An organization: who publishes.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Digest, Links, Metrics};

/// An organization, described by the export or only named by a record.
#[derive(Debug, Clone, Default, Hash)]
pub struct Organization {
    /// The source's id; never empty.
    pub id: Box<str>,
    /// The source's slug; may be empty or hostile.
    pub slug: Box<str>,
    /// The name, trimmed, never empty (the id where none is given).
    pub name: Box<str>,
    /// The acronym; may be empty.
    pub acronym: Box<str>,
    /// The description, in Markdown; may be empty.
    pub description: Box<str>,
    /// Its own site, as the source wrote it; may be empty.
    pub url: Box<str>,
    /// Its logo's address, as the source wrote it; may be empty.
    pub logo: Box<str>,
    /// Badge kinds (`public-service`, `certified`...), sorted, without repeats.
    pub badges: Box<[Arc<str>]>,
    /// The SIRET (14 digits) or another business number; may be empty.
    pub business_number_id: Box<str>,
    /// Creation of its account.
    pub created_at: Option<Timestamp>,
    /// Last modification of its account.
    pub last_modified: Option<Timestamp>,
    /// How many members its account has.
    pub members_count: Option<u32>,
    /// Views, downloads, followers.
    pub metrics: Metrics,
    /// Whether the export has a row for it; else only its id and name are known.
    pub described: bool,
    /// What the join found.
    pub links: Links,
    /// The digest of all of the above but the links. Set by the builder, last.
    pub digest: Digest,
}

impl Organization {
    /// A certified public service, in udata's sense: both badges.
    pub fn is_certified_public_service(&self) -> bool {
        self.has_badge("public-service") && self.has_badge("certified")
    }

    /// Whether it has the badge `kind`.
    pub fn has_badge(&self, kind: &str) -> bool {
        self.badges.iter().any(|badge| &**badge == kind)
    }
}
