//! What a catalog is: datasets with their resources, organizations, reuses and dataservices, joined.
//!
//! The nouns are udata's. A source hands records to a [`Builder`]; the finished [`Catalog`] is immutable
//! and knows no source, no template and no disk.

mod builder;
mod community;
mod contact;
mod count;
mod dataservice;
mod dataset;
mod digest;
mod discussion;
mod element;
pub mod fault;
mod finding;
mod harvest;
mod link;
mod moment;
mod mqa;
mod organization;
mod post;
mod quality;
mod resource;
mod reuse;
mod snapshot;
mod topic;
pub mod vocabulary;

pub use builder::{Builder, Earlier, OrganizationReference, Origin, RecordKind};
pub use community::CommunityResource;
pub use contact::ContactPoint;
pub use count::Count;
pub use dataservice::Dataservice;
pub use dataset::{Dataset, Metrics, TemporalCoverage};
pub use digest::{Digest, DigestHasher, digest_of};
pub use discussion::{Discussion, Subject};
pub use element::{Element, ElementKind, Target};
pub use finding::{Example, Finding, FindingKind, Findings, Severity};
pub use harvest::Harvest;
pub use link::{
    DataserviceIndex, DatasetIndex, DiscussionIndex, Links, OrganizationIndex, PostIndex, ReuseIndex,
    TopicIndex,
};
pub use moment::Moment;
pub use mqa::{Dimension, Metric, Mqa, Rating};
pub use organization::Organization;
pub use post::Post;
pub use quality::{Criterion, Quality, QualityRules, is_open_format};
pub use resource::{Availability, Checksum, FileType, Resource, ResourceType, Schema};
pub use reuse::Reuse;
pub use snapshot::{DateOrigin, NotRenewed, Provenance, Snapshot, SourceFile};
pub use topic::Topic;

/// A whole catalogue, joined and in its final order.
#[derive(Debug, Default)]
pub struct Catalog {
    /// Where the data comes from and what day it speaks of.
    pub snapshot: Snapshot,
    /// The origin of the portal that the catalogue was exported from (`https://www.data.gouv.fr`), when known.
    pub portal: Option<Box<str>>,
    /// Every public dataset, archived ones included, oldest publication first (ties by id).
    pub datasets: Vec<Dataset>,
    /// Every organization that the export describes or that a record names, by id.
    pub organizations: Vec<Organization>,
    /// Every public reuse, oldest first.
    pub reuses: Vec<Reuse>,
    /// Every public API, oldest first.
    pub dataservices: Vec<Dataservice>,
    /// Every discussion that the source lists, oldest first.
    pub discussions: Vec<Discussion>,
    /// By which rules the quality of its datasets is measured.
    pub quality_rules: QualityRules,
    /// Every public topic, oldest first.
    pub topics: Vec<Topic>,
    /// Every published post, oldest first.
    pub posts: Vec<Post>,
    /// What was wrong with the data.
    pub findings: Findings,
}

impl Catalog {
    /// The dataset at `index`.
    pub fn dataset(&self, index: DatasetIndex) -> &Dataset {
        &self.datasets[index.position()]
    }

    /// The organization at `index`.
    pub fn organization(&self, index: OrganizationIndex) -> &Organization {
        &self.organizations[index.position()]
    }

    /// The reuse at `index`.
    pub fn reuse(&self, index: ReuseIndex) -> &Reuse {
        &self.reuses[index.position()]
    }

    /// The dataservice at `index`.
    pub fn dataservice(&self, index: DataserviceIndex) -> &Dataservice {
        &self.dataservices[index.position()]
    }

    /// The nine answers of udata's quality score for a dataset.
    pub fn quality(&self, dataset: &Dataset) -> Quality {
        Quality::of(dataset, &self.quality_rules)
    }

    /// The topic at `index`.
    pub fn topic(&self, index: TopicIndex) -> &Topic {
        &self.topics[index.position()]
    }

    /// The post at `index`.
    pub fn post(&self, index: PostIndex) -> &Post {
        &self.posts[index.position()]
    }

    /// How many resources all datasets hold, archived ones included.
    pub fn resources_count(&self) -> usize {
        self.datasets.iter().map(|dataset| dataset.resources.len()).sum()
    }
}
