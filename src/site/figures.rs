//! Figures in the words of the site: titles, sentences, tables, charts.

use std::fmt::Write;
use std::hash::{Hash, Hasher};

use super::view::{FigureView, KeyView};
use super::words::format_label;
use super::{Inventory, Route, Site};
use crate::catalog::OrganizationIndex;
use crate::stats::chart::{self, Plot, PlotCell, PlotRow};
use crate::stats::{self, Argument, Cell, Chart, Figure, Scope, Unit};
use crate::theme;

/// How much of a figure is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    /// Rows of a ranking that its chart draws.
    pub(super) drawn: usize,
    /// Rows of its table; none of it at 0.
    pub(super) rows: usize,
}

impl Site {
    /// Every figure of the site.
    pub fn figures(&self) -> Vec<Figure> {
        stats::figures(&self.scope())
    }

    /// Every figure of what an organization publishes.
    pub fn organization_figures(&self, index: OrganizationIndex) -> &[Figure] {
        &self.published(index).figures
    }

    /// What the site's figures count.
    pub(super) fn scope(&self) -> Scope<'_> {
        Scope::whole(&self.catalog, &self.listed, &self.reuses_listed, &self.dataservices_listed)
    }

    /// The title of a figure.
    pub fn figure_title(&self, id: &str) -> String {
        self.theme.label("figure", id).unwrap_or(id).to_owned()
    }

    /// The heading of a part of the dashboard.
    pub fn theme_title(&self, theme: stats::Theme) -> String {
        self.label("theme", theme.id())
    }

    /// How a figure is counted.
    pub fn figure_about(&self, id: &str) -> String {
        self.theme.label("about", id).unwrap_or_default().to_owned()
    }

    /// The heading of a column.
    pub fn column_title(&self, id: &str) -> String {
        self.theme.label("column", id).unwrap_or(id).to_owned()
    }

    /// What a figure says in a sentence; empty where it has no such sentence, or nothing to say it of.
    pub fn figure_key(&self, figure: &Figure) -> String {
        let known = |(_, cell): &Argument| *cell != Cell::Empty;
        if figure.rows.is_empty() || figure.key.is_empty() || !figure.key.iter().all(known) {
            return String::new();
        }
        let texts: Vec<String> = figure.key.iter().map(|(_, cell)| self.cell(cell)).collect();
        let arguments: Vec<(&str, theme::Argument)> = figure
            .key
            .iter()
            .zip(&texts)
            .map(|((name, cell), text)| match cell {
                Cell::Count(count) => (*name, (*count).into()),
                _ => (*name, text.as_str().into()),
            })
            .collect();
        // A last part that says nothing of nothing leaves a space.
        self.theme.message(&format!("key-{}", figure.id), &arguments).trim_end().to_owned()
    }

    /// A cell as people read it.
    pub fn cell(&self, cell: &Cell) -> String {
        match cell {
            Cell::Empty => "–".to_owned(),
            Cell::Word(id) => self.label("word", id),
            Cell::Term("format", id) => format_label(id),
            Cell::Term("license", id) => self.license_title(id),
            Cell::Term(vocabulary, id) => self.label(vocabulary, id),
            Cell::Text(text) => text.to_string(),
            Cell::Count(count) => self.locale.number(*count),
            Cell::Share(share) => {
                // Neither nothing nor everything is said of what is but nearly so.
                let is_fine = (*share > 0.0 && *share < 0.1) || (*share > 0.99 && *share < 1.0);
                self.locale.percent(*share, usize::from(is_fine))
            }
            Cell::Bytes(bytes) => self.locale.size(*bytes),
            Cell::Year(year) => year.to_string(),
            Cell::Month(year, month) => self.locale.month(*year, *month),
            Cell::Day(day) => self.locale.date(*day),
            Cell::Dataset(index) => self.catalog.dataset(*index).title.to_string(),
            Cell::Organization(index) => self.catalog.organization(*index).name.to_string(),
        }
    }

    /// The page of what a cell names; empty where there is none.
    fn cell_href(&self, cell: &Cell, column: &str) -> String {
        let taxonomy = &self.taxonomy;
        let (terms, folder, id) = match cell {
            Cell::Dataset(index) => return self.href(&Route::Dataset(*index)),
            Cell::Organization(index) => return self.href(&Route::Organization(*index)),
            Cell::Term("license", id) => (&taxonomy.licenses, "licenses", id),
            Cell::Term("format", id) => (&taxonomy.formats, "formats", id),
            Cell::Term("granularity", id) => (&taxonomy.granularities, "granularities", id),
            Cell::Text(id) if column == "tag" => (&taxonomy.tags, "tags", id),
            _ => return String::new(),
        };
        self.listed_term(terms, folder, id, String::new()).href
    }

    /// A figure for a template. `route` gives the addresses of its page and data; none on an organization's page.
    pub(super) fn figure_view(&self, figure: &Figure, extent: Extent, page: Option<&Route>) -> FigureView {
        let title = self.figure_title(figure.id);
        let key = self.figure_key(figure);
        let about = self.figure_about(figure.id);
        let plot = self.plot(figure, &title, if key.is_empty() { &about } else { &key });
        let drawn = chart::draw(figure.chart, &plot, extent.drawn);
        let shown = if extent.rows == 0 { 0 } else { shown_rows(figure, extent) };
        let data = |extension: &str| {
            page.map_or_else(String::new, |_| {
                self.addresses.href(&format!("dashboard/{}.{extension}", figure.id))
            })
        };
        FigureView {
            id: figure.id,
            table_html: if shown == 0 { String::new() } else { self.table(figure, &title, shown) },
            table_note: if shown > 0 && shown < figure.rows.len() {
                self.theme
                    .message("figure-cut", &[("shown", shown.into()), ("all", figure.rows.len().into())])
            } else {
                String::new()
            },
            title,
            key,
            about,
            chart_html: drawn.svg,
            keys: drawn.keys.into_iter().map(|(tone, label)| KeyView { tone, label }).collect(),
            href: page.map_or_else(String::new, |route| self.href(route)),
            csv: data("csv"),
            json: data("json"),
            wide: matches!(figure.chart, Chart::Columns { .. } | Chart::Strip { .. } | Chart::Lines { .. })
                && figure.rows.len() > 24,
            map: matches!(figure.chart, Chart::Map { .. }),
        }
    }

    /// A figure in words, to be drawn.
    fn plot(&self, figure: &Figure, title: &str, description: &str) -> Plot {
        let row = |cells: &Vec<Cell>| PlotRow {
            label: cells.first().map(|cell| self.cell(cell)).unwrap_or_default(),
            tick: cells.first().map(|cell| self.tick(cell)).unwrap_or_default(),
            cells: cells
                .iter()
                .map(|cell| PlotCell { number: cell.number(), text: self.cell(cell) })
                .collect(),
        };
        // No chart draws more of a ranking; what is in an order is drawn whole.
        let most = match figure.chart {
            Chart::Bars { most, .. } | Chart::Parted { most, .. } => most,
            _ => usize::MAX,
        };
        Plot {
            // Short: it stands four times in each chart, and pages have dozens.
            id: format!("c{}", stats::IDS.iter().position(|id| *id == figure.id).unwrap_or(stats::IDS.len())),
            title: title.to_owned(),
            description: description.to_owned(),
            headings: figure.columns.iter().map(|column| self.column_title(column.id)).collect(),
            whole: match figure.chart {
                Chart::Bars { column, .. } if figure.columns[column].unit == Unit::Share => 1.0,
                _ => 0.0,
            },
            rows: figure.rows.iter().take(most).map(row).collect(),
        }
    }

    /// The name of a row on an axis: years; of months, the years that begin with them.
    fn tick(&self, cell: &Cell) -> String {
        match cell {
            Cell::Month(year, 1) => year.to_string(),
            Cell::Month(..) => String::new(),
            cell => self.cell(cell),
        }
    }

    /// The first rows of a figure as a table.
    fn table(&self, figure: &Figure, title: &str, rows: usize) -> String {
        let mut table = format!(
            "<table class=\"figures-table\"><caption class=\"sr\">{}</caption><thead><tr>",
            chart::escaped(title)
        );
        for column in &figure.columns {
            let class = if column.unit == Unit::Label { "" } else { " class=\"number\"" };
            let title = self.column_title(column.id);
            let _ = write!(table, "<th scope=\"col\"{class}>{}</th>", chart::escaped(&title));
        }
        table.push_str("</tr></thead><tbody>");
        for cells in figure.rows.iter().take(rows) {
            table.push_str("<tr>");
            for (place, (cell, column)) in cells.iter().zip(&figure.columns).enumerate() {
                let text = self.cell(cell);
                let text = chart::escaped(&text);
                let href = self.cell_href(cell, column.id);
                let (open, close) = match (place, column.unit) {
                    (0, _) => ("<th scope=\"row\">", "</th>"),
                    (_, Unit::Label) => ("<td class=\"label\">", "</td>"),
                    // Nearly all cells: the style aligns them by their table.
                    _ => ("<td>", "</td>"),
                };
                table.push_str(open);
                if href.is_empty() {
                    table.push_str(&text);
                } else {
                    let _ = write!(table, "<a href=\"{}\">{text}</a>", chart::escaped(&href));
                }
                table.push_str(close);
            }
            table.push_str("</tr>");
        }
        table.push_str("</tbody></table>");
        table
    }
}

