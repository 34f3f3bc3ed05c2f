//! What in a template is the same on every page: messages without a variable, assets and the site's globals.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde_json::Value;

use super::messages::{Argument, Messages};
use super::source::{SourceError, Token, TokenKind};

/// What is known when a theme is loaded.
pub(super) struct Constants<'a> {
    /// The site's globals: an object.
    pub globals: &'a Value,
    pub messages: &'a Messages,
    /// Addresses of assets by their path in the theme.
    pub assets: &'a BTreeMap<String, String>,
    /// The keys of messages that templates name.
    pub used: RefCell<BTreeSet<String>>,
}

/// A range of the source that becomes a constant.
#[derive(Debug, Clone)]
pub(super) struct Edit {
    pub range: Range<usize>,
    pub replacement: TokenKind,
}

struct Item {
    token: Token,
    edited: bool,
}

impl Constants<'_> {
    /// What to replace in a tag, in order. Calls of `t` with a variable stay, their key and parameters checked.
    pub(super) fn edits(&self, tokens: &[Token]) -> Result<Vec<Edit>, SourceError> {
        self.forbid_shadows(tokens)?;
        let attributes = attribute_names(tokens);
        let mut items: Vec<_> =
            tokens.iter().map(|token| Item { token: token.clone(), edited: false }).collect();
        // From the right, so that what a call is given is resolved before the call.
        for at in (0..items.len()).rev() {
            if attributes[at] || !starts_expression(&items, at) {
                continue;
            }
            let Some(name) = items[at].token.name() else { continue };
            let called = items.get(at + 1).is_some_and(|next| next.token.is_sign("("));
            let found = match name {
                "t" if called => self.message(&items, at)?,
                "asset" if called => Some(self.asset(&items, at)?),
                root if !called && self.globals.get(root).is_some() => self.global(&items, at)?,
                _ => None,
            };
            if let Some((kind, end)) = found {
                let range = items[at].token.range.start..items[end].token.range.end;
                items.splice(at..=end, [Item { token: Token { kind, range }, edited: true }]);
            }
        }
        Ok(items
            .into_iter()
            .filter(|item| item.edited)
            .map(|item| Edit { range: item.token.range, replacement: item.token.kind })
            .collect())
    }

    /// A name of the site cannot be given to something else: constants would take its place.
    pub(super) fn forbid_shadows(&self, tokens: &[Token]) -> Result<(), SourceError> {
        let keyword = tokens.first().and_then(Token::name);
        let mut bound: Vec<&Token> = Vec::new();
        match keyword {
            Some("set" | "set_global") => bound.extend(tokens.get(1)),
            Some("component") => bound.extend(
                tokens
                    .windows(2)
                    .filter(|pair| pair[0].is_sign("(") || pair[0].is_sign(","))
                    .map(|pair| &pair[1]),
            ),
            _ => {}
        }
        for (at, token) in tokens.iter().enumerate() {
            if token.name() == Some("for") {
                bound.extend(tokens[at + 1..].iter().take_while(|token| token.name() != Some("in")));
            }
        }
        for token in bound {
            if let Some(name) = token.name().filter(|name| self.globals.get(name).is_some()) {
                return Err(SourceError::new(
                    token.range.start,
                    format!("`{name}` is a name of the whole site, choose another"),
                ));
            }
        }
        Ok(())
    }

    /// `site.title` and the like, when it is a text, a number or a boolean.
    fn global(&self, items: &[Item], at: usize) -> Result<Option<(TokenKind, usize)>, SourceError> {
        let mut path = items[at].token.name().unwrap_or_default().to_owned();
        let mut value = &self.globals[&path];
        let mut end = at;
        while let (Some(dot), Some(next)) = (items.get(end + 1), items.get(end + 2))
            && dot.token.is_sign(".")
            && let Some(name) = next.token.name()
        {
            let Some(inner) = value.get(name) else {
                let known: Vec<_> =
                    value.as_object().into_iter().flat_map(|object| object.keys().cloned()).collect();
                return Err(SourceError::new(
                    next.token.range.start,
                    format!("`{path}` has no `{name}`; it has: {}", known.join(", ")),
                )
                .of("unknown-variable"));
            };
            path.push('.');
            path.push_str(name);
            value = inner;
            end += 2;
        }
        Ok(match value {
            Value::String(text) => Some(TokenKind::Text(text.clone())),
            Value::Number(number) => Some(TokenKind::Number(number.to_string())),
            Value::Bool(value) => Some(TokenKind::Name(value.to_string())),
            Value::Null => Some(TokenKind::Name("none".to_owned())),
            Value::Array(_) | Value::Object(_) => None,
        }
        .map(|kind| (kind, end)))
    }

    fn asset(&self, items: &[Item], at: usize) -> Result<(TokenKind, usize), SourceError> {
        let start = items[at].token.range.start;
        let (arguments, end) = arguments(items, at)?;
        let [("path", [Item { token: Token { kind: TokenKind::Text(path), .. }, .. }])] =
            arguments.as_slice()
        else {
            return Err(SourceError::new(start, "`asset` takes one constant: `asset(path=\"style.css\")`"));
        };
        let address = self.assets.get(path).ok_or_else(|| {
            let known: Vec<_> = self.assets.keys().map(String::as_str).collect();
            SourceError::new(start, format!("there is no asset {path:?}; there are: {}", known.join(", ")))
                .of("missing-asset")
        })?;
        Ok((TokenKind::Text(address.clone()), end))
    }

    fn message(&self, items: &[Item], at: usize) -> Result<Option<(TokenKind, usize)>, SourceError> {
        let start = items[at].token.range.start;
        let (arguments, end) = arguments(items, at)?;
        let key = arguments.iter().find_map(|(name, value)| match value {
            [Item { token: Token { kind: TokenKind::Text(key), .. }, .. }] if *name == "key" => Some(key),
            _ => None,
        });
        let Some(key) = key else {
            return Err(SourceError::new(start, "`t` takes a constant key: `t(key=\"search-title\")`"));
        };
        self.used.borrow_mut().insert(key.clone());
        let given: Vec<_> = arguments.iter().map(|(name, _)| *name).filter(|name| *name != "key").collect();
        self.messages
            .check(key, &given)
            .map_err(|(kind, message)| SourceError::new(start, message).of(kind))?;
        let mut constants = Vec::with_capacity(given.len());
        for (name, value) in arguments.iter().filter(|(name, _)| *name != "key") {
            match value {
                [Item { token, .. }] => match &token.kind {
                    TokenKind::Text(text) => constants.push((*name, Argument::Text(text))),
                    TokenKind::Number(number) => match number.parse() {
                        Ok(number) => constants.push((*name, Argument::Number(number))),
                        Err(_) => return Ok(None),
                    },
                    _ => return Ok(None),
                },
                _ => return Ok(None),
            }
        }
        let text =
            self.messages.format(key, &constants).map_err(|message| SourceError::new(start, message))?;
        Ok(Some((TokenKind::Text(text), end)))
    }
}

