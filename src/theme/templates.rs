//! The templates of a chain of themes, compiled, and what each depends on.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;
use tera::{Context, Kwargs, State, Tera};

use super::chain::{Chain, ThemeFile};
use super::constants::Constants;
use super::error::ThemeError;
use super::messages::Messages;
use super::report;
use super::rewrite::{self, Rewritten, Surroundings};
use crate::catalog::{Digest, digest_of};

/// A template as written, and as Tera has it.
#[derive(Debug)]
pub(super) struct Compiled {
    /// For people.
    pub file: String,
    pub source: String,
    pub rewritten: Rewritten,
}

/// All templates.
pub(super) struct Templates {
    tera: Tera,
    /// The template that each name stands for: the nearest theme's.
    pub(super) names: HashMap<String, String>,
    /// By complete name.
    pub(super) compiled: BTreeMap<String, Compiled>,
    keys: HashMap<String, Digest>,
    chain: String,
    /// Keys of messages that templates name.
    pub messages: BTreeSet<String>,
}

impl std::fmt::Debug for Templates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Templates")
            .field("chain", &self.chain)
            .field("count", &self.compiled.len())
            .finish_non_exhaustive()
    }
}

impl Templates {
    pub(super) fn load(
        chain: &Chain,
        globals: &Value,
        messages: &Arc<Messages>,
        addresses: &BTreeMap<String, String>,
    ) -> Result<Self, ThemeError> {
        let files = chain.files("templates")?;
        let constants = Constants { globals, messages, assets: addresses, used: RefCell::default() };
        let prefixes: Vec<_> = (0..chain.layers.len()).map(prefix).collect();
        let mut rendered = BTreeMap::new();
        loop {
            let compiled = rewrite_all(chain, &files, &constants, &rendered)?;
            let mut tera = Tera::new();
            tera.autoescape_on([".html", ".xml"]);
            // Decides which of two components of one name is the nearer.
            tera.set_fallback_prefixes(prefixes.clone()).map_err(|error| report::plain(&error))?;
            register_messages(&mut tera, messages);
            if let Value::Object(object) = globals {
                for (name, value) in object {
                    tera.global_context().insert(name.clone(), value);
                }
            }
            let sources =
                compiled.iter().map(|(name, template)| (name.as_str(), template.rewritten.text.as_str()));
            tera.add_raw_templates(sources).map_err(|error| report::mistake(&error, &compiled))?;
            // Includes that are the same on every page are rendered here, once, and written into those that name them.
            let constant = constant_includes(&tera, &compiled, globals, &rendered);
            if constant.is_empty() {
                let names = files
                    .iter()
                    .filter_map(|(name, versions)| {
                        Some((name.clone(), complete(versions.first()?.layer, name)))
                    })
                    .collect();
                let keys = keys(&compiled, messages, globals);
                return Ok(Self {
                    tera,
                    names,
                    compiled,
                    keys,
                    chain: chain.names(),
                    messages: constants.used.into_inner(),
                });
            }
            for name in constant {
                let text = tera
                    .render(&name, &Context::new())
                    .map_err(|error| report::mistake(&error, &compiled))?;
                rendered.insert(name, text);
            }
        }
    }

    pub(super) fn render<C: Serialize + ?Sized>(
        &self,
        template: &str,
        context: &C,
        out: &mut Vec<u8>,
    ) -> Result<(), ThemeError> {
        let name = self.names.get(template).ok_or_else(|| ThemeError::MissingTemplate {
            template: template.to_owned(),
            chain: self.chain.clone(),
        })?;
        let context = Context::from_serialize(context).map_err(|error| ThemeError::Context {
            template: template.to_owned(),
            message: error.to_string(),
        })?;
        let before = out.len();
        self.tera.render_to(name, &context, &mut *out).map_err(|error| {
            out.truncate(before);
            report::mistake(&error, &self.compiled)
        })
    }

    /// The digest of all that pages of a template depend on.
    pub(super) fn key(&self, template: &str) -> Option<Digest> {
        self.keys.get(self.names.get(template)?).copied()
    }
}

#[cfg(test)]
impl Templates {
    /// What Tera was given for a template.
    pub(super) fn compiled_text(&self, template: &str) -> Option<&str> {
        Some(&self.compiled.get(self.names.get(template)?)?.rewritten.text)
    }
}

