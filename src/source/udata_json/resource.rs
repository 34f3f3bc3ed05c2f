//! Resources: inside their dataset, or apart as v2 serves them.

use super::json::Json;
use super::record::Record;
use crate::catalog::{
    Availability, Builder, Checksum, CommunityResource, Moment, Resource, Schema, fault, is_open_format,
};
use crate::source::fields::Fields;
use crate::source::{extras, types};

/// Where a resource may say whose it is.
const DATASET: [&str; 2] = ["dataset", "dataset_id"];

/// The resources of a dataset's `resources`, in its order.
pub(super) fn read_list(record: &mut Record, list: &Json) -> Vec<Resource> {
    let mut resources = Vec::with_capacity(list.items().len());
    for value in list.items() {
        let mut part = record.part(value);
        if part.id().is_empty() {
            part.report(fault::MISSING_ID, "resources.id", "", "left out");
        } else {
            resources.push(read(&mut part));
        }
    }
    resources
}

/// Reads a resource that stands apart. `dataset_id`: what its page or file says, when it does not itself.
pub(super) fn read_apart(record: &mut Record, dataset_id: Option<&str>, builder: &mut Builder) {
    let named = record.text(dataset_field(record));
    let dataset_id = if named.is_empty() { dataset_id.unwrap_or_default() } else { &named };
    let resource = read(record);
    builder.resource(dataset_id, resource, record.origin());
}

/// Reads what a community published beside a dataset.
pub(super) fn read_community(record: &mut Record, builder: &mut Builder) {
    let dataset_id = record.text(dataset_field(record));
    let community = community(record);
    builder.community_resource(&dataset_id, community, record.origin());
}

/// A community resource of its dataset's own list or of a list of its own.
pub(super) fn community(record: &mut Record) -> CommunityResource {
    let organization = record.organization();
    CommunityResource {
        author: organization.reference().name.into(),
        owner: record.person(),
        resource: read(record),
    }
}

/// Where the id of the resource's dataset stands.
fn dataset_field(record: &Record) -> &'static str {
    record.first(DATASET)
}

/// Whether a resource does not say whose it is.
pub(super) fn is_orphan(value: &Json) -> bool {
    DATASET.iter().all(|key| *value.path(key) == Json::Null)
}

fn read(record: &mut Record) -> Resource {
    let (kind, filetype, format) = types::read(record, "filetype", "type", "format");
    Resource {
        id: record.id().into(),
        title: record.line("title"),
        description: record.shared_description("description"),
        url: record.url("url"),
        kind,
        filetype,
        format: record.format(&format),
        open_format: is_open_format(&format),
        mime: record.shared("mime"),
        filesize: record.size("filesize"),
        checksum: checksum(record),
        created_at: record
            .date(record.first(["created_at", "published", "created_at_internal"]))
            .map(Moment::from),
        last_modified: record
            .date(record.first(["last_modified", "modified", "last_modified_internal"]))
            .map(Moment::from),
        downloads: record.tally("metrics.views"),
        schema: schema(record),
        availability: availability(record),
        preview_url: record.boxed("preview_url"),
    }
}

fn checksum(record: &mut Record) -> Option<Box<Checksum>> {
    let is_object = record.get("checksum").is_object();
    let value = record.line(if is_object { "checksum.value" } else { "checksum" });
    if value.is_empty() {
        return None;
    }
    // udata's default (`core/dataset/constants.py`).
    let algorithm = record.shared("checksum.type").unwrap_or_else(|| record.intern("sha1"));
    Some(Box::new(Checksum { algorithm, value }))
}

/// The schema of a resource or dataset: an object, empty where there is none, or a name.
pub(super) fn schema(record: &mut Record) -> Option<Box<Schema>> {
    let schema = if record.get("schema").is_object() {
        Schema {
            name: record.line("schema.name"),
            version: record.line("schema.version"),
            url: record.boxed("schema.url"),
        }
    } else {
        Schema { name: record.line("schema"), ..Schema::default() }
    };
    (!schema.name.is_empty() || !schema.url.is_empty()).then(|| Box::new(schema))
}

fn availability(record: &mut Record) -> Availability {
    let extras = record.get("extras");
    match extras {
        Json::Object(_) => {
            let available = match extras.get("check:available") {
                Json::Bool(available) => Some(*available),
                _ => None,
            };
            let status = extras.get("check:status").scalar().unwrap_or_default();
            let date = extras.get("check:date").text().unwrap_or_default();
            extras::told(available, &status, date)
        }
        Json::Null => Availability::Unknown,
        _ => {
            record.report(fault::BAD_EXTRAS, "extras", "", "availability is unknown");
            Availability::Unknown
        }
    }
}
