//! Makes of a theme's template what Tera is given: constants resolved, names complete, no unseen white space.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::constants::{Constants, Edit};
use super::error::Mistake;
use super::source::{self, Piece, PieceKind, SourceError, Token, TokenKind};
use super::whitespace::{self, HtmlText};

/// A text made of copied and inserted parts, which knows where each came from.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pub text: String,
    segments: Vec<Segment>,
}

#[derive(Debug, Clone, Copy)]
struct Segment {
    written: usize,
    source: usize,
    copied: bool,
}

impl Writer {
    pub(super) fn copy(&mut self, source: &str, range: Range<usize>) {
        if !range.is_empty() {
            self.segments.push(Segment { written: self.text.len(), source: range.start, copied: true });
            self.text.push_str(&source[range]);
        }
    }

    pub(super) fn insert(&mut self, text: &str, source: usize) {
        if !text.is_empty() {
            self.segments.push(Segment { written: self.text.len(), source, copied: false });
            self.text.push_str(text);
        }
    }

    fn into_map(self) -> (String, SourceMap) {
        (self.text, SourceMap { segments: self.segments })
    }
}

/// Leads from a place in what Tera was given to the place in the file.
#[derive(Debug, Default)]
pub(super) struct SourceMap {
    segments: Vec<Segment>,
}

impl SourceMap {
    pub(super) fn range(&self, written: Range<usize>) -> Range<usize> {
        let start = self.position(written.start);
        let end = self.position(written.end.saturating_sub(1).max(written.start)) + 1;
        start..end.max(start)
    }

    fn position(&self, written: usize) -> usize {
        let next = self.segments.partition_point(|segment| segment.written <= written);
        match next.checked_sub(1).map(|last| self.segments[last]) {
            None => 0,
            Some(segment) if segment.copied => segment.source + (written - segment.written),
            Some(segment) => segment.source,
        }
    }
}

/// A template as Tera is given it, and what it names.
#[derive(Debug)]
pub(super) struct Rewritten {
    pub text: String,
    pub map: SourceMap,
    /// Complete names of the templates that it extends and includes.
    pub templates: BTreeSet<String>,
    /// The complete name of the one that it extends.
    pub extends: Option<String>,
    /// Its blocks, with where they begin in the source.
    pub blocks: Vec<(String, usize)>,
    /// Components that it calls.
    pub calls: BTreeSet<String>,
    /// Components that it defines.
    pub defines: BTreeSet<String>,
}

/// What the rewriting of a template needs to know of the others.
pub(super) struct Surroundings<'a> {
    /// The file, for messages.
    pub file: &'a str,
    /// Whether it is HTML: escaped, and cleared of unseen white space.
    pub html: bool,
    /// The complete name that a name stands for in this template; none when no theme has it.
    pub resolve: &'a dyn Fn(&str) -> Option<String>,
    /// What is known when the theme is loaded.
    pub constants: &'a Constants<'a>,
    /// Templates that are the same on every page, already rendered, by complete name.
    pub rendered: &'a BTreeMap<String, String>,
}

/// How a template is rewritten that may hold mistakes: what is wrong is left out.
#[derive(Debug, Default)]
pub(super) struct Leniency {
    /// The places of pieces that are known to be wrong.
    pub wrong: BTreeSet<usize>,
    /// What start tags are marked with.
    pub mark: Option<usize>,
    /// What was wrong.
    pub mistakes: Vec<Mistake>,
}

/// Rewrites one template.
pub(super) fn rewrite(source: &str, surroundings: &Surroundings) -> Result<Rewritten, Mistake> {
    run(source, surroundings, None)
}

/// Rewrites one template without what is wrong in it. An error is a mistake that leaves nothing of it.
pub(super) fn rewrite_leniently(
    source: &str,
    surroundings: &Surroundings,
    leniency: &mut Leniency,
) -> Result<Rewritten, Mistake> {
    run(source, surroundings, Some(leniency))
}

