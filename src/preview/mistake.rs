//! A mistake of the site's authors, as the page and the terminal show it: file, line, excerpt, message.

use std::fmt::{self, Write as _};
use std::fs;
use std::path::{Path, PathBuf};

use super::markup::escape;
use crate::config::{Config, ConfigError};
use crate::content::{ContentError, Position};
use crate::site::SiteError;
use crate::source::SourceError;
use crate::theme::ThemeError;

/// Lines shown on each side of the one that is wrong.
const AROUND: usize = 2;
/// The longest part of a line that is shown, in characters.
const LONGEST: usize = 240;

/// What is wrong, and where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Mistake {
    /// What kind of thing is wrong.
    pub(super) kind: &'static str,
    /// The file, as a path that the reader can open; empty where there is none to name.
    pub(super) file: String,
    /// The line, from 1.
    pub(super) line: Option<usize>,
    /// The column in characters, from 1.
    column: Option<usize>,
    /// How many characters are wrong.
    width: usize,
    /// Numbered lines of the file around the place.
    excerpt: Vec<(usize, String)>,
    /// What is wrong and what to do.
    pub(super) message: String,
    /// The places that led there.
    from: Vec<String>,
}

impl Mistake {
    fn new(kind: &'static str, message: impl fmt::Display) -> Self {
        Self { kind, message: message.to_string(), ..Self::default() }
    }

