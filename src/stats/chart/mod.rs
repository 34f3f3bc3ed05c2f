//! Charts as SVG: small, without a library, in the colours of the page.
//!
//! A chart is as wide as its place, and its texts keep their size: lengths across are shares of the width, or stand in
//! an inner drawing that is stretched; lengths down are pixels. Inner drawings are in the units of the data, so that
//! their numbers are the figure's own. Colours are classes (`a`, `b`, `good`, `bad`, `none`, `q0` to `q5`), which the
//! theme's style fills; nothing depends on them alone. To a screen reader a chart is one picture with a title and a
//! description: its numbers are in the table beside it.

mod bars;
mod columns;
mod map;
mod scale;
mod strip;

use std::borrow::Cow;

use super::figure::{Chart, Part};

/// A figure in words: what a chart is drawn from.
#[derive(Debug, Clone, Default)]
pub struct Plot {
    /// What ids in the SVG begin with; unique on the page.
    pub id: String,
    /// The title.
    pub title: String,
    /// What it shows, in a sentence.
    pub description: String,
    /// The headings of the figure's columns.
    pub headings: Vec<String>,
    /// The number of a bar as long as the chart is wide; 0 where the longest is. Shares have a whole.
    pub whole: f64,
    /// The rows.
    pub rows: Vec<PlotRow>,
}

/// A row in words.
#[derive(Debug, Clone, Default)]
pub struct PlotRow {
    /// Its name.
    pub label: String,
    /// A short name for an axis; empty where the axis needs none (eleven of twelve months).
    pub tick: String,
    /// Its cells, one a column.
    pub cells: Vec<PlotCell>,
}

/// A cell in words.
#[derive(Debug, Clone, Default)]
pub struct PlotCell {
    /// Its number; 0 for what is none.
    pub number: f64,
    /// As people read it.
    pub text: String,
}

/// A chart, and what its colours mean.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drawn {
    /// The SVG; empty where there is nothing to draw.
    pub svg: String,
    /// The colours' classes with their words; empty where the chart has but one.
    pub keys: Vec<(&'static str, String)>,
}

/// Draws a chart; of a ranking at most `most` rows. With `usize::MAX` it has all the room that it wants: a map then
/// names its parts.
pub fn draw(chart: Chart, plot: &Plot, most: usize) -> Drawn {
    if plot.rows.is_empty() {
        return Drawn::default();
    }
    match chart {
        Chart::None => Drawn::default(),
        Chart::Bars { column, most: own } => bars::draw(plot, column, own.min(most)),
        Chart::Parted { parts, most: own } => bars::draw_parted(plot, parts, own.min(most)),
        Chart::Lines { parts: [first, ..] } if plot.rows.len() < 3 => bars::draw(plot, first.column, most),
        Chart::Columns { parts } => columns::draw(plot, parts),
        Chart::Lines { parts } => columns::draw_lines(plot, parts),
        Chart::Strip { column } => strip::draw(plot, column),
        Chart::Map { column, level } => map::draw(plot, column, level, most == usize::MAX),
    }
}

impl Plot {
    /// The number of a row in a column.
    fn number(&self, row: usize, column: usize) -> f64 {
        self.rows[row].cells.get(column).map_or(0.0, |cell| cell.number)
    }

    /// The text of a row in a column.
    fn text(&self, row: usize, column: usize) -> &str {
        self.rows[row].cells.get(column).map_or("", |cell| &cell.text)
    }

    /// The words for the colours of several parts.
    fn keys(&self, parts: &[Part]) -> Vec<(&'static str, String)> {
        if parts.len() < 2 {
            return Vec::new();
        }
        let heading = |part: &Part| self.headings.get(part.column).cloned().unwrap_or_default();
        parts.iter().map(|part| (part.tone, heading(part))).collect()
    }

    /// The SVG's beginning: `attributes` give its size.
    fn open(&self, class: &str, attributes: &str) -> String {
        let id = escaped(&self.id);
        let mut svg = format!(
            "<svg class=\"chart {class}-chart\" {attributes} role=\"img\" aria-labelledby=\"{id}-t {id}-d\">\
             <title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>",
            escaped(&self.title),
            escaped(&self.description),
        );
        svg.reserve(2_048);
        svg
    }
}

/// A text safe in SVG and HTML.
pub fn escaped(text: &str) -> Cow<'_, str> {
    let is_special = |byte: u8| byte.is_ascii_control() || matches!(byte, b'&' | b'<' | b'>' | b'"');
    // C1 controls begin with 0xc2 in UTF-8.
    if !text.bytes().any(|byte| is_special(byte) || byte == 0xc2) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            c if c.is_control() => safe.push(' '),
            c => safe.push(c),
        }
    }
    Cow::Owned(safe)
}

/// A number as short as it can be written, with at most four decimals.
fn short(number: f64) -> String {
    // The sum of nothing is a negative zero.
    if number.fract() == 0.0 && number.abs() < 1e15 {
        // Nearly all are counts.
        #[allow(clippy::cast_possible_truncation)]
        return (number as i64).to_string();
    }
    let mut text = format!("{:.4}", number + 0.0);
    text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    match text.strip_prefix("0.") {
        Some(decimals) => format!(".{decimals}"),
        None => text,
    }
}

/// Appends to a text; writing to a `String` never fails.
macro_rules! put {
    ($svg:expr, $($part:tt)*) => {{
        let _ = write!($svg, $($part)*);
    }};
}
use put;

#[cfg(test)]
mod tests;
