//! Editorial blocs of posts (udata `core/edito_blocs/models.py`), as Markdown and lists of records.

use std::fmt::Write as _;

use super::json::Json;
use crate::catalog::{Element, ElementKind};

/// The text of the blocs; what they list goes to `elements`. Empty where there are none.
pub(super) fn markdown(blocs: &Json, elements: &mut Vec<Element>) -> String {
    let mut text = String::new();
    for bloc in blocs.items() {
        write(bloc, &mut text, elements);
    }
    text.trim_end().to_owned()
}

fn write(bloc: &Json, text: &mut String, elements: &mut Vec<Element>) {
    let said = |key: &str| bloc.get(key).text().map(str::trim).filter(|said| !said.is_empty());
    if let Some(title) = said("title") {
        heading(text, title);
    }
    for key in ["subtitle", "description", "paragraph", "content"] {
        if let Some(said) = said(key) {
            paragraph(text, said);
        }
    }
    if let (Some(title), Some(url)) = (said("main_link_title"), said("main_link_url")) {
        paragraph(text, &link(title, url));
    }
    for item in bloc.get("links").items() {
        if let (Some(title), Some(url)) = (item.get("title").text(), item.get("url").text()) {
            // Writing to a string never fails.
            let _ = writeln!(text, "- {}", link(title, url));
        }
    }
    text.push('\n');
    let kind = match bloc.get("class").text().unwrap_or_default() {
        "DatasetsListBloc" => ElementKind::Dataset,
        "ReusesListBloc" => ElementKind::Reuse,
        "DataservicesListBloc" => ElementKind::Dataservice,
        _ => ElementKind::Other,
    };
    for item in bloc.get("items").items() {
        if kind == ElementKind::Other {
            if let Some(title) = item.get("title").text() {
                heading(text, title);
            }
            // An accordion's item holds blocs of its own, no deeper than the parser lets it.
            item.get("content").items().iter().for_each(|inner| write(inner, text, elements));
        } else if let Some(id) = item.scalar().filter(|id| !id.is_empty()) {
            elements.push(Element { kind, reference: (&*id).into(), ..Element::default() });
        }
    }
}

fn heading(text: &mut String, title: &str) {
    let _ = writeln!(text, "## {}\n", title.replace(['\n', '\r'], " "));
}

fn paragraph(text: &mut String, said: &str) {
    text.push_str(said);
    text.push_str("\n\n");
}

fn link(title: &str, url: &str) -> String {
    let title = title.replace(['[', ']', '\n'], " ");
    format!("[{}](<{}>)", title.trim(), url.replace(['<', '>', '\n', ' '], ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocs_become_text_and_records() {
        let blocs = r#"[
            {"class": "HeroBloc", "title": "Ouverture", "description": "Des données.", "main_link_title": "Voir", "main_link_url": "https://example.org/a b"},
            {"class": "DatasetsListBloc", "title": "À la une", "items": [{"id": "d1", "class": "Dataset"}, "d2"]},
            {"class": "AccordionListBloc", "items": [{"title": "Pourquoi", "content": [{"class": "MarkdownBloc", "content": "**Parce que.**"}]}]}
        ]"#;
        let mut elements = Vec::new();
        let text = markdown(&serde_json::from_str(blocs).unwrap(), &mut elements);
        assert_eq!(
            text,
            "## Ouverture\n\nDes données.\n\n[Voir](<https://example.org/ab>)\n\n\n## À la une\n\n\n\n## Pourquoi\n\n**Parce que.**"
        );
        assert_eq!(elements.iter().map(|element| &*element.reference).collect::<Vec<_>>(), ["d1", "d2"]);
    }
}
