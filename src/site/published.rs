//! What an organization's dashboard says of what it publishes, counted once for its page, its data and their keys.

use std::hash::Hash;
use std::sync::OnceLock;

use super::Inventory;
use super::figures::hash_figures;
use crate::catalog::{Digest, DigestHasher, OrganizationIndex};
use crate::stats::{self, Figure, Mend, Scope};

/// An organization with fewer listed datasets has no dashboard: its page says it all.
const MINIMUM: usize = 5;

/// What an organization publishes, measured.
pub(super) struct Published {
    /// The figures that make sense of one organization.
    pub(super) figures: Vec<Figure>,
    /// What to mend first.
    pub(super) mend: Vec<Mend>,
    /// The digest of both.
    pub(super) digest: Digest,
}

/// The figures of each organization, made when first asked for. Whoever asks first counts on its own thread alone, so
/// that others can wait for it from inside a rayon job.
#[derive(Default)]
pub(super) struct Publishers(Vec<OnceLock<Box<Published>>>);

impl Publishers {
    /// Room for so many organizations.
    pub(super) fn new(organizations: usize) -> Self {
        Self(std::iter::repeat_with(OnceLock::new).take(organizations).collect())
    }
}

impl Inventory {
    /// Whether an organization has a dashboard.
    pub(super) fn has_dashboard(&self, index: OrganizationIndex) -> bool {
        self.listed_count(index) >= MINIMUM
    }

    /// What an organization publishes.
    pub(super) fn published(&self, index: OrganizationIndex) -> &Published {
        self.publishers.0[index.position()].get_or_init(|| {
            let scope = Scope::of(&self.catalog, index, |dataset| self.is_listed(dataset));
            let figures = stats::figures(&scope);
            let mend = stats::mend(&scope);
            let mut hasher = DigestHasher::default();
            hash_figures(self, &figures, &mut hasher);
            for one in &mend {
                let dataset = self.catalog.dataset(one.dataset);
                (&dataset.id, &dataset.title, self.addresses.dataset(one.dataset)).hash(&mut hasher);
                (&one.reasons, one.unavailable, one.views).hash(&mut hasher);
            }
            Box::new(Published { figures, mend, digest: hasher.digest() })
        })
    }
}
