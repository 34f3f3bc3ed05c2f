//! A theme with everything that is wrong with it, where loading stops at the first mistake.
//!
//! What is wrong is told and left out, so that the rest can be looked at: a file that cannot be read at all gives way
//! to the one behind it. Pages that it renders carry in their tags where each stands in a template.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;
use tera::{Context, ErrorKind, Tera};

use super::assets;
use super::chain::{Chain, ThemeFile};
use super::constants::Constants;
use super::contract::Structure;
use super::error::{Mistake, ThemeError};
use super::messages::{MessageFile, Messages};
use super::report;
use super::rewrite::{self, Leniency, Surroundings};
use super::scope::{self, Given};
use super::source;
use super::templates::{Compiled, complete, prefix, register_messages, resolve};
use super::whitespace::MARK;
use crate::text::locale::Locale;

/// What a page says of its own templates.
#[derive(Debug, Clone, Copy)]
pub struct Rendered<'a> {
    /// The template's name: `dataset.html`.
    pub template: &'a str,
    /// What it is given.
    pub context: &'static Structure,
}

/// What an inspection is told of the program.
#[derive(Debug, Clone, Copy)]
pub struct Program<'a> {
    /// Templates that it renders.
    pub rendered: &'a [Rendered<'a>],
    /// What a template is given that only a content page can name.
    pub content: &'static Structure,
    /// What every template is given.
    pub globals: &'static Structure,
}

/// A theme under inspection, in one language.
pub struct Inspection<'a> {
    program: Program<'a>,
    chain: Chain,
    globals: Value,
    files: BTreeMap<String, Vec<ThemeFile>>,
    messages: Arc<Messages>,
    addresses: BTreeMap<String, String>,
    tera: Tera,
    compiled: BTreeMap<String, Compiled>,
    /// Places of pieces that are left out, by template.
    wrong: BTreeMap<String, BTreeSet<usize>>,
    /// Templates that cannot be used at all.
    dropped: BTreeSet<String>,
    /// Complete names, by the numbers of marks.
    marks: Vec<String>,
    mistakes: Vec<Mistake>,
    /// Keys of messages that templates name.
    used: BTreeSet<String>,
}

