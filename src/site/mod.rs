//! A site: a catalog, a theme, content pages and a config, all immutable once loaded.
//!
//! [`Site::routes`] lists every address, [`Site::key`] says what each depends on, [`Site::prepare`] computes what is
//! costly and shared, [`Site::render`] gives the body of one. Nothing is computed lazily while pages are rendered:
//! a lock filled inside a rayon job can deadlock on two threads.

mod address;
mod body;
mod error;
mod key;
mod link;
mod listing;
mod machine;
mod moved;
mod numbering;
mod pages;
mod prepare;
mod route;
mod searching;
mod taxonomy;
pub mod view;
mod words;

pub use address::Addresses;
pub use body::{Body, BundleFile, StreamWriter};
pub use error::SiteError;
pub use listing::List;
pub use machine::{Counts, File as MachineFile};
pub use route::Route;
pub use taxonomy::{Taxonomy, TermEntry, Terms};

use std::collections::BTreeMap;

use crate::catalog::{Catalog, DataserviceIndex, DatasetIndex, Digest, OrganizationIndex, ReuseIndex};
use crate::config::{Archived, Config};
use crate::content::{self, Content};
use crate::text::fold::{compare, initial};
use crate::text::locale::Locale;
use crate::text::markdown;
use crate::theme::Theme;
use moved::Moved;
use prepare::Prepared;

/// Everything that a portal is made of.
pub struct Site {
    config: Config,
    catalog: Catalog,
    theme: Theme,
    content: Content,
    addresses: Addresses,
    taxonomy: Taxonomy,
    locale: Locale,
    /// The site's own synonyms, for the search.
    synonyms: String,
    markdown: markdown::Renderer,
    /// The same for files, whose descriptions are many and stand under a heading of a lower level.
    file_markdown: markdown::Renderer,
    /// Datasets in listings, oldest first.
    listed: Vec<DatasetIndex>,
    /// Listed datasets of each organization.
    listed_counts: Vec<u32>,
    /// Organizations that have anything to show, in the order of their names.
    named: Vec<OrganizationIndex>,
    /// Organizations with listed datasets, by the first letter of their name.
    producers: BTreeMap<char, Vec<OrganizationIndex>>,
    reuses_listed: Vec<ReuseIndex>,
    dataservices_listed: Vec<DataserviceIndex>,
    moved: Moved,
    /// What a dataset's card shows, hashed.
    card_keys: Vec<Digest>,
    /// What no page can do without: the program, the config, the base address.
    base_key: Digest,
    /// Everything that any page shows of the catalogue.
    catalog_key: Digest,
    prepared: Prepared,
}

impl Site {
    /// Joins a catalog with the theme and the content that the config names.
    pub fn load(config: Config, catalog: Catalog) -> Result<Self, SiteError> {
        let locale = Locale::from_language(&config.site.language)
            .ok_or_else(|| SiteError::Language { language: config.site.language.clone() })?;
        let synonyms = searching::synonyms(&config)?;
        let content = content::load(&config)?;
        let addresses = Addresses::new(&config, &catalog);
        let globals = pages::globals(&config, &catalog, &content, &addresses);
        let theme = Theme::load(
            &config.root.join("themes"),
            &config.theme.name,
            &config.site.language,
            config.theme.accent.as_deref(),
            &globals,
        )?;
        let renderer = |heading_base, limit| {
            markdown::Renderer::new(markdown::Options {
                images: config.catalog.images,
                heading_base,
                limit,
                portal: catalog.portal.as_deref().map(str::to_owned),
                table_label: Some(theme.message("table-label", &[])),
            })
        };
        let markdown = renderer(3, pages::DESCRIPTION);
        let file_markdown = renderer(5, pages::FILE_DESCRIPTION);
        let listed: Vec<DatasetIndex> = (0..catalog.datasets.len())
            .map(DatasetIndex::new)
            .filter(|&index| is_listed(&config, catalog.dataset(index).archived))
            .collect();
        let taxonomy = Taxonomy::new(&catalog, &listed, config.catalog.tag_minimum);
        let mut site = Self {
            base_key: key::base(&config),
            catalog_key: Digest::default(),
            moved: Moved::default(),
            card_keys: Vec::new(),
            prepared: Prepared::default(),
            listed_counts: Vec::new(),
            named: Vec::new(),
            producers: BTreeMap::new(),
            reuses_listed: catalog_positions(catalog.reuses.iter().map(|reuse| reuse.archived), &config)
                .map(ReuseIndex::new)
                .collect(),
            dataservices_listed: catalog_positions(
                catalog.dataservices.iter().map(|api| api.archived),
                &config,
            )
            .map(DataserviceIndex::new)
            .collect(),
            config,
            catalog,
            theme,
            content,
            addresses,
            taxonomy,
            locale,
            synonyms,
            markdown,
            file_markdown,
            listed,
        };
        site.sort_organizations();
        site.card_keys = site.digest_cards();
        site.catalog_key = site.digest_catalog();
        site.moved = Moved::new(&site);
        site.check_links()?;
        Ok(site)
    }

