//! What pages look like: templates, messages and assets, each from the nearest theme that has it.
//!
//! A theme is a folder with `theme.toml`, `templates/`, `messages/` and `assets/`. A file that a theme lacks comes
//! from the theme that it `extends`, in the end from the one that the binary holds. A template that extends or
//! includes its own name gets the next theme's version of it; `{% extends "default/dataset.html" %}` names a theme. A
//! stylesheet that imports its own name holds the next theme's version of it.
//!
//! Everything that is the same on every page is resolved when the theme is loaded: messages without a variable,
//! addresses of assets, the site's globals, includes that depend on nothing else, and white space.

mod accent;
mod assets;
mod browse;
mod chain;
mod constants;
mod contract;
mod css;
mod error;
mod inspect;
mod messages;
mod report;
mod rewrite;
mod scope;
mod source;
mod templates;
#[cfg(test)]
mod tests;
mod trace;
mod whitespace;

pub use browse::{Listed, Part, Version, find, list};
pub use chain::DEFAULT;
pub use contract::{
    CONTRACT, Described, Field, Fields, Kind, REMOVED, Removed, Shape, Structure, reference, successor,
};
pub(crate) use contract::{Describe, doc_of};
pub use error::{Mistake, ThemeError};
pub use inspect::{Inspection, OwnMessage, Program, Rendered, mark};
pub use messages::Argument;
pub use trace::{Trace, TracedBlock, TracedTemplate};

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;

use crate::catalog::Digest;

use assets::Asset;
use chain::Chain;
use messages::{MessageFile, Messages};
use templates::Templates;

/// A theme, ready to render.
#[derive(Debug)]
pub struct Theme {
    templates: Templates,
    messages: Arc<Messages>,
    assets: BTreeMap<String, Asset>,
    addresses: BTreeMap<String, String>,
}

impl Theme {
    /// Loads the theme `name` from the folder of the site's themes, which need not exist.
    ///
    /// `language` is that of the messages (`fr`), `accent` a CSS hexadecimal colour. `globals` are given to every
    /// template by their own names; `base`, a text among them, is the path before every address of the site.
    ///
    /// # Errors
    /// Anything in the theme that would fail later: files that cannot be read, mistakes in templates, messages or
    /// stylesheets, names that do not exist, themes that extend each other in a circle.
    pub fn load(
        themes: &Path,
        name: &str,
        language: &str,
        accent: Option<&str>,
        globals: &impl Serialize,
    ) -> Result<Self, ThemeError> {
        let chain = Chain::load(themes, name)?;
        let globals = serde_json::to_value(globals).map_err(|error| ThemeError::Context {
            template: "globals".to_owned(),
            message: error.to_string(),
        })?;
        let messages = Arc::new(load_messages(&chain, language)?);
        let assets = assets::load(&chain, accent)?;
        let base = globals.get("base").and_then(Value::as_str).unwrap_or_default();
        let addresses =
            assets.iter().map(|(path, asset)| (path.clone(), format!("{base}/{}", asset.output))).collect();
        let templates = Templates::load(&chain, &globals, &messages, &addresses)?;
        Ok(Self { templates, messages, assets, addresses })
    }

    /// Renders a page.
    ///
    /// # Errors
    /// A mistake in a template, with its file, line and column.
    pub fn render<C: Serialize + ?Sized>(&self, template: &str, context: &C) -> Result<String, ThemeError> {
        let mut page = Vec::new();
        self.render_to(template, context, &mut page)?;
        // Templates, contexts and constants are all UTF-8.
        String::from_utf8(page).map_err(|error| ThemeError::Context {
            template: template.to_owned(),
            message: error.to_string(),
        })
    }

    /// Renders a page at the end of `out`; on an error what was there stays.
    ///
    /// # Errors
    /// A mistake in a template, with its file, line and column.
    pub fn render_to<C: Serialize + ?Sized>(
        &self,
        template: &str,
        context: &C,
        out: &mut Vec<u8>,
    ) -> Result<(), ThemeError> {
        self.templates.render(template, context, out)
    }

    /// The text of a message. Where no theme has the key, or an argument lacks, the key in brackets: a test holds
    /// every key that the code names against the message files.
    pub fn message(&self, key: &str, arguments: &[(&str, Argument)]) -> String {
        self.messages.format(key, arguments).unwrap_or_else(|error| {
            debug_assert!(false, "{error}");
            format!("[{key}]")
        })
    }

    /// The words for an id of a vocabulary: the message `{family}-{id}`, with `-` for what Fluent does not allow in
    /// a name (`granularity` and `fr:commune`: `granularity-fr-commune`). `None` for ids that no theme knows.
    pub fn label(&self, family: &str, id: &str) -> Option<&str> {
        let mut key = String::with_capacity(family.len() + id.len() + 1);
        key.push_str(family);
        key.push('-');
        key.extend(id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }));
        self.messages.constant(&key)
    }

    /// Every asset: where it is written, relative to the site's root, and its bytes.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.assets.values().map(|asset| (asset.output.as_str(), asset.bytes.as_slice()))
    }

    /// The address of an asset by its path in the theme (`style.css`).
    pub fn asset(&self, path: &str) -> Option<&str> {
        self.addresses.get(path).map(String::as_str)
    }

    /// Whether a theme of the chain has that template.
    pub fn has_template(&self, template: &str) -> bool {
        self.templates.key(template).is_some()
    }

    /// The digest of everything that pages of a template depend on, their context apart: the template, what it
    /// extends and includes, components, messages, addresses of assets, globals.
    pub fn key(&self, template: &str) -> Digest {
        self.templates.key(template).unwrap_or_default()
    }

    /// Every message's key with the names of its parameters, in order.
    pub fn messages(&self) -> impl Iterator<Item = (&str, impl Iterator<Item = &str>)> {
        self.messages.iter().map(|(key, parameters, _)| (key, parameters.iter().map(String::as_str)))
    }

    /// The keys of messages that templates name.
    pub fn messages_in_templates(&self) -> impl Iterator<Item = &str> {
        self.templates.messages.iter().map(String::as_str)
    }
}

fn load_messages(chain: &Chain, language: &str) -> Result<Messages, ThemeError> {
    let files = chain.files("messages")?;
    let wanted = format!("{language}.ftl");
    let identifier = language.parse().ok().filter(|_| files.contains_key(&wanted));
    let Some(identifier) = identifier else {
        let known: Vec<_> = files.keys().filter_map(|name| name.strip_suffix(".ftl")).collect();
        return Err(ThemeError::Language { language: language.to_owned(), known: known.join(", ") });
    };
    let mut sources = Vec::new();
    for file in files.get(&wanted).into_iter().flatten().rev() {
        sources.push(MessageFile { file: file.display.clone(), source: file.text()?.to_owned() });
    }
    Ok(Messages::load(&identifier, sources)?)
}
