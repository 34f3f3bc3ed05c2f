//! The theme workshop: everything that is wrong with a theme, found before a reader does, by the program alone.
//!
//! Templates are read for names, messages and assets in every branch; then pages of every kind are rendered over two
//! catalogues that the program makes, one good and one hostile, in both languages, and looked at as HTML. What is
//! wrong leads back to a file and a line.

mod advice;
mod catalogue;
mod html;
mod inspect;
mod messages;
mod pages;
mod styles;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Serialize;
use serde_json::Value;
use url::Url;

pub use crate::catalog::Severity;
use crate::site::view;
use crate::theme::{Fields, Inspection, Mistake, Program, Rendered, ThemeError};
use inspect::{Fault, Place};
use pages::{Page, Subject};

/// The languages that themes speak.
const LANGUAGES: [&str; 2] = ["fr", "en"];

/// Something wrong with a theme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How bad.
    pub severity: Severity,
    /// Its kind, in kebab case.
    pub kind: &'static str,
    /// The file, as a path that the reader can open.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to do; may be empty where the message says it.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub advice: &'static str,
    /// The line itself.
    pub excerpt: String,
    /// How many characters of it are wrong.
    #[serde(skip)]
    pub width: usize,
    /// A page that shows it; empty where none was needed to see it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub page: String,
    /// How many of the pages looked at show it.
    #[serde(skip_serializing_if = "is_zero")]
    pub pages: usize,
}

// Serde gives references.
#[allow(clippy::trivially_copy_pass_by_ref)]
const fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// What a check looked at and found.
#[derive(Debug, Serialize)]
pub struct Checked {
    /// The theme.
    pub theme: String,
    /// Templates of the site's own.
    pub templates: usize,
    /// Pages rendered.
    pub pages: usize,
    /// What is wrong, the worst first, then by file and line.
    pub findings: Vec<Finding>,
}

impl Checked {
    /// How many findings there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

/// Why a theme could not be checked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WorkshopError {
    /// There is no such theme, or its files cannot be read.
    #[error(transparent)]
    Theme(#[from] ThemeError),
    /// The example could not be made: a mistake of the program.
    #[error("the example that themes are checked with could not be made: {0}")]
    Example(Box<dyn std::error::Error + Send + Sync>),
}

/// Checks the theme `name`, in a site's folder of themes or in the program.
///
/// # Errors
/// No theme of that name; files that cannot be read.
pub fn check(themes: &Path, name: &str) -> Result<Checked, WorkshopError> {
    Workshop::new()?.check(themes, name)
}

/// The pages that themes are checked with.
pub struct Workshop {
    /// By language.
    subjects: Vec<(&'static str, Vec<Subject>)>,
}

impl Workshop {
    /// Makes the pages.
    ///
    /// # Errors
    /// [`WorkshopError::Example`] only.
    pub fn new() -> Result<Self, WorkshopError> {
        let subjects: Result<Vec<_>, _> =
            LANGUAGES.into_iter().map(|language| Ok((language, pages::subjects(language)?))).collect();
        Ok(Self { subjects: subjects.map_err(WorkshopError::Example)? })
    }

