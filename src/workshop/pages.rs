//! What templates are given by pages of every kind, in both languages.

use std::path::Path;

use serde_json::Value;

use super::catalogue;
use crate::config::Config;
use crate::content;
use crate::site::{Route, Site};
use crate::source;
use crate::theme::DEFAULT;

/// Pages of one template that are looked at, the first and the last.
const FIRST: usize = 8;
const LAST: usize = 4;

/// The pages of its own that a site has.
const CONTENT: [(&str, &str); 4] = [
    (
        "about.md",
        "+++\ntitle = \"About\"\nmenu = \"header\"\n+++\n\nWho publishes this.\n\n## How\n\nA [list](/datasets/).\n",
    ),
    ("legal/accessibility.md", "+++\ntitle = \"Accessibility\"\n+++\n\nPartly.\n"),
    ("legal/legal-notice.md", "+++\ntitle = \"Legal notice\"\n+++\n\nWho answers for it.\n"),
    ("help.md", "+++\ntitle = \"Help\"\nmenu = \"footer\"\n+++\n\nWrite to us.\n"),
];

/// A page to render.
pub(super) struct Page {
    /// Its address: `/datasets/trees/`.
    pub address: String,
    /// Its template.
    pub template: String,
    /// What that is given.
    pub context: Value,
    /// What `card.html` is given for each card that stands in it, and the name of the field that they stand in.
    pub cards: Vec<Value>,
    /// What `quality.html` is given for the part of the page that it makes.
    pub quality: Option<Value>,
}

/// A site of one of the two catalogues.
pub(super) struct Subject {
    pub site: Site,
    pub pages: Vec<Page>,
}

/// Why there is none; a mistake of the program, not of a theme.
pub(super) type Failed = Box<dyn std::error::Error + Send + Sync>;

/// Both catalogues in a language.
pub(super) fn subjects(language: &str) -> Result<Vec<Subject>, Failed> {
    // One under a sub-path and at a host without headers, so that what is only there is looked at too.
    let good = subject(language, &catalogue::example(), "https://data.example.org/portal", "github")?;
    let bad = subject(language, &catalogue::hostile(), "https://data.example.org", "netlify")?;
    Ok(vec![good, bad])
}

fn subject(
    language: &str,
    exports: &catalogue::Exports,
    base_url: &str,
    host: &str,
) -> Result<Subject, Failed> {
    let other = if language == "fr" { "en" } else { "fr" };
    let text = format!(
        "[site]\ntitle = \"Open data & more\"\nbase_url = \"{base_url}\"\nlanguage = \"{language}\"\n\
         description = \"What the city <publishes>.\"\npublisher = \"The city\"\ncontact = \"data@example.org\"\n\
         accessibility = \"partial\"\ntranslations = {{ {other} = \"https://{other}.example.org\" }}\n\
         [host]\nkind = \"{host}\"\n[catalog]\narchived = \"list\"\n"
    );
    let mut config = Config::parse("the example", &text)?;
    // Nothing of the disk is part of it: no path holds a NUL.
    Path::new("\0").clone_into(&mut config.root);
    DEFAULT.clone_into(&mut config.theme.name);
    let catalog =
        source::of_exports(exports, jiff::civil::date(2026, 1, 16), "https://catalogue.example.org")?;
    let site = Site::of(config, catalog, content::of_texts(&CONTENT, language)?)?;
    let pages = pages(&site)?;
    Ok(Subject { site, pages })
}

fn pages(site: &Site) -> Result<Vec<Page>, Failed> {
    let routes: Vec<Route> = site.routes().into_iter().filter(|route| route.template().is_some()).collect();
    let mut pages = Vec::new();
    for (at, route) in routes.iter().enumerate() {
        let same = |other: &&Route| other.template() == route.template();
        let (before, after) =
            (routes[..at].iter().filter(same).count(), routes[at + 1..].iter().filter(same).count());
        if before >= FIRST && after >= LAST {
            continue;
        }
        let (Some(context), Some(template)) = (site.context(route)?, route.template()) else { continue };
        let cards: Result<Vec<Value>, _> = site.cards(route).iter().map(serde_json::to_value).collect();
        pages.push(Page {
            address: format!("/{}", site.address(route)),
            template: template.to_owned(),
            context,
            cards: cards?,
            quality: site.quality_context(route).map(serde_json::to_value).transpose()?,
        });
    }
    Ok(pages)
}
