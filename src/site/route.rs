//! Routes: every address that a site serves.

use super::data::Data;
use super::listing::{List, page_number};
use super::numbering::{self, pages};
use super::{Site, machine};
use crate::catalog::{DataserviceIndex, DatasetIndex, OrganizationIndex, PostIndex, ReuseIndex, TopicIndex};
use crate::content;
use crate::stats;

/// Files of a dataset on one page: a hundred of them stay well under 300 kB of HTML.
pub(super) const FILES: usize = 100;
/// Names on a page of organizations or producers.
pub(super) const NAMES: usize = 200;

/// An address of the site.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Route {
    /// `/`
    Home,
    /// A list of datasets, its newest ones.
    List(List),
    /// A numbered page of a list of datasets.
    ListPage(List, u32),
    /// `/datasets/recent/`: the 100 most recently updated.
    Recent,
    /// `/datasets/producers/`, and one page or more a letter.
    Producers(Option<(char, u32)>),
    /// A dataset.
    Dataset(DatasetIndex),
    /// Further files of a dataset, from page 2.
    Files(DatasetIndex, u32),
    /// Organizations, a page of names.
    Organizations(u32),
    /// An organization.
    Organization(OrganizationIndex),
    /// Reuses: the newest, or a numbered page.
    Reuses(Option<u32>),
    /// A reuse.
    Reuse(ReuseIndex),
    /// APIs: the newest, or a numbered page.
    Dataservices(Option<u32>),
    /// An API.
    Dataservice(DataserviceIndex),
    /// Topics: the newest, or a numbered page.
    Topics(Option<u32>),
    /// A topic.
    Topic(TopicIndex),
    /// Posts: the newest, or a numbered page.
    Posts(Option<u32>),
    /// A post.
    Post(PostIndex),
    /// `/tags/`, and one page a letter.
    Tags(Option<char>),
    /// `/licenses/`
    Licenses,
    /// `/formats/`
    Formats,
    /// `/granularities/`
    Granularities,
    /// `/dashboard/`
    Dashboard,
    /// `/dashboard/<figure>/`, by the figure's place in `stats::IDS`.
    Figure(u32),
    /// `/organizations/<slug>/dashboard/`
    OrganizationDashboard(OrganizationIndex),
    /// Data of a dashboard.
    Data(Data),
    /// `/search/`
    Search,
    /// `/sitemap/`: the map of the site for people.
    SiteMap,
    /// A content page, by its place in the content.
    Content(u32),
    /// A file beside the content pages, by its place in the content.
    Attachment(u32),
    /// `404.html`
    NotFound,
    /// A theme's asset, by its place in the theme.
    Asset(u32),
    /// The files of the search, made together.
    SearchIndex,
    /// Where a host and its robots look.
    Machine(machine::File),
}

