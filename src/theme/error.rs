//! What can be wrong with a theme: always a file, a place in it and what to do.

use std::path::PathBuf;

/// Why a theme cannot be loaded or a page not rendered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ThemeError {
    /// No folder has that name and it is not built in.
    #[error("there is no theme {name:?}: looked for {}; themes that exist: {known}", .looked.display())]
    Unknown {
        /// The name asked for.
        name: String,
        /// Where its folder was looked for.
        looked: PathBuf,
        /// The themes that exist, separated by commas.
        known: String,
    },
    /// Something in a file of a theme.
    #[error("{0}")]
    File(Box<Mistake>),
    /// A file cannot be read.
    #[error("{}: {source}", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A template that no theme of the chain has.
    #[error("no theme of the chain has a template {template:?}; the chain is {chain}")]
    MissingTemplate {
        /// The template asked for.
        template: String,
        /// The themes, nearest first.
        chain: String,
    },
    /// A file that no theme of the chain has.
    #[error("no theme of the chain has a file {file:?} ({nearest}); the chain is {chain}")]
    MissingFile {
        /// The file asked for.
        file: String,
        /// What may have been meant.
        nearest: String,
        /// The themes, nearest first.
        chain: String,
    },
    /// What templates are given is not a structure.
    #[error("the context of {template:?} cannot be given to a template: {message}")]
    Context {
        /// The template.
        template: String,
        /// What is wrong with it.
        message: String,
    },
    /// No theme of the chain speaks the site's language.
    #[error(
        "no messages in the language {language:?}; there are: {known}; add messages/{language}.ftl to the theme"
    )]
    Language {
        /// The language asked for.
        language: String,
        /// The languages that exist, separated by commas.
        known: String,
    },
    /// The accent colour is not a colour.
    #[error("{value:?} is not a colour: write `#rgb` or `#rrggbb` ({place})")]
    Accent {
        /// What was written.
        value: String,
        /// Where.
        place: &'static str,
    },
}

/// A mistake at a place in a file of a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The file, as a path that the reader can open; files of the embedded theme start with its name in brackets.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong and what to do.
    pub message: String,
    /// The line itself.
    pub excerpt: String,
    /// How many characters of the line are wrong, at least 1.
    pub width: usize,
    /// The places that led there: `file:line:column`, nearest first.
    pub called_from: Vec<String>,
    /// What kind of mistake it is, in kebab case (`missing-message`).
    pub kind: &'static str,
}

impl Mistake {
    /// A mistake at a byte range of `source`.
    pub(super) fn at(
        file: &str,
        source: &str,
        range: std::ops::Range<usize>,
        message: impl Into<String>,
    ) -> Self {
        let start = floor(source, range.start);
        let line_start = source[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = source[start..].find('\n').map_or(source.len(), |newline| start + newline);
        let end = floor(source, range.end).clamp(start, line_end);
        Self {
            file: file.to_owned(),
            line: source[..start].matches('\n').count() + 1,
            column: source[line_start..start].chars().count() + 1,
            message: message.into(),
            excerpt: source[line_start..line_end].trim_end_matches('\r').to_owned(),
            width: source[start..end].chars().count().max(1),
            called_from: Vec::new(),
            kind: "theme",
        }
    }

    /// A mistake of a kind at a byte range of a file's text.
    pub fn in_file(
        file: &str,
        source: &str,
        range: std::ops::Range<usize>,
        kind: &'static str,
        message: impl Into<String>,
    ) -> Self {
        Self::at(file, source, range, message).of(kind)
    }

    /// The same mistake, of that kind.
    pub(super) fn of(self, kind: &'static str) -> Self {
        Self { kind, ..self }
    }

    /// `file:line:column`.
    pub fn place(&self) -> String {
        format!("{}:{}:{}", self.file, self.line, self.column)
    }
}

impl std::fmt::Display for Mistake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let number = self.line.to_string();
        let margin = " ".repeat(number.len());
        // Tabs keep their width, so that the caret stands under its character.
        let indent: String = self
            .excerpt
            .chars()
            .take(self.column - 1)
            .map(|character| if character == '\t' { '\t' } else { ' ' })
            .collect();
        write!(
            f,
            "{}: {}\n{margin} |\n{number} | {}\n{margin} | {indent}{}",
            self.place(),
            self.message,
            self.excerpt,
            "^".repeat(self.width)
        )?;
        for place in &self.called_from {
            write!(f, "\n{margin} = from {place}")?;
        }
        Ok(())
    }
}

impl From<Mistake> for ThemeError {
    fn from(mistake: Mistake) -> Self {
        Self::File(Box::new(mistake))
    }
}

/// The nearest character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_stands_under_the_mistake() {
        let source = "one\n\té = {{ x }}\nthree";
        let at = source.find("{{").unwrap();
        let mistake = Mistake::at("a.html", source, at..at + 7, "no x");
        assert_eq!(mistake.to_string(), "a.html:2:6: no x\n  |\n2 | \té = {{ x }}\n  | \t    ^^^^^^^");
    }

    #[test]
    fn a_place_outside_the_source_is_its_end() {
        assert_eq!(Mistake::at("a", "é", 1..900, "").column, 1);
        assert_eq!(Mistake::at("a", "", 5..6, "").line, 1);
    }
}