impl<'a> Inspection<'a> {
    /// Reads the theme `name`, its templates, and its messages in `language`; where that language has no words for
    /// a key, those of the others stand in.
    ///
    /// # Errors
    /// No theme of that name; files that cannot be read.
    pub fn read(
        themes: &Path,
        name: &str,
        language: &str,
        globals: Value,
        program: Program<'a>,
    ) -> Result<Self, ThemeError> {
        let mut errors = Vec::new();
        let chain = Chain::read(themes, name, &mut errors)?;
        let mut mistakes: Vec<Mistake> = errors.into_iter().map(told).collect();
        let message_files = chain.files("messages")?;
        mistakes.extend(message_files.values().flatten().filter_map(|file| file.text().err()));
        mistakes.extend(unknown_files(&chain, &message_files));
        let sources = message_sources(&message_files, language);
        // A language that the program does not speak is never asked for.
        let identifier = language.parse().unwrap_or_default();
        let (messages, wrong) = Messages::read(&identifier, sources);
        mistakes.extend(wrong);
        let properties = assets::properties(&chain, None).unwrap_or_else(|error| {
            let layer = chain.layers.first();
            let (file, bytes) = layer.and_then(|layer| layer.file("theme.toml").ok()).unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes);
            let at = text.find("[colors]").unwrap_or(0);
            mistakes.push(Mistake::at(&file, &text, at..at + 8, error.to_string()).of("theme-file"));
            String::new()
        });
        let asset_files = chain.files("assets")?;
        let (assets, wrong) = assets::read(&asset_files, &properties);
        mistakes.extend(wrong);
        let base = globals.get("base").and_then(Value::as_str).unwrap_or_default();
        let addresses =
            assets.iter().map(|(path, asset)| (path.clone(), format!("{base}/{}", asset.output))).collect();
        let files = chain.files("templates")?;
        let mut marks = Vec::new();
        for (name, versions) in &files {
            marks.extend(versions.iter().map(|version| complete(version.layer, name)));
        }
        let mut inspection = Self {
            program,
            files,
            chain,
            globals,
            messages: Arc::new(messages),
            addresses,
            tera: Tera::new(),
            compiled: BTreeMap::new(),
            wrong: BTreeMap::new(),
            dropped: BTreeSet::new(),
            marks,
            mistakes,
            used: BTreeSet::new(),
        };
        inspection.compile();
        inspection.read_names();
        Ok(inspection)
    }

    /// Renders a page, without what is wrong in its templates. `None` where nothing of it can be rendered.
    pub fn render(&mut self, template: &str, context: &Value) -> Option<String> {
        let context = Context::from_serialize(context).ok()?;
        loop {
            let name = self.nearest(template)?;
            match self.tera.render(&name, &context) {
                Ok(page) => return Some(page),
                Err(error) => {
                    let (complete, at, mistake) = self.located(&error)?;
                    self.mistakes.push(mistake);
                    self.leave_out(&complete, at);
                    self.compile();
                }
            }
        }
    }

    /// What is wrong so far.
    pub fn mistakes(&self) -> &[Mistake] {
        &self.mistakes
    }

    /// A mistake at the tag that bears a mark.
    pub fn at(&self, mark: &str, kind: &'static str, message: String) -> Option<Mistake> {
        let (number, at) = mark.split_once(':')?;
        let template = self.marks.get(number.parse::<usize>().ok()?)?;
        let template = self.compiled.get(template)?;
        let at: usize = at.parse().ok()?;
        let end = template.source.get(at..)?.find('>').map_or(at + 1, |end| at + end + 1);
        Some(Mistake::at(&template.file, &template.source, at..end, message).of(kind))
    }

    /// The tag that bears a mark, as the template has it.
    pub fn tag(&self, mark: &str) -> Option<&str> {
        let (number, at) = mark.split_once(':')?;
        let template = self.marks.get(number.parse::<usize>().ok()?)?;
        let rest = self.compiled.get(template)?.source.get(at.parse::<usize>().ok()?..)?;
        Some(&rest[..rest.find('>').map_or(rest.len(), |end| end + 1)])
    }

    /// A mistake of a whole page, at the template that most likely lacks something: of those that the site has in a
    /// folder of its own, the outermost of the page's templates, or the innermost.
    pub fn at_page(&self, template: &str, outermost: bool, kind: &'static str, message: String) -> Mistake {
        let mut chain = Vec::new();
        let mut next = self.nearest(template);
        while let Some(compiled) = next.as_ref().and_then(|name| self.compiled.get(name)) {
            chain.push(compiled);
            next.clone_from(&compiled.rewritten.extends);
        }
        if outermost {
            chain.reverse();
        }
        let own = chain.iter().find(|compiled| !compiled.file.starts_with('['));
        match own.or(chain.first()) {
            Some(compiled) => {
                Mistake::at(&compiled.file, &compiled.source, first_line(&compiled.source), message).of(kind)
            }
            None => Mistake::at(template, "", 0..0, message).of(kind),
        }
    }

    /// Whether an address is that of an asset.
    pub fn has_asset(&self, address: &str) -> bool {
        self.addresses.values().any(|known| known == address)
    }

    /// Keys of messages that templates name.
    pub const fn used_messages(&self) -> &BTreeSet<String> {
        &self.used
    }

    /// How many templates the site's own themes have.
    pub fn own_templates(&self) -> usize {
        self.compiled.values().filter(|compiled| !compiled.file.starts_with('[')).count()
    }

    /// The complete name of the version in use.
    fn nearest(&self, template: &str) -> Option<String> {
        let versions = self.files.get(template)?;
        versions
            .iter()
            .map(|version| complete(version.layer, template))
            .find(|name| self.compiled.contains_key(name))
    }

    /// Makes of the files what Tera takes, leaving out what it does not take.
    fn compile(&mut self) {
        // Every round leaves out one thing more; a file has only so many.
        loop {
            self.rewrite();
            if self.drop_cycles() {
                continue;
            }
            let mut tera = Tera::new();
            tera.autoescape_on([".html", ".xml"]);
            // The prefixes are a list of texts without anything that Tera would refuse.
            let _ = tera.set_fallback_prefixes((0..self.chain.layers.len()).map(prefix).collect::<Vec<_>>());
            register_messages(&mut tera, &self.messages);
            if let Value::Object(object) = &self.globals {
                for (name, value) in object {
                    tera.global_context().insert(name.clone(), value);
                }
            }
            let sources = self
                .compiled
                .iter()
                .map(|(name, template)| (name.as_str(), template.rewritten.text.as_str()));
            match tera.add_raw_templates(sources) {
                Ok(()) => {
                    self.tera = tera;
                    return;
                }
                Err(error) => {
                    if !self.refused(&error) {
                        self.tera = Tera::new();
                        self.compiled.clear();
                        return;
                    }
                }
            }
        }
    }

    /// Rewrites every template that is not dropped; again, when one more had to be.
    fn rewrite(&mut self) {
        loop {
            let constants = Constants {
                globals: &self.globals,
                messages: &self.messages,
                assets: &self.addresses,
                used: RefCell::default(),
            };
            let rendered = BTreeMap::new();
            let mut compiled = BTreeMap::new();
            let mut found = Vec::new();
            let mut dropped = Vec::new();
            for (number, name) in self.marks.iter().enumerate() {
                let Some((version, own)) =
                    version(&self.files, name).filter(|_| !self.dropped.contains(name))
                else {
                    continue;
                };
                let source = match version.text() {
                    Ok(source) => source,
                    Err(mistake) => {
                        found.push(mistake);
                        dropped.push(name.clone());
                        continue;
                    }
                };
                let surroundings = Surroundings {
                    file: &version.display,
                    html: has_extension(own, "html"),
                    resolve: &|asked| {
                        resolve(&self.chain, &self.files, version.layer, own, asked, &|name| {
                            !self.dropped.contains(name)
                        })
                    },
                    constants: &constants,
                    rendered: &rendered,
                };
                let wrong = self.wrong.remove(name).unwrap_or_default();
                let mut leniency = Leniency { wrong, mark: Some(number), mistakes: Vec::new() };
                let result = rewrite::rewrite_leniently(source, &surroundings, &mut leniency);
                found.append(&mut leniency.mistakes);
                self.wrong.insert(name.clone(), leniency.wrong);
                match result {
                    Ok(rewritten) => {
                        let source = source.to_owned();
                        compiled.insert(
                            name.clone(),
                            Compiled { file: version.display.clone(), source, rewritten },
                        );
                    }
                    Err(mistake) => {
                        found.push(mistake);
                        dropped.push(name.clone());
                    }
                }
            }
            self.used = constants.used.into_inner();
            // What is missing because it was dropped is told where it was dropped.
            let lost = |mistake: &Mistake| {
                matches!(mistake.kind, "missing-parent" | "missing-template")
                    && self.dropped.iter().any(|name| {
                        name.split_once('/')
                            .is_some_and(|(_, own)| mistake.message.contains(&format!("{own:?}")))
                    })
            };
            found.retain(|mistake| !lost(mistake));
            self.mistakes.append(&mut found);
            self.compiled = compiled;
            if dropped.is_empty() {
                return;
            }
            self.dropped.extend(dropped);
        }
    }

    /// Drops templates that lead back to themselves, and says so.
    fn drop_cycles(&mut self) -> bool {
        let Some(cycle) = self.compiled.keys().find_map(|name| self.cycle_from(name)) else { return false };
        let own = cycle.iter().position(|name| !self.compiled[name].file.starts_with('[')).unwrap_or(0);
        let next = &cycle[(own + 1) % cycle.len()];
        let compiled = &self.compiled[&cycle[own]];
        let way: Vec<_> =
            cycle.iter().chain(cycle.first()).map(|name| self.compiled[name].file.as_str()).collect();
        let message = format!(
            "this leads back here: {}; name a template of the theme behind (\"default/base.html\"), or a third one",
            way.join(" -> ")
        );
        let name = next.split_once('/').map_or("", |(_, name)| name);
        let at = reference(&compiled.source, name);
        self.mistakes.push(Mistake::at(&compiled.file, &compiled.source, at, message).of("template-cycle"));
        self.dropped.extend(cycle.into_iter().filter(|name| !self.compiled[name].file.starts_with('[')));
        true
    }

    /// The way from a template back to it, over what it extends and includes.
    fn cycle_from(&self, start: &str) -> Option<Vec<String>> {
        let mut came: BTreeMap<&str, &str> = BTreeMap::new();
        let mut open = vec![start];
        while let Some(name) = open.pop() {
            let Some(template) = self.compiled.get(name) else { continue };
            for next in &template.rewritten.templates {
                if next == start {
                    let mut way = vec![name.to_owned()];
                    let mut at = name;
                    while at != start {
                        at = came.get(at)?;
                        way.push(at.to_owned());
                    }
                    way.reverse();
                    return Some(way);
                }
                if !came.contains_key(next.as_str()) {
                    came.insert(next, name);
                    open.push(next);
                }
            }
        }
        None
    }

    /// Takes in what Tera says of templates that it does not take. `false` when nothing more can be left out.
    fn refused(&mut self, error: &tera::Error) -> bool {
        let mut found = Vec::new();
        if let ErrorKind::SyntaxError(report) = error.kind() {
            found.extend(self.place(
                report.filename(),
                report.span().range.start,
                report.message(),
                kind_of(report.message()),
            ));
        } else {
            let text = error.to_string();
            for part in text.split("error: ").filter(|part| !part.trim().is_empty()) {
                let Some((message, rest)) = part.split_once("--> ") else { continue };
                let Some((name, range)) =
                    report::place(rest.lines().next().unwrap_or_default(), &self.compiled)
                else {
                    continue;
                };
                let name = name.to_owned();
                let message = message.trim();
                found.extend(self.place(&name, range.start, message, kind_of(message)));
            }
            if found.is_empty() {
                found.extend(self.twice(&text));
            }
        }
        let before = (self.dropped.len(), self.wrong.values().map(BTreeSet::len).sum::<usize>());
        for (name, at, mistake) in found {
            self.mistakes.push(mistake);
            self.leave_out(&name, at);
        }
        before != (self.dropped.len(), self.wrong.values().map(BTreeSet::len).sum::<usize>())
    }

    /// A component that two files of a theme define.
    fn twice(&self, text: &str) -> Option<(String, usize, Mistake)> {
        let mut quoted = text.split('`').skip(1).step_by(2);
        let (component, first, second) = (quoted.next()?, quoted.next()?, quoted.next()?);
        let name = if self.compiled.get(second)?.file.starts_with('[') { first } else { second };
        let compiled = self.compiled.get(name)?;
        let at = compiled.source.find(&format!("component {component}")).unwrap_or(0);
        let message = format!(
            "the component `{component}` is defined in both {} and {}",
            self.compiled.get(first)?.file,
            compiled.file
        );
        let mistake =
            Mistake::at(&compiled.file, &compiled.source, at..at + 1, message).of("component-twice");
        // At no piece: the file goes.
        Some((name.to_owned(), usize::MAX, mistake))
    }

    /// A mistake at a byte of what Tera was given.
    fn place(
        &self,
        name: &str,
        written: usize,
        message: &str,
        kind: &'static str,
    ) -> Option<(String, usize, Mistake)> {
        let compiled = self.compiled.get(name)?;
        let range = compiled.rewritten.map.range(written..written + 1);
        let at = range.start;
        let message = format!("{}{}", lower(message), filter_hint(message));
        Some((name.to_owned(), at, Mistake::at(&compiled.file, &compiled.source, range, message).of(kind)))
    }

    /// Where rendering failed: the nearest place in a file of the site's own, on the way there.
    fn located(&self, error: &tera::Error) -> Option<(String, usize, Mistake)> {
        let ErrorKind::RenderingError(report) = error.kind() else { return None };
        let message = report.message();
        let kind = match kind_of(message) {
            "template-syntax" => "template",
            kind => kind,
        };
        let failed = self.place(report.filename(), report.span().range.start, message, kind)?;
        if !failed.2.file.starts_with('[') {
            return Some(failed);
        }
        let text = error.to_string();
        let callers = text.lines().filter_map(|line| {
            let (name, range) = report::place(line.strip_prefix("note: called from ")?, &self.compiled)?;
            self.place(name, range.start, message, kind)
        });
        let own = callers.into_iter().find(|(_, _, mistake)| !mistake.file.starts_with('['));
        Some(own.unwrap_or(failed))
    }

    /// Leaves out the piece at a byte of a template, or the template where that is not enough.
    fn leave_out(&mut self, name: &str, at: usize) {
        let Some(compiled) = self.compiled.get(name) else { return };
        let pieces = source::pieces(&compiled.source).unwrap_or_default();
        let piece = pieces.iter().find(|piece| piece.range.contains(&at));
        let wrong = self.wrong.entry(name.to_owned()).or_default();
        if !piece.is_some_and(|piece| wrong.insert(piece.range.start)) {
            self.dropped.insert(name.to_owned());
        }
    }

    /// Follows names through every branch.
    fn read_names(&mut self) {
        let mut given = self.given();
        // What is bound around an include is known after its includer was read: as deep as includes go.
        for _ in 0..4 {
            let before: usize = given.values().map(|given| given.bound.len()).sum();
            for (name, compiled) in &self.compiled {
                let own = given.get(name).cloned().unwrap_or_default();
                let said = scope::read(&compiled.source, &own, self.program.globals);
                for (included, bound) in said.includes {
                    let reached = compiled
                        .rewritten
                        .templates
                        .iter()
                        .find(|name| name.ends_with(&format!("/{included}")));
                    if let Some(reached) = reached {
                        given.entry(reached.clone()).or_default().bound.extend(bound);
                    }
                }
                for (child, other) in &self.compiled {
                    if other.rewritten.extends.as_ref() == Some(name) {
                        given
                            .entry(child.clone())
                            .or_default()
                            .bound
                            .extend(said.around_blocks.iter().cloned());
                    }
                }
            }
            if before == given.values().map(|given| given.bound.len()).sum::<usize>() {
                break;
            }
        }
        let mut found = Vec::new();
        let parameters = self.parameters();
        for name in &self.marks {
            let Some((version, own)) = version(&self.files, name) else { continue };
            let Ok(source) = version.text() else { continue };
            let mut given = given.get(name).cloned().unwrap_or_default();
            if given.roots.is_empty() {
                // One that is dropped, and that a page may have been meant to be made of.
                let pages = self.program.rendered.iter().filter(|rendered| rendered.template == own);
                given.roots.extend(pages.map(|rendered| rendered.context));
                if given.roots.is_empty() {
                    continue;
                }
            }
            let said = scope::read(source, &given, self.program.globals);
            for asked in said.messages {
                let Some(taken) = parameters.get(&asked.key) else { continue };
                for (extra, at) in asked.given.iter().filter(|(name, _)| !taken.contains(name)) {
                    let message = format!("the message {:?} takes no ${extra}", asked.key);
                    let range = *at..*at + extra.len();
                    let mistake =
                        Mistake::at(&version.display, source, range, message).of("unneeded-parameter");
                    found.push((name.clone(), *at, mistake));
                }
            }
            for (piece, error) in said.mistakes {
                let range = error.at..error.at + width(source, error.at);
                let mistake = Mistake::at(&version.display, source, range, error.message).of(error.kind);
                found.push((name.clone(), piece, mistake));
            }
        }
        for (name, piece, mistake) in found {
            // Text that is written unescaped, or that nobody sees, can still be rendered.
            if mistake.kind == "unknown-variable" {
                self.wrong.entry(name).or_default().insert(piece);
            }
            let same_line = |known: &Mistake| {
                known.kind == mistake.kind && known.file == mistake.file && known.line == mistake.line
            };
            let told = |known: &Mistake| {
                known.place() == mistake.place() || mistake.kind == "outside-blocks" && same_line(known)
            };
            if !self.mistakes.iter().any(told) {
                self.mistakes.push(mistake);
            }
        }
        self.tell_unused(&given);
        self.compile();
    }

    /// What each message takes, in any language.
    fn parameters(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut parameters: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (name, versions) in self.chain.files("messages").unwrap_or_default() {
            let Some(language) = name.strip_suffix(".ftl") else { continue };
            let sources = message_sources(&[(name.clone(), versions)].into(), language);
            for (key, taken, _) in Messages::read(&language.parse().unwrap_or_default(), sources).0.iter() {
                parameters.entry(key.to_owned()).or_default().extend(taken.iter().cloned());
            }
        }
        parameters
    }

    /// What each template can be given: by the pages that it is part of.
    fn given(&self) -> BTreeMap<String, Given> {
        let mut given: BTreeMap<String, Given> = BTreeMap::new();
        // Versions that a nearer one stands before are given the same.
        for rendered in self.program.rendered {
            for version in self.files.get(rendered.template).into_iter().flatten() {
                self.reach(&complete(version.layer, rendered.template), rendered.context, &mut given);
            }
        }
        // A template that is part of no page may be that of a content page.
        // A part that a nearer theme has too is given what that one is.
        let rest: Vec<_> = self.compiled.keys().filter(|name| !given.contains_key(*name)).cloned().collect();
        for name in rest {
            let own = name.split_once('/').map_or("", |(_, own)| own);
            let mut versions = self.files.get(own).into_iter().flatten();
            let known = versions.find_map(|version| given.get(&complete(version.layer, own))).cloned();
            match known {
                Some(known) => {
                    given.insert(name, known);
                }
                None => self.reach(&name, self.program.content, &mut given),
            }
        }
        for (name, compiled) in &self.compiled {
            given.entry(name.clone()).or_default().extends = compiled.rewritten.extends.is_some();
        }
        given
    }

    fn reach(&self, start: &str, context: &'static Structure, given: &mut BTreeMap<String, Given>) {
        let mut open = vec![start];
        while let Some(name) = open.pop() {
            let known = given.entry(name.to_owned()).or_default();
            if known.roots.iter().any(|root| root.name == context.name) {
                continue;
            }
            known.roots.push(context);
            if let Some(compiled) = self.compiled.get(name) {
                open.extend(compiled.rewritten.templates.iter().map(String::as_str));
            }
        }
    }

    /// Files of the site's own that no page is made of.
    fn tell_unused(&mut self, given: &BTreeMap<String, Given>) {
        let pages: BTreeSet<String> =
            self.program.rendered.iter().filter_map(|rendered| self.nearest(rendered.template)).collect();
        let named: BTreeSet<&str> = self
            .compiled
            .values()
            .flat_map(|compiled| &compiled.rewritten.templates)
            .chain(&pages)
            .filter_map(|name| Some(name.split_once('/')?.1))
            .collect();
        let unused: Vec<Mistake> = self
            .compiled
            .iter()
            .filter(|(name, compiled)| {
                given.contains_key(*name)
                    && !compiled.file.starts_with('[')
                    && compiled.rewritten.defines.is_empty()
                    && name.split_once('/').is_none_or(|(_, own)| !named.contains(own))
            })
            .map(|(name, compiled)| {
                let own = name.split_once('/').map_or("", |(_, own)| own);
                let known = self.program.rendered.iter().map(|rendered| rendered.template);
                let near = known
                    .map(|known| (strsim::damerau_levenshtein(known, own), known))
                    .filter(|(distance, known)| *distance <= 2 && !own.contains('/') && *known != own)
                    .min()
                    .map_or_else(String::new, |(_, known)| format!("; did you mean {known}?"));
                let message =
                    format!("nothing names this template, and no kind of page is called {own:?}{near}");
                Mistake::at(&compiled.file, &compiled.source, first_line(&compiled.source), message)
                    .of("unused-template")
            })
            .collect();
        self.mistakes.extend(unused);
    }

    /// The assets of the chain with an extension, as written, the site's own first: what to call each, and its text.
    pub fn asset_texts(&self, extension: &str) -> Result<Vec<(String, String)>, ThemeError> {
        let files = self.chain.files("assets")?;
        let sheets =
            files.iter().filter(|(path, _)| has_extension(path, extension)).flat_map(|(_, files)| files);
        Ok(sheets.filter_map(|file| Some((file.display.clone(), file.text().ok()?.to_owned()))).collect())
    }

    /// Every message of the site's own themes: its place, and whether a theme behind has it too.
    pub fn own_messages(&self, language: &str) -> Result<Vec<OwnMessage>, ThemeError> {
        let files = self.chain.files("messages")?;
        let Some(versions) = files.get(&format!("{language}.ftl")) else { return Ok(Vec::new()) };
        let mut own = Vec::new();
        for (at, file) in versions.iter().enumerate() {
            if file.display.starts_with('[') {
                continue;
            }
            let Ok(text) = file.text().map(str::to_owned) else { continue };
            let behind = versions[at + 1..].iter().rev().filter_map(|file| {
                Some(MessageFile { file: file.display.clone(), source: file.text().ok()?.to_owned() })
            });
            let behind = behind.collect();
            let identifier: unic_langid::LanguageIdentifier = language.parse().unwrap_or_default();
            let (behind, _) = Messages::read(&identifier, behind);
            let here = MessageFile { file: file.display.clone(), source: text.clone() };
            let (here, _) = Messages::read(&identifier, vec![here]);
            for (key, parameters, _) in here.iter() {
                let start = line_of_message(&text, key);
                let place = Mistake::at(&file.display, &text, start..start + key.len(), "");
                own.push(OwnMessage {
                    key: key.to_owned(),
                    parameters: parameters.clone(),
                    behind: behind
                        .iter()
                        .find(|(known, ..)| *known == key)
                        .map(|(_, given, _)| given.clone()),
                    place,
                });
            }
        }
        Ok(own)
    }

    /// The key of a known message that is near.
    pub fn nearest_message(&self, key: &str) -> Option<&str> {
        self.messages
            .iter()
            .map(|(known, ..)| (strsim::damerau_levenshtein(known, key), known))
            .filter(|(distance, known)| *distance > 0 && *distance <= 3 && known.len() > 4)
            .min()
            .map(|(_, known)| known)
    }
}

