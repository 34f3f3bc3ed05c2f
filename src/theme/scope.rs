//! What the names in a template stand for, in every branch, whether or not a page takes it: rendering alone lets a
//! misspelt name in a condition pass as false.

use std::collections::BTreeSet;

use super::constants::attribute_names;
use super::contract::{self, Kind, Shape, Structure};
use super::source::{self, Piece, PieceKind, SourceError, Token};

/// What a template can be given.
#[derive(Debug, Clone, Default)]
pub(super) struct Given {
    /// What the pages give whose template it is part of.
    pub roots: Vec<&'static Structure>,
    /// Names that templates bind where they include it, or around blocks that it fills.
    pub bound: BTreeSet<String>,
    /// Whether another template extends it, or it extends one.
    pub extends: bool,
}

/// What a template says.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// What is wrong, with the place of the piece that holds it.
    pub mistakes: Vec<(usize, SourceError)>,
    /// Names bound where a template is included: its name as written, and they.
    pub includes: Vec<(String, BTreeSet<String>)>,
    /// Names bound around blocks.
    pub around_blocks: BTreeSet<String>,
    /// Messages that are asked for.
    pub messages: Vec<Asked>,
}

/// A message that a template asks for: `t(key="...", name=...)`.
#[derive(Debug)]
pub(super) struct Asked {
    pub key: String,
    /// The names of what it is given, each with its place.
    pub given: Vec<(String, usize)>,
}

/// What a name stands for.
#[derive(Debug, Clone, Copy)]
enum Type {
    /// Nothing is known of it.
    Any,
    Known(Shape),
}

const WORDS: [&str; 21] = [
    "true",
    "True",
    "false",
    "False",
    "none",
    "None",
    "and",
    "or",
    "not",
    "in",
    "is",
    "if",
    "else",
    "elif",
    "for",
    "self",
    "super",
    "body",
    "loop",
    "__tera_context",
    "set",
];

/// Reads a template; one that cannot be read says nothing.
pub(super) fn read(text: &str, given: &Given, globals: &'static Structure) -> Said {
    let Ok(pieces) = source::pieces(text) else { return Said::default() };
    let mut reader = Reader {
        text,
        given,
        globals,
        frames: vec![Frame::default()],
        depth: 0,
        stray: false,
        said: Said::default(),
    };
    // A template that asks whether a name is there knows that it may not be.
    for piece in pieces.iter().filter(|piece| matches!(piece.kind, PieceKind::Output | PieceKind::Statement))
    {
        let Ok(tokens) = source::tokens(text, piece.inner.clone()) else { continue };
        for path in paths(&tokens).iter().filter(|path| path.guarded && path.fields.is_empty()) {
            let name = tokens[path.first].name().unwrap_or_default();
            if reader.root(name).is_none() {
                reader.frames[0].names.push((name.to_owned(), Type::Any));
            }
        }
    }
    for piece in &pieces {
        reader.piece(piece);
    }
    reader.said
}

#[derive(Debug, Default)]
struct Frame {
    names: Vec<(String, Type)>,
    /// A component sees nothing of the page.
    component: bool,
}

struct Reader<'a> {
    text: &'a str,
    given: &'a Given,
    globals: &'static Structure,
    frames: Vec<Frame>,
    /// Blocks and components that are open.
    depth: usize,
    /// Whether what stands outside of blocks was told.
    stray: bool,
    said: Said,
}

/// `a.b.c`: the positions of its tokens.
struct Path {
    first: usize,
    /// After the last.
    end: usize,
    /// Positions of the names after dots.
    fields: Vec<usize>,
    /// Whether the last name may be missing: `is defined`, `| default`, `?.`.
    guarded: bool,
}

