//! The contract with themes: its reference is what the code says, and nothing that it promised goes unsaid.

#![allow(clippy::unwrap_used)] // A test fails where something is not there.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use assert_cmd::Command;
use etalage::site::view;
use etalage::theme::{self, Kind, REMOVED, Shape, Structure, Theme};

#[path = "support/pages.rs"]
mod pages;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_reference_is_what_the_code_says() {
    let output = Command::cargo_bin("etalage")
        .unwrap()
        .args(["theme", "show", "--variables"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success());
    let page = std::fs::read_to_string(root().join("docs/theme-variables.md")).unwrap();
    assert!(
        String::from_utf8(output.stdout).unwrap() == page,
        "the code says something else than docs/theme-variables.md: \
         cargo run -- theme show --variables > docs/theme-variables.md"
    );
}

/// Every structure that templates can reach.
fn structures() -> BTreeMap<&'static str, &'static Structure> {
    let mut found = BTreeMap::new();
    let mut open = vec![view::globals()];
    open.extend(view::templates().iter().map(|given| given.context));
    while let Some(structure) = open.pop() {
        if found.insert(structure.name, structure).is_none() {
            open.extend(structure.fields.iter().filter_map(|field| field.shape.innermost()));
        }
    }
    found
}

/// All that the contract promises, a name a line.
fn promised() -> BTreeSet<String> {
    let theme =
        Theme::load(Path::new("/nowhere"), theme::DEFAULT, "fr", None, &pages::globals("fr")).unwrap();
    let mut names = BTreeSet::new();
    for given in view::templates() {
        names.insert(format!("template {} {}", given.template, given.context.name));
    }
    for structure in structures().values() {
        for field in structure.fields {
            names.insert(format!("variable {}.{}", structure.name, field.name));
        }
    }
    for (key, parameters) in theme.messages() {
        let mut line = format!("message {key}");
        for parameter in parameters {
            let _ = write!(line, " ${parameter}");
        }
        names.insert(line);
    }
    names
}

#[test]
fn what_the_contract_promised_stands_or_names_its_successor() {
    let now = promised();
    let file = root().join("tests/contract.txt");
    if std::env::var_os("CONTRACT").is_some() {
        let all: String = now.iter().fold(String::new(), |text, line| text + line + "\n");
        std::fs::write(&file, all).unwrap();
    }
    let promised = std::fs::read_to_string(&file).unwrap();
    let missing: Vec<&str> = promised
        .lines()
        .filter(|line| !now.contains(*line))
        .filter(|line| {
            let mut words = line.split(' ');
            let (kind, name) = (words.next(), words.next().unwrap());
            !REMOVED.iter().any(|removed| {
                let same = removed.kind == Kind::Variable && kind == Some("variable")
                    || removed.kind == Kind::Message && kind == Some("message");
                same && removed.name == name
            })
        })
        .collect();
    assert!(
        missing.is_empty(),
        "themes may use these names (tests/contract.txt): keep them, or name their successors in REMOVED \
         (src/theme/contract/mod.rs) and raise CONTRACT: {missing:#?}"
    );
}

#[test]
fn successors_exist() {
    let now = promised();
    let names: BTreeSet<&str> = now.iter().filter_map(|line| line.split(' ').nth(1)).collect();
    for removed in REMOVED {
        assert!(!names.contains(removed.name), "{} was not removed", removed.name);
        let (structure, _) = removed.name.split_once('.').unwrap_or_default();
        let known = removed.successor.is_empty()
            || names.contains(removed.successor)
            || names.contains(format!("{structure}.{}", removed.successor).as_str());
        assert!(known, "{}: there is no {}", removed.name, removed.successor);
    }
}

/// Where a value is not of the shape that the reference says.
fn differs(value: &serde_json::Value, shape: Shape, path: &str) -> Option<String> {
    use serde_json::Value;
    match (value, shape) {
        (Value::String(_), Shape::Text)
        | (Value::Number(_), Shape::Number)
        | (Value::Bool(_), Shape::Flag)
        | (Value::Null, Shape::Optional(_)) => None,
        (Value::String(word), Shape::Choice(variants)) => {
            let known = variants.iter().any(|variant| variant.to_lowercase() == *word);
            (!known).then(|| format!("{path} is {word:?}"))
        }
        (value, Shape::Optional(inner)) => differs(value, *inner, path),
        (Value::Array(values), Shape::List(inner)) => {
            values.iter().find_map(|value| differs(value, *inner, path))
        }
        (Value::Object(fields), Shape::Structure(structure)) => {
            let names: BTreeSet<&str> = fields.keys().map(String::as_str).collect();
            let said: BTreeSet<&str> = structure.fields.iter().map(|field| field.name).collect();
            if names != said {
                return Some(format!("{path}: {names:?} is not {said:?}"));
            }
            structure.fields.iter().find_map(|field| {
                differs(&fields[field.name], field.shape, &format!("{path}.{}", field.name))
            })
        }
        (value, shape) => Some(format!("{path} is {value}, not {}", shape.words())),
    }
}

#[test]
fn templates_are_given_what_the_reference_says() {
    let config = etalage::config::Config::load(&root().join("etalage.toml")).unwrap();
    let catalog = etalage::source::read(&config, &[]).unwrap();
    let site = etalage::site::Site::load(config, catalog).unwrap();
    let templates = view::templates();
    let mut seen = BTreeSet::from(["card.html", "quality.html"]);
    assert_eq!(differs(site.globals(), Shape::Structure(view::globals()), "globals"), None);
    for route in site.routes() {
        let Some(context) = site.context(&route).unwrap() else { continue };
        let template = route.template().unwrap();
        let given = templates.iter().find(|given| given.template == template).unwrap();
        seen.insert(given.template);
        assert_eq!(differs(&context, Shape::Structure(given.context), template), None);
    }
    let all: BTreeSet<_> = templates.iter().map(|given| given.template).collect();
    assert_eq!(seen, all, "a page of each type");
}
