//! Posts: news and pages of the portal's team.

use super::blocs;
use super::record::Record;
use super::topic;
use crate::catalog::{Builder, Element, ElementKind, Post, fault};
use crate::source::fields::Fields;
use crate::source::portal::portal_of;

pub(super) fn read(record: &mut Record, builder: &mut Builder) {
    if record.is_hidden("private", record.first(["deleted", "deleted_at"])) {
        return;
    }
    let Some(published) = record.date("published") else {
        record.report(fault::DRAFT_POST, "published", "", "left out");
        return;
    };
    let page = record.text("page");
    if let Some(portal) = portal_of(&page) {
        builder.portal(&portal);
    }
    let mut elements = topic::lists(record);
    let content = record.text("content");
    let blocs = blocs::markdown(record.get("blocs"), &mut elements);
    let content = if blocs.is_empty() { content } else { blocs.into() };
    embedded(&content, &mut elements);
    let post = Post {
        id: record.id().into(),
        slug: record.boxed("slug"),
        title: record.title(record.first(["name", "title"])),
        headline: record.line("headline"),
        is_html: record.text("body_type") == "html",
        content: content.into(),
        image: record.boxed(record.first(["image", "image_url"])),
        credit: record.line("credit_to"),
        credit_url: record.boxed("credit_url"),
        created_at: record.date("created_at"),
        last_modified: record.date("last_modified"),
        published,
        tags: record.list("tags", "name"),
        elements: elements.into(),
        ..Post::default()
    };
    builder.post(post, record.origin());
}

/// Adds what the text embeds: `<div data-udata-dataset="slug or id">`, which udata's script replaces by a card.
fn embedded(content: &str, elements: &mut Vec<Element>) {
    for rest in content.split("data-udata-").skip(1) {
        let Some((name, rest)) = rest.split_once('=') else { continue };
        let kind = match name.trim() {
            "dataset" => ElementKind::Dataset,
            "reuse" => ElementKind::Reuse,
            "dataservice" => ElementKind::Dataservice,
            _ => continue,
        };
        let rest = rest.trim_start();
        let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
        let Some((reference, _)) = rest[1..].split_once(quote) else { continue };
        let reference = reference.trim();
        let is_known =
            elements.iter().any(|element| element.kind == kind && *element.reference == *reference);
        if !reference.is_empty() && !is_known {
            elements.push(Element { kind, reference: reference.into(), ..Element::default() });
        }
    }
}
