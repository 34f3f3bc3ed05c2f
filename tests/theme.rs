//! The theme that the binary holds: complete in both languages, and every page type renders.

#![allow(clippy::unwrap_used)] // A test fails where something is not there.

use std::collections::BTreeMap;
use std::path::Path;

use etalage::theme::Theme;
use serde_json::{Value, json};

fn globals() -> Value {
    json!({
        "base": "/portail",
        "site": {
            "title": "Données de Port-Aurélin", "description": "Une phrase.", "publisher": "La Ville",
            "contact": "donnees@example.org", "language": "fr", "base_url": "https://example.org/portail",
            "accessibility": "partial", "accessibility_href": "/portail/pages/accessibility/",
            "legal_href": "/portail/pages/legal/", "about_href": "/portail/pages/about/",
            "header": [{"label": "À propos", "href": "/portail/pages/about/"}],
            "footer": [{"label": "Contact", "href": "/portail/pages/contact/"}],
            "translations": [{"language": "en", "href": "https://example.org/en"}],
            "csp_meta": "", "noindex": false, "portal": "https://www.data.gouv.fr", "portal_host": "www.data.gouv.fr",
            "has_reuses": true, "has_dataservices": true,
        }
    })
}

fn theme(language: &str) -> Theme {
    Theme::load(Path::new("/nowhere"), "default", language, None, &globals()).unwrap()
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
    let error =
        Theme::load(Path::new("/nowhere"), "default", "de", None, &globals()).unwrap_err().to_string();
    assert!(error.contains("en, fr"), "{error}");
}
