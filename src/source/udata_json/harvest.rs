//! The `harvest` object of datasets and dataservices; before udata 3, keys of their extras.

use super::json::Json;
use super::record::Record;
use crate::catalog::Harvest;
use crate::source::fields::Fields;

/// Where the record was harvested from; `None` when nothing tells of it.
pub(super) fn read(record: &mut Record) -> Option<Box<Harvest>> {
    let mut found = Harvest::default();
    if record.get("harvest").is_object() {
        found = Harvest {
            backend: record.shared("harvest.backend"),
            domain: record.shared("harvest.domain"),
            remote_id: record.line("harvest.remote_id"),
            remote_url: record.remote_url(record.first(["harvest.remote_url", "harvest.source_url"])),
            uri: record.remote_url("harvest.uri"),
            created_at: record.date("harvest.created_at"),
            issued_at: record.date("harvest.issued_at"),
            modified_at: record.date("harvest.modified_at"),
        };
    }
    if record.get("extras").is_object() {
        complete(record, &mut found);
    }
    let is_empty = found.backend.is_none()
        && found.domain.is_none()
        && found.remote_id.is_empty()
        && found.remote_url.is_empty()
        && found.uri.is_empty()
        && found.created_at.is_none()
        && found.issued_at.is_none()
        && found.modified_at.is_none();
    (!is_empty).then(|| Box::new(found))
}

/// Takes from the extras what the object does not say. Other extras have the same short names, so that those without
/// the prefix count only for a record that was harvested.
fn complete(record: &mut Record, harvest: &mut Harvest) {
    let extras = record.get("extras");
    let has = |key: &str| *extras.get(key) != Json::Null;
    if harvest.domain.is_none() {
        harvest.domain = record.shared("extras.harvest:domain");
    }
    if harvest.remote_id.is_empty() {
        harvest.remote_id = record.line("extras.harvest:remote_id");
    }
    if harvest.domain.is_none() && harvest.remote_id.is_empty() && !has("harvest:source_id") {
        return;
    }
    if harvest.remote_url.is_empty() {
        harvest.remote_url = record.boxed("extras.remote_url");
    }
    if harvest.uri.is_empty() {
        harvest.uri = record.boxed("extras.uri");
    }
}