    /// Checks the theme `name`, in a site's folder of themes or in the program.
    ///
    /// # Errors
    /// No theme of that name; files that cannot be read.
    pub fn check(&self, themes: &Path, name: &str) -> Result<Checked, WorkshopError> {
        let rendered: Vec<Rendered> = view::templates()
            .iter()
            .map(|given| Rendered { template: given.template, context: given.context })
            .collect();
        let program =
            Program { rendered: &rendered, content: view::ContentPage::STRUCTURE, globals: view::globals() };
        let mut findings = Findings::default();
        let mut templates = 0;
        let mut pages = 0;
        let mut used = BTreeSet::new();
        let mut last = None;
        for (language, subjects) in &self.subjects {
            for subject in subjects {
                let globals = subject.site.globals().clone();
                let mut inspection = Inspection::read(themes, name, language, globals, program)?;
                for page in &subject.pages {
                    look_at(page, subject, &mut inspection, &mut findings);
                }
                pages += subject.pages.len();
                templates = inspection.own_templates();
                for mistake in inspection.mistakes() {
                    findings.add(mistake, "");
                }
                used.extend(inspection.used_messages().iter().cloned());
                last = Some(inspection);
            }
        }
        if let Some(inspection) = last {
            // What is the same in both languages and over both catalogues.
            let styles = styles::check(&inspection.stylesheets()?);
            for mistake in styles.iter().chain(&messages::check(&inspection, &used)?) {
                findings.add(mistake, "");
            }
        }
        Ok(Checked { theme: name.to_owned(), templates, pages, findings: findings.sorted() })
    }
}

/// Renders a page and looks at it.
fn look_at(page: &Page, subject: &Subject, inspection: &mut Inspection, findings: &mut Findings) {
    let mut context = page.context.clone();
    let mut cards = String::new();
    for card in &page.cards {
        cards.push_str(&inspection.render("card.html", card).unwrap_or_default());
    }
    let quality = page.quality.as_ref().and_then(|quality| inspection.render("quality.html", quality));
    if let Value::Object(fields) = &mut context {
        if let Some(quality) = quality {
            fields.insert("quality_html".to_owned(), Value::from(quality));
        }
        for name in ["cards_html", "newest_html"] {
            if fields.get(name).is_some_and(|html| html.as_str() != Some("")) {
                fields.insert(name.to_owned(), Value::from(cards.as_str()));
            }
        }
    }
    let Some(html) = inspection.render(&page.template, &context) else { return };
    let site = &subject.site;
    let Ok(root) = Url::parse(&format!("{}/", site.config().site.base_url)) else { return };
    let Ok(url) = root.join(page.address.trim_start_matches('/')) else { return };
    let base = site.config().base_path();
    let serves = |path: &str| {
        inspection.has_asset(&format!("{base}/{path}"))
            || path.starts_with("search/")
            || site.resolve(path).is_some()
    };
    let written = |mark: &str, value: &str| {
        inspection
            .tag(mark)
            .is_some_and(|tag| tag.contains(&format!("\"{value}\"")) || tag.contains(&format!("'{value}'")))
    };
    let faults = inspect::inspect(
        &html,
        &inspect::Site { url: &url, root: &root, serves: &serves, written: &written },
    );
    for Fault { kind, message, place } in faults {
        let mistake = match &place {
            Place::Mark(mark) => inspection.at(mark, kind, message.clone()),
            Place::Frame => Some(inspection.at_page(&page.template, true, kind, message.clone())),
            Place::Page => None,
        };
        let mistake = mistake.unwrap_or_else(|| inspection.at_page(&page.template, false, kind, message));
        findings.add(&mistake, &page.address);
    }
}

/// Findings, each once, with the pages that show them.
#[derive(Default)]
struct Findings {
    found: BTreeMap<Spot, (Finding, BTreeSet<String>)>,
}

/// File, line, column and kind.
type Spot = (String, usize, usize, &'static str);

impl Findings {
    fn add(&mut self, mistake: &Mistake, page: &str) {
        let key = (mistake.file.clone(), mistake.line, mistake.column, mistake.kind);
        let (_, pages) = self.found.entry(key).or_insert_with(|| {
            let (severity, advice) = advice::of(mistake.kind);
            let finding = Finding {
                severity,
                kind: mistake.kind,
                file: mistake.file.clone(),
                line: mistake.line,
                column: mistake.column,
                message: mistake.message.clone(),
                advice,
                excerpt: mistake.excerpt.clone(),
                width: mistake.width,
                page: page.to_owned(),
                pages: 0,
            };
            (finding, BTreeSet::new())
        });
        if !page.is_empty() {
            pages.insert(page.to_owned());
        }
    }

    fn sorted(self) -> Vec<Finding> {
        let mut findings: Vec<Finding> = self
            .found
            .into_values()
            .map(|(finding, pages)| Finding { pages: pages.len(), ..finding })
            .collect();
        // What is seen in the template as well as on the page is told once.
        let seen: BTreeSet<(String, usize)> = findings
            .iter()
            .filter(|finding| finding.kind == "unsafe-text" && finding.page.is_empty())
            .map(|finding| (finding.file.clone(), finding.line))
            .collect();
        findings.retain(|finding| {
            finding.kind != "unsafe-text"
                || finding.page.is_empty()
                || !seen.contains(&(finding.file.clone(), finding.line))
        });
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        findings
    }
}
