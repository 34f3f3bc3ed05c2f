//! Values of the right type that still make no sense, and the one spelling of those that have several.

use jiff::civil::Date;
use url::Url;

use super::error::ConfigError;
use super::{Config, OneOrMany, SourceConfig, SourceKind};

/// A wrong value.
pub(super) struct Wrong {
    /// Where it stands: section and key.
    pub(super) keys: &'static [&'static str],
    /// What is wrong, and what to do.
    pub(super) problem: String,
}

/// Checks what types cannot say, and normalizes addresses. Gives everything that is wrong.
pub(super) fn normalize(config: &mut Config) -> Vec<Wrong> {
    let mut found = Vec::new();
    let mut wrong = |keys, problem| found.push(Wrong { keys, problem });
    let site = &mut config.site;
    match base_url(&site.base_url) {
        Ok(address) => site.base_url = address,
        Err(problem) => wrong(&["site", "base_url"], problem),
    }
    if site.title.trim().is_empty() {
        wrong(&["site", "title"], "the portal needs a title".to_owned());
    }
    if let Err(problem) = language(&site.language) {
        wrong(&["site", "language"], problem);
    }
    for (language, address) in &mut site.translations {
        if language.parse::<unic_langid::LanguageIdentifier>().is_err() {
            let problem = format!("\"{language}\" is not a language tag (\"en\", \"br\", \"pt-BR\")");
            wrong(&["site", "translations"], problem);
        }
        match base_url(address) {
            Ok(normal) => *address = normal,
            Err(problem) => wrong(&["site", "translations"], problem),
        }
    }
    let source = &mut config.source;
    if let Some(date) = source.date.as_deref().filter(|date| date.trim().parse::<Date>().is_err()) {
        wrong(&["source", "date"], format!("\"{date}\" is not a day, such as \"2026-01-16\""));
    }
    if let Some(portal) = &mut source.portal {
        match base_url(portal) {
            Ok(address) => *portal = address,
            Err(problem) => wrong(&["source", "portal"], problem),
        }
    }
    if matches!(&source.path, Some(OneOrMany::Many(paths)) if paths.is_empty()) {
        wrong(&["source", "path"], "the list names no file or folder".to_owned());
    }
    for Wrong { keys, problem } in fetched(source) {
        wrong(keys, problem);
    }
    if let Some(problem) = config.theme.accent.as_deref().and_then(|accent| color(accent).err()) {
        wrong(&["theme", "accent"], problem);
    }
    if let Err(problem) = theme(&config.theme.name) {
        wrong(&["theme", "name"], problem);
    }
    if config.catalog.tag_minimum == 0 {
        let problem = "a tag has a page when at least one dataset bears it: give 1 or more".to_owned();
        wrong(&["catalog", "tag_minimum"], problem);
    }
    if config.build.out.as_os_str().is_empty() {
        wrong(&["build", "out"], "the output needs a folder, such as \"public\"".to_owned());
    }
    found
}

impl Config {
    /// Puts another base address (`--base-url`) in the place of the configured one.
    pub fn set_base_url(&mut self, address: &str) -> Result<(), ConfigError> {
        self.site.base_url =
            base_url(address).map_err(|problem| ConfigError::Option { option: "--base-url", problem })?;
        Ok(())
    }

    /// Puts another theme (`--theme`) in the place of the configured one.
    pub fn set_theme(&mut self, name: &str) -> Result<(), ConfigError> {
        theme(name).map_err(|problem| ConfigError::Option { option: "--theme", problem })?;
        name.clone_into(&mut self.theme.name);
        Ok(())
    }
}

/// What a source with an address needs.
fn fetched(source: &mut SourceConfig) -> Vec<Wrong> {
    let mut found = Vec::new();
    let mut wrong = |keys, problem| found.push(Wrong { keys, problem });
    let is_fetched = matches!(source.kind, Some(SourceKind::UdataApi | SourceKind::UdataExports));
    match source.url.as_deref().map(base_url) {
        Some(Ok(portal)) => {
            // What people copy from the documentation of the API is as good as the portal's own address.
            let portal =
                portal.strip_suffix("/api/1").or_else(|| portal.strip_suffix("/api/2")).unwrap_or(&portal);
            source.url = Some(portal.trim_end_matches('/').to_owned());
        }
        Some(Err(problem)) => wrong(&["source", "url"], problem),
        None if is_fetched => {
            let problem = "this kind of source is on the network: add the portal's address, such as \
                           url = \"https://www.data.gouv.fr\""
                .to_owned();
            wrong(&["source", "kind"], problem);
        }
        None => {}
    }
    if source.per_second.is_some_and(|rate| !rate.is_finite() || rate <= 0.0) {
        let problem = "give a number above 0, such as 4 or 0.5 requests a second".to_owned();
        wrong(&["source", "per_second"], problem);
    }
    if source.concurrency.is_some_and(|most| most == 0 || most > 32) {
        wrong(&["source", "concurrency"], "give a number from 1 to 32".to_owned());
    }
    for host in &source.hosts {
        let is_host = Url::parse(&format!("https://{host}/")).is_ok_and(|url| {
            url.path() == "/" && url.query().is_none() && url.username().is_empty() && url.has_host()
        });
        if !is_host || host.contains(['/', '@', '?', '#', '*']) {
            let problem = format!("\"{host}\" is not the name of a host, such as \"static.data.gouv.fr\"");
            wrong(&["source", "hosts"], problem);
        }
    }
    if source.snapshot.as_ref().is_some_and(|folder| folder.as_os_str().is_empty()) {
        let problem = "the snapshot needs a folder, such as \"snapshot\"".to_owned();
        wrong(&["source", "snapshot"], problem);
    }
    found
}

/// An address that others are built on: `http` or `https`, a host, perhaps a path; no slash at the end.
fn base_url(address: &str) -> Result<String, String> {
    let example = "Write it like https://donnees.example.fr or https://example.fr/donnees";
    let url = Url::parse(address.trim())
        .map_err(|error| format!("\"{address}\" is not an address ({error}). {example}"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(format!("\"{address}\" begins with neither http:// nor https://. {example}"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(format!("\"{address}\" has a query or an anchor, and pages have their own. {example}"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(format!(
            "\"{address}\" holds a name or a password, which every page would show. {example}"
        ));
    }
    if url.path().contains("//") {
        return Err(format!("\"{address}\" has an empty part in its path. {example}"));
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

fn language(language: &str) -> Result<(), String> {
    if matches!(language, "fr" | "en") {
        return Ok(());
    }
    Err(format!("\"{language}\": pages can be in French (\"fr\") or English (\"en\")"))
}

fn color(color: &str) -> Result<(), String> {
    let digits = color.trim().strip_prefix('#').unwrap_or_default();
    if matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(());
    }
    Err(format!(
        "\"{color}\" is not a colour: write # and three or six hexadecimal digits, such as \"#0b6e4f\""
    ))
}

/// A theme is a folder in `themes/`, never a path out of it.
fn theme(name: &str) -> Result<(), String> {
    if !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', '\0']) {
        return Ok(());
    }
    Err(format!("\"{name}\" is not the name of a folder in themes/"))
}