/// A message in a theme of the site's own.
#[derive(Debug)]
pub struct OwnMessage {
    /// Its key.
    pub key: String,
    /// The parameters that it names.
    pub parameters: BTreeSet<String>,
    /// Those of the message that it stands in for, where a theme behind has one.
    pub behind: Option<BTreeSet<String>>,
    /// Where it stands.
    pub place: Mistake,
}

impl OwnMessage {
    /// A mistake there.
    pub fn mistake(&self, kind: &'static str, message: String) -> Mistake {
        Mistake { message, kind, ..self.place.clone() }
    }
}

/// What the site's own theme has beside what themes have: folders and messages that nothing reads.
fn unknown_files(chain: &Chain, messages: &BTreeMap<String, Vec<ThemeFile>>) -> Vec<Mistake> {
    const FOLDERS: [&str; 3] = ["templates", "assets", "messages"];
    let mut mistakes = Vec::new();
    for folder in chain.layers.iter().filter_map(|layer| layer.folder.as_deref()) {
        // What cannot be read was told.
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            let near = |known: &&str| strsim::damerau_levenshtein(known, &name) <= 2;
            let Some(near) = FOLDERS.into_iter().find(near).filter(|near| is_folder && *near != name) else {
                continue;
            };
            let message = format!("nothing reads this folder; did you mean {near}/?");
            let file = entry.path().display().to_string();
            mistakes.push(Mistake::at(&file, "", 0..0, message).of("unknown-file"));
        }
    }
    for (name, versions) in messages {
        let stem = name.strip_suffix(".ftl");
        if stem.is_none_or(|stem| Locale::from_language(stem).is_none()) {
            let message = format!("nothing reads {name:?}: pages are in French (fr.ftl) or English (en.ftl)");
            let own = versions.iter().filter(|file| !file.display.starts_with('['));
            let mistake = |file: &ThemeFile| Mistake::at(&file.display, "", 0..0, message.clone());
            mistakes.extend(own.map(|file| mistake(file).of("unknown-file")));
        }
    }
    mistakes.sort_by(|a, b| a.file.cmp(&b.file));
    mistakes
}