fn run(
    source: &str,
    surroundings: &Surroundings,
    mut leniency: Option<&mut Leniency>,
) -> Result<Rewritten, Mistake> {
    let mistake = |error: SourceError| {
        Mistake::at(surroundings.file, source, error.at..error.at + 1, error.message).of(error.kind)
    };
    let pieces = source::pieces(source).map_err(|error| mistake(error.of("unclosed")))?;
    let kept = if surroundings.html {
        whitespace::cuts(source, &pieces)
    } else {
        pieces.iter().map(|piece| piece.inner.clone()).collect()
    };
    let mut rewriter = Rewriter {
        source,
        surroundings,
        writer: Writer::default(),
        html: surroundings
            .html
            .then(|| HtmlText::marking(leniency.as_ref().and_then(|leniency| leniency.mark))),
        templates: BTreeSet::new(),
        extends: None,
        blocks: Vec::new(),
        calls: BTreeSet::new(),
        defines: BTreeSet::new(),
        open: Vec::new(),
        left_out: BTreeMap::new(),
    };
    // Without the template that it extends, nothing shows of it; what else is wrong is worth telling.
    let mut lost = None;
    for (piece, kept) in pieces.iter().zip(kept) {
        let Some(leniency) = leniency.as_deref_mut() else {
            rewriter.piece(piece, kept).map_err(mistake)?;
            continue;
        };
        let before = rewriter.open.len();
        if !leniency.wrong.contains(&piece.range.start) {
            match rewriter.piece(piece, kept) {
                Ok(()) => continue,
                Err(error) if error.kind == "unclosed" => return Err(mistake(error)),
                Err(error) if error.kind == "missing-parent" => lost = Some(mistake(error)),
                Err(error) => {
                    let found = mistake(error);
                    leniency.mistakes.push(found);
                    leniency.wrong.insert(piece.range.start);
                }
            }
        }
        let opened = rewriter.open.len() > before;
        rewriter.leave_out(piece, opened).map_err(mistake)?;
    }
    if let Some((keyword, at)) = rewriter.open.pop() {
        let error = SourceError::new(at, format!("this `{keyword}` is not closed")).of("unclosed");
        return Err(mistake(error));
    }
    if let Some(mistake) = lost {
        return Err(mistake);
    }
    let (text, map) = rewriter.writer.into_map();
    Ok(Rewritten {
        text,
        map,
        templates: rewriter.templates,
        extends: rewriter.extends,
        blocks: rewriter.blocks,
        calls: rewriter.calls,
        defines: rewriter.defines,
    })
}

struct Rewriter<'a> {
    source: &'a str,
    surroundings: &'a Surroundings<'a>,
    writer: Writer,
    html: Option<HtmlText>,
    templates: BTreeSet<String>,
    extends: Option<String>,
    blocks: Vec<(String, usize)>,
    calls: BTreeSet<String>,
    defines: BTreeSet<String>,
    /// Statements that wait for their end: keyword and place.
    open: Vec<(String, usize)>,
    /// The places of statements that were left out, with what stands in for their ends.
    left_out: BTreeMap<usize, &'static str>,
}

