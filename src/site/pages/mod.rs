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
mod reuse;

pub(super) use card::CardContext;
pub(super) use file::anchor;
pub(super) use frame::{LICENSES, globals};

use super::{Body, Route, Site, SiteError};

/// Cards on the home page.
pub(super) const HOME_CARDS: usize = 6;
/// Datasets on the page of those updated last.
pub(super) const RECENT: usize = 100;
/// Reuses or APIs named on the page of a dataset or organization.
const LINES: usize = 50;
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
            Self::Tags(_) => "tags.html",
            Self::Licenses => "licenses.html",
            Self::Formats => "formats.html",
            Self::Granularities => "granularities.html",
            Self::Dashboard => "dashboard.html",
            Self::Search => "search.html",
            Self::SiteMap => "sitemap.html",
            Self::Content(_) => "content.html",
            Self::NotFound => "404.html",
            Self::SearchIndex | Self::Asset(_) | Self::Attachment(_) | Self::Machine(_) => return None,
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

impl Site {
    /// The body of a route.
    pub fn render(&self, route: &Route) -> Result<Body<'_>, SiteError> {
        let theme = &self.theme;
        let Some(template) = self.template(route) else {
            return match route {
                Route::Machine(file) => self.machine_body(*file),
                Route::Asset(position) => Ok(Body::Bytes(self.asset(*position).1.to_vec())),
                Route::SearchIndex => Ok(self.search_bundle()),
                Route::Attachment(position) => self.attachment_body(*position),
                _ => unreachable!("every page has a template"),
            };
        };
        let html = match route {
            Route::Home => theme.render(template, &self.home_page()?),
            Route::List(list) => theme.render(template, &self.list_page(*list, None)?),
            Route::ListPage(list, page) => theme.render(template, &self.list_page(*list, Some(*page))?),
            Route::Recent => theme.render(template, &self.recent_page()?),
            Route::Producers(letter) => theme.render(template, &self.producers_page(*letter)),
            Route::Dataset(index) => theme.render(template, &self.dataset_page(*index)),
            Route::Files(index, page) => theme.render(template, &self.files_page(*index, *page)),
            Route::Organizations(page) => theme.render(template, &self.organizations_page(*page)),
            Route::Organization(index) => theme.render(template, &self.organization_page(*index)?),
            Route::Reuses(page) => theme.render(template, &self.reuses_page(*page)),
            Route::Reuse(index) => theme.render(template, &self.reuse_page(*index)?),
            Route::Dataservices(page) => theme.render(template, &self.dataservices_page(*page)),
            Route::Dataservice(index) => theme.render(template, &self.dataservice_page(*index)?),
            Route::Tags(letter) => theme.render(template, &self.tags_page(*letter)),
            Route::Licenses => theme.render(template, &self.licenses_page()),
            Route::Formats => theme.render(template, &self.formats_page()),
            Route::Granularities => theme.render(template, &self.granularities_page()),
            Route::Dashboard => theme.render(template, &self.dashboard_page()),
            Route::Search => theme.render(template, &self.search_page()),
            Route::SiteMap => theme.render(template, &self.site_map_page()),
            Route::Content(position) => theme.render(template, &self.content_page(*position)?),
            Route::NotFound => theme.render(template, &self.not_found_page()),
            Route::SearchIndex | Route::Asset(_) | Route::Attachment(_) | Route::Machine(_) => {
                unreachable!("they have no template")
            }
        }?;
        Ok(Body::Bytes(html.into_bytes()))
    }

    /// The template of a route; a content page may name its own.
    pub(super) fn template(&self, route: &Route) -> Option<&str> {
        if let Route::Content(position) = route
            && let Some(template) = &self.content.pages[*position as usize].template
        {
            return Some(template);
        }
        route.template()
    }
}
