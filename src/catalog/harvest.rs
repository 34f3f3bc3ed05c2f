//! Where a record was harvested from.

use std::sync::Arc;

use jiff::Timestamp;

/// The remote record behind a harvested dataset or dataservice.
#[derive(Debug, Clone, Default, Hash)]
pub struct Harvest {
    /// The harvester: `DCAT`, `CSW-ISO-19139`, `CKAN`...
    pub backend: Option<Arc<str>>,
    /// The remote catalogue's host.
    pub domain: Option<Arc<str>>,
    /// The remote id; may be empty.
    pub remote_id: Box<str>,
    /// The remote page, as the source wrote it; may be empty.
    pub remote_url: Box<str>,
    /// The remote record's URI; may be empty.
    pub uri: Box<str>,
    /// Creation at the remote catalogue.
    pub created_at: Option<Timestamp>,
    /// Publication at the remote catalogue.
    pub issued_at: Option<Timestamp>,
    /// Modification at the remote catalogue.
    pub modified_at: Option<Timestamp>,
}