/// How many rows a table shows when about so many are wanted of one with three columns: what the chart draws at least.
/// A series in time is shown whole.
fn shown_rows(figure: &Figure, extent: Extent) -> usize {
    if is_series(figure) {
        return figure.rows.len();
    }
    let drawn = match figure.chart {
        Chart::Bars { most, .. } | Chart::Parted { most, .. } => most.min(extent.drawn),
        Chart::None => 0,
        _ => usize::MAX,
    };
    (extent.rows * 3 / figure.columns.len().max(3)).max(drawn).min(figure.rows.len())
}

/// Whether the rows are years or months.
fn is_series(figure: &Figure) -> bool {
    matches!(figure.rows.first().and_then(|row| row.first()), Some(Cell::Month(..) | Cell::Year(_)))
}

/// Whether a figure is too long for a page that it shares: it has data, and elsewhere a page of its own.
pub(super) fn is_long(figure: &Figure) -> bool {
    matches!(figure.chart, Chart::Map { .. }) || (is_series(figure) && figure.rows.len() > 30)
}

/// Feeds everything that pages show of figures: of records what names them, for their places move.
pub(super) fn hash_figures(site: &Inventory, figures: &[Figure], hasher: &mut impl Hasher) {
    let hash_cell = |cell: &Cell, hasher: &mut dyn Hasher| match cell {
        Cell::Dataset(index) => {
            hasher.write(site.catalog.dataset(*index).title.as_bytes());
            hasher.write(site.addresses.dataset(*index).as_bytes());
        }
        Cell::Organization(index) => {
            hasher.write(site.catalog.organization(*index).name.as_bytes());
            hasher.write(site.addresses.organization(*index).as_bytes());
        }
        Cell::Text(text) | Cell::Term(_, text) => hasher.write(text.as_bytes()),
        Cell::Word(id) => hasher.write(id.as_bytes()),
        Cell::Count(number) | Cell::Bytes(number) => hasher.write_u64(*number),
        Cell::Share(share) => hasher.write_u64(share.to_bits()),
        Cell::Year(year) => hasher.write_i16(*year),
        Cell::Month(year, month) => {
            hasher.write(&[year.to_le_bytes()[0], year.to_le_bytes()[1], month.unsigned_abs()]);
        }
        Cell::Day(day) => hasher.write_i32(i32::from(day.year()) * 512 + i32::from(day.day_of_year())),
        Cell::Empty => hasher.write_u8(0),
    };
    for figure in figures {
        figure.id.hash(hasher);
        figure.rows.len().hash(hasher);
        for cell in figure.rows.iter().flatten().chain(figure.key.iter().map(|(_, cell)| cell)) {
            hash_cell(cell, hasher);
            hasher.write_u8(0xff);
        }
    }
}
