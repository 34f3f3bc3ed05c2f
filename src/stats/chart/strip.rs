//! A strip: cells in a row, darker for more.

use std::fmt::Write;

use super::scale::{SHADES, classes, shade};
use super::{Drawn, Plot, escaped, put, short};

const HEIGHT: usize = 70;
const THICK: usize = 44;
/// Names under the strip that fit on a phone.
const TICKS: usize = 6;

/// Cells as dark as a column's numbers are high.
pub(super) fn draw(plot: &Plot, column: usize) -> Drawn {
    let rows = plot.rows.len();
    let ends = classes((0..rows).map(|row| plot.number(row, column)));
    let values: Vec<String> = (0..rows).map(|row| short(plot.number(row, column))).collect();
    let mut svg = plot.open("strip", &format!("height=\"{HEIGHT}\" data-values=\"{}\"", values.join(" ")));
    put!(svg, "<svg height=\"{THICK}\" viewBox=\"0 0 {rows} 1\" preserveAspectRatio=\"none\">");
    for class in 0..=SHADES {
        let mut path = String::new();
        let mut row = 0;
        while row < rows {
            // Cells of one shade that touch are one.
            let run = (row..rows).take_while(|row| shade(plot.number(*row, column), &ends) == class).count();
            if run > 0 {
                put!(path, "M{row} 0h{run}v1h-{run}z");
            }
            row += run.max(1);
        }
        if !path.is_empty() {
            put!(svg, "<path class=\"q{class}\" d=\"{path}\"/>");
        }
    }
    svg.push_str("</svg>");
    let every = rows.div_ceil(TICKS).max(1);
    for row in (0..rows).step_by(every) {
        let across = (row as f64 + 0.5) / rows as f64 * 100.0;
        let (class, across) = match across {
            across if across < 5.0 => ("", 0.0),
            across if across > 95.0 => (" class=\"v\"", 100.0),
            across => (" class=\"m\"", across),
        };
        put!(
            svg,
            "<text{class} x=\"{}%\" y=\"{}\">{}</text>",
            short(across),
            THICK + 18,
            escaped(&plot.rows[row].tick)
        );
    }
    svg.push_str("</svg>");
    Drawn { svg, keys: keys(plot, column, &ends) }
}

/// What each shade means: from which number to which.
pub(super) fn keys(plot: &Plot, column: usize, ends: &[f64]) -> Vec<(&'static str, String)> {
    const CLASSES: [&str; SHADES + 1] = ["q0", "q1", "q2", "q3", "q4", "q5"];
    let mut keys = Vec::new();
    let rows = || plot.rows.iter().filter_map(|row| row.cells.get(column));
    for (class, name) in CLASSES.into_iter().enumerate() {
        let inside = || rows().filter(|cell| shade(cell.number, ends) == class);
        let first = inside().min_by(|a, b| a.number.total_cmp(&b.number));
        let last = inside().max_by(|a, b| a.number.total_cmp(&b.number));
        if let (Some(first), Some(last)) = (first, last) {
            let text = if first.text == last.text {
                first.text.clone()
            } else {
                format!("{}–{}", first.text, last.text)
            };
            keys.push((name, text));
        }
    }
    keys
}
