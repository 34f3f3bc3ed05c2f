//! What every page has in common.

use macro_rules_attribute::derive;
use serde::Serialize;

use super::super::view::{Alternate, Contact, External, Frame, Link, Listings, Producer, RecordLine, Term};
use super::super::{Addresses, List, Route, Site, Terms, content_address, words};
use crate::catalog::{Catalog, ContactPoint, DataserviceIndex, Dataset, OrganizationIndex, ReuseIndex};
use crate::config::{Accessibility, Canonical, Config, HostKind};
use crate::content::{Content, Menu};
use crate::output::host;
use crate::text::{link, plain};
use crate::theme::Describe;

/// Licences named beside a list; the others stand on their own page.
pub(in crate::site) const LICENSES: usize = 12;

/// What every template and every component knows of the site, by these names.
#[derive(Debug, Serialize, Describe!)]
pub(in crate::site) struct Globals {
    /// The path before every address of the site: empty, or `/sub/path`.
    base: String,
    /// The site.
    site: SiteFacts,
}

/// The site, the same on every page.
#[derive(Debug, Serialize, Describe!)]
struct SiteFacts {
    /// The portal's name.
    title: String,
    /// One sentence on what it is; may be empty.
    description: String,
    /// Who publishes the portal; may be empty.
    publisher: String,
    /// An address to write to; may be empty.
    contact: String,
    /// `fr` or `en`.
    language: String,
    /// The site's address, complete, without a slash at the end.
    base_url: String,
    /// The state of conformity with the RGAA: `none`, `partial`, `full`.
    accessibility: &'static str,
    /// The page of the accessibility statement; empty where the content has none.
    accessibility_href: String,
    /// The page of the legal notice; empty where the content has none.
    legal_href: String,
    /// The page about the portal; empty where the content has none.
    about_href: String,
    /// Content pages that ask for a place in the main menu.
    header: Vec<Link>,
    /// Content pages that ask for a place in the footer.
    footer: Vec<Link>,
    /// The same portal in other languages.
    translations: Vec<Alternate>,
    /// The content security policy, for hosts that send no headers; empty elsewhere.
    csp_meta: String,
    /// Whether search engines should stay away.
    noindex: bool,
    /// The source portal's origin; empty when unknown.
    portal: String,
    /// The source portal's host; empty when unknown.
    portal_host: String,
    /// Whether the catalogue holds reuses.
    has_reuses: bool,
    /// Whether the catalogue holds APIs.
    has_dataservices: bool,
    /// Whether the catalogue holds topics.
    has_topics: bool,
    /// Whether the catalogue holds posts.
    has_posts: bool,
}

/// The constant part of every page.
pub(in crate::site) fn globals(
    config: &Config,
    catalog: &Catalog,
    content: &Content,
    addresses: &Addresses,
) -> Globals {
    let page = |files: [&str; 2]| {
        let page = files.iter().find_map(|file| content.page(file));
        page.map_or_else(String::new, |page| addresses.href(&content_address(&page.path)))
    };
    let menu = |menu: Menu| -> Vec<Link> {
        content
            .pages
            .iter()
            .filter(|page| page.menu == menu)
            .map(|page| Link {
                label: page.title.clone(),
                href: addresses.href(&content_address(&page.path)),
            })
            .collect()
    };
    let portal = catalog.portal.as_deref().unwrap_or_default().to_owned();
    let site = SiteFacts {
        title: config.site.title.clone(),
        description: config.site.description.clone(),
        publisher: config.site.publisher.clone(),
        contact: config.site.contact.clone(),
        language: config.site.language.clone(),
        base_url: config.site.base_url.clone(),
        accessibility: match config.site.accessibility {
            Accessibility::None => "none",
            Accessibility::Partial => "partial",
            Accessibility::Full => "full",
        },
        accessibility_href: page(["legal/accessibility.md", "accessibility.md"]),
        legal_href: page(["legal/legal-notice.md", "legal.md"]),
        about_href: page(ABOUT),
        header: menu(Menu::Header),
        footer: menu(Menu::Footer),
        translations: config
            .site
            .translations
            .iter()
            .map(|(language, href)| Alternate { language: language.clone(), href: href.clone() })
            .collect(),
        csp_meta: match config.host.kind {
            HostKind::Github | HostKind::Gitlab => host::meta_policy(config),
            _ => String::new(),
        },
        noindex: config.site.noindex,
        portal_host: portal.split_once("://").map_or_else(String::new, |(_, host)| host.to_owned()),
        portal,
        has_reuses: !catalog.reuses.is_empty(),
        has_dataservices: !catalog.dataservices.is_empty(),
        has_topics: !catalog.topics.is_empty(),
        has_posts: !catalog.posts.is_empty(),
    };
    Globals { base: addresses.base_path().to_owned(), site }
}

