//! Everything that is wrong with a configuration, where loading it stops at the first mistake.

use std::path::Path;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue, Deserializer};

use super::load::{File, find, read};
use super::{Config, ConfigError, check};

/// More mistakes than these are not looked for.
const MOST: usize = 100;

impl Config {
    /// Reads a configuration as far as that can be done: what is wrong is named and replaced by its default. There is
    /// none where the file cannot be read or is no TOML.
    pub fn survey(path: &Path) -> (Option<Self>, Vec<ConfigError>) {
        let text = match read(path) {
            Ok(text) => text,
            Err(error) => return (None, vec![error]),
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let name = path.display().to_string();
        let file = File { name: &name, text };
        let (document, errors) = DeTable::parse_recoverable(text);
        if !errors.is_empty() {
            return (None, errors.iter().map(|error| file.explain(error)).collect());
        }
        let span = document.span();
        let mut table = document.into_inner();
        let mut found = Vec::new();
        let config = loop {
            match Self::deserialize(Deserializer::from(Spanned::new(span.clone(), table.clone()))) {
                Ok(config) => break Some(config),
                Err(error) => {
                    found.push(file.explain(&error));
                    if found.len() >= MOST || !mend(&mut table, &error) {
                        break None;
                    }
                }
            }
        };
        let config = config.map(|mut config| {
            path.parent().unwrap_or(Path::new("")).clone_into(&mut config.root);
            for wrong in check::normalize(&mut config) {
                found.push(file.wrong(wrong.keys, wrong.problem));
                config.forget(wrong.keys);
            }
            config
        });
        (config, found)
    }

    /// The line of a key's value in a configuration, or of its section; 0 where it has neither.
    pub fn line(path: &Path, keys: &[&str]) -> u64 {
        let Ok(text) = read(path) else { return 0 };
        find(&text, keys).map_or(0, |span| 1 + text[..span.start].matches('\n').count() as u64)
    }

    /// Puts something usable in the place of a value that makes no sense.
    fn forget(&mut self, keys: &[&str]) {
        match keys {
            ["site", "base_url"] => STAND_IN.clone_into(&mut self.site.base_url),
            ["site", "language"] => "fr".clone_into(&mut self.site.language),
            ["site", "translations"] => self.site.translations.clear(),
            ["source", "date"] => self.source.date = None,
            ["source", "portal"] => self.source.portal = None,
            ["source", "path"] => self.source.path = None,
            ["theme", "accent"] => self.theme.accent = None,
            ["theme", "name"] => self.theme = super::ThemeConfig::default(),
            _ => {}
        }
    }
}

/// Stands in for an address that is missing or wrong.
const STAND_IN: &str = "https://example.org";

/// Takes the wrong key out of the table, or puts the missing one in. Says whether anything could be done.
fn mend(table: &mut DeTable, error: &toml::de::Error) -> bool {
    let Some(span) = error.span() else {
        // Only a section can lack a place to point to.
        return missing(error).is_some_and(|key| insert(table, key, DeValue::Table(DeTable::new())));
    };
    if let Some(key) = missing(error) {
        return match section_at(table, &span) {
            Some(section) => insert(section, key, DeValue::String(STAND_IN.into())),
            None => insert(table, key, DeValue::Table(DeTable::new())),
        };
    }
    take_out(table, &span)
}

/// The key that the error says is missing.
fn missing(error: &toml::de::Error) -> Option<&str> {
    error.message().strip_prefix("missing field `")?.split('`').next()
}

fn insert(table: &mut DeTable, key: &str, value: DeValue<'static>) -> bool {
    let key = Spanned::new(0..0, DeString::from(key.to_owned()));
    table.insert(key, Spanned::new(0..0, value)).is_none()
}

/// The section that has this place.
fn section_at<'t, 'i>(
    table: &'t mut DeTable<'i>,
    span: &std::ops::Range<usize>,
) -> Option<&'t mut DeTable<'i>> {
    table.iter_mut().find_map(|(_, value)| {
        let holds =
            value.span() == *span || (value.span().start <= span.start && span.end <= value.span().end);
        match value.get_mut() {
            DeValue::Table(section) if holds => Some(section),
            _ => None,
        }
    })
}

/// Takes out the innermost key whose name or value has this place.
fn take_out(table: &mut DeTable, span: &std::ops::Range<usize>) -> bool {
    let holds = |place: std::ops::Range<usize>| place.start <= span.start && span.end <= place.end;
    for (_, value) in table.iter_mut() {
        if let DeValue::Table(inner) = value.get_mut()
            && take_out(inner, span)
        {
            return true;
        }
    }
    let wrong = table
        .iter()
        .find(|(key, value)| holds(key.span()) || holds(value.span()))
        .map(|(key, _)| key.clone());
    wrong.is_some_and(|key| table.remove(&key).is_some())
}
