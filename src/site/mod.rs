//! A site: a catalog, a theme, content pages and a config, all immutable once loaded.
//!
//! [`Site::routes`] lists every address, [`Site::key`] says what each depends on, [`Site::prepare`] computes what is
//! costly and shared, [`Site::render`] gives the body of one. Nothing is computed lazily while pages are rendered:
//! a lock filled inside a rayon job can deadlock on two threads.

mod address;
mod body;
mod data;
mod error;
mod figures;
mod inventory;
mod key;
mod link;
mod listing;
mod machine;
mod moved;
mod numbering;
mod pages;
mod prepare;
mod published;
mod route;
mod searching;
mod taxonomy;
pub mod view;
mod words;

pub use address::Addresses;
pub use body::{Body, BundleFile, StreamWriter};
pub use data::{Data, Documents};
pub use error::SiteError;
pub use inventory::Inventory;
pub use listing::List;
pub use machine::{Counts, File as MachineFile};
pub use route::Route;
pub use taxonomy::{Taxonomy, TermEntry, Terms};

use std::ops::Deref;
use std::sync::Arc;

use crate::catalog::{Catalog, Digest, OrganizationIndex};
use crate::config::Config;
use crate::content::{self, Content};
use crate::text::fold::initial;
use crate::text::locale::Locale;
use crate::text::markdown;
use crate::theme::Theme;
use prepare::Prepared;

/// Everything that a portal is made of.
///
/// What follows from the catalog alone is its [`Inventory`], which a site shares with those made from it by
/// [`Site::renew`]; its fields are read as the site's own.
pub struct Site {
    config: Config,
    inventory: Arc<Inventory>,
    theme: Arc<Theme>,
    content: Arc<Content>,
    /// What templates know of the site, as the theme was given it.
    globals: serde_json::Value,
    locale: Locale,
    /// The site's own synonyms, for the search.
    synonyms: String,
    markdown: markdown::Renderer,
    /// The same for files, whose descriptions are many and stand under a heading of a lower level.
    file_markdown: markdown::Renderer,
    /// What no page can do without: the program, the config, the base address.
    base_key: Digest,
    prepared: Prepared,
}

/// What may have changed on the disk since a site was loaded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changed {
    /// Templates, messages or assets.
    pub theme: bool,
    /// Content pages or the files beside them.
    pub content: bool,
}

impl Deref for Site {
    type Target = Inventory;

    fn deref(&self) -> &Inventory {
        &self.inventory
    }
}

impl Site {
    /// Joins a catalog with the theme and the content that the config names.
    pub fn load(config: Config, catalog: impl Into<Arc<Catalog>>) -> Result<Self, SiteError> {
        Self::join(config, catalog.into(), None, None, Changed::default())
    }

    /// Joins a catalog with content pages that are at hand and the theme that the config names.
    pub fn of(config: Config, catalog: impl Into<Arc<Catalog>>, content: Content) -> Result<Self, SiteError> {
        Self::join(config, catalog.into(), Some(content), None, Changed::default())
    }

    /// The site once more, with another config or catalog, or with what changed on the disk. All that did not
    /// change is shared, not made again: a template alone costs no look at the catalog.
    pub fn renew(
        &self,
        config: Config,
        catalog: impl Into<Arc<Catalog>>,
        changed: Changed,
    ) -> Result<Self, SiteError> {
        Self::join(config, catalog.into(), None, Some(self), changed)
    }

    fn join(
        config: Config,
        catalog: Arc<Catalog>,
        content: Option<Content>,
        earlier: Option<&Self>,
        changed: Changed,
    ) -> Result<Self, SiteError> {
        let kept = earlier.filter(|earlier| !changed.content && earlier.has_content_of(&config));
        let content = match (content, kept) {
            (Some(content), _) => Arc::new(content),
            (None, Some(earlier)) => Arc::clone(&earlier.content),
            (None, None) => Arc::new(content::load(&config)?),
        };
        let site = Self::assemble(config, catalog, content, earlier, changed)?;
        site.check_links()?;
        Ok(site)
    }

    /// Everything that keeps the site from being built, as far as it can be told. Content that cannot be read is left
    /// out of the rest.
    pub fn survey(config: Config, catalog: impl Into<Arc<Catalog>>) -> Vec<SiteError> {
        let (content, faults) = content::survey(&config);
        let mut faults: Vec<SiteError> = faults.into_iter().map(SiteError::from).collect();
        match Self::assemble(config, catalog.into(), Arc::new(content), None, Changed::default()) {
            Ok(site) => {
                let unresolved = site.content.pages.iter().flat_map(|page| page.unresolved(&site));
                faults.extend(unresolved.map(SiteError::from));
            }
            Err(error) => faults.push(error),
        }
        faults
    }