/// Message files, the nearest theme's last; before them those of other languages, whose words stand in.
fn message_sources(files: &BTreeMap<String, Vec<ThemeFile>>, language: &str) -> Vec<MessageFile> {
    let wanted = format!("{language}.ftl");
    let others = files.iter().filter(|(name, _)| **name != wanted && has_extension(name, "ftl"));
    let own = files.get_key_value(&wanted);
    others
        .chain(own)
        .flat_map(|(_, versions)| versions.iter().rev())
        .filter_map(|file| {
            Some(MessageFile { file: file.display.clone(), source: file.text().ok()?.to_owned() })
        })
        .collect()
}

/// The file that a complete name stands for, and its own name.
fn version<'f, 'n>(
    files: &'f BTreeMap<String, Vec<ThemeFile>>,
    name: &'n str,
) -> Option<(&'f ThemeFile, &'n str)> {
    let (layer, own) = name.split_once('/')?;
    let layer: usize = layer.parse().ok()?;
    let file = files.get(own)?.iter().find(|version| version.layer == layer)?;
    Some((file, own))
}

/// A theme's error as a mistake at a place.
fn told(error: ThemeError) -> Mistake {
    match error {
        ThemeError::File(mistake) => *mistake,
        other => Mistake::at("theme.toml", "", 0..0, other.to_string()).of("theme-file"),
    }
}

