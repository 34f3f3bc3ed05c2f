//! The dashboard, the page of each figure, and the dashboard of each organization.

use super::super::figures::{Extent, is_long};
use super::super::view::{
    DashboardPage, FigurePage, Link, MendView, OrganizationDashboardPage, ReasonView, ThemeView, Total,
};
use super::super::{List, Route, Site};
use crate::catalog::{DateOrigin, OrganizationIndex};
use crate::stats::{self, Cell, Figure, Reason, Theme};

/// Rows of a ranking that a chart draws among others.
const DRAWN: usize = 5;
/// Rows of three columns that a figure's own page shows.
const ROWS: usize = 150;
/// Rows that an organization's dashboard shows of a figure.
const ORGANIZATION_ROWS: usize = 5;
/// Datasets that it names to be mended.
const MENDED: usize = 10;

impl Site {
    pub(super) fn dashboard_page(&self) -> DashboardPage {
        let figures = self.counted_figures();
        let snapshot = &self.catalog.snapshot;
        DashboardPage {
            page: self.frame(
                &Route::Dashboard,
                "dashboard",
                self.word("dashboard"),
                self.word("dashboard-about"),
            ),
            totals: self.figure_totals(figures),
            totals_page: figures
                .iter()
                .zip(0..)
                .find(|(figure, _)| figure.theme == Theme::Totals)
                .map(|(figure, place)| self.figure_link(figure, place))
                .unwrap_or_default(),
            themes: self.themes(figures, Extent { drawn: DRAWN, rows: 0 }, true),
            quality_csv: self.addresses.href("dashboard/quality.csv"),
            snapshot: self.day(snapshot.date).unwrap_or_default(),
            snapshot_origin: self.word(match snapshot.origin {
                DateOrigin::Config => "snapshot-config",
                DateOrigin::Manifest => "snapshot-manifest",
                DateOrigin::FileName => "snapshot-file-name",
                DateOrigin::SourceDateEpoch => "snapshot-epoch",
                DateOrigin::NewestRecord => "snapshot-newest-record",
            }),
        }
    }

    pub(super) fn figure_page(&self, place: u32) -> FigurePage {
        let figures = self.counted_figures();
        let figure = &figures[place as usize];
        let route = Route::Figure(place);
        let view = self.figure_view(figure, Extent { drawn: usize::MAX, rows: ROWS }, Some(&route));
        let mut page = self.frame(&route, "dashboard", view.title.clone(), view.about.clone());
        page.breadcrumbs.push(self.step("dashboard", &Route::Dashboard));
        page.noindex |= figure.rows.is_empty();
        let others = figures
            .iter()
            .zip(0..)
            .filter(|(other, _)| {
                other.theme == figure.theme && other.id != figure.id && !other.rows.is_empty()
            })
            .map(|(other, place)| self.figure_link(other, place))
            .collect();
        let snapshot = self.day(self.catalog.snapshot.date).unwrap_or_default();
        FigurePage { page, figure: view, others, snapshot }
    }