impl Site {
    /// Every route, in a fixed order.
    #[allow(clippy::cast_possible_truncation)] // Places in a catalog are 32 bits wide.
    pub fn routes(&self) -> Vec<Route> {
        // The search takes longest: first, so that pages are rendered beside it.
        let mut routes = vec![
            Route::SearchIndex,
            Route::Home,
            Route::Recent,
            Route::Licenses,
            Route::Formats,
            Route::Granularities,
            Route::Dashboard,
            Route::Search,
            Route::SiteMap,
            Route::NotFound,
            Route::Tags(None),
            Route::Producers(None),
        ];
        routes.extend((0..self.theme.assets().count() as u32).map(Route::Asset));
        routes.extend((0..self.content.pages.len() as u32).map(Route::Content));
        routes.extend((0..self.content.attachments.len() as u32).map(Route::Attachment));
        routes.extend(self.tag_letters().into_iter().map(|letter| Route::Tags(Some(letter))));
        for letter in self.producer_letters() {
            let count = self.producers_of(letter).len();
            routes.extend(
                (1..=page_number(pages(count, NAMES))).map(|page| Route::Producers(Some((letter, page)))),
            );
        }
        routes.extend((1..=page_number(pages(self.named.len(), NAMES))).map(Route::Organizations));
        routes.extend((0..stats::IDS.len() as u32).flat_map(|place| {
            [Route::Figure(place), Route::Data(Data::FigureCsv(place)), Route::Data(Data::FigureJson(place))]
        }));
        routes.push(Route::Data(Data::Quality));
        self.add_list(&mut routes, List::Datasets);
        for position in 0..self.catalog.datasets.len() {
            let index = DatasetIndex::new(position);
            if self.is_shown(index) {
                routes.push(Route::Dataset(index));
                let files = self.catalog.dataset(index).resources.len();
                routes.extend((2..=page_number(pages(files, FILES))).map(|page| Route::Files(index, page)));
            }
        }
        for position in 0..self.catalog.organizations.len() {
            let index = OrganizationIndex::new(position);
            self.add_list(&mut routes, List::Organization(index));
            if self.has_dashboard(index) {
                routes.push(Route::OrganizationDashboard(index));
                let data = [Data::OrganizationCsv, Data::OrganizationJson, Data::OrganizationMend];
                routes.extend(data.map(|data| Route::Data(data(index))));
            }
        }
        for position in 0..self.catalog.reuses.len() {
            self.add_list(&mut routes, List::Reuse(ReuseIndex::new(position)));
        }
        for position in 0..self.catalog.dataservices.len() {
            self.add_list(&mut routes, List::Dataservice(DataserviceIndex::new(position)));
        }
        let taxonomy = &self.taxonomy;
        for (terms, list) in [
            (&taxonomy.tags, List::Tag as fn(u32) -> List),
            (&taxonomy.licenses, List::License),
            (&taxonomy.families, List::Family),
            (&taxonomy.formats, List::Format),
            (&taxonomy.granularities, List::Granularity),
        ] {
            for position in 0..terms.entries().len() as u32 {
                self.add_list(&mut routes, list(position));
            }
        }
        routes.push(Route::Reuses(None));
        routes.extend(
            (1..=page_number(numbering::numbered_pages(self.reuses_listed.len())))
                .map(|page| Route::Reuses(Some(page))),
        );
        routes.push(Route::Dataservices(None));
        routes.extend(
            (1..=page_number(numbering::numbered_pages(self.dataservices_listed.len())))
                .map(|page| Route::Dataservices(Some(page))),
        );
        Self::add_records(&mut routes, &self.topics_listed, Route::Topics, Route::Topic);
        Self::add_records(&mut routes, &self.posts_listed, Route::Posts, Route::Post);
        routes.extend(self.machine_files().into_iter().map(Route::Machine));
        routes
    }

    /// The pages of records and of their list, where there are any.
    fn add_records<T: Copy>(
        routes: &mut Vec<Route>,
        records: &[T],
        list: fn(Option<u32>) -> Route,
        route: fn(T) -> Route,
    ) {
        if !records.is_empty() {
            routes.push(list(None));
            let numbered = page_number(numbering::numbered_pages(records.len()));
            routes.extend((1..=numbered).map(|page| list(Some(page))));
            routes.extend(records.iter().map(|&index| route(index)));
        }
    }

    fn add_list(&self, routes: &mut Vec<Route>, list: List) {
        routes.push(Self::head(list));
        let numbered = numbering::numbered_pages(self.members(list).len());
        routes.extend((1..=page_number(numbered)).map(|page| Route::ListPage(list, page)));
    }

