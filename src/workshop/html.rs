//! A page as a list of tags and texts, each tag with the mark of its place in a template.

use std::cell::{Cell, RefCell};
use std::mem::take;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token as RawToken, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use crate::theme::mark;

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// `<!doctype html>`
    Doctype,
    /// A start tag.
    Start(Start),
    /// An end tag: its name, and where it stands in a template.
    End(String, Option<String>),
    /// Text between tags.
    Text(String),
}

/// A start tag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Start {
    /// Its name, in lower case.
    pub name: String,
    /// Its attributes, the mark apart.
    pub attributes: Vec<(String, String)>,
    /// Where it stands in a template; none for what the program writes itself.
    pub mark: Option<String>,
    /// Whether it ends with `/>`.
    pub closes_itself: bool,
    /// Whether an attribute stands twice in it.
    pub repeats: bool,
    /// Its line in the text, from 1.
    pub line: u64,
}

impl Start {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether the attribute is there and says something.
    pub(super) fn says(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| !value.trim().is_empty())
    }

    /// Whether the element holds nothing and has no end tag.
    pub(super) fn is_void(&self) -> bool {
        const VOID: [&str; 14] = [
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
            "track", "wbr",
        ];
        VOID.contains(&self.name.as_str())
    }
}

/// Takes a page apart, as a browser would.
pub(super) fn tokens(page: &str) -> Vec<Token> {
    let tokenizer =
        Tokenizer::new(Sink::default(), TokenizerOpts { exact_errors: true, ..Default::default() });
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(page));
    // A script may stop the tokenizer, which then goes on with what is left.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.found.take()
}

#[derive(Default)]
struct Sink {
    found: RefCell<Vec<Token>>,
    /// Whether the tag being read has an attribute twice.
    repeats: Cell<bool>,
}

impl Sink {
    fn text(&self, text: &str) {
        let mut found = self.found.borrow_mut();
        if let Some(Token::Text(before)) = found.last_mut() {
            before.push_str(text);
        } else {
            found.push(Token::Text(text.to_owned()));
        }
    }

    fn start(&self, tag: Tag, line: u64) -> TokenSinkResult<()> {
        let mut start = Start {
            name: tag.name.to_string(),
            closes_itself: tag.self_closing,
            repeats: self.repeats.take(),
            line,
            ..Start::default()
        };
        for attribute in tag.attrs {
            let (name, value) = (attribute.name.local.to_string(), attribute.value.to_string());
            if name == mark() {
                start.mark = Some(value);
            } else {
                start.attributes.push((name, value));
            }
        }
        let kind = match start.name.as_str() {
            "script" => Some(RawKind::ScriptData),
            "style" => Some(RawKind::Rawtext),
            "title" | "textarea" => Some(RawKind::Rcdata),
            _ => None,
        };
        self.found.borrow_mut().push(Token::Start(take(&mut start)));
        kind.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData)
    }
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: RawToken, line: u64) -> TokenSinkResult<()> {
        match token {
            RawToken::DoctypeToken(_) => self.found.borrow_mut().push(Token::Doctype),
            RawToken::TagToken(tag) if tag.kind == TagKind::StartTag => return self.start(tag, line),
            RawToken::TagToken(tag) => {
                let mark = tag.attrs.iter().find(|attribute| attribute.name.local == *mark());
                let mark = mark.map(|attribute| attribute.value.to_string());
                self.found.borrow_mut().push(Token::End(tag.name.to_string(), mark));
                self.repeats.set(false);
            }
            RawToken::ParseError(error) if error == "Duplicate attribute" => self.repeats.set(true),
            RawToken::CharacterTokens(text) => self.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_taken_apart_as_a_browser_does() {
        let found = tokens(
            "<!doctype html><P Class=a data-etalage-at=\"1:2\">x &lt; <script>if (a<b) {}</script><title><b></title><br/>",
        );
        assert_eq!(found[0], Token::Doctype);
        let Token::Start(start) = &found[1] else { panic!("{found:?}") };
        assert_eq!(
            (start.name.as_str(), start.attribute("class"), start.mark.as_deref()),
            ("p", Some("a"), Some("1:2"))
        );
        assert_eq!(found[2], Token::Text("x < ".to_owned()));
        assert_eq!(found[4], Token::Text("if (a<b) {}".to_owned()));
        assert_eq!(found[7], Token::Text("<b>".to_owned()));
    }
}