impl Rewriter<'_> {
    fn piece(&mut self, piece: &Piece, kept: Range<usize>) -> Result<(), SourceError> {
        match piece.kind {
            PieceKind::Comment => {}
            PieceKind::Text => match &mut self.html {
                Some(html) => html.text(self.source, kept, &mut self.writer),
                None => self.writer.copy(self.source, kept),
            },
            PieceKind::Raw => {
                self.output_stands(piece)?;
                self.literal(&self.source[kept], piece.range.start);
            }
            PieceKind::Output => self.output(piece)?,
            PieceKind::Statement => self.statement(piece)?,
        }
        Ok(())
    }

    fn output_stands(&mut self, piece: &Piece) -> Result<(), SourceError> {
        match self.html.as_mut().map(HtmlText::output) {
            Some(Err(message)) => Err(SourceError::new(piece.range.start, message)),
            _ => Ok(()),
        }
    }

    fn output(&mut self, piece: &Piece) -> Result<(), SourceError> {
        self.output_stands(piece)?;
        let tokens = source::tokens(self.source, piece.inner.clone())?;
        self.note_components(&tokens);
        let edits = self.surroundings.constants.edits(&tokens)?;
        if let Some(text) = whole_constant(&tokens, &edits, self.surroundings.html) {
            self.literal(&text, piece.range.start);
        } else {
            self.edited(piece, &edits);
        }
        Ok(())
    }

    fn statement(&mut self, piece: &Piece) -> Result<(), SourceError> {
        let tokens = source::tokens(self.source, piece.inner.clone())?;
        let keyword = tokens.first().and_then(Token::name).unwrap_or_default().to_owned();
        if let Some(html) = &mut self.html {
            html.statement(&keyword);
        }
        let ends = self.nest(piece, &keyword, &tokens)?;
        if let Some(end) = ends.and_then(|at| self.left_out.get(&at)) {
            self.writer.insert(end, piece.range.start);
            return Ok(());
        }
        match keyword.as_str() {
            "extends" | "include" => self.reference(piece, &keyword, &tokens),
            "component" => {
                self.surroundings.constants.forbid_shadows(&tokens)?;
                if let Some((name, _)) = dotted_name(&tokens[1..]) {
                    self.defines.insert(name);
                }
                self.writer.copy(self.source, piece.range.clone());
                Ok(())
            }
            "block" => {
                if let Some(name) = tokens.get(1).and_then(Token::name) {
                    self.blocks.push((name.to_owned(), piece.range.start));
                }
                self.writer.copy(self.source, piece.range.clone());
                Ok(())
            }
            end if end.starts_with("end") => {
                self.writer.copy(self.source, piece.range.clone());
                Ok(())
            }
            _ => {
                self.note_components(&tokens);
                let edits = self.surroundings.constants.edits(&tokens)?;
                self.edited(piece, &edits);
                Ok(())
            }
        }
    }

    /// Writes a statement or an output that is wrong so that what stands around it still holds; texts go.
    fn leave_out(&mut self, piece: &Piece, opened: bool) -> Result<(), SourceError> {
        if piece.kind == PieceKind::Output {
            let text = self.html.as_ref().map_or("", HtmlText::stand_in);
            self.writer.insert(text, piece.range.start);
        }
        if piece.kind != PieceKind::Statement {
            return Ok(());
        }
        let Ok(tokens) = source::tokens(self.source, piece.inner.clone()) else {
            return Err(SourceError::new(piece.range.start, "this statement cannot be read").of("unclosed"));
        };
        let keyword = tokens.first().and_then(Token::name).unwrap_or_default();
        if !opened
            && let Some(end) = self.nest(piece, keyword, &tokens)?.and_then(|at| self.left_out.get(&at))
        {
            self.writer.insert(end, piece.range.start);
            return Ok(());
        }
        let names = |until: &str| {
            let end = tokens.iter().find(|token| token.name() == Some(until) || token.is_sign(until));
            end.map_or("x", |end| self.source[tokens[0].range.end..end.range.start].trim())
        };
        let text = match keyword {
            "if" => "{% if false %}".to_owned(),
            "elif" => "{% elif false %}".to_owned(),
            "for" => format!("{{% for {} in [] %}}", names("in")),
            "set" | "set_global" if tokens.get(2).is_some_and(|token| token.is_sign("=")) => {
                format!("{{% {keyword} {} = \"\" %}}", names("="))
            }
            "else" => "{% else %}".to_owned(),
            // What no parent shows must still stand somewhere: in a component that nothing calls.
            "block" => {
                self.left_out.extend(self.open.last().map(|(_, at)| (*at, "{% endcomponent %}")));
                format!("{{% component left_out_{}() %}}", piece.range.start)
            }
            "filter" => {
                self.left_out.extend(self.open.last().map(|(_, at)| (*at, "")));
                String::new()
            }
            "component" | "set" | "set_global" => {
                return Err(SourceError::new(
                    piece.range.start,
                    format!("this `{keyword}` cannot be left out"),
                )
                .of("unclosed"));
            }
            _ => String::new(),
        };
        self.writer.insert(&text, piece.range.start);
        Ok(())
    }

    /// Sees that what is opened is closed: Tera only says that the file ends too soon. Gives the place of what a
    /// statement ends.
    fn nest(&mut self, piece: &Piece, keyword: &str, tokens: &[Token]) -> Result<Option<usize>, SourceError> {
        let at = tokens.first().map_or(piece.range.start, |token| token.range.start);
        let opens = match keyword {
            "if" | "for" | "block" | "filter" | "component" => true,
            "set" | "set_global" => !tokens.get(2).is_some_and(|token| token.is_sign("=")),
            _ => false,
        };
        if opens {
            self.open.push((keyword.replace("_global", ""), at));
        } else if let Some(ended) = keyword.strip_prefix("end").filter(|ended| !ended.is_empty()) {
            match self.open.pop() {
                Some((opened, place)) if opened == ended => return Ok(Some(place)),
                Some((opened, place)) => {
                    let line = self.source[..place].matches('\n').count() + 1;
                    return Err(SourceError::new(
                        at,
                        format!("`{keyword}` stands where the `{opened}` of line {line} is still open"),
                    )
                    .of("unclosed"));
                }
                None => {
                    return Err(SourceError::new(at, format!("`{keyword}` closes nothing")).of("unclosed"));
                }
            }
        }
        Ok(None)
    }

    /// `{% extends "..." %}` and `{% include "..." %}`, with the complete name.
    fn reference(&mut self, piece: &Piece, keyword: &str, tokens: &[Token]) -> Result<(), SourceError> {
        let Some(Token { kind: TokenKind::Text(name), range }) = tokens.get(1) else {
            return Err(SourceError::new(
                piece.range.start,
                format!("`{keyword}` takes the name of a template in quotes"),
            ));
        };
        let complete = (self.surroundings.resolve)(name).ok_or_else(|| {
            let kind = if keyword == "extends" { "missing-parent" } else { "missing-template" };
            SourceError::new(range.start, format!("no theme of the chain has a template {name:?}")).of(kind)
        })?;
        self.templates.insert(complete.clone());
        if keyword == "extends" {
            self.extends = Some(complete.clone());
        }
        if keyword == "include"
            && let Some(text) = self.surroundings.rendered.get(&complete)
        {
            self.literal(text, piece.range.start);
            return Ok(());
        }
        self.edited(piece, &[Edit { range: range.clone(), replacement: TokenKind::Text(complete) }]);
        Ok(())
    }

    /// Text that Tera must not read as tags.
    fn literal(&mut self, text: &str, at: usize) {
        if text.contains('{') {
            self.writer.insert("{% raw %}", at);
            self.writer.insert(text, at);
            self.writer.insert("{% endraw %}", at);
        } else {
            self.writer.insert(text, at);
        }
    }

    /// A tag with some of its tokens replaced.
    fn edited(&mut self, piece: &Piece, edits: &[Edit]) {
        let mut at = piece.range.start;
        for edit in edits {
            self.writer.copy(self.source, at..edit.range.start);
            let text = match &edit.replacement {
                TokenKind::Text(text) => source::quote(text),
                TokenKind::Name(text) | TokenKind::Number(text) => text.clone(),
                TokenKind::Sign(sign) => (*sign).to_owned(),
            };
            self.writer.insert(&text, edit.range.start);
            at = edit.range.end;
        }
        self.writer.copy(self.source, at..piece.range.end);
    }

    fn note_components(&mut self, tokens: &[Token]) {
        for at in 0..tokens.len() {
            if super::constants::opens_component(tokens, at)
                && let Some((name, _)) = dotted_name(&tokens[at + 1..])
            {
                self.calls.insert(name);
            }
        }
    }
}