impl Reader<'_> {
    fn piece(&mut self, piece: &Piece) {
        let outside = self.given.extends && self.depth == 0 && !self.stray;
        match piece.kind {
            PieceKind::Text | PieceKind::Raw => {
                let text = &self.text[piece.inner.clone()];
                if outside && !text.trim().is_empty() {
                    let at = piece.inner.start + (text.len() - text.trim_start().len());
                    self.tell_stray(piece, at);
                }
            }
            PieceKind::Output => {
                if outside {
                    self.tell_stray(piece, piece.range.start);
                }
                if let Ok(tokens) = source::tokens(self.text, piece.inner.clone()) {
                    let whole = self.expression(piece, &tokens);
                    self.escaped(piece, &tokens, whole);
                }
            }
            PieceKind::Statement => {
                if let Ok(tokens) = source::tokens(self.text, piece.inner.clone()) {
                    self.statement(piece, &tokens);
                }
            }
            PieceKind::Comment => {}
        }
    }

    /// HTML that the program made safe, written as if it were text.
    fn escaped(&mut self, piece: &Piece, tokens: &[Token], whole: Option<Type>) {
        let name = tokens.last().and_then(Token::name).unwrap_or_default();
        let is_field = tokens.len() > 1 && matches!(whole, Some(Type::Known(Shape::Text)));
        if is_field && (name == "html" || name.ends_with("_html")) {
            let message = format!("`{name}` is HTML, and is written here as text");
            let error = SourceError::new(piece.range.start, message).of("escaped-html");
            self.said.mistakes.push((piece.range.start, error));
        }
    }

    fn tell_stray(&mut self, piece: &Piece, at: usize) {
        self.stray = true;
        let message =
            "this stands outside of every block: a template that extends another shows only its blocks";
        self.said.mistakes.push((piece.range.start, SourceError::new(at, message).of("outside-blocks")));
    }

    fn statement(&mut self, piece: &Piece, tokens: &[Token]) {
        match tokens.first().and_then(Token::name).unwrap_or_default() {
            "for" => {
                let Some(within) = tokens.iter().position(|token| token.name() == Some("in")) else { return };
                let names: Vec<_> = tokens[1..within].iter().filter_map(Token::name).collect();
                let listed = &tokens[within + 1..];
                let types = self.expression(piece, listed);
                if let Some(Type::Known(shape)) = types
                    && matches!(shape, Shape::Text | Shape::Choice(_) | Shape::Number | Shape::Flag)
                {
                    let at = listed.first().map_or(piece.inner.start, |token| token.range.start);
                    let message = format!("a loop goes over a list, and this is a {}", shape.words());
                    self.said
                        .mistakes
                        .push((piece.range.start, SourceError::new(at, message).of("template")));
                }
                let element = match types {
                    Some(Type::Known(Shape::List(inner))) if names.len() == 1 => Type::Known(*inner),
                    _ => Type::Any,
                };
                let names = names.into_iter().map(|name| (name.to_owned(), element)).collect();
                self.frames.push(Frame { names, component: false });
            }
            "endfor" => self.pop(),
            "component" => {
                self.depth += 1;
                let names = parameters(tokens).into_iter().map(|name| (name, Type::Any)).collect();
                self.frames.push(Frame { names, component: true });
            }
            "endcomponent" => {
                self.depth = self.depth.saturating_sub(1);
                self.pop();
            }
            "block" => {
                self.depth += 1;
                let bound = self.bound();
                self.said.around_blocks.extend(bound);
            }
            "endblock" => self.depth = self.depth.saturating_sub(1),
            "set" | "set_global" => {
                let Some(name) = tokens.get(1).and_then(Token::name) else { return };
                let equals = tokens.get(2).is_some_and(|token| token.is_sign("="));
                let found = if equals { self.expression(piece, &tokens[3..]) } else { None };
                if let Some(frame) = self.frames.last_mut() {
                    frame.names.push((name.to_owned(), found.unwrap_or(Type::Any)));
                }
            }
            "include" => {
                if let Some(Token { kind: source::TokenKind::Text(name), .. }) = tokens.get(1) {
                    let bound = self.bound();
                    self.said.includes.push((name.clone(), bound));
                }
            }
            "if" | "elif" => {
                self.expression(piece, &tokens[1..]);
            }
            "filter" => {
                if let Some(safe) = tokens.iter().find(|token| token.name() == Some("safe")) {
                    let message = "`safe` writes whatever stands in this section unescaped: leave it out";
                    let error = SourceError::new(safe.range.start, message).of("unsafe-text");
                    self.said.mistakes.push((piece.range.start, error));
                }
            }
            _ => {}
        }
    }

    fn pop(&mut self) {
        if self.frames.len() > 1 {
            self.frames.pop();
        }
    }

    /// Names that are bound here beside those of the page.
    fn bound(&self) -> BTreeSet<String> {
        let inner = self.frames.iter().flat_map(|frame| frame.names.iter().map(|(name, _)| name.clone()));
        inner.chain(self.given.bound.iter().cloned()).collect()
    }

    /// Looks at every path; gives the type when the whole expression is one.
    fn expression(&mut self, piece: &Piece, tokens: &[Token]) -> Option<Type> {
        // `[x for x in list]`
        let mut names = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            if token.name() == Some("for") {
                let bound = tokens[at + 1..].iter().take_while(|token| token.name() != Some("in"));
                names.extend(bound.filter_map(Token::name).map(|name| (name.to_owned(), Type::Any)));
            }
        }
        self.frames.push(Frame { names, component: false });
        self.said.messages.extend(asked(tokens));
        let paths = paths(tokens);
        let mut whole = None;
        for path in &paths {
            match self.resolve(tokens, path) {
                Ok(found) if path.first == 0 && path.end == tokens.len() => whole = found,
                Ok(_) => {}
                Err(error) => self.said.mistakes.push((piece.range.start, error)),
            }
        }
        if let Some(error) = unsafe_text(tokens, &paths) {
            self.said.mistakes.push((piece.range.start, error));
        }
        self.frames.pop();
        whole
    }

    /// What a path leads to; `None` where several pages give several things.
    fn resolve(&self, tokens: &[Token], path: &Path) -> Result<Option<Type>, SourceError> {
        let token = &tokens[path.first];
        let name = token.name().unwrap_or_default();
        let may_be_missing = path.guarded && path.fields.is_empty();
        let mut types = match self.root(name) {
            Some(types) => types,
            None if may_be_missing => return Ok(None),
            None => {
                return Err(
                    SourceError::new(token.range.start, self.unknown_root(name)).of("unknown-variable")
                );
            }
        };
        let mut said = name.to_owned();
        for (at, &field) in path.fields.iter().enumerate() {
            let token = &tokens[field];
            let field = token.name().unwrap_or_default();
            let next: Vec<Type> = types
                .iter()
                .filter_map(|found| match found {
                    Type::Any => Some(Type::Any),
                    Type::Known(shape) => {
                        shape.structure()?.field(field).map(|field| Type::Known(field.shape))
                    }
                })
                .collect();
            if next.is_empty() {
                if path.guarded && at + 1 == path.fields.len() {
                    return Ok(None);
                }
                let message = unknown_field(&said, field, &types);
                return Err(SourceError::new(token.range.start, message).of("unknown-variable"));
            }
            types = next;
            said.push('.');
            said.push_str(field);
        }
        Ok(match types.as_slice() {
            [one] => Some(*one),
            _ => None,
        })
    }

    /// What a name by itself stands for: one thing, or one a page.
    fn root(&self, name: &str) -> Option<Vec<Type>> {
        for frame in self.frames.iter().rev() {
            if let Some((_, found)) = frame.names.iter().rev().find(|(known, _)| known == name) {
                return Some(vec![*found]);
            }
            if frame.component {
                return self.globals.field(name).map(|field| vec![Type::Known(field.shape)]);
            }
        }
        if self.given.bound.contains(name) {
            return Some(vec![Type::Any]);
        }
        if let Some(field) = self.globals.field(name) {
            return Some(vec![Type::Known(field.shape)]);
        }
        let found: Vec<_> = self
            .given
            .roots
            .iter()
            .filter_map(|root| root.field(name))
            .map(|field| Type::Known(field.shape))
            .collect();
        (!found.is_empty()).then_some(found)
    }

    fn unknown_root(&self, name: &str) -> String {
        let component = self.frames.iter().any(|frame| frame.component);
        if !component {
            let removed = self
                .given
                .roots
                .iter()
                .find_map(|root| contract::successor(Kind::Variable, &format!("{}.{name}", root.name)));
            if let Some(removed) = removed {
                return removed;
            }
        }
        let mut known: Vec<&str> =
            self.frames.iter().flat_map(|frame| frame.names.iter().map(|(name, _)| name.as_str())).collect();
        known.extend(self.globals.fields.iter().map(|field| field.name));
        if !component {
            known.extend(self.given.roots.iter().flat_map(|root| root.fields).map(|field| field.name));
        }
        let who = if component { "this component" } else { "this template" };
        format!("{who} is given no `{name}`{}", hint(name, known))
    }
}