/// The kind of what Tera says.
fn kind_of(message: &str) -> &'static str {
    const KINDS: [(&str, &str); 9] = [
        ("This content would be ignored", "outside-blocks"),
        ("Unknown filter", "unknown-filter"),
        ("Unknown test", "unknown-test"),
        ("Unknown function", "unknown-function"),
        ("Unknown component", "unknown-component"),
        ("Unknown template", "missing-template"),
        ("Block `", "unknown-block"),
        ("Variable `", "unknown-variable"),
        ("Field `", "unknown-variable"),
    ];
    KINDS.iter().find(|(start, _)| message.starts_with(start)).map_or("template-syntax", |(_, kind)| kind)
}

/// Tera's filters (`tera.rs`, version 2.4), to tell which was meant.
const FILTERS: [&str; 38] = [
    "abs",
    "capitalize",
    "default",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
    "slice",
    "filter",
];

fn filter_hint(message: &str) -> String {
    let Some(name) = message.strip_prefix("Unknown filter `").and_then(|rest| rest.split('`').next()) else {
        return String::new();
    };
    let near = FILTERS
        .iter()
        .map(|known| (strsim::damerau_levenshtein(known, name), *known))
        .filter(|(distance, _)| *distance <= 2)
        .min();
    match near {
        Some((_, near)) => format!("; did you mean `{near}`?"),
        None => format!("; there are: {}", FILTERS.join(", ")),
    }
}

