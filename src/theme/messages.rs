//! The words of a theme, in Fluent: one bundle a language, messages of nearer themes before those they extend.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast;
use foldhash::HashMap;
use tera::Value;
use unic_langid::LanguageIdentifier;

use super::contract::{self, Kind};
use super::error::Mistake;

/// Whole numbers under this one are formatted once a message.
const CACHED_NUMBERS: usize = 256;

/// What a message is given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Argument<'a> {
    /// A number, which chooses the plural and is written as the language does.
    Number(f64),
    /// A text.
    Text(&'a str),
}

impl From<usize> for Argument<'_> {
    fn from(number: usize) -> Self {
        Self::Number(number as f64)
    }
}

impl From<u64> for Argument<'_> {
    fn from(number: u64) -> Self {
        Self::Number(number as f64)
    }
}

impl From<u32> for Argument<'_> {
    fn from(number: u32) -> Self {
        Self::Number(f64::from(number))
    }
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

/// A message file of a theme.
pub(super) struct MessageFile {
    /// The path, for people.
    pub file: String,
    pub source: String,
}

/// All messages of a language.
pub(super) struct Messages {
    bundle: FluentBundle<FluentResource>,
    entries: HashMap<String, Entry>,
    language: LanguageIdentifier,
    /// The files themselves, for digests.
    sources: Vec<String>,
}

struct Entry {
    /// Parameters it names itself or through messages that it refers to.
    parameters: BTreeSet<String>,
    /// The text, when it needs no parameter.
    constant: Option<Box<str>>,
    /// The text for each small number, when a number is all it needs.
    small: Box<[OnceLock<Value>]>,
    /// What stands before and after its only parameter, when that is all it is.
    around: Option<(Box<str>, Box<str>)>,
    /// Where it stands.
    place: String,
}

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Messages")
            .field("language", &self.language)
            .field("count", &self.entries.len())
            .finish_non_exhaustive()
    }
}

impl Messages {
    /// Reads message files, the nearest theme's last.
    pub(super) fn load(language: &LanguageIdentifier, files: Vec<MessageFile>) -> Result<Self, Mistake> {
        let (messages, mistakes) = Self::read(language, files);
        match mistakes.into_iter().next() {
            Some(mistake) => Err(mistake),
            None => Ok(messages),
        }
    }

    /// The same, as far as it can be read, with all that is wrong.
    pub(super) fn read(language: &LanguageIdentifier, files: Vec<MessageFile>) -> (Self, Vec<Mistake>) {
        let mut mistakes = Vec::new();
        let mut bundle = FluentBundle::new_concurrent(vec![language.clone()]);
        // Isolating marks around parameters would break attributes and titles.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(if language.language.as_str() == "fr" { french } else { english }));
        let mut found: BTreeMap<String, (Names, Mistake)> = BTreeMap::new();
        let mut arounds: HashMap<String, (Box<str>, Box<str>)> = HashMap::default();
        let mut sources = Vec::with_capacity(files.len());
        for MessageFile { file, source } in files {
            let resource = FluentResource::try_new(source.clone()).unwrap_or_else(|(resource, errors)| {
                mistakes.extend(errors.iter().map(|error| {
                    let range = error.slice.clone().unwrap_or(error.pos.clone());
                    Mistake::at(&file, &source, range, error.to_string()).of("message-syntax")
                }));
                resource
            });
            let mut seen = BTreeSet::new();
            for entry in resource.entries() {
                let ast::Entry::Message(message) = entry else { continue };
                let key = message.id.name;
                let at = key.as_ptr() as usize - resource.source().as_ptr() as usize;
                let here =
                    |text: &str| Mistake::at(&file, &source, at..at + key.len(), text).of("message-syntax");
                let Some(pattern) = &message.value else {
                    mistakes.push(here("this message has no text"));
                    continue;
                };
                if !seen.insert(key) {
                    mistakes.push(here("this message stands twice in the file"));
                }
                let mut names = Names::default();
                names.pattern(pattern);
                match around(pattern) {
                    Some(around) => arounds.insert(key.to_owned(), around),
                    None => arounds.remove(key),
                };
                found.insert(key.to_owned(), (names, here("")));
            }
            bundle.add_resource_overriding(resource);
            sources.push(source);
        }
        let mut messages = Self { bundle, entries: HashMap::default(), language: language.clone(), sources };
        for (key, (_, place)) in &found {
            let here = |message: String| Mistake { message, ..place.clone() };
            let parameters = match needed(&found, key) {
                Ok(parameters) => parameters,
                Err(other) => {
                    let message = format!("{key} refers to a message {other} that does not exist");
                    mistakes.push(here(message).of("missing-message"));
                    continue;
                }
            };
            let constant = if parameters.is_empty() {
                match messages.write(key, None) {
                    Ok(text) => Some(text.into()),
                    Err(message) => {
                        mistakes.push(here(message));
                        continue;
                    }
                }
            } else {
                None
            };
            let small = if parameters.len() == 1 { CACHED_NUMBERS } else { 0 };
            messages.entries.insert(
                key.clone(),
                Entry {
                    parameters,
                    constant,
                    small: (0..small).map(|_| OnceLock::new()).collect(),
                    around: arounds.remove(key),
                    place: place.place(),
                },
            );
        }
        (messages, mistakes)
    }

