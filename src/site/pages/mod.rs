//! One file a page type: what its template is given.

mod card;
mod content;
mod dashboard;
mod dataservice;
mod dataset;
mod file;
mod frame;
mod home;
mod index;
mod listing;
mod organization;
mod quality;
mod reuse;
mod topic;

pub(super) use dataset::Description;
pub(super) use file::anchor;
pub(super) use frame::{Globals, LICENSES, globals};
pub(super) use quality::Measured;

use serde::Serialize;

use super::{Body, Route, Site, SiteError};
use crate::theme::Theme;

/// Cards on the home page.
pub(super) const HOME_CARDS: usize = 6;
/// Datasets on the page of those updated last.
pub(super) const RECENT: usize = 100;
/// Reuses or APIs named on the page of a dataset or organization.
const LINES: usize = 50;
/// Most pages take less, in bytes.
const USUAL: usize = 32 * 1024;
/// A page is cut so that its description takes at most this many bytes of HTML.
pub(super) const DESCRIPTION: usize = 100_000;
/// The same for a file: a hundred of them stand on a page.
pub(super) const FILE_DESCRIPTION: usize = 1_000;

impl Route {
    /// The template that renders it; none for assets and files for machines.
    pub const fn template(&self) -> Option<&'static str> {
        use super::List;
        Some(match self {
            Self::Home => "home.html",
            Self::List(List::Datasets) | Self::ListPage(List::Datasets, _) | Self::Recent => "datasets.html",
            Self::List(_) | Self::ListPage(..) => "listing.html",
            Self::Producers(_) => "producers.html",
            Self::Dataset(_) => "dataset.html",
            Self::Files(..) => "files.html",
            Self::Organizations(_) => "organizations.html",
            Self::Organization(_) => "organization.html",
            Self::Reuses(_) => "reuses.html",
            Self::Reuse(_) => "reuse.html",
            Self::Dataservices(_) => "dataservices.html",
            Self::Dataservice(_) => "dataservice.html",
            Self::Topics(_) => "topics.html",
            Self::Topic(_) => "topic.html",
            Self::Posts(_) => "posts.html",
            Self::Post(_) => "post.html",
            Self::Tags(_) => "tags.html",
            Self::Licenses => "licenses.html",
            Self::Formats => "formats.html",
            Self::Granularities => "granularities.html",
            Self::Dashboard => "dashboard.html",
            Self::Figure(_) => "figure.html",
            Self::OrganizationDashboard(_) => "organization-dashboard.html",
            Self::Search => "search.html",
            Self::SiteMap => "sitemap.html",
            Self::Content(_) => "content.html",
            Self::NotFound => "404.html",
            Self::SearchIndex | Self::Asset(_) | Self::Attachment(_) | Self::Machine(_) | Self::Data(_) => {
                return None;
            }
        })
    }
}

impl Route {
    /// Whether its page holds cards of datasets.
    pub(super) const fn shows_cards(&self) -> bool {
        matches!(
            self,
            Self::Home
                | Self::List(_)
                | Self::ListPage(..)
                | Self::Recent
                | Self::Organization(_)
                | Self::Reuse(_)
                | Self::Dataservice(_)
        )
    }
}

/// What is done with what a page's template is given; each type of page gives a type of its own.
trait Visit {
    type Output;

    fn visit<C: Serialize>(self, context: &C) -> Result<Self::Output, SiteError>;
}

/// Renders the page.
struct Html<'a> {
    theme: &'a Theme,
    template: &'a str,
}

impl<'a> Visit for Html<'a> {
    type Output = Body<'a>;

    fn visit<C: Serialize>(self, context: &C) -> Result<Body<'a>, SiteError> {
        let mut page = Vec::with_capacity(USUAL);
        self.theme.render_to(self.template, context, &mut page)?;
        Ok(Body::Bytes(page))
    }
}

/// Shows what the template would be given.
struct Json {
    path: String,
}

impl Visit for Json {
    type Output = serde_json::Value;

