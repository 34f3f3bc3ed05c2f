//! The theme that the binary holds: complete in both languages, and every page type renders.

#![allow(clippy::unwrap_used)] // A test fails where something is not there.

#[path = "support/pages.rs"]
mod pages;

use std::collections::BTreeMap;
use std::path::Path;

use etalage::theme::Theme;
use scraper::{Html, Selector};
use serde_json::json;

fn theme(language: &str) -> Theme {
    Theme::load(Path::new("/nowhere"), "default", language, None, &pages::globals(language)).unwrap()
}

/// Every sample page: its name and its HTML.
fn rendered(theme: &Theme) -> Vec<(&'static str, String)> {
    let cards: String = ["Arbres d’alignement", "Budget primitif 2026"]
        .iter()
        .map(|title| theme.render("card.html", &json!({ "card": pages::card(title) })).unwrap())
        .collect();
    let quality = theme.render("quality.html", &json!({ "quality": pages::quality(33) })).unwrap();
    pages::all(&cards, &quality)
        .into_iter()
        .map(|sample| (sample.name, theme.render(sample.template, &sample.context).unwrap()))
        .collect()
}

/// Keys with their parameters.
fn messages(theme: &Theme) -> BTreeMap<String, Vec<String>> {
    theme
        .messages()
        .map(|(key, parameters)| (key.to_owned(), parameters.map(str::to_owned).collect()))
        .collect()
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_parameters() {
    assert_eq!(messages(&theme("fr")), messages(&theme("en")));
}

#[test]
fn a_language_without_messages_is_refused() {
    let error = Theme::load(Path::new("/nowhere"), "default", "de", None, &pages::globals("de"))
        .unwrap_err()
        .to_string();
    assert!(error.contains("en, fr"), "{error}");
}

#[test]
fn every_page_type_renders_in_both_languages() {
    for language in ["fr", "en"] {
        for (name, page) in rendered(&theme(language)) {
            let html = Html::parse_document(&page);
            let count = |selector: &str| html.select(&Selector::parse(selector).unwrap()).count();
            assert_eq!(count("h1"), 1, "{name}");
            assert_eq!(count("main"), 1, "{name}");
            assert_eq!(count("header.top"), 1, "{name}");
            assert_eq!(count("footer"), 1, "{name}");
            assert_eq!(count("form[role=search]"), 1, "{name}");
            assert!(count(&format!("html[lang={language}]")) == 1, "{name}");
            // Charts have a stylesheet of their own, which other pages need not load.
            let sheets = if page.contains("class=\"chart") { 2 } else { 1 };
            assert!(count("link[rel=canonical]") == 1 && count("link[rel=stylesheet]") == sheets, "{name}");
            assert_eq!(count("[style], style, script:not([src]), [onclick]"), 0, "{name}");
            assert!(!page.contains("{{") && !page.contains("{%"), "{name}");
        }
    }
}

#[test]
fn ids_are_used_once_a_page_and_headings_skip_no_level() {
    for (name, page) in rendered(&theme("fr")) {
        let html = Html::parse_document(&page);
        let mut ids: Vec<_> =
            html.select(&Selector::parse("[id]").unwrap()).filter_map(|element| element.attr("id")).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{name}");
        let mut level = 0;
        for heading in html.select(&Selector::parse("h1, h2, h3, h4, h5, h6").unwrap()) {
            let next = heading.value().name()[1..].parse::<u8>().unwrap();
            assert!(next <= level + 1, "{name}: h{level} then h{next}");
            level = next;
        }
    }
}

#[test]
fn every_download_says_which_file_in_which_format_and_size() {
    let pages = rendered(&theme("fr"));
    let (_, page) = pages.iter().find(|(name, _)| *name == "dataset").unwrap();
    let html = Html::parse_document(page);
    let buttons: Vec<String> = html
        .select(&Selector::parse(".file .button").unwrap())
        .map(|link| link.text().collect::<String>())
        .collect();
    assert_eq!(buttons.len(), 4);
    assert_eq!(buttons[0], "Télécharger Arbres d’alignement 2026 (CSV, 1,2 Mo)");
    assert!(buttons[2].contains("taille inconnue"), "{}", buttons[2]);
    for table in html.select(&Selector::parse("main > table").unwrap()) {
        assert!(table.select(&Selector::parse("caption").unwrap()).next().is_some());
    }
}

#[test]
fn a_dataset_page_is_small() {
    let theme = theme("fr");
    let page = theme.render("dataset.html", &pages::dataset()).unwrap();
    let quality = theme.render("quality.html", &json!({ "quality": pages::quality(89) })).unwrap();
    assert!(page.len() + quality.len() < 13_000, "{} bytes", page.len() + quality.len());
    let card = theme.render("card.html", &json!({ "card": pages::card("Arbres d’alignement") })).unwrap();
    assert!(card.len() < 1_000, "{} bytes", card.len());
    let (_, style) = theme.assets().find(|(path, _)| path.contains("style")).unwrap();
    assert!(style.len() < 20_000, "{} bytes", style.len());
}

/// Every string that stands in quotes in the program's own sources, tests within them included.
fn strings_in_sources() -> std::collections::BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut strings = std::collections::BTreeSet::new();
    for entry in walkdir::WalkDir::new(root) {
        let entry = entry.unwrap();
        let path = entry.path();
        if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("theme/tests.rs") {
            let text = std::fs::read_to_string(path).unwrap();
            strings.extend(text.split('"').map(str::to_owned));
        }
    }
    strings
}