/// The name of a component, which may hold dots, and how many tokens it takes.
pub(super) fn dotted_name(tokens: &[Token]) -> Option<(String, usize)> {
    let mut name = tokens.first()?.name()?.to_owned();
    let mut length = 1;
    while let (Some(dot), Some(part)) = (tokens.get(length), tokens.get(length + 1))
        && dot.is_sign(".")
        && let Some(part) = part.name()
    {
        name.push('.');
        name.push_str(part);
        length += 2;
    }
    Some((name, length))
}

/// What a tag writes, when that is known: one constant, perhaps `| safe`.
fn whole_constant(tokens: &[Token], edits: &[Edit], html: bool) -> Option<String> {
    let (constant, end) = match edits {
        [edit] if edit.range.start == tokens.first()?.range.start => {
            (edit.replacement.clone(), edit.range.end)
        }
        [] => (tokens.first()?.kind.clone(), tokens.first()?.range.end),
        _ => return None,
    };
    let rest: Vec<_> = tokens.iter().filter(|token| token.range.start >= end).collect();
    let safe = match rest.as_slice() {
        [] => false,
        [pipe, filter] if pipe.is_sign("|") && filter.name() == Some("safe") => true,
        _ => return None,
    };
    let text = match constant {
        TokenKind::Text(text) => text,
        TokenKind::Number(number) => number,
        TokenKind::Name(name) if matches!(name.as_str(), "true" | "false") => name,
        _ => return None,
    };
    Some(if html && !safe { escaped(&text) } else { text })
}

/// A text as Tera would write it into HTML.
pub(super) fn escaped(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    // Writing to a vector does not fail.
    let _ = tera::escape_html(text, &mut out);
    String::from_utf8(out).unwrap_or_default()
}