    /// The catalog.
    pub const fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// The config.
    pub const fn config(&self) -> &Config {
        &self.config
    }

    /// The theme.
    pub const fn theme(&self) -> &Theme {
        &self.theme
    }

    /// The addresses of records.
    pub const fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    /// How many pages for people the site has among `routes`.
    pub fn pages(routes: &[Route]) -> usize {
        routes
            .iter()
            .filter(|route| {
                !matches!(
                    route,
                    Route::SearchIndex | Route::Asset(_) | Route::Attachment(_) | Route::Machine(_)
                )
            })
            .count()
    }

    /// Whether a dataset is in listings.
    fn is_listed(&self, index: DatasetIndex) -> bool {
        is_listed(&self.config, self.catalog.dataset(index).archived)
    }

    /// Whether a dataset has a page.
    fn is_shown(&self, index: DatasetIndex) -> bool {
        self.config.catalog.archived != Archived::Hide || !self.catalog.dataset(index).archived
    }

    fn sort_organizations(&mut self) {
        let catalog = &self.catalog;
        self.listed_counts = catalog
            .organizations
            .iter()
            .map(|organization| {
                listing::page_number(
                    organization.links.datasets.iter().filter(|&&index| self.is_listed(index)).count(),
                )
            })
            .collect();
        let mut named: Vec<_> = (0..catalog.organizations.len())
            .map(OrganizationIndex::new)
            .filter(|&index| {
                let links = &catalog.organization(index).links;
                self.listed_counts[index.position()] > 0
                    || !links.reuses.is_empty()
                    || !links.dataservices.is_empty()
            })
            .collect();
        named.sort_by(|&a, &b| {
            let (a, b) = (catalog.organization(a), catalog.organization(b));
            compare(&a.name, &b.name).then_with(|| a.id.cmp(&b.id))
        });
        for &index in &named {
            if self.listed_counts[index.position()] > 0 {
                let letter = initial(&catalog.organization(index).name);
                self.producers.entry(letter).or_default().push(index);
            }
        }
        self.named = named;
    }

    /// A theme's asset: its path in the output and its bytes.
    fn asset(&self, position: u32) -> (&str, &[u8]) {
        self.theme.assets().nth(position as usize).unwrap_or_default()
    }

    /// How many listed datasets an organization has.
    fn listed_count(&self, index: OrganizationIndex) -> usize {
        self.listed_counts[index.position()] as usize
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

/// Whether records that are archived or not stand in listings.
fn is_listed(config: &Config, archived: bool) -> bool {
    !archived || config.catalog.archived == Archived::List
}

fn catalog_positions(archived: impl Iterator<Item = bool>, config: &Config) -> impl Iterator<Item = usize> {
    archived.enumerate().filter(|&(_, archived)| is_listed(config, archived)).map(|(position, _)| position)
}

/// The address of a content page.
fn content_address(path: &str) -> String {
    format!("pages/{path}/")
}