    fn assemble(
        config: Config,
        catalog: Arc<Catalog>,
        content: Arc<Content>,
        earlier: Option<&Self>,
        changed: Changed,
    ) -> Result<Self, SiteError> {
        let language = &config.site.language;
        let locale = Locale::from_language(language)
            .ok_or_else(|| SiteError::Language { language: language.clone() })?;
        let synonyms = searching::synonyms(&config)?;
        let inventory = match earlier.filter(|earlier| earlier.inventory.is_of(&config, &catalog)) {
            Some(earlier) => Arc::clone(&earlier.inventory),
            None => Arc::new(Inventory::new(&config, catalog)),
        };
        let globals = pages::globals(&config, &inventory.catalog, &content, &inventory.addresses);
        let globals = serde_json::to_value(globals)
            .map_err(|source| SiteError::Json { path: "globals".to_owned(), source })?;
        let theme = match earlier.filter(|earlier| !changed.theme && earlier.has_theme_of(&config, &globals))
        {
            Some(earlier) => Arc::clone(&earlier.theme),
            None => Arc::new(Theme::load(
                &config.root.join("themes"),
                &config.theme.name,
                language,
                config.theme.accent.as_deref(),
                &globals,
            )?),
        };
        let renderer = |heading_base, limit| {
            markdown::Renderer::new(markdown::Options {
                images: config.catalog.images,
                heading_base,
                limit,
                portal: inventory.catalog.portal.as_deref().map(str::to_owned),
                table_label: Some(theme.message("table-label", &[])),
            })
        };
        Ok(Self {
            base_key: key::base(&config),
            markdown: renderer(3, pages::DESCRIPTION),
            file_markdown: renderer(5, pages::FILE_DESCRIPTION),
            prepared: Prepared::default(),
            config,
            inventory,
            theme,
            content,
            globals,
            locale,
            synonyms,
        })
    }

    /// Whether the content is what that config asks for.
    fn has_content_of(&self, config: &Config) -> bool {
        self.config.site.language == config.site.language
            && self.config.path(&self.config.build.content) == config.path(&config.build.content)
    }

    /// Whether the theme is what that config asks for, given those globals.
    fn has_theme_of(&self, config: &Config, globals: &serde_json::Value) -> bool {
        self.config.root == config.root
            && self.config.theme.name == config.theme.name
            && self.config.theme.accent == config.theme.accent
            && self.config.site.language == config.site.language
            && self.globals == *globals
    }

    /// The catalog.
    pub fn catalog(&self) -> &Catalog {
        &self.inventory.catalog
    }

    /// The catalog, to share.
    pub fn shared_catalog(&self) -> Arc<Catalog> {
        Arc::clone(&self.inventory.catalog)
    }

    /// The config.
    pub const fn config(&self) -> &Config {
        &self.config
    }

    /// The theme.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// The addresses of records.
    pub fn addresses(&self) -> &Addresses {
        &self.inventory.addresses
    }

    /// How many pages for people the site has among `routes`.
    pub fn pages(routes: &[Route]) -> usize {
        routes
            .iter()
            .filter(|route| {
                !matches!(
                    route,
                    Route::SearchIndex
                        | Route::Asset(_)
                        | Route::Attachment(_)
                        | Route::Machine(_)
                        | Route::Data(_)
                )
            })
            .count()
    }

    /// A theme's asset: its path in the output and its bytes.
    fn asset(&self, position: u32) -> (&str, &[u8]) {
        self.theme.assets().nth(position as usize).unwrap_or_default()
    }

    fn producer_letters(&self) -> Vec<char> {
        self.producers.keys().copied().collect()
    }

    fn producers_of(&self, letter: char) -> &[OrganizationIndex] {
        self.producers.get(&letter).map_or(&[], Vec::as_slice)
    }

    /// The letters that tags with a page start with.
    fn tag_letters(&self) -> Vec<char> {
        let mut letters: Vec<char> =
            self.taxonomy.tags.entries().iter().map(|entry| initial(&entry.id)).collect();
        letters.sort_unstable();
        letters.dedup();
        letters
    }
}

/// The address of a content page.
fn content_address(path: &str) -> String {
    format!("pages/{path}/")
}
