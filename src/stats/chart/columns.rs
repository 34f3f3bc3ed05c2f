//! What is in an order, from left to right: columns, parts on top of each other; or lines.

use std::fmt::Write;

use super::scale::step;
use super::{Drawn, Part, Plot, escaped, put, short};

/// The height of it all, and where the drawing begins and ends.
const HEIGHT: usize = 190;
const TOP: usize = 18;
const BOTTOM: usize = 166;
/// Names on the axis that fit on a phone.
const TICKS: usize = 6;
/// Lines across.
const LINES: f64 = 3.0;

/// Columns. In the drawing a row is 1 wide, and as high as its number.
pub(super) fn draw(plot: &Plot, parts: &[Part]) -> Drawn {
    let rows = plot.rows.len();
    let sum = |row: usize| parts.iter().map(|part| plot.number(row, part.column)).sum::<f64>();
    let axis = Axis::of((0..rows).map(sum).fold(0.0, f64::max), false);
    let (mut svg, marks) = frame(plot, "columns", &axis, parts);
    inner(&mut svg, rows as f64, axis.top);
    // Columns touch where there are many.
    let width = if rows > 60 { "1" } else { ".8" };
    for (place, part) in parts.iter().enumerate() {
        put!(svg, "<path class=\"{}\" d=\"", part.tone);
        for row in 0..rows {
            let number = plot.number(row, part.column);
            if number > 0.0 {
                let below: f64 = parts[..place].iter().map(|part| plot.number(row, part.column)).sum();
                let start = if width == "1" { short(row as f64) } else { short(row as f64 + 0.1) };
                put!(svg, "M{start} {}v{}h{width}V{}z", short(below), short(number), short(below));
            }
        }
        svg.push_str("\"/>");
    }
    svg.push_str("</g></svg>");
    svg.push_str(&marks);
    ticks(&mut svg, plot, |row| (row as f64 + 0.5) / rows as f64);
    svg.push_str("</svg>");
    Drawn { svg, keys: plot.keys(parts) }
}

/// Lines. In the drawing rows are 1 apart, and as high as their number.
pub(super) fn draw_lines(plot: &Plot, parts: &[Part]) -> Drawn {
    let rows = plot.rows.len();
    let numbers = |part: &Part| (0..rows).map(|row| plot.number(row, part.column)).collect::<Vec<_>>();
    let highest = parts.iter().flat_map(numbers).fold(0.0, f64::max);
    let is_share = plot.rows.iter().any(|row| {
        parts.iter().any(|part| row.cells.get(part.column).is_some_and(|cell| cell.text.contains('%')))
    });
    let axis = Axis::of(highest, is_share);
    let (mut svg, marks) = frame(plot, "lines", &axis, parts);
    inner(&mut svg, (rows - 1) as f64, axis.top);
    for part in parts {
        put!(svg, "<path class=\"{}\" d=\"", part.tone);
        for (row, number) in numbers(part).into_iter().enumerate() {
            put!(svg, "{}{row} {}", if row == 0 { "M" } else { "L" }, short(number));
        }
        svg.push_str("\"/>");
    }
    svg.push_str("</g></svg>");
    svg.push_str(&marks);
    ticks(&mut svg, plot, |row| row as f64 / (rows - 1) as f64);
    svg.push_str("</svg>");
    Drawn { svg, keys: plot.keys(parts) }
}

/// What stands across the chart: the highest number, and the lines below it.
struct Axis {
    top: f64,
    step: f64,
}

impl Axis {
    fn of(highest: f64, is_share: bool) -> Self {
        if is_share {
            return Self { top: 1.0, step: 0.5 };
        }
        let step = step(highest, LINES);
        // Nobody publishes half a dataset.
        let step = step.max(1.0);
        Self { top: (highest / step).ceil().max(1.0) * step, step }
    }
}

/// The SVG up to its drawing, with the lines across; and their numbers, which stand before the drawing.
fn frame(plot: &Plot, class: &str, axis: &Axis, parts: &[Part]) -> (String, String) {
    let mut numbers = String::new();
    let mut svg = plot.open(class, &format!("height=\"{HEIGHT}\""));
    let is_share = (axis.top - 1.0).abs() < f64::EPSILON && (axis.step - 0.5).abs() < f64::EPSILON;
    let mut value = 0.0;
    while value <= axis.top * 1.000_001 {
        let y = BOTTOM as f64 - value / axis.top * (BOTTOM - TOP) as f64;
        put!(svg, "<line x2=\"100%\" y1=\"{0}\" y2=\"{0}\"/>", short(y));
        if value > 0.0 {
            let text = if is_share { percent(plot, value, parts) } else { grouped(plot, value) };
            put!(numbers, "<text y=\"{}\">{}</text>", short(y - 4.0), escaped(&text));
        }
        value += axis.step;
    }
    (svg, numbers)
}

/// The inner drawing: `width` by `height` in the units of the data, growing upwards.
fn inner(svg: &mut String, width: f64, height: f64) {
    put!(
        svg,
        "<svg y=\"{TOP}\" height=\"{}\" viewBox=\"0 0 {} {}\" preserveAspectRatio=\"none\">\
         <g transform=\"matrix(1 0 0 -1 0 {})\">",
        BOTTOM - TOP,
        short(width),
        short(height),
        short(height),
    );
}

/// A share as the figure writes shares: its language knows where the sign goes.
fn percent(plot: &Plot, value: f64, parts: &[Part]) -> String {
    let sample = plot.rows.iter().flat_map(|row| {
        parts.iter().filter_map(|part| row.cells.get(part.column).map(|cell| cell.text.as_str()))
    });
    let suffix = sample.into_iter().find_map(|text| {
        text.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').map(|at| text[at..].to_owned())
    });
    format!("{:.0}{}", value * 100.0, suffix.unwrap_or_else(|| "%".to_owned()))
}

/// A whole number with the separator that the figure's own numbers have.
fn grouped(plot: &Plot, value: f64) -> String {
    let separator = plot
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .filter(|cell| cell.number >= 1_000.0)
        .find_map(|cell| cell.text.chars().find(|c| !c.is_ascii_digit()))
        .unwrap_or('\u{202f}');
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// The names of some rows under the axis, as many as fit.
fn ticks(svg: &mut String, plot: &Plot, x: impl Fn(usize) -> f64) {
    let named: Vec<usize> = (0..plot.rows.len()).filter(|row| !plot.rows[*row].tick.is_empty()).collect();
    let every = named.len().div_ceil(TICKS).max(1);
    for row in named.into_iter().step_by(every) {
        let across = x(row) * 100.0;
        let class = match across {
            across if across < 5.0 => "",
            across if across > 95.0 => " class=\"v\"",
            _ => " class=\"m\"",
        };
        let across = if class.is_empty() { "0".to_owned() } else { format!("{}%", short(across.min(100.0))) };
        put!(
            svg,
            "<text{class} x=\"{across}\" y=\"{}\">{}</text>",
            BOTTOM + 17,
            escaped(&plot.rows[row].tick)
        );
    }
}
