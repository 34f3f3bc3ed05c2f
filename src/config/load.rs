//! Reads `etalage.toml`, and tells what is wrong in it by line.

use std::fs;
use std::io::ErrorKind;
use std::ops::Range;
use std::path::Path;

use serde::de::DeserializeOwned;
use toml::de::{DeTable, DeValue};

use super::check;
use super::error::{ConfigError, Excerpt};
use super::{
    BuildConfig, CatalogConfig, CheckConfig, Config, HostConfig, SiteConfig, SourceConfig, ThemeConfig,
};

/// Names that differ more than this (0: nothing in common, 1: the same) are not worth proposing.
const LIKENESS: f64 = 0.7;

impl Config {
    /// Reads a configuration. Relative paths in it are relative to its folder.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let text = read(path)?;
        let mut config = Self::parse(&path.display().to_string(), &text)?;
        path.parent().unwrap_or(Path::new("")).clone_into(&mut config.root);
        Ok(config)
    }

    /// Reads a configuration's text; `name` is what errors call its file.
    pub fn parse(name: &str, text: &str) -> Result<Self, ConfigError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let file = File { name, text };
        let mut config: Self = toml::from_str(text).map_err(|error| file.explain(&error))?;
        match check::normalize(&mut config).into_iter().next() {
            Some(wrong) => Err(file.wrong(wrong.keys, wrong.problem)),
            None => Ok(config),
        }
    }
}

/// The text of a configuration's file.
pub(super) fn read(path: &Path) -> Result<String, ConfigError> {
    fs::read_to_string(path).map_err(|source| match source.kind() {
        ErrorKind::NotFound => ConfigError::Missing { path: path.to_owned() },
        _ => ConfigError::Unreadable { path: path.to_owned(), source },
    })
}

/// A configuration being read.
pub(super) struct File<'a> {
    pub(super) name: &'a str,
    pub(super) text: &'a str,
}

impl File<'_> {
    /// A value that is of the right type and yet wrong: points to it.
    pub(super) fn wrong(&self, keys: &[&str], problem: String) -> ConfigError {
        self.at(find(self.text, keys), problem)
    }

    fn at(&self, span: Option<Range<usize>>, problem: String) -> ConfigError {
        let Some(span) = span else {
            return ConfigError::Wrong { place: self.name.to_owned(), problem, excerpt: Excerpt::default() };
        };
        let begin = floor(self.text, span.start);
        let start = self.text[..begin].rfind('\n').map_or(0, |newline| newline + 1);
        let line = self.text[start..].lines().next().unwrap_or_default();
        let number = self.text[..start].matches('\n').count() + 1;
        let end = floor(self.text, span.end).clamp(begin, start + line.len().max(begin - start));
        let mark = (self.text[start..begin].chars().count(), self.text[begin..end].chars().count());
        ConfigError::Wrong {
            place: format!("{}:{number}", self.name),
            problem,
            excerpt: Excerpt { line: number, text: line.replace('\t', " "), mark },
        }
    }

    /// Says in our words what serde and the TOML parser say in theirs.
    pub(super) fn explain(&self, error: &toml::de::Error) -> ConfigError {
        let message = error.message();
        let mut quoted = message.split('`').skip(1).step_by(2);
        let name = quoted.next().unwrap_or_default();
        let known: Vec<&str> = quoted.collect();
        let span = error.span();
        let section = span.as_ref().and_then(|span| section(self.text, span.start));
        let within = section.map_or(String::new(), |section| format!(" in [{section}]"));
        let problem = if message.starts_with("unknown field") {
            unknown_key(name, section, &known)
        } else if message.starts_with("unknown variant") {
            let nearest = nearest(name, known.iter().copied());
            let meant = nearest.map_or(String::new(), |nearest| format!(" Did you mean \"{nearest}\"?"));
            format!("unknown value \"{name}\"{within}.{meant} Known values: {}", known.join(", "))
        } else if message.starts_with("missing field") {
            return self.missing(name, section, span);
        } else {
            format!("{}{within}", message.trim_end())
        };
        self.at(span, problem)
    }

    fn missing(&self, key: &str, section: Option<&str>, span: Option<Range<usize>>) -> ConfigError {
        let example = super::error::SMALLEST.lines().find(|line| line.starts_with(&format!("{key} = ")));
        let problem = match (section, example) {
            (Some(section), Some(example)) => {
                format!("[{section}] lacks `{key}`: add a line such as {example}")
            }
            (Some(section), None) => format!("[{section}] lacks `{key}`"),
            (None, _) => {
                format!("there is no [{key}] section. The smallest one:\n\n{}", super::error::SMALLEST)
            }
        };
        self.at(section.and(span), problem)
    }
}

