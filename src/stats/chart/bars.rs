//! Bars, one a row: each under its name, with its number at the right.

use std::fmt::Write;

use super::{Drawn, Part, Plot, escaped, put, short};

/// The height of a row, where its name stands and where its bar begins.
const ROW: usize = 36;
const TEXT: usize = 13;
const BAR: usize = 19;
/// The height of a bar.
const THICK: usize = 9;
/// Characters of a name that fit beside its number on a phone.
const NAME: usize = 36;

/// Bars as long as a column's numbers, in the units of these.
pub(super) fn draw(plot: &Plot, column: usize, most: usize) -> Drawn {
    let rows = plot.rows.len().min(most);
    let longest = (0..rows).map(|row| plot.number(row, column)).fold(plot.whole, f64::max);
    let mut svg = plot.open("bars", &format!("height=\"{}\"", rows * ROW));
    let numbers: Vec<&str> = (0..rows).map(|row| plot.text(row, column)).collect();
    names(&mut svg, plot, &numbers);
    inner(&mut svg, if longest > 0.0 { longest } else { 1.0 }, rows);
    svg.push_str("<path class=\"a\" d=\"");
    for row in 0..rows {
        let number = plot.number(row, column);
        if number > 0.0 {
            put!(svg, "M0 {}h{}v{THICK}H0z", row * ROW + BAR, short(number));
        }
    }
    svg.push_str("\"/></svg></svg>");
    Drawn { svg, keys: Vec::new() }
}

/// Bars of one length, 100 wide, parted by the numbers of several columns.
pub(super) fn draw_parted(plot: &Plot, parts: &[Part], most: usize) -> Drawn {
    let rows = plot.rows.len().min(most);
    let mut svg = plot.open("parted", &format!("height=\"{}\"", rows * ROW));
    let numbers: Vec<String> = (0..rows)
        .map(|row| parts.iter().map(|part| plot.text(row, part.column)).collect::<Vec<_>>().join(" · "))
        .collect();
    names(&mut svg, plot, &numbers.iter().map(String::as_str).collect::<Vec<_>>());
    inner(&mut svg, 100.0, rows);
    for (place, part) in parts.iter().enumerate() {
        let mut path = String::new();
        for row in 0..rows {
            let whole: f64 = parts.iter().map(|part| plot.number(row, part.column)).sum();
            let number = plot.number(row, part.column);
            if number > 0.0 {
                let before: f64 = parts[..place].iter().map(|part| plot.number(row, part.column)).sum();
                let (left, width) = (short(before / whole * 100.0), short(number / whole * 100.0));
                put!(path, "M{left} {}h{width}v{THICK}h-{width}z", row * ROW + BAR);
            }
        }
        if !path.is_empty() {
            put!(svg, "<path class=\"{}\" d=\"{path}\"/>", part.tone);
        }
    }
    svg.push_str("</svg></svg>");
    Drawn { svg, keys: plot.keys(parts) }
}

/// The inner drawing: `width` units across, pixels down.
fn inner(svg: &mut String, width: f64, rows: usize) {
    let height = rows * ROW;
    put!(
        svg,
        "<svg height=\"{height}\" viewBox=\"0 0 {} {height}\" preserveAspectRatio=\"none\">",
        short(width)
    );
}

/// The rows' names, cut where they are too long, and their numbers.
fn names(svg: &mut String, plot: &Plot, numbers: &[&str]) {
    for (row, number) in numbers.iter().enumerate() {
        let label = &plot.rows[row].label;
        let y = row * ROW + TEXT;
        let room = NAME.saturating_sub(number.chars().count().saturating_sub(7));
        match label.char_indices().nth(room) {
            None => put!(svg, "<text y=\"{y}\">{}</text>", escaped(label)),
            Some((end, _)) => put!(
                svg,
                "<text y=\"{y}\">{}…<title>{}</title></text>",
                escaped(label[..end].trim_end()),
                escaped(label)
            ),
        }
    }
    svg.push_str("<svg class=\"v\" x=\"100%\">");
    for (row, number) in numbers.iter().enumerate() {
        put!(svg, "<text y=\"{}\">{}</text>", row * ROW + TEXT, escaped(number));
    }
    svg.push_str("</svg>");
}
