//! A community resource: a file that somebody else publishes beside a dataset.

use super::Resource;

/// A file made from a dataset by others than its publisher.
#[derive(Debug, Clone, Default, Hash)]
pub struct CommunityResource {
    /// The name of the organization that published it; empty when a person did.
    pub author: Box<str>,
    /// The slug of the person who published it, when no organization did. Shown only where the config says so.
    pub owner: Option<Box<str>>,
    /// The file.
    pub resource: Resource,
}