    /// The text of a message that needs no parameter.
    pub(super) fn constant(&self, key: &str) -> Option<&str> {
        self.entries.get(key)?.constant.as_deref()
    }

    /// Whether the message exists and is given all it needs; else the kind of mistake, in words.
    pub(super) fn check(&self, key: &str, given: &[&str]) -> Result<(), (&'static str, String)> {
        let Some(entry) = self.entries.get(key) else {
            let hint = contract::successor(Kind::Message, key)
                .map_or_else(|| self.nearest(key), |successor| format!("; {successor}"));
            return Err((
                "missing-message",
                format!("there is no message {key:?} in {}{hint}", self.language),
            ));
        };
        match entry.parameters.iter().find(|needed| !given.contains(&needed.as_str())) {
            Some(missing) => Err((
                "missing-parameter",
                format!("the message {key:?} ({}) needs the parameter ${missing}", entry.place),
            )),
            None => Ok(()),
        }
    }

    /// The text of a message.
    pub(super) fn format(&self, key: &str, arguments: &[(&str, Argument)]) -> Result<String, String> {
        let slot = match (self.entries.get(key), arguments) {
            (Some(Entry { constant: Some(text), .. }), _) => return Ok(text.to_string()),
            (Some(Entry { around: Some((before, after)), .. }), [(_, Argument::Text(text))]) => {
                return Ok([before, *text, after].concat());
            }
            (Some(entry), [(_, Argument::Number(number))]) => entry.small.get(small(*number)),
            _ => None,
        };
        if let Some(text) = slot.and_then(OnceLock::get).and_then(Value::as_str) {
            return Ok(text.to_owned());
        }
        let mut values = FluentArgs::with_capacity(arguments.len());
        for (name, value) in arguments {
            values.set(
                (*name).to_owned(),
                match value {
                    Argument::Number(number) => FluentValue::from(*number),
                    Argument::Text(text) => FluentValue::from(*text),
                },
            );
        }
        let text = self.write(key, Some(&values))?;
        if let Some(slot) = slot {
            slot.get_or_init(|| Value::from(text.as_str()));
        }
        Ok(text)
    }

    /// `t(key=..., ...)` in a template that is being rendered.
    pub(super) fn render(&self, arguments: &tera::Kwargs) -> Result<Value, String> {
        let mut key = None;
        let mut number = None;
        let mut text = None;
        let mut count = 0;
        for (name, value) in arguments.iter() {
            if name.as_str() == Some("key") {
                key = value.as_str();
            } else {
                count += 1;
                number = value.as_u64().and_then(|number| usize::try_from(number).ok());
                text = value.as_str();
            }
        }
        let key = key.ok_or("`t` takes a key")?;
        let entry = self.entries.get(key).ok_or_else(|| format!("there is no message {key:?}"))?;
        if let (Some((before, after)), Some(text), 1) = (&entry.around, text, count) {
            return Ok(Value::from([before, text, after].concat()));
        }
        let slot = number.filter(|_| count == 1).and_then(|number| entry.small.get(number));
        if let Some(text) = slot.and_then(OnceLock::get) {
            return Ok(text.clone());
        }
        let mut values = FluentArgs::with_capacity(count);
        for (name, value) in arguments.iter() {
            let Some(name) = name.as_str().filter(|name| *name != "key") else { continue };
            let value = match (value.as_f64(), value.as_str()) {
                (Some(number), _) => FluentValue::from(number),
                (None, Some(text)) => FluentValue::from(text.to_owned()),
                _ => return Err(format!("the parameter {name} of {key:?} is neither a number nor a text")),
            };
            values.set(name.to_owned(), value);
        }
        let text = Value::from(self.write(key, Some(&values))?);
        Ok(slot.map_or_else(|| text.clone(), |slot| slot.get_or_init(|| text.clone()).clone()))
    }