/// Files of the page about the portal.
pub(super) const ABOUT: [&str; 2] = ["about.md", "about/index.md"];
/// Contact points on a page.
const CONTACTS: usize = 10;

impl Site {
    /// The frame of a page of the site's own.
    pub(super) fn frame(
        &self,
        route: &Route,
        section: &'static str,
        title: String,
        description: String,
    ) -> Frame {
        let address = self.address(route);
        let url = self.addresses.url(&address);
        let alternates = self
            .config
            .site
            .translations
            .iter()
            .map(|(language, base)| Alternate {
                language: language.clone(),
                href: format!("{}/{address}", base.trim_end_matches('/')),
            })
            .collect();
        Frame {
            title,
            description,
            canonical: url.clone(),
            url,
            noindex: self.config.site.noindex,
            section,
            breadcrumbs: Vec::new(),
            alternates,
        }
    }

    /// The frame of a record's page, whose canonical address may be the source's.
    pub(super) fn record_frame(
        &self,
        route: &Route,
        section: &'static str,
        title: String,
        description: String,
        source: Option<&External>,
    ) -> Frame {
        let mut frame = self.frame(route, section, title, description);
        if self.config.site.canonical == Canonical::Source
            && let Some(source) = source
        {
            frame.canonical.clone_from(&source.href);
        }
        frame
    }

    /// A step of the way from home.
    pub(super) fn step(&self, key: &str, route: &Route) -> Link {
        Link { label: self.word(key), href: self.href(route) }
    }

    /// A record's page on the portal that it comes from.
    pub(super) fn source_page(&self, kind: &str, slug: &str, id: &str) -> Option<External> {
        let portal = self.catalog.portal.as_deref()?;
        let name = if slug.is_empty() { id } else { slug };
        words::external(&format!("{portal}/{kind}/{name}"))
    }

    /// Who publishes a record.
    pub(super) fn producer(&self, organization: Option<OrganizationIndex>, owner: Option<&str>) -> Producer {
        if let Some(index) = organization {
            let organization = self.catalog.organization(index);
            return Producer {
                kind: "organization",
                name: organization.name.to_string(),
                acronym: organization.acronym.to_string(),
                href: self.href(&Route::Organization(index)),
                certified: organization.is_certified_public_service(),
            };
        }
        match owner {
            Some(slug) => Producer {
                kind: "person",
                name: if self.config.catalog.owners { slug.to_owned() } else { self.word("producer-person") },
                ..Producer::default()
            },
            None => Producer { kind: "unknown", ..Producer::default() },
        }
    }

    /// Whom to write to about a record.
    pub(super) fn contacts(&self, contacts: &[ContactPoint]) -> Vec<Contact> {
        let contact = |contact: &ContactPoint| Contact {
            name: contact.name.to_string(),
            role: contact
                .role
                .as_deref()
                .filter(|role| *role != "contact")
                .map(|role| self.label("contact-role", role))
                .unwrap_or_default(),
            mail: link::safe_mail(&contact.email).map(|mail| External {
                href: mail.href,
                host: mail.host,
                text: mail.text,
            }),
            form: words::external(&contact.form),
        };
        contacts.iter().take(CONTACTS).map(contact).collect()
    }

    /// Tags, each with its page where it has one.
    pub(super) fn tags(&self, tags: &[std::sync::Arc<str>]) -> Vec<Term> {
        tags.iter().map(|tag| self.listed_term(&self.taxonomy.tags, "tags", tag, tag.to_string())).collect()
    }

    /// A word of a classification, with its page where it has one.
    pub(in crate::site) fn listed_term(&self, terms: &Terms, folder: &str, id: &str, label: String) -> Term {
        let href = terms
            .find(id)
            .map_or_else(String::new, |entry| self.addresses.href(&format!("{folder}/{}/", entry.segment)));
        Term { id: id.to_owned(), label, href }
    }