/// `; did you mean ...?`, else what there is.
fn hint(name: &str, mut known: Vec<&str>) -> String {
    known.sort_unstable();
    known.dedup();
    let near = known
        .iter()
        .map(|known| (strsim::damerau_levenshtein(known, name), *known))
        .filter(|(distance, known)| *distance <= 3.min(known.len() / 2 + 1))
        .min();
    match near {
        Some((_, near)) => format!("; did you mean `{near}`?"),
        None => format!("; it is given: {}", known.join(", ")),
    }
}

fn unknown_field(path: &str, field: &str, types: &[Type]) -> String {
    let structures: Vec<&'static Structure> = types
        .iter()
        .filter_map(|found| match found {
            Type::Known(shape) => shape.structure(),
            Type::Any => None,
        })
        .collect();
    if let Some(removed) = structures
        .iter()
        .find_map(|structure| contract::successor(Kind::Variable, &format!("{}.{field}", structure.name)))
    {
        return removed;
    }
    if structures.is_empty() {
        let shape = types.iter().find_map(|found| match found {
            Type::Known(shape) => Some(shape.words()),
            Type::Any => None,
        });
        return format!("`{path}` has no `{field}`: it is a {}", shape.unwrap_or_default());
    }
    let known = structures.iter().flat_map(|structure| structure.fields).map(|field| field.name).collect();
    format!("`{path}` has no `{field}`{}", hint(field, known))
}

