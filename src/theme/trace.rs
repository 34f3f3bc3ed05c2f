//! How a page is made: the templates that it goes through, and the file that each block of it comes from.

use std::collections::BTreeSet;

use super::Theme;
use super::templates::Templates;

/// What a template leads to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trace {
    /// The template and those that it extends, one after the other.
    pub templates: Vec<TracedTemplate>,
    /// Every block, where its nearest version stands; in the order of the outermost template.
    pub blocks: Vec<TracedBlock>,
    /// Templates that are included, directly or not, by name.
    pub includes: Vec<TracedTemplate>,
}

/// A template and its file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TracedTemplate {
    /// The name that templates call it by.
    pub name: String,
    /// The file, as a path that the reader can open; files of the embedded theme start with its name in brackets.
    pub file: String,
}

/// A block and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TracedBlock {
    /// The block's name.
    pub name: String,
    /// The file of the version that pages show.
    pub file: String,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// Places of the versions that it stands before: `file:line`, nearest first.
    pub replaces: Vec<String>,
}

impl Theme {
    /// What a template leads to; nothing for one that no theme has.
    pub fn trace(&self, template: &str) -> Trace {
        self.templates.trace(template).unwrap_or_default()
    }
}

impl Templates {
    fn trace(&self, template: &str) -> Option<Trace> {
        let mut chain = vec![self.names.get(template)?.as_str()];
        while let Some(next) =
            chain.last().and_then(|name| self.compiled.get(*name)?.rewritten.extends.as_deref())
            && !chain.contains(&next)
        {
            chain.push(next);
        }
        let mut trace = Trace::default();
        // The outermost template first: the order of the page.
        for name in chain.iter().rev() {
            let Some(compiled) = self.compiled.get(*name) else { continue };
            for (block, at) in &compiled.rewritten.blocks {
                let line = compiled.source[..*at].matches('\n').count() + 1;
                let file = compiled.file.clone();
                match trace.blocks.iter_mut().find(|known| known.name == *block) {
                    Some(known) => {
                        known.replaces.insert(0, format!("{}:{}", known.file, known.line));
                        (known.file, known.line) = (file, line);
                    }
                    None => trace.blocks.push(TracedBlock {
                        name: block.clone(),
                        file,
                        line,
                        replaces: Vec::new(),
                    }),
                }
            }
        }
        let mut included: BTreeSet<&str> = BTreeSet::new();
        let mut open = chain.clone();
        while let Some(name) = open.pop() {
            let Some(compiled) = self.compiled.get(name) else { continue };
            for next in &compiled.rewritten.templates {
                if Some(next) != compiled.rewritten.extends.as_ref() && included.insert(next) {
                    open.push(next);
                }
            }
        }
        trace.templates = chain.iter().filter_map(|name| self.traced(name)).collect();
        trace.includes = included.into_iter().filter_map(|name| self.traced(name)).collect();
        trace.includes.sort();
        Some(trace)
    }

    fn traced(&self, complete: &str) -> Option<TracedTemplate> {
        let file = self.compiled.get(complete)?.file.clone();
        // Complete names begin with the place of their theme in the chain.
        let name = complete.split_once('/').map_or(complete, |(_, name)| name);
        Some(TracedTemplate { name: name.to_owned(), file })
    }
}
