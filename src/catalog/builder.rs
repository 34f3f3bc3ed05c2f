//! Joins the records of any source into a catalog.

use super::{Catalog, Dataservice, Dataset, Findings, Organization, Resource, Reuse, Snapshot};

/// The organization that a record names.
#[derive(Debug, Clone, Default)]
pub struct OrganizationReference {
    /// Its id; empty when the record has none.
    pub id: Box<str>,
    /// Its name, for organizations that no file describes.
    pub name: Box<str>,
}

/// What a discussion is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A dataset.
    Dataset,
    /// A reuse.
    Reuse,
    /// A dataservice.
    Dataservice,
    /// An organization or anything else.
    Other,
}

/// Collects records in any order of kinds, then joins, sorts and counts.
#[derive(Debug, Default)]
pub struct Builder {
    catalog: Catalog,
}

impl Builder {
    /// Adds a dataset, without resources.
    pub fn dataset(&mut self, _dataset: Dataset, _organization: OrganizationReference) {
        todo!()
    }

    /// Adds a resource of the dataset with that id.
    pub fn resource(&mut self, _dataset_id: &str, _resource: Resource) {
        todo!()
    }

    /// Adds an organization that the source describes.
    pub fn organization(&mut self, _organization: Organization) {
        todo!()
    }

    /// Adds a reuse of the datasets with those ids.
    pub fn reuse(&mut self, _reuse: Reuse, _organization: OrganizationReference, _datasets: &[&str]) {
        todo!()
    }

    /// Adds a dataservice over the datasets with those ids.
    pub fn dataservice(
        &mut self,
        _dataservice: Dataservice,
        _organization: OrganizationReference,
        _datasets: &[&str],
    ) {
        todo!()
    }

    /// Counts a discussion.
    pub fn discussion(&mut self, _subject: Subject, _subject_id: &str, _closed: bool) {
        todo!()
    }

    /// Where findings go.
    pub fn findings(&mut self) -> &mut Findings {
        &mut self.catalog.findings
    }

    /// Joins everything.
    pub fn finish(self, _snapshot: Snapshot) -> Catalog {
        todo!()
    }
}