    /// Whether another one says the same of the same place. The lines around it may have changed since.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let said = |mistake: &Self| (mistake.kind, mistake.line, mistake.column, mistake.width);
        said(self) == said(other)
            && (&self.file, &self.message, &self.from) == (&other.file, &other.message, &other.from)
    }

    /// Puts the mistake at a line of a file on the disk.
    fn at(mut self, file: &Path, line: Option<usize>) -> Self {
        self.file = file.display().to_string();
        self.line = line;
        self.read_excerpt();
        self
    }

    /// Shows the lines around the place, as they are on the disk now.
    fn read_excerpt(&mut self) {
        let Some(line) = self.line else { return };
        let Ok(text) = fs::read(&self.file) else { return };
        let text = String::from_utf8_lossy(&text);
        let first = line.saturating_sub(AROUND).max(1);
        self.excerpt = text
            .lines()
            .enumerate()
            .map(|(place, text)| (place + 1, text))
            .skip(first - 1)
            .take(line + AROUND + 1 - first)
            .map(|(number, text)| (number, text.chars().take(LONGEST).collect()))
            .collect();
    }

    /// A mistake in the configuration.
    pub(super) fn of_config(error: &ConfigError) -> Self {
        const KIND: &str = "configuration";
        match error {
            ConfigError::Wrong { place, problem, .. } => {
                let (file, line) = place
                    .rsplit_once(':')
                    .and_then(|(file, line)| Some((file, line.parse().ok()?)))
                    .map_or((place.as_str(), None), |(file, line)| (file, Some(line)));
                Self::new(KIND, problem).at(Path::new(file), line)
            }
            ConfigError::Missing { path } | ConfigError::Unreadable { path, .. } => {
                let mut mistake = Self::new(KIND, error).at(path, None);
                if let Some(message) = mistake.message.strip_prefix(&format!("{}: ", mistake.file)) {
                    mistake.message = message.to_owned();
                }
                mistake
            }
            _ => Self::new(KIND, error),
        }
    }

    /// Why the catalogue cannot be read.
    pub(super) fn of_source(error: &SourceError) -> Self {
        Self::new("catalogue", error)
    }

    /// Why the site cannot be made, or a page not rendered.
    pub(super) fn of_site(error: &SiteError, config: &Config) -> Self {
        match error {
            SiteError::Theme(error) => Self::of_theme(error),
            SiteError::Content(error) => Self::of_content(error, &config.path(&config.build.content)),
            _ => Self::new("site", error),
        }
    }

    fn of_theme(error: &ThemeError) -> Self {
        const KIND: &str = "theme";
        let ThemeError::File(found) = error else {
            return match error {
                ThemeError::Io { path, source } => Self::new(KIND, source).at(path, None),
                _ => Self::new(KIND, error),
            };
        };
        let mut mistake = Self {
            line: Some(found.line),
            column: Some(found.column),
            width: found.width.max(1),
            file: found.file.clone(),
            from: found.called_from.clone(),
            ..Self::new(KIND, &found.message)
        };
        mistake.read_excerpt();
        if mistake.excerpt.is_empty() {
            // A file of the theme that the program holds.
            mistake.excerpt = vec![(found.line, found.excerpt.chars().take(LONGEST).collect())];
        }
        mistake
    }

    fn of_content(error: &ContentError, folder: &Path) -> Self {
        const KIND: &str = "content";
        let place = |at: &Position| -> (PathBuf, Option<usize>) { (folder.join(&at.file), Some(at.line)) };
        let (message, (file, line)) = match error {
            ContentError::FrontMatter { at, problem } => (problem.clone(), place(at)),
            ContentError::Link { at, destination, problem } => {
                (format!("the link {destination:?} {problem}"), place(at))
            }
            ContentError::File { file, problem } => (problem.clone(), (folder.join(file), None)),
            ContentError::Read { path, source } => (source.to_string(), (path.clone(), None)),
            ContentError::SameAddress { second, .. } => (error.to_string(), (folder.join(second), None)),
            ContentError::MissingFolder(folder) => (error.to_string(), (folder.clone(), None)),
        };
        Self::new(KIND, message).at(&file, line)
    }

    /// `file:line:column`, as far as known.
    pub(super) fn place(&self) -> String {
        let mut place = self.file.clone();
        for number in [self.line, self.column].into_iter().flatten() {
            place.push(':');
            place.push_str(&number.to_string());
        }
        place
    }

    /// The mistake as a part of a page. `whole` is for a page of its own, where there is nothing beneath to show.
    pub(super) fn html(&self, whole: bool) -> String {
        let mut html = String::from("<section id=\"etalage-mistake\" role=\"dialog\" lang=\"en\" ");
        html.push_str("aria-labelledby=\"etalage-mistake-title\" tabindex=\"-1\">");
        let _ = write!(html, "<h2 id=\"etalage-mistake-title\">A mistake in the {}</h2>", escape(self.kind));
        if !self.file.is_empty() {
            let _ = write!(html, "<p><code class=\"place\">{}</code></p>", escape(&self.place()));
        }
        let _ = write!(html, "<p class=\"message\">{}</p>", escape(&self.message));
        if !self.excerpt.is_empty() {
            html.push_str("<pre tabindex=\"0\" role=\"group\" aria-label=\"Excerpt\">");
            for (number, text) in &self.excerpt {
                let (open, close) =
                    if Some(*number) == self.line { ("<strong>", "</strong>") } else { ("", "") };
                let _ = writeln!(html, "{open}<span>{number:>5}</span> {}{close}", escape(text));
                if let Some(marks) = self.marks(*number, text) {
                    let _ = writeln!(html, "<i aria-hidden=\"true\">      {marks}</i>");
                }
            }
            html.push_str("</pre>");
        }
        if !self.from.is_empty() {
            html.push_str("<p>from</p><ul>");
            for place in &self.from {
                let _ = write!(html, "<li><code>{}</code></li>", escape(place));
            }
            html.push_str("</ul>");
        }
        if !whole {
            html.push_str("<p><a href=\"?__etalage=good\">Show the last good page</a></p>");
        }
        html.push_str("</section>");
        html
    }

    /// Marks under what is wrong in a line. Tabs keep their width.
    fn marks(&self, number: usize, text: &str) -> Option<String> {
        let column = self.column.filter(|_| Some(number) == self.line)?;
        let indent: String =
            text.chars().take(column - 1).map(|one| if one == '\t' { '\t' } else { ' ' }).collect();
        (column <= LONGEST).then(|| indent + &"^".repeat(self.width.min(LONGEST - column + 1)))
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.file.is_empty() {
            write!(out, "{}: ", self.place())?;
        }
        out.write_str(&self.message)?;
        for (number, text) in self.excerpt.iter().filter(|(number, _)| Some(*number) == self.line) {
            write!(out, "\n{number:>5} | {text}")?;
            if let Some(marks) = self.marks(*number, text) {
                write!(out, "\n      | {marks}")?;
            }
        }
        for place in &self.from {
            write!(out, "\n      = from {place}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_config_names_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("etalage.toml");
        fs::write(&file, "[site]\ntitle = \"x\"\nlangage = \"fr\"\nbase_url = \"https://x.fr\"\n").unwrap();
        let mistake = Mistake::of_config(&Config::load(&file).unwrap_err());
        assert_eq!(mistake.place(), format!("{}:3", file.display()));
        assert!(mistake.message.contains("langage"), "{mistake}");
        assert_eq!(mistake.excerpt.len(), 4);
        let html = mistake.html(false);
        assert!(html.contains("<strong><span>    3</span> langage = &quot;fr&quot;</strong>"), "{html}");
        fs::remove_file(&file).unwrap();
        let mistake = Mistake::of_config(&Config::load(&file).unwrap_err());
        assert!(mistake.message.starts_with("no such file"), "{mistake}");
    }

    #[test]
    fn nothing_in_a_mistake_is_markup() {
        let mistake = Mistake::new("theme", "<script>alert(1)</script> & \"more\"");
        let html = mistake.html(true);
        assert!(!html.contains("<script>") && html.contains("&lt;script&gt;"), "{html}");
    }
}