    /// The address of a route as people see it: `datasets/x/`.
    pub fn address(&self, route: &Route) -> String {
        let addresses = &self.addresses;
        let taxonomy = &self.taxonomy;
        match route {
            Route::Home => String::new(),
            Route::List(list) => match *list {
                List::Datasets => "datasets/".to_owned(),
                List::Tag(position) => format!("tags/{}/", taxonomy.tags.entry(position).segment),
                List::License(position) => format!("licenses/{}/", taxonomy.licenses.entry(position).segment),
                List::Family(position) => format!("formats/{}/", taxonomy.families.entry(position).segment),
                List::Format(position) => format!("formats/{}/", taxonomy.formats.entry(position).segment),
                List::Granularity(position) => {
                    format!("granularities/{}/", taxonomy.granularities.entry(position).segment)
                }
                List::Organization(_) | List::Reuse(_) | List::Dataservice(_) => {
                    self.address(&Self::head(*list))
                }
            },
            Route::ListPage(list, page) => format!("{}page/{page}/", self.address(&Self::head(*list))),
            Route::Recent => "datasets/recent/".to_owned(),
            Route::Producers(None) => "datasets/producers/".to_owned(),
            Route::Producers(Some((letter, 1))) => format!("datasets/producers/{}/", letter_segment(*letter)),
            Route::Producers(Some((letter, page))) => {
                format!("datasets/producers/{}/{page}/", letter_segment(*letter))
            }
            Route::Dataset(index) => format!("datasets/{}/", addresses.dataset(*index)),
            Route::Files(index, page) => format!("datasets/{}/files/{page}/", addresses.dataset(*index)),
            Route::Organizations(1) => "organizations/".to_owned(),
            Route::Organizations(page) => format!("organizations/page/{page}/"),
            Route::Organization(index) => format!("organizations/{}/", addresses.organization(*index)),
            Route::Reuses(None) => "reuses/".to_owned(),
            Route::Reuses(Some(page)) => format!("reuses/page/{page}/"),
            Route::Reuse(index) => format!("reuses/{}/", addresses.reuse(*index)),
            Route::Dataservices(None) => "dataservices/".to_owned(),
            Route::Dataservices(Some(page)) => format!("dataservices/page/{page}/"),
            Route::Dataservice(index) => format!("dataservices/{}/", addresses.dataservice(*index)),
            Route::Topics(None) => "topics/".to_owned(),
            Route::Topics(Some(page)) => format!("topics/page/{page}/"),
            Route::Topic(index) => format!("topics/{}/", addresses.topic(*index)),
            Route::Posts(None) => "posts/".to_owned(),
            Route::Posts(Some(page)) => format!("posts/page/{page}/"),
            Route::Post(index) => format!("posts/{}/", addresses.post(*index)),
            Route::Tags(None) => "tags/".to_owned(),
            Route::Tags(Some(letter)) => format!("tags/index/{}/", letter_segment(*letter)),
            Route::Licenses => "licenses/".to_owned(),
            Route::Formats => "formats/".to_owned(),
            Route::Granularities => "granularities/".to_owned(),
            Route::Dashboard => "dashboard/".to_owned(),
            Route::Figure(place) => format!("dashboard/{}/", stats::IDS[*place as usize]),
            Route::OrganizationDashboard(index) => {
                format!("organizations/{}/dashboard/", addresses.organization(*index))
            }
            Route::Data(data) => self.data_address(*data),
            Route::Search => "search/".to_owned(),
            Route::SearchIndex => "search/index".to_owned(),
            Route::SiteMap => "sitemap/".to_owned(),
            Route::Content(position) => super::content_address(&self.content.pages[*position as usize].path),
            Route::Attachment(position) => {
                format!("pages/{}", self.content.attachments[*position as usize].path)
            }
            Route::NotFound => "404.html".to_owned(),
            Route::Asset(position) => self.asset(*position).0.to_owned(),
            Route::Machine(file) => file.path(),
        }
    }

    /// The route's file in the output: `datasets/x/index.html`.
    pub fn path(&self, route: &Route) -> String {
        let mut path = self.address(route);
        if path.is_empty() || path.ends_with('/') {
            path.push_str("index.html");
        }
        path
    }

    /// The route's address for links within the site.
    pub(super) fn href(&self, route: &Route) -> String {
        self.addresses.href(&self.address(route))
    }

    /// The route of an address, without listing them all. The address is decoded and relative to the site's root;
    /// `index.html` at its end may be left out.
    pub fn resolve(&self, address: &str) -> Option<Route> {
        let address = address.strip_suffix("index.html").unwrap_or(address);
        let route = self.resolve_parts(address)?;
        (self.address(&route) == address && self.exists(&route)).then_some(route)
    }