    fn visit<C: Serialize>(self, context: &C) -> Result<serde_json::Value, SiteError> {
        serde_json::to_value(context).map_err(|source| SiteError::Json { path: self.path, source })
    }
}

impl Site {
    /// The body of a route.
    pub fn render(&self, route: &Route) -> Result<Body<'_>, SiteError> {
        if let Some(template) = self.template(route) {
            return self.visit(route, Html { theme: &self.theme, template });
        }
        match route {
            Route::Machine(file) => self.machine_body(*file),
            Route::Data(data) => self.data_body(*data),
            Route::Asset(position) => Ok(Body::Bytes(self.asset(*position).1.to_vec())),
            Route::SearchIndex => Ok(self.search_bundle()),
            Route::Attachment(position) => self.attachment_body(*position),
            _ => unreachable!("every page has a template"),
        }
    }

    /// What the template of a page is given, beside the site's globals; `None` for what is no page.
    pub fn context(&self, route: &Route) -> Result<Option<serde_json::Value>, SiteError> {
        if self.template(route).is_none() {
            return Ok(None);
        }
        self.visit(route, Json { path: self.path(route) }).map(Some)
    }

    /// What templates know of the site on every page.
    pub const fn globals(&self) -> &serde_json::Value {
        &self.globals
    }

    /// Makes what the template of a page is given, and hands it to the visitor.
    fn visit<V: Visit>(&self, route: &Route, visitor: V) -> Result<V::Output, SiteError> {
        match route {
            Route::Home => visitor.visit(&self.home_page()?),
            Route::List(list) => visitor.visit(&self.list_page(*list, None)?),
            Route::ListPage(list, page) => visitor.visit(&self.list_page(*list, Some(*page))?),
            Route::Recent => visitor.visit(&self.recent_page()?),
            Route::Producers(letter) => visitor.visit(&self.producers_page(*letter)),
            Route::Dataset(index) => visitor.visit(&self.dataset_page(*index)?),
            Route::Files(index, page) => visitor.visit(&self.files_page(*index, *page)),
            Route::Organizations(page) => visitor.visit(&self.organizations_page(*page)),
            Route::Organization(index) => visitor.visit(&self.organization_page(*index)?),
            Route::Reuses(page) => visitor.visit(&self.reuses_page(*page)),
            Route::Reuse(index) => visitor.visit(&self.reuse_page(*index)?),
            Route::Dataservices(page) => visitor.visit(&self.dataservices_page(*page)),
            Route::Dataservice(index) => visitor.visit(&self.dataservice_page(*index)?),
            Route::Topics(page) => visitor.visit(&self.topics_page(*page)),
            Route::Topic(index) => visitor.visit(&self.topic_page(*index)),
            Route::Posts(page) => visitor.visit(&self.posts_page(*page)),
            Route::Post(index) => visitor.visit(&self.post_page(*index)),
            Route::Tags(letter) => visitor.visit(&self.tags_page(*letter)),
            Route::Licenses => visitor.visit(&self.licenses_page()),
            Route::Formats => visitor.visit(&self.formats_page()),
            Route::Granularities => visitor.visit(&self.granularities_page()),
            Route::Dashboard => visitor.visit(&self.dashboard_page()),
            Route::Figure(place) => visitor.visit(&self.figure_page(*place)),
            Route::OrganizationDashboard(index) => visitor.visit(&self.organization_dashboard_page(*index)),
            Route::Search => visitor.visit(&self.search_page()),
            Route::SiteMap => visitor.visit(&self.site_map_page()),
            Route::Content(position) => visitor.visit(&self.content_page(*position)?),
            Route::NotFound => visitor.visit(&self.not_found_page()),
            Route::SearchIndex
            | Route::Asset(_)
            | Route::Attachment(_)
            | Route::Machine(_)
            | Route::Data(_) => {
                unreachable!("they have no template")
            }
        }
    }

    /// The template of a route; a content page may name its own.
    pub fn template(&self, route: &Route) -> Option<&str> {
        if let Route::Content(position) = route
            && let Some(template) = &self.content.pages[*position as usize].template
        {
            return Some(template);
        }
        route.template()
    }
}