/// Whether a name at this place is a variable or a function, not a field, a filter, a test or a parameter's name.
fn starts_expression(items: &[Item], at: usize) -> bool {
    let before = at.checked_sub(1).map(|at| &items[at].token);
    if before.is_some_and(|token| {
        [".", "?.", "|", "@"].iter().any(|sign| token.is_sign(sign)) || token.name() == Some("is")
    }) {
        return false;
    }
    !items.get(at + 1).is_some_and(|next| next.token.is_sign("="))
}

/// The arguments of a call and the position of its closing parenthesis.
#[allow(clippy::type_complexity)] // A name and the tokens of its value, used only here.
fn arguments(items: &[Item], at: usize) -> Result<(Vec<(&str, &[Item])>, usize), SourceError> {
    let start = items[at].token.range.start;
    let mut depth = 0_usize;
    let mut from = at + 2;
    let mut found = Vec::new();
    for position in at + 1..items.len() {
        let token = &items[position].token;
        let opens = ["(", "[", "?[", "{"].iter().any(|sign| token.is_sign(sign));
        let closes = [")", "]", "}"].iter().any(|sign| token.is_sign(sign));
        depth += usize::from(opens);
        if depth == 1 && (closes || token.is_sign(",")) {
            match &items[from..position] {
                [] => {}
                [name, equals, value @ ..] if equals.token.is_sign("=") && name.token.name().is_some() => {
                    found.push((name.token.name().unwrap_or_default(), value));
                }
                [first, ..] => {
                    return Err(SourceError::new(
                        first.token.range.start,
                        "arguments have names: `key=\"...\"`",
                    ));
                }
            }
            from = position + 1;
        }
        if closes {
            depth -= 1;
            if depth == 0 {
                return Ok((found, position));
            }
        }
    }
    Err(SourceError::new(start, "this call is not closed"))
}

/// Whether the token at `at` is the `<` of a component's call.
pub(super) fn opens_component(tokens: &[Token], at: usize) -> bool {
    const OPERATORS: [&str; 8] = ["and", "or", "not", "if", "elif", "else", "in", "for"];
    tokens[at].is_sign("<")
        && tokens.get(at + 1).is_some_and(|next| next.name().is_some())
        && match at.checked_sub(1).map(|before| &tokens[before].kind) {
            None => true,
            Some(TokenKind::Name(name)) => OPERATORS.contains(&name.as_str()),
            Some(TokenKind::Text(_) | TokenKind::Number(_)) => false,
            Some(TokenKind::Sign(sign)) => ![")", "]", "}"].contains(sign),
        }
}

/// For each token, whether it is part of a component's tag outside braces: `<card title={x} wide />`.
pub(super) fn attribute_names(tokens: &[Token]) -> Vec<bool> {
    let mut inside = vec![false; tokens.len()];
    let mut at = 0;
    while at < tokens.len() {
        if !opens_component(tokens, at) {
            at += 1;
            continue;
        }
        let mut depth = 0_usize;
        while at < tokens.len() {
            depth += usize::from(tokens[at].is_sign("{"));
            inside[at] = depth == 0;
            if depth == 0 && tokens[at].is_sign(">") {
                break;
            }
            depth -= usize::from(tokens[at].is_sign("}") && depth > 0);
            at += 1;
        }
        at += 1;
    }
    inside
}