    fn write(&self, key: &str, arguments: Option<&FluentArgs>) -> Result<String, String> {
        let pattern = self.bundle.get_message(key).and_then(|message| message.value()).ok_or_else(|| {
            format!("there is no message {key:?} in {}{}", self.language, self.nearest(key))
        })?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, arguments, &mut errors).into_owned();
        match errors.first() {
            Some(error) => Err(format!("the message {key:?}: {error}")),
            None => Ok(text),
        }
    }

    /// All that messages are made of.
    pub(super) fn sources(&self) -> (String, &[String]) {
        (self.language.to_string(), &self.sources)
    }

    /// Every key, with its parameters and its place.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &BTreeSet<String>, &str)> {
        let entries: BTreeMap<&String, &Entry> = self.entries.iter().collect();
        entries.into_iter().map(|(key, entry)| (key.as_str(), &entry.parameters, entry.place.as_str()))
    }

    /// `; did you mean ...?`, when something is near.
    fn nearest(&self, key: &str) -> String {
        self.entries
            .keys()
            .map(|known| (strsim::damerau_levenshtein(known, key), known))
            .filter(|(distance, _)| *distance <= 3)
            .min()
            .map_or_else(String::new, |(_, known)| format!("; did you mean {known:?}?"))
    }
}

/// The place of a number among the small ones; past them all for one that is none.
fn small(number: f64) -> usize {
    // Exact: whole and in range.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    if number.fract() == 0.0 && (0.0..CACHED_NUMBERS as f64).contains(&number) {
        number as usize
    } else {
        usize::MAX
    }
}

/// What stands before and after the only parameter of a pattern that is nothing else.
fn around(pattern: &ast::Pattern<&str>) -> Option<(Box<str>, Box<str>)> {
    let mut texts = [String::new(), String::new()];
    let mut met = 0;
    for element in &pattern.elements {
        match element {
            ast::PatternElement::TextElement { value } => texts[met].push_str(value),
            ast::PatternElement::Placeable {
                expression: ast::Expression::Inline(ast::InlineExpression::VariableReference { .. }),
            } if met == 0 => met = 1,
            ast::PatternElement::Placeable { .. } => return None,
        }
    }
    let [before, after] = texts;
    (met == 1).then(|| (before.into(), after.into()))
}

/// What a pattern names.
#[derive(Default)]
struct Names {
    parameters: BTreeSet<String>,
    messages: BTreeSet<String>,
}

