//! Organizations. Members are counted; who they are is not read.

use super::json::Json;
use super::record::Record;
use crate::catalog::{Builder, Organization, fault};
use crate::source::fields::Fields;

pub(super) fn read(record: &mut Record, builder: &mut Builder) {
    let (is_deleted, _) = record.state("deleted");
    if is_deleted {
        record.report(fault::DELETED_RECORD, "deleted", "", "left out");
    }
    if is_deleted || record.id().is_empty() {
        return;
    }
    let organization = Organization {
        id: record.id().into(),
        name: record.title("name"),
        slug: record.boxed("slug"),
        acronym: record.line("acronym"),
        description: record.description("description").into(),
        url: record.url("url"),
        logo: record.boxed("logo"),
        badges: record.list("badges", "kind"),
        business_number_id: record.line("business_number_id"),
        created_at: record.date("created_at"),
        last_modified: record.date("last_modified"),
        members_count: members(record),
        metrics: record.metrics(
            "metrics.views",
            record.first(["metrics.resource_downloads", "metrics.resources_downloads", "metrics.downloads"]),
            "metrics.followers",
        ),
        ..Organization::default()
    };
    builder.organization(organization, record.origin());
}

fn members(record: &mut Record) -> Option<u32> {
    let field = record.first(["members_count", "metrics.members"]);
    match record.get(field) {
        Json::Number(_) | Json::Text(_) => record.small_number(field),
        _ => {
            let members = record.get("members").items().len();
            u32::try_from(members).ok().filter(|&count| count > 0)
        }
    }
}
