//! The map of France: departments, or the regions that they make up, darker for more.
//!
//! The outlines are made by `scripts/map/outlines.mjs`, which names their sources. Paris and the departments around it
//! stand a second time beside the map, enlarged; those overseas in boxes of their own.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::scale::{classes, shade};
use super::{Drawn, Plot, escaped, put, short};
use crate::stats::territory::{Territory, TerritoryLevel};

/// A line an outline: the department's code (with `+` where it is enlarged), a tab, an SVG path.
const OUTLINES: &str = include_str!("outlines.txt");

/// Territories as dark as a column's numbers are high. The rows' first cells hold their codes, the labels their names.
/// `named`: each says its name and number when pointed at; else those that are as dark are one path.
pub(super) fn draw(plot: &Plot, column: usize, level: TerritoryLevel, named: bool) -> Drawn {
    let rows = plot.rows.len();
    let ends = classes((0..rows).map(|row| plot.number(row, column)));
    let values: Vec<String> =
        (0..rows).map(|row| format!("{}:{}", plot.text(row, 0), short(plot.number(row, column)))).collect();
    let size = format!("viewBox=\"0 0 613 590\" data-values=\"{}\"", escaped(&values.join(" ")));
    let mut svg = plot.open("map", &size);
    let mut shades: BTreeMap<usize, String> = BTreeMap::new();
    for line in OUTLINES.lines() {
        let Some((name, path)) = line.split_once('\t') else { continue };
        let code = name.trim_end_matches('+');
        let code = match level {
            TerritoryLevel::Department => code,
            TerritoryLevel::Region => Territory::department(code).map_or("", |one| one.region),
        };
        let row = (0..rows).find(|row| plot.text(*row, 0) == code);
        let number = row.map_or(0.0, |row| plot.number(row, column));
        let shade = shade(number, &ends);
        if !named {
            shades.entry(shade).or_default().push_str(path);
            continue;
        }
        put!(svg, "<path class=\"q{shade}\" d=\"{path}\"");
        match row {
            Some(row) => {
                let (name, text) = (escaped(plot.text(row, 1)), escaped(plot.text(row, column)));
                put!(svg, "><title>{name}, {text}</title></path>");
            }
            None => svg.push_str("/>"),
        }
    }
    for (shade, path) in shades {
        put!(svg, "<path class=\"q{shade}\" d=\"{path}\"/>");
    }
    svg.push_str("</svg>");
    Drawn { svg, keys: super::strip::keys(plot, column, &ends) }
}