/// The messages that an expression asks for.
fn asked(tokens: &[Token]) -> Vec<Asked> {
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let is_call =
            tokens[at].name() == Some("t") && tokens.get(at + 1).is_some_and(|next| next.is_sign("("));
        if !is_call {
            continue;
        }
        let (mut depth, mut key, mut given) = (0_usize, None, Vec::new());
        for (place, token) in tokens.iter().enumerate().skip(at + 1) {
            depth += usize::from(["(", "[", "{"].iter().any(|sign| token.is_sign(sign)));
            depth -= usize::from([")", "]", "}"].iter().any(|sign| token.is_sign(sign)) && depth > 0);
            if depth == 0 {
                break;
            }
            let Some(name) = token.name().filter(|_| depth == 1) else { continue };
            if !tokens.get(place + 1).is_some_and(|next| next.is_sign("=")) {
                continue;
            }
            match (name, tokens.get(place + 2).map(|value| &value.kind)) {
                ("key", Some(source::TokenKind::Text(text))) => key = Some(text.clone()),
                ("key", _) => {}
                _ => given.push((name.to_owned(), token.range.start)),
            }
        }
        found.extend(key.map(|key| Asked { key, given }));
    }
    found
}

/// The names of a component's parameters.
fn parameters(tokens: &[Token]) -> Vec<String> {
    let mut names = Vec::new();
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        let opens = ["(", "[", "{"].iter().any(|sign| token.is_sign(sign));
        let closes = [")", "]", "}"].iter().any(|sign| token.is_sign(sign));
        depth += usize::from(opens);
        if depth == 1 && (opens || token.is_sign(",")) {
            let signs = |token: &&Token| ["...", "@"].iter().any(|sign| token.is_sign(sign));
            let name = tokens[at + 1..].iter().find(|token| !signs(token)).and_then(Token::name);
            names.extend(name.map(str::to_owned));
        }
        depth -= usize::from(closes && depth > 0);
    }
    names
}

