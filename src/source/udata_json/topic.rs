//! Topics ("bouquets").

use super::json::Json;
use super::record::Record;
use crate::catalog::{Builder, Element, ElementKind, Topic};
use crate::source::fields::Fields;
use crate::source::portal::portal_of;

pub(super) fn read(record: &mut Record, builder: &mut Builder) {
    if record.is_hidden("private", record.first(["deleted", "deleted_at"])) {
        return;
    }
    let organization = record.organization();
    let page = record.text("page");
    if let Some(portal) = portal_of(&page) {
        builder.portal(&portal);
    }
    let topic = Topic {
        id: record.id().into(),
        slug: record.boxed("slug"),
        name: record.title(record.first(["name", "title"])),
        description: record.description("description").into(),
        owner: record.person(),
        featured: record.flag("featured"),
        created_at: record.date("created_at"),
        last_modified: record.date("last_modified"),
        tags: record.list("tags", "name"),
        elements: elements(record),
        ..Topic::default()
    };
    builder.topic(topic, organization.reference(), record.origin());
    if let Some(organization) = organization.into_organization() {
        builder.named_organization(organization);
    }
}

/// The elements of v2, where they stand in the topic; before them, its lists of datasets and reuses.
fn elements(record: &mut Record) -> Box<[Element]> {
    let mut elements = Vec::new();
    for value in record.get("elements").items() {
        let mut part = record.part(value);
        let named = part.get("element");
        elements.push(Element {
            title: part.line("title"),
            description: part.description("description").into(),
            kind: ElementKind::of_class(named.get("class").text().unwrap_or_default()),
            reference: match named {
                Json::Object(_) | Json::Text(_) => named.scalar().unwrap_or_default().into(),
                _ => Box::default(),
            },
            ..Element::default()
        });
    }
    elements.extend(lists(record));
    elements.retain(|element| {
        !(element.title.is_empty() && element.description.is_empty() && element.reference.is_empty())
    });
    elements.into()
}

/// What a topic or post lists by id under the names of kinds.
pub(super) fn lists(record: &mut Record) -> Vec<Element> {
    let mut elements = Vec::new();
    for (field, kind) in [
        ("datasets", ElementKind::Dataset),
        ("reuses", ElementKind::Reuse),
        ("dataservices", ElementKind::Dataservice),
    ] {
        let ids = record.ids(field);
        let of_id =
            |id: &std::borrow::Cow<str>| Element { kind, reference: (&**id).into(), ..Element::default() };
        elements.extend(ids.iter().map(of_id));
    }
    elements
}