    /// Badges with their labels.
    pub(super) fn badges(&self, badges: &[std::sync::Arc<str>]) -> Vec<Term> {
        badges.iter().map(|badge| self.term("badge", badge)).collect()
    }

    /// A licence and the address of its text.
    pub(super) fn license(&self, id: Option<&str>) -> (Option<Term>, String) {
        let Some(id) = id else { return (None, String::new()) };
        let url = crate::catalog::vocabulary::license::by_id(id)
            .and_then(|license| license.url)
            .unwrap_or_default();
        let term = self.listed_term(&self.taxonomy.licenses, "licenses", id, self.license_title(id));
        (Some(term), url.to_owned())
    }

    /// Ways through the datasets.
    pub(super) fn listings(&self, current: &Route) -> Listings {
        let order = |key: &str, route: Route| Link {
            label: self.word(key),
            href: if route == *current { String::new() } else { self.href(&route) },
        };
        let links =
            |terms: &Terms, order: Vec<u32>, list: fn(u32) -> List, label: &dyn Fn(&str) -> String| {
                let link = |position| {
                    let route = Route::List(list(position));
                    let href = if route == *current { String::new() } else { self.href(&route) };
                    Link { label: label(&terms.entry(position).id), href }
                };
                order.into_iter().map(link).collect()
            };
        let taxonomy = &self.taxonomy;
        Listings {
            orders: vec![
                order("order-published", Route::List(List::Datasets)),
                order("order-updated", Route::Recent),
                order("order-producers", Route::Producers(None)),
            ],
            families: links(&taxonomy.families, taxonomy.families_in_order(), List::Family, &|id| {
                self.label("family", id)
            }),
            licenses: links(&taxonomy.licenses, taxonomy.licenses.largest(LICENSES), List::License, &|id| {
                self.license_title(id)
            }),
            granularities: links(
                &taxonomy.granularities,
                taxonomy.granularities_in_order(),
                List::Granularity,
                &|id| self.label("granularity", id),
            ),
        }
    }

    /// Reuses, newest first, at most [`super::LINES`], and how many more there are.
    pub(super) fn reuse_lines(&self, reuses: &[ReuseIndex]) -> (Vec<RecordLine>, usize) {
        let lines = reuses.iter().rev().take(super::LINES).map(|&index| self.reuse_line(index)).collect();
        (lines, reuses.len().saturating_sub(super::LINES))
    }

    /// APIs, newest first, at most [`super::LINES`], and how many more there are.
    pub(super) fn dataservice_lines(&self, dataservices: &[DataserviceIndex]) -> (Vec<RecordLine>, usize) {
        let lines =
            dataservices.iter().rev().take(super::LINES).map(|&index| self.dataservice_line(index)).collect();
        (lines, dataservices.len().saturating_sub(super::LINES))
    }

    pub(super) fn reuse_line(&self, index: ReuseIndex) -> RecordLine {
        let reuse = self.catalog.reuse(index);
        RecordLine {
            title: reuse.title.to_string(),
            href: self.href(&Route::Reuse(index)),
            producer: self.producer(reuse.links.organization, reuse.owner.as_deref()),
            note: reuse.kind.as_deref().map(|kind| self.label("reuse-type", kind)).unwrap_or_default(),
            summary: plain::summary(&reuse.description, 160),
            date: self.day_of(reuse.created_at),
            archived: reuse.archived,
        }
    }

    pub(super) fn dataservice_line(&self, index: DataserviceIndex) -> RecordLine {
        let api = self.catalog.dataservice(index);
        RecordLine {
            title: api.title.to_string(),
            href: self.href(&Route::Dataservice(index)),
            producer: self.producer(api.links.organization, api.owner.as_deref()),
            note: api.access_type.as_deref().map(|access| self.label("access", access)).unwrap_or_default(),
            summary: plain::summary(&api.description, 160),
            date: self.day_of(api.last_modified),
            archived: api.archived,
        }
    }

    /// A summary for search engines: the source's own, else the start of the description.
    pub(in crate::site) fn meta_description(dataset: &Dataset) -> String {
        if dataset.description_short.is_empty() {
            plain::summary(&dataset.description, 200)
        } else {
            plain::summary(&dataset.description_short, 200)
        }
    }
}