    fn resolve_parts(&self, address: &str) -> Option<Route> {
        let parts: Vec<&str> = address.trim_end_matches('/').split('/').collect();
        let number = |text: &str| text.parse::<u32>().ok();
        let dataset = |name: &str| self.addresses.datasets().find(name).map(DatasetIndex::new);
        let organization = |name: &str| self.addresses.organizations().find(name).map(OrganizationIndex::new);
        let reuse = |name: &str| self.addresses.reuses().find(name).map(ReuseIndex::new);
        let dataservice = |name: &str| self.addresses.dataservices().find(name).map(DataserviceIndex::new);
        let taxonomy = &self.taxonomy;
        let format = |name: &str| {
            let family = taxonomy.families.position_of_segment(name).map(List::Family);
            family.or_else(|| taxonomy.formats.position_of_segment(name).map(List::Format))
        };
        Some(match parts.as_slice() {
            [""] => Route::Home,
            ["datasets"] => Route::List(List::Datasets),
            ["datasets", "page", page] => Route::ListPage(List::Datasets, number(page)?),
            ["datasets", "recent"] => Route::Recent,
            ["datasets", "producers"] => Route::Producers(None),
            ["datasets", "producers", letter] => Route::Producers(Some((segment_letter(letter)?, 1))),
            ["datasets", "producers", letter, page] => {
                Route::Producers(Some((segment_letter(letter)?, number(page)?)))
            }
            ["datasets", name] => Route::Dataset(dataset(name)?),
            ["datasets", name, "files", page] => Route::Files(dataset(name)?, number(page)?),
            ["organizations"] => Route::Organizations(1),
            ["organizations", "page", page] => Route::Organizations(number(page)?),
            ["organizations", name] => Route::Organization(organization(name)?),
            ["organizations", name, "dashboard"] => Route::OrganizationDashboard(organization(name)?),
            ["organizations", name, "dashboard", file] => {
                Route::Data(Self::organization_data(organization(name)?, file)?)
            }
            ["organizations", name, "page", page] => {
                Route::ListPage(List::Organization(organization(name)?), number(page)?)
            }
            ["reuses"] => Route::Reuses(None),
            ["reuses", "page", page] => Route::Reuses(Some(number(page)?)),
            ["reuses", name] => Route::Reuse(reuse(name)?),
            ["reuses", name, "page", page] => Route::ListPage(List::Reuse(reuse(name)?), number(page)?),
            ["dataservices"] => Route::Dataservices(None),
            ["dataservices", "page", page] => Route::Dataservices(Some(number(page)?)),
            ["dataservices", name] => Route::Dataservice(dataservice(name)?),
            ["dataservices", name, "page", page] => {
                Route::ListPage(List::Dataservice(dataservice(name)?), number(page)?)
            }
            ["topics"] => Route::Topics(None),
            ["topics", "page", page] => Route::Topics(Some(number(page)?)),
            ["topics", name] => Route::Topic(TopicIndex::new(self.addresses.topics().find(name)?)),
            ["posts"] => Route::Posts(None),
            ["posts", "page", page] => Route::Posts(Some(number(page)?)),
            ["posts", name] => Route::Post(PostIndex::new(self.addresses.posts().find(name)?)),
            ["tags"] => Route::Tags(None),
            ["tags", "index", letter] => Route::Tags(Some(segment_letter(letter)?)),
            ["tags", name] => Route::List(List::Tag(taxonomy.tags.position_of_segment(name)?)),
            ["tags", name, "page", page] => {
                Route::ListPage(List::Tag(taxonomy.tags.position_of_segment(name)?), number(page)?)
            }
            ["licenses"] => Route::Licenses,
            ["licenses", name] => Route::List(List::License(taxonomy.licenses.position_of_segment(name)?)),
            ["licenses", name, "page", page] => {
                Route::ListPage(List::License(taxonomy.licenses.position_of_segment(name)?), number(page)?)
            }
            ["formats"] => Route::Formats,
            ["formats", name] => Route::List(format(name)?),
            ["formats", name, "page", page] => Route::ListPage(format(name)?, number(page)?),
            ["granularities"] => Route::Granularities,
            ["granularities", name] => {
                Route::List(List::Granularity(taxonomy.granularities.position_of_segment(name)?))
            }
            ["granularities", name, "page", page] => Route::ListPage(
                List::Granularity(taxonomy.granularities.position_of_segment(name)?),
                number(page)?,
            ),
            ["dashboard"] => Route::Dashboard,
            ["dashboard", name] if address.ends_with('/') => {
                Route::Figure(page_number(stats::IDS.iter().position(|id| id == name)?))
            }
            ["dashboard", file] => Route::Data(Self::figure_data(file)?),
            ["search"] => Route::Search,
            ["search", "index"] => Route::SearchIndex,
            ["sitemap"] => Route::SiteMap,
            ["404.html"] => Route::NotFound,
            ["pages", ..] => {
                let page = |page: &content::Page| super::content_address(&page.path) == address;
                let attachment =
                    |file: &content::Attachment| address.strip_prefix("pages/") == Some(&file.path);
                match self.content.pages.iter().position(page) {
                    Some(position) => Route::Content(page_number(position)),
                    None => {
                        Route::Attachment(page_number(self.content.attachments.iter().position(attachment)?))
                    }
                }
            }
            ["assets", ..] => {
                Route::Asset(page_number(self.theme.assets().position(|(path, _)| path == address)?))
            }
            _ => Route::Machine(self.machine_files().into_iter().find(|file| file.path() == address)?),
        })
    }

