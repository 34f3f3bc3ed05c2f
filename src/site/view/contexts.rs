//! Which template is given what.

use super::super::pages::Globals;
use super::{
    CardContext, ContentPage, DashboardPage, DataservicePage, DatasetPage, FigurePage, FilesPage, HomePage,
    IndexPage, ListingPage, OrganizationDashboardPage, OrganizationPage, PlainPage, PostPage, QualityContext,
    ReusePage, SiteMapPage, TopicPage,
};
use crate::theme::{self, Fields, Structure};

/// A template that the program renders, and what it is given beside the site's globals.
#[derive(Debug, Clone, Copy)]
pub struct Given {
    /// The template.
    pub template: &'static str,
    /// The names that it knows.
    pub context: &'static Structure,
}

/// Every template that the program renders, in reading order.
pub fn templates() -> Vec<Given> {
    let given: [(&'static Structure, &'static [&'static str]); 18] = [
        (HomePage::STRUCTURE, &["home.html"]),
        (
            ListingPage::STRUCTURE,
            &[
                "datasets.html",
                "listing.html",
                "reuses.html",
                "dataservices.html",
                "topics.html",
                "posts.html",
            ],
        ),
        (CardContext::STRUCTURE, &["card.html"]),
        (DatasetPage::STRUCTURE, &["dataset.html"]),
        (QualityContext::STRUCTURE, &["quality.html"]),
        (FilesPage::STRUCTURE, &["files.html"]),
        (OrganizationPage::STRUCTURE, &["organization.html"]),
        (ReusePage::STRUCTURE, &["reuse.html"]),
        (DataservicePage::STRUCTURE, &["dataservice.html"]),
        (TopicPage::STRUCTURE, &["topic.html"]),
        (PostPage::STRUCTURE, &["post.html"]),
        (
            IndexPage::STRUCTURE,
            &[
                "organizations.html",
                "producers.html",
                "tags.html",
                "licenses.html",
                "formats.html",
                "granularities.html",
            ],
        ),
        (DashboardPage::STRUCTURE, &["dashboard.html"]),
        (FigurePage::STRUCTURE, &["figure.html"]),
        (OrganizationDashboardPage::STRUCTURE, &["organization-dashboard.html"]),
        (ContentPage::STRUCTURE, &["content.html"]),
        (PlainPage::STRUCTURE, &["search.html", "404.html"]),
        (SiteMapPage::STRUCTURE, &["sitemap.html"]),
    ];
    given
        .into_iter()
        .flat_map(|(context, templates)| templates.iter().map(move |&template| Given { template, context }))
        .collect()
}

/// What every template and component knows of the site.
pub fn globals() -> &'static Structure {
    Globals::STRUCTURE
}

/// The reference of what templates are given, as Markdown: of all of them, or of one. `None` for a template that
/// the program does not render itself.
pub fn reference(template: Option<&str>) -> Option<String> {
    let mut groups: Vec<(Vec<&str>, &'static Structure)> = Vec::new();
    for given in templates() {
        if template.is_some_and(|template| template != given.template) {
            continue;
        }
        match groups.last_mut() {
            Some((names, context)) if context.name == given.context.name => names.push(given.template),
            _ => groups.push((vec![given.template], given.context)),
        }
    }
    (!groups.is_empty()).then(|| theme::reference(&groups, globals()))
}
