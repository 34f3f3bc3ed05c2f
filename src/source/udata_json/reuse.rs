//! Reuses.

use super::record::Record;
use crate::catalog::vocabulary::{REUSE_TOPICS, REUSE_TYPES};
use crate::catalog::{Builder, RecordKind, Reuse, fault};
use crate::source::fields::{Fields, one_of};
use crate::source::portal::portal_of;

pub(super) fn read(record: &mut Record, builder: &mut Builder) {
    let organization = record.organization();
    let datasets = record.ids("datasets");
    let datasets: Vec<&str> = datasets.iter().map(|id| &**id).collect();
    if record.is_hidden("private", "deleted") {
        builder.hide(RecordKind::Reuse, record.id(), organization.reference(), &datasets, record.origin());
        return;
    }
    let page = record.text("page");
    if let Some(portal) = portal_of(&page) {
        builder.portal(&portal);
    }
    let reuse = Reuse {
        id: record.id().into(),
        slug: record.boxed("slug"),
        title: record.title("title"),
        description: record.description("description").into(),
        kind: record.term("type", one_of(&REUSE_TYPES), fault::UNKNOWN_REUSE_TYPE),
        topic: record.term("topic", one_of(&REUSE_TOPICS), fault::UNKNOWN_REUSE_TOPIC),
        url: record.url(record.first(["remote_url", "url"])),
        image: record.boxed("image"),
        owner: record.person(),
        featured: record.flag("featured"),
        archived: record.state("archived").0,
        created_at: record.date("created_at"),
        last_modified: record.date("last_modified"),
        badges: record.list("badges", "kind"),
        tags: record.list("tags", "name"),
        metrics: record.metrics("metrics.views", "metrics.downloads", "metrics.followers"),
        ..Reuse::default()
    };
    builder.reuse(reuse, organization.reference(), &datasets, record.origin());
    if let Some(organization) = organization.into_organization() {
        builder.named_organization(organization);
    }
}