impl Names {
    fn pattern(&mut self, pattern: &ast::Pattern<&str>) {
        for element in &pattern.elements {
            if let ast::PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &ast::Expression<&str>) {
        match expression {
            ast::Expression::Inline(inline) => self.inline(inline),
            ast::Expression::Select { selector, variants } => {
                self.inline(selector);
                for variant in variants {
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &ast::InlineExpression<&str>) {
        match inline {
            ast::InlineExpression::VariableReference { id } => {
                self.parameters.insert(id.name.to_owned());
            }
            ast::InlineExpression::MessageReference { id, .. } => {
                self.messages.insert(id.name.to_owned());
            }
            ast::InlineExpression::FunctionReference { arguments, .. }
            | ast::InlineExpression::TermReference { arguments: Some(arguments), .. } => {
                for argument in &arguments.positional {
                    self.inline(argument);
                }
                for argument in &arguments.named {
                    self.inline(&argument.value);
                }
            }
            ast::InlineExpression::Placeable { expression } => self.expression(expression),
            _ => {}
        }
    }
}

/// The parameters that a message needs, those of messages that it refers to included.
fn needed(found: &BTreeMap<String, (Names, Mistake)>, key: &str) -> Result<BTreeSet<String>, String> {
    let mut parameters = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![key.to_owned()];
    while let Some(key) = open.pop() {
        if seen.insert(key.clone()) {
            let (names, _) = found.get(&key).ok_or(key)?;
            parameters.extend(names.parameters.iter().cloned());
            open.extend(names.messages.iter().cloned());
        }
    }
    Ok(parameters)
}

fn french<M>(value: &FluentValue, _: &M) -> Option<String> {
    number(value, "\u{202f}", ",")
}

fn english<M>(value: &FluentValue, _: &M) -> Option<String> {
    number(value, ",", ".")
}

/// A number with its thousands apart; at most two decimals.
fn number(value: &FluentValue, thousands: &str, point: &str) -> Option<String> {
    let FluentValue::Number(FluentNumber { value, .. }) = value else { return None };
    let text = format!("{:.2}", value.abs());
    let (whole, decimals) = text.split_once('.')?;
    let mut out = String::with_capacity(text.len() + 8);
    if *value < 0.0 {
        out.push('-');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push_str(thousands);
        }
        out.push(digit);
    }
    let decimals = decimals.trim_end_matches('0');
    if !decimals.is_empty() {
        out.push_str(point);
        out.push_str(decimals);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(language: &str, files: &[&str]) -> Result<Messages, Mistake> {
        let files = files
            .iter()
            .enumerate()
            .map(|(at, source)| MessageFile { file: format!("{at}.ftl"), source: (*source).to_owned() })
            .collect();
        Messages::load(&language.parse().unwrap(), files)
    }

    const FILES: &str = "files = { $count ->\n    [0] Aucun fichier\n    [one] { $count } fichier\n   *[other] { $count } fichiers\n}\n";

    #[test]
    fn numbers_are_written_as_the_language_does() {
        let french = messages("fr", &[FILES]).unwrap();
        for (count, text) in
            [(0_usize, "Aucun fichier"), (1, "1 fichier"), (15_041, "15\u{202f}041 fichiers")]
        {
            assert_eq!(french.format("files", &[("count", Argument::from(count))]).unwrap(), text);
        }
        let english = messages("en", &["x = { $n }"]).unwrap();
        assert_eq!(english.format("x", &[("n", Argument::Number(-1234.5))]).unwrap(), "-1,234.5");
        assert_eq!(english.format("x", &[("n", Argument::Text("1234"))]).unwrap(), "1234");
    }

    #[test]
    fn words_around_a_parameter_are_written_as_they_stand() {
        let french = messages("fr", &["x = « { $n } » ici\ny = { $n }{ $n }\n", "x = { $n } là"]);
        let french = french.unwrap();
        for (key, argument, text) in [
            ("x", Argument::Text("un"), "un là"),
            ("x", Argument::Number(1_200.0), "1\u{202f}200 là"),
            ("y", Argument::Text("a"), "aa"),
        ] {
            assert_eq!(french.format(key, &[("n", argument)]).as_deref(), Ok(text), "{key}");
            assert_eq!(french.format(key, &[("n", argument)]).as_deref(), Ok(text), "{key} once more");
        }
        assert!(french.format("x", &[]).is_err());
    }

    #[test]
    fn a_nearer_theme_overrides_single_messages() {
        let both = messages("fr", &["a = un\nb = deux", "b = autre { a }"]).unwrap();
        assert_eq!(both.constant("a"), Some("un"));
        assert_eq!(both.constant("b"), Some("autre un"));
    }

    #[test]
    fn mistakes_name_their_place() {
        let mistake = messages("fr", &["a = un\nb = { $x\n"]).unwrap_err();
        assert_eq!((mistake.file.as_str(), mistake.line), ("0.ftl", 2), "{mistake}");
        let mistake = messages("fr", &["a = un\na = deux\n"]).unwrap_err();
        assert_eq!(mistake.line, 2);
        assert!(messages("fr", &["a = { b }"]).unwrap_err().message.contains('b'));
    }

    #[test]
    fn a_message_is_given_all_it_needs() {
        let messages = messages("fr", &["a = { $x } et { b }\nb = { $y }"]).unwrap();
        assert!(messages.check("a", &["x"]).unwrap_err().1.contains("$y"));
        assert!(messages.check("a", &["x", "y", "z"]).is_ok());
        assert!(messages.check("aa", &[]).unwrap_err().1.contains("did you mean"));
        assert!(messages.check("ways-topic", &[]).unwrap_err().1.contains("write `ways-all`"));
    }
}