/// A sentence's first letter small, as messages here begin.
fn lower(message: &str) -> String {
    let mut characters = message.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}

fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

/// The first line that is not empty.
fn first_line(source: &str) -> std::ops::Range<usize> {
    let start = source.len() - source.trim_start().len();
    let end = source[start..].find('\n').map_or(source.len(), |end| start + end);
    start..end
}

/// How many bytes the name at a place has.
fn width(source: &str, at: usize) -> usize {
    let rest = source.get(at..).unwrap_or_default();
    rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len()).max(1)
}

/// Where a template names another.
fn reference(source: &str, name: &str) -> std::ops::Range<usize> {
    let pieces = source::pieces(source).unwrap_or_default();
    pieces
        .iter()
        .filter(|piece| piece.kind == source::PieceKind::Statement)
        .find(|piece| {
            let inner = source[piece.inner.clone()].trim_start();
            (inner.starts_with("extends") || inner.starts_with("include")) && inner.contains(name)
        })
        .map_or(0..1, |piece| piece.range.clone())
}

/// Where a message's line starts.
fn line_of_message(text: &str, key: &str) -> usize {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_key = line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
        if is_key {
            return at;
        }
        at += line.len();
    }
    0
}

/// The attribute that start tags of inspected pages bear.
pub const fn mark() -> &'static str {
    MARK
}