#[test]
fn every_message_is_used_and_every_message_asked_for_exists() {
    let theme = theme("fr");
    let messages = messages(&theme);
    let in_templates: Vec<_> = theme.messages_in_templates().collect();
    let in_sources = strings_in_sources();
    let families = [
        "about",
        "access",
        "badge",
        "contact-role",
        "column",
        "criterion",
        "family",
        "figure",
        "finding",
        "frequency",
        "granularity",
        "license",
        "mend",
        "mqa",
        "producer",
        "quality",
        "resource-type",
        "reuse-topic",
        "reuse-type",
        "theme",
        "updated",
        "word",
    ];
    for family in families {
        assert!(in_sources.contains(family), "no source asks for labels of {family}");
    }
    for key in messages.keys() {
        let is_label =
            families.iter().any(|family| key.strip_prefix(family).is_some_and(|rest| rest.starts_with('-')));
        assert!(
            is_label
                || key.starts_with("key-")
                || in_templates.contains(&key.as_str())
                || in_sources.contains(key),
            "no template and no source uses the message {key}"
        );
    }
    for entry in walkdir::WalkDir::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/site")) {
        let entry = entry.unwrap();
        if !entry.file_type().is_file() {
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).unwrap();
        for call in [".message(\"", ".word(\"", ".counted(\"", ".named(\""] {
            for (at, _) in text.match_indices(call) {
                let key = text[at + call.len()..].split('"').next().unwrap();
                assert!(messages.contains_key(key), "{}: no message {key}", entry.path().display());
            }
        }
    }
}

#[test]
fn every_word_of_a_vocabulary_has_a_label() {
    use etalage::catalog::vocabulary::{
        ACCESS_TYPES, CONTACT_ROLES, DATASERVICE_BADGES, DATASET_BADGES, GRANULARITIES, ORGANIZATION_BADGES,
        REUSE_TOPICS, REUSE_TYPES, format::Family, frequency,
    };
    let words = frequency::all().map(|id| ("frequency", id));
    let words = words.chain(Family::ALL.map(|family| ("family", family.id())));
    let words = words.chain(ACCESS_TYPES.map(|id| ("access", id)));
    let words = words.chain(CONTACT_ROLES.map(|id| ("contact-role", id)));
    let words = words.chain(DATASERVICE_BADGES.map(|id| ("badge", id)));
    let words = words.chain(DATASET_BADGES.map(|id| ("badge", id)));
    let words = words.chain(ORGANIZATION_BADGES.map(|id| ("badge", id)));
    let words = words.chain(GRANULARITIES.map(|id| ("granularity", id)));
    let words = words.chain(REUSE_TOPICS.map(|id| ("reuse-topic", id)));
    let words: Vec<_> = words.chain(REUSE_TYPES.map(|id| ("reuse-type", id))).collect();
    for language in ["fr", "en"] {
        let theme = theme(language);
        for (family, id) in &words {
            assert!(theme.label(family, id).is_some(), "{language}: {family} {id}");
        }
    }
}