/// The paths of an expression.
fn paths(tokens: &[Token]) -> Vec<Path> {
    let attributes = attribute_names(tokens);
    let mut paths = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let first = at;
        at += 1;
        let Some(name) = tokens[first].name() else { continue };
        let before = first.checked_sub(1).map(|before| &tokens[before]);
        let is_part = before.is_some_and(|token| {
            [".", "?.", "|", "@"].iter().any(|sign| token.is_sign(sign)) || token.name() == Some("is")
        }) || (before.is_some_and(|token| token.name() == Some("not"))
            && first.checked_sub(2).is_some_and(|at| tokens[at].name() == Some("is")));
        let next = tokens.get(first + 1);
        let is_name = next.is_some_and(|next| ["(", "=", ":"].iter().any(|sign| next.is_sign(sign)));
        if attributes[first] || is_part || is_name || WORDS.contains(&name) {
            continue;
        }
        let mut fields = Vec::new();
        let mut guarded = false;
        while let (Some(dot), Some(field)) = (tokens.get(at), tokens.get(at + 1))
            && (dot.is_sign(".") || dot.is_sign("?."))
            && field.name().is_some()
        {
            guarded |= dot.is_sign("?.");
            fields.push(at + 1);
            at += 2;
        }
        let word = |offset: usize| tokens.get(at + offset).and_then(Token::name).unwrap_or_default();
        let sign =
            |offset: usize, sign: &str| tokens.get(at + offset).is_some_and(|token| token.is_sign(sign));
        guarded |= word(0) == "is" && ["defined", "undefined"].contains(&word(1));
        guarded |= word(0) == "is" && word(1) == "not" && ["defined", "undefined"].contains(&word(2));
        guarded |= sign(0, "|") && word(1) == "default";
        paths.push(Path { first, end: at, fields, guarded });
    }
    paths
}

/// `| safe` where something else than HTML made by the program stands before it.
fn unsafe_text(tokens: &[Token], paths: &[Path]) -> Option<SourceError> {
    let safe = tokens.windows(2).position(|pair| pair[0].is_sign("|") && pair[1].name() == Some("safe"))?;
    // In a component's tag, what is safe stands in braces of its own.
    let from = tokens[..safe].iter().rposition(|token| token.is_sign("{")).map_or(0, |brace| brace + 1);
    let has_call =
        tokens[from..safe].windows(2).any(|pair| pair[0].name() == Some("t") && pair[1].is_sign("("));
    let is_html = |name: &str| name == "html" || name == "body" || name.ends_with("_html");
    let wrong = paths.iter().filter(|path| path.first >= from && path.end <= safe).find(|path| {
        let last = path.fields.last().copied().unwrap_or(path.first);
        !is_html(tokens[last].name().unwrap_or_default())
    })?;
    let name: String =
        tokens[wrong.first..wrong.end].iter().map(|token| token.name().unwrap_or(".")).collect();
    let message = if has_call {
        format!("`{name}` is put into a message that is then written unescaped: leave `| safe` out")
    } else {
        format!(
            "`{name}` is text, which may hold anything: leave `| safe` out. Only fields named `html` or ending in \
             `_html` are HTML"
        )
    };
    Some(SourceError::new(tokens[safe + 1].range.start, message).of("unsafe-text"))
}
