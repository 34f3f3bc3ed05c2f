//! Dataservices: APIs.

use std::sync::Arc;

use super::json::Json;
use super::record::Record;
use super::{contact, harvest};
use crate::catalog::vocabulary::{ACCESS_TYPES, license};
use crate::catalog::{Builder, Dataservice, RecordKind, fault};
use crate::source::fields::{Fields, one_of};
use crate::source::portal::portal_of;

pub(super) fn read(record: &mut Record, builder: &mut Builder) {
    let organization = record.organization();
    // A link in most answers, a list where somebody asked for it.
    let datasets = record.ids("datasets");
    let datasets: Vec<&str> = datasets.iter().map(|id| &**id).collect();
    if record.is_hidden("private", record.first(["deleted_at", "deleted"])) {
        let reference = organization.reference();
        builder.hide(RecordKind::Dataservice, record.id(), reference, &datasets, record.origin());
        return;
    }
    let page = record.text(record.first(["self_web_url", "page"]));
    if let Some(portal) = portal_of(&page) {
        builder.portal(&portal);
    }
    let dataservice = Dataservice {
        id: record.id().into(),
        slug: record.boxed("slug"),
        title: record.title("title"),
        acronym: record.line("acronym"),
        description: record.description("description").into(),
        base_api_url: record.url("base_api_url"),
        // Renamed in udata 10.1.3.
        machine_documentation_url: record
            .url(record.first(["machine_documentation_url", "endpoint_description_url"])),
        technical_documentation_url: record.url("technical_documentation_url"),
        business_documentation_url: record.url("business_documentation_url"),
        authorization_request_url: record.url("authorization_request_url"),
        availability: record.hundredths("availability", 100.0),
        rate_limiting: record.line("rate_limiting"),
        access_type: access_type(record),
        license: record.term("license", |text| Some(license::recognize(text)?.id), fault::UNKNOWN_LICENSE),
        owner: record.person(),
        contact_points: contact::read(record),
        featured: record.flag("featured"),
        archived: record.state(record.first(["archived_at", "archived"])).0,
        created_at: record.date("created_at"),
        last_modified: record.date(record.first(["metadata_modified_at", "last_modified"])),
        badges: record.list("badges", "kind"),
        tags: record.list("tags", "name"),
        harvest: harvest::read(record),
        metrics: record.metrics("metrics.views", "metrics.downloads", "metrics.followers"),
        ..Dataservice::default()
    };
    builder.dataservice(dataservice, organization.reference(), &datasets, record.origin());
    if let Some(organization) = organization.into_organization() {
        builder.named_organization(organization);
    }
}

/// The access type; of objects before 10.1.3, what their two flags say.
fn access_type(record: &mut Record) -> Option<Arc<str>> {
    let known = record.term("access_type", one_of(&ACCESS_TYPES), fault::UNKNOWN_ACCESS_TYPE);
    known.or_else(|| {
        if *record.get("is_restricted") == Json::Null {
            return None;
        }
        let (is_restricted, has_token) = (record.flag("is_restricted"), record.flag("has_token"));
        Some(record.intern(match (is_restricted, has_token) {
            (true, _) => "restricted",
            (false, true) => "open_with_account",
            (false, false) => "open",
        }))
    })
}