    /// Whether the site has the page that a well-formed address names.
    fn exists(&self, route: &Route) -> bool {
        let within = |page: u32, pages: usize| page >= 1 && page as usize <= pages;
        match route {
            Route::Dataset(index) => self.is_shown(*index),
            Route::OrganizationDashboard(index)
            | Route::Data(
                Data::OrganizationCsv(index) | Data::OrganizationJson(index) | Data::OrganizationMend(index),
            ) => self.has_dashboard(*index),
            Route::Files(index, page) => {
                let files = self.catalog.dataset(*index).resources.len();
                self.is_shown(*index) && *page >= 2 && within(*page, pages(files, FILES))
            }
            Route::ListPage(list, page) => {
                within(*page, numbering::numbered_pages(self.members(*list).len()))
            }
            Route::Organizations(page) => within(*page, pages(self.named.len(), NAMES)),
            Route::Reuses(Some(page)) => within(*page, numbering::numbered_pages(self.reuses_listed.len())),
            Route::Dataservices(Some(page)) => {
                within(*page, numbering::numbered_pages(self.dataservices_listed.len()))
            }
            Route::Topics(None) => !self.topics_listed.is_empty(),
            Route::Topics(Some(page)) => within(*page, numbering::numbered_pages(self.topics_listed.len())),
            Route::Posts(None) => !self.posts_listed.is_empty(),
            Route::Posts(Some(page)) => within(*page, numbering::numbered_pages(self.posts_listed.len())),
            Route::Tags(Some(letter)) => self.tag_letters().contains(letter),
            Route::Producers(Some((letter, page))) => {
                self.producer_letters().contains(letter)
                    && within(*page, pages(self.producers_of(*letter).len(), NAMES))
            }
            _ => true,
        }
    }
}

/// A letter in an address: `a` to `z`, or `other` for what starts with anything else.
fn letter_segment(letter: char) -> String {
    if letter == '#' { "other".to_owned() } else { letter.to_ascii_lowercase().to_string() }
}

fn segment_letter(segment: &str) -> Option<char> {
    match segment.as_bytes() {
        b"other" => Some('#'),
        [letter @ b'a'..=b'z'] => Some(letter.to_ascii_uppercase() as char),
        _ => None,
    }
}