    pub(super) fn organization_dashboard_page(&self, index: OrganizationIndex) -> OrganizationDashboardPage {
        let published = self.published(index);
        let (figures, mend) = (&published.figures, &published.mend);
        let name = self.catalog.organization(index).name.to_string();
        let route = Route::OrganizationDashboard(index);
        let title = self.named("organization-dashboard-of", &name);
        let mut page = self.frame(&route, "organizations", title, String::new());
        page.breadcrumbs.push(self.step("organizations", &Route::Organizations(1)));
        let organization = Link { label: name, href: self.href(&Route::Organization(index)) };
        page.breadcrumbs.push(organization.clone());
        let counted = |reason: &Reason| mend.iter().filter(|one| one.reasons.contains(reason)).count();
        let data = |file: &str| self.addresses.href(&format!("{}{file}", self.address(&route)));
        OrganizationDashboardPage {
            page,
            organization,
            totals: self.figure_totals(figures),
            reasons: Reason::ALL
                .iter()
                .map(|reason| (counted(reason), reason))
                .filter(|(count, _)| *count > 0)
                .map(|(count, reason)| ReasonView {
                    count: self.counted("count-datasets", count),
                    label: self.label("mend", reason.id()),
                })
                .collect(),
            mend: mend
                .iter()
                .take(MENDED)
                .map(|one| MendView {
                    title: self.catalog.dataset(one.dataset).title.to_string(),
                    href: self.href(&Route::Dataset(one.dataset)),
                    reasons: one.reasons.iter().map(|reason| self.label("mend", reason.id())).collect(),
                })
                .collect(),
            mend_more: mend.len().saturating_sub(MENDED),
            mend_csv: data("mend.csv"),
            csv: data("figures.csv"),
            json: data("figures.json"),
            themes: self.themes(figures, Extent { drawn: DRAWN, rows: ORGANIZATION_ROWS }, false),
        }
    }

    fn figure_link(&self, figure: &Figure, place: u32) -> Link {
        Link { label: self.figure_title(figure.id), href: self.href(&Route::Figure(place)) }
    }

    /// The parts of a dashboard. Where figures have pages, details are linked; elsewhere they are in the data alone.
    fn themes(&self, figures: &[Figure], extent: Extent, has_pages: bool) -> Vec<ThemeView> {
        let of = |theme: Theme| {
            let figures = || {
                figures
                    .iter()
                    .zip(0..)
                    .filter(move |(figure, _)| figure.theme == theme && !figure.rows.is_empty())
            };
            let details = figures().filter(|(figure, _)| has_pages && stats::is_detail(figure));
            ThemeView {
                id: theme.id(),
                title: self.label("theme", theme.id()),
                details: details.map(|(figure, place)| self.figure_link(figure, place)).collect(),
                figures: figures()
                    .filter(|(figure, _)| {
                        if has_pages {
                            !stats::is_detail(figure)
                        } else {
                            // Years stand for months, and long series are in the data.
                            figure.id == "datasets-per-year" || !(stats::is_detail(figure) || is_long(figure))
                        }
                    })
                    .map(|(figure, place)| {
                        let route = Route::Figure(place);
                        self.figure_view(figure, extent, has_pages.then_some(&route))
                    })
                    .collect(),
            }
        };
        let themes = Theme::ALL.into_iter().filter(|theme| *theme != Theme::Totals).map(of);
        themes.filter(|theme| !theme.figures.is_empty() || !theme.details.is_empty()).collect()
    }

    /// The numbers that a dashboard begins with.
    fn figure_totals(&self, figures: &[Figure]) -> Vec<Total> {
        let Some(totals) = figures.iter().find(|figure| figure.theme == Theme::Totals) else {
            return Vec::new();
        };
        let is_whole = figures.iter().any(|figure| figure.id == "organizations");
        let total = |row: &Vec<Cell>| {
            let [Cell::Word(id), value] = row.as_slice() else { return None };
            // What there is none of, or what only says how far another number is known, is in the table.
            if value.number() == 0.0 || *id == "files-sized" {
                return None;
            }
            let route = match *id {
                "datasets" => Some(Route::List(List::Datasets)),
                "files" => Some(Route::Formats),
                "organizations" => Some(Route::Organizations(1)),
                "reuses" => Some(Route::Reuses(None)),
                "dataservices" => Some(Route::Dataservices(None)),
                "tags" => Some(Route::Tags(None)),
                _ => None,
            };
            Some(Total {
                value: self.cell(value),
                label: self.label("word", id),
                href: route.filter(|_| is_whole).map(|route| self.href(&route)).unwrap_or_default(),
            })
        };
        totals.rows.iter().filter_map(total).collect()
    }

    /// A figure of the site, for its data.
    pub(in crate::site) fn figure_at(&self, place: u32) -> Option<&Figure> {
        self.counted_figures().get(place as usize)
    }
}