/// The names of templates in Tera start with the place of their theme in the chain.
pub(super) fn prefix(layer: usize) -> String {
    format!("{layer}/")
}

pub(super) fn complete(layer: usize, name: &str) -> String {
    format!("{layer}/{name}")
}

/// What `name` stands for in a template of the theme at `layer`, itself called `own`; only templates whose complete
/// name is `usable`.
pub(super) fn resolve(
    chain: &Chain,
    files: &BTreeMap<String, Vec<ThemeFile>>,
    layer: usize,
    own: &str,
    name: &str,
    usable: &dyn Fn(&str) -> bool,
) -> Option<String> {
    if let Some(versions) = files.get(name) {
        let version = versions.iter().find(|version| {
            (name != own || version.layer > layer) && usable(&complete(version.layer, name))
        })?;
        return Some(complete(version.layer, name));
    }
    let (theme, rest) = name.split_once('/')?;
    let versions = files.get(rest)?;
    let version = versions.iter().find(|version| {
        chain.layers[version.layer].name == theme
            && (rest != own || version.layer > layer)
            && usable(&complete(version.layer, rest))
    })?;
    Some(complete(version.layer, rest))
}

fn rewrite_all(
    chain: &Chain,
    files: &BTreeMap<String, Vec<ThemeFile>>,
    constants: &Constants,
    rendered: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, Compiled>, ThemeError> {
    let mut compiled = BTreeMap::new();
    for (name, versions) in files {
        for version in versions {
            let source = version.text()?;
            let surroundings = Surroundings {
                file: &version.display,
                html: Path::new(name).extension().is_some_and(|extension| extension == "html"),
                resolve: &|asked| resolve(chain, files, version.layer, name, asked, &|_| true),
                constants,
                rendered,
            };
            let rewritten = rewrite::rewrite(source, &surroundings)?;
            compiled.insert(
                complete(version.layer, name),
                Compiled { file: version.display.clone(), source: source.to_owned(), rewritten },
            );
        }
    }
    Ok(compiled)
}

pub(super) fn register_messages(tera: &mut Tera, messages: &Arc<Messages>) {
    let messages = Arc::clone(messages);
    tera.register_function("t", move |arguments: Kwargs, _: &State| {
        messages.render(&arguments).map_err(tera::Error::message)
    });
}

/// Included templates, not yet rendered, that name no variable but the site's globals.
fn constant_includes(
    tera: &Tera,
    compiled: &BTreeMap<String, Compiled>,
    globals: &Value,
    rendered: &BTreeMap<String, String>,
) -> BTreeSet<String> {
    compiled
        .values()
        .flat_map(|template| &template.rewritten.templates)
        .filter(|name| !rendered.contains_key(*name))
        .filter(|name| {
            let extends = compiled.get(*name).is_some_and(|template| template.source.contains("extends"));
            !extends
                && tera
                    .get_template_variables(name)
                    .is_ok_and(|variables| variables.iter().all(|variable| globals.get(variable).is_some()))
        })
        .cloned()
        .collect()
}

/// A digest for each template, over all that it leads to.
fn keys(
    compiled: &BTreeMap<String, Compiled>,
    messages: &Messages,
    globals: &Value,
) -> HashMap<String, Digest> {
    // Constants stand in the texts of templates; what is looked up while rendering does not.
    let shared = digest_of(&(messages.sources(), globals.to_string()));
    let mut definitions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, template) in compiled {
        for component in &template.rewritten.defines {
            definitions.entry(component).or_default().push(name);
        }
    }
    compiled
        .keys()
        .map(|name| {
            let mut reached = BTreeSet::new();
            let mut open = vec![name.as_str()];
            while let Some(name) = open.pop() {
                let Some(template) = compiled.get(name) else { continue };
                if reached.insert(name) {
                    open.extend(template.rewritten.templates.iter().map(String::as_str));
                    let components = template.rewritten.calls.iter();
                    open.extend(
                        components.filter_map(|name| definitions.get(name.as_str())).flatten().copied(),
                    );
                }
            }
            let texts: Vec<_> = reached.iter().map(|name| (*name, &compiled[*name].rewritten.text)).collect();
            (name.clone(), digest_of(&(shared, texts)))
        })
        .collect()
}