/// An unknown key: the nearest known one of its section, else of another.
fn unknown_key(name: &str, section: Option<&str>, known: &[&str]) -> String {
    let place = section.map_or("as a section or at the top".to_owned(), |section| format!("in [{section}]"));
    let elsewhere = || {
        sections()
            .into_iter()
            .find(|(_, keys)| keys.iter().any(|key| key == name))
            .map(|(section, _)| section)
    };
    let meant = if let Some(nearest) = nearest(name, known.iter().copied()) {
        format!(" Did you mean `{nearest}`?")
    } else if let Some(section) = elsewhere() {
        format!(" That one belongs in [{section}].")
    } else {
        String::new()
    };
    format!("unknown key `{name}` {place}.{meant} Known keys: {}", known.join(", "))
}

/// Every section with its keys, as serde knows them: asked by way of a key that none has.
fn sections() -> Vec<(&'static str, Vec<String>)> {
    fn keys<T: DeserializeOwned>() -> Vec<String> {
        let error = toml::from_str::<T>("\"?\" = 0").err();
        error.map_or_else(Vec::new, |error| {
            error.message().split('`').skip(3).step_by(2).map(str::to_owned).collect()
        })
    }
    vec![
        ("site", keys::<SiteConfig>()),
        ("source", keys::<SourceConfig>()),
        ("theme", keys::<ThemeConfig>()),
        ("catalog", keys::<CatalogConfig>()),
        ("host", keys::<HostConfig>()),
        ("build", keys::<BuildConfig>()),
        ("check", keys::<CheckConfig>()),
    ]
}

fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let lower = name.to_lowercase().replace('-', "_");
    known
        .map(|known| (strsim::jaro_winkler(&lower, known), known))
        .filter(|(likeness, _)| *likeness >= LIKENESS)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, known)| known)
}

/// The section that the byte at `place` stands in.
fn section(text: &str, place: usize) -> Option<&str> {
    let mut end = text[place..].find('\n').map_or(text.len(), |newline| place + newline);
    loop {
        let start = text[..end].rfind('\n').map_or(0, |newline| newline + 1);
        let line = text[start..end].trim();
        if let Some(header) = line.strip_prefix('[').filter(|header| !header.starts_with('[')) {
            return header.split_once(']').map(|(name, _)| name.trim());
        }
        end = start.checked_sub(1)?;
    }
}

/// Where the value of a key is, or the section that lacks it.
pub(super) fn find(text: &str, keys: &[&str]) -> Option<Range<usize>> {
    let document = DeTable::parse(text).ok()?;
    let mut table = document.get_ref();
    let mut span = None;
    for key in keys {
        let Some(value) = table.get(*key) else { break };
        span = Some(value.span());
        match value.get_ref() {
            DeValue::Table(inner) => table = inner,
            _ => break,
        }
    }
    span
}

/// The start of the character that holds the byte at `place`.
fn floor(text: &str, place: usize) -> usize {
    (0..=place.min(text.len())).rev().find(|place| text.is_char_boundary(*place)).unwrap_or(0)
}
