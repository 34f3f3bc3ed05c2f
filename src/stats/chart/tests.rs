use super::*;
use crate::stats::TerritoryLevel;

/// A plot of rows with a name and numbers.
fn plot(rows: &[(&str, &[f64])]) -> Plot {
    let cell = |number: f64| PlotCell { number, text: short(number) };
    let row = |(label, numbers): &(&str, &[f64])| PlotRow {
        label: (*label).to_owned(),
        tick: (*label).to_owned(),
        cells: std::iter::once(PlotCell { number: 0.0, text: (*label).to_owned() })
            .chain(numbers.iter().copied().map(cell))
            .collect(),
    };
    Plot {
        whole: 0.0,
        id: "f".to_owned(),
        title: "Titles & <signs>".to_owned(),
        description: "What it shows".to_owned(),
        headings: ["name", "first", "second"].map(str::to_owned).to_vec(),
        rows: rows.iter().map(row).collect(),
    }
}

const PARTS: &[Part] = &[Part { column: 1, tone: "a" }, Part { column: 2, tone: "b" }];

fn snapshot(name: &str, chart: Chart, plot: &Plot) {
    let drawn = draw(chart, plot, usize::MAX);
    let lines = drawn.svg.replace('>', ">\n");
    insta::assert_snapshot!(name, format!("{lines}\n{:?}\n", drawn.keys));
}

#[test]
fn bars_are_as_long_as_their_numbers() {
    let long = "A name that is far too long to stand beside its number on a phone";
    let plot = plot(&[("first", &[40.0]), (long, &[10.0]), ("least", &[0.01]), ("nothing", &[0.0])]);
    snapshot("bars", Chart::Bars { column: 1, most: 9 }, &plot);
}

#[test]
fn parted_bars_are_of_one_length() {
    let plot = plot(&[("daily", &[3.0, 1.0]), ("yearly", &[0.0, 8.0]), ("none", &[0.0, 0.0])]);
    snapshot("parted", Chart::Parted { parts: PARTS, most: 9 }, &plot);
}

#[test]
fn columns_stand_on_each_other() {
    let plot = plot(&[("2019", &[3.0, 1.0]), ("2020", &[0.0, 8.0]), ("2021", &[5.0, 0.0])]);
    snapshot("columns", Chart::Columns { parts: PARTS }, &plot);
}

#[test]
fn lines_are_as_high_as_their_numbers() {
    let plot = plot(&[("2019", &[300.0, 1.0]), ("2020", &[0.0, 1_800.0]), ("2021", &[5.0, 0.0])]);
    snapshot("lines", Chart::Lines { parts: PARTS }, &plot);
}

#[test]
fn two_points_are_no_line() {
    let plot = plot(&[("2019", &[3.0, 1.0]), ("2020", &[1.0, 8.0])]);
    let drawn = draw(Chart::Lines { parts: PARTS }, &plot, usize::MAX);
    assert_eq!(drawn, draw(Chart::Bars { column: 1, most: 9 }, &plot, usize::MAX));
}

#[test]
fn a_strip_is_darkest_where_most_is() {
    let plot = plot(&[("2019", &[3.0]), ("2020", &[0.0]), ("2021", &[5.0])]);
    snapshot("strip", Chart::Strip { column: 1 }, &plot);
}

#[test]
fn the_map_shows_every_department_once_and_those_around_paris_twice() {
    let cell = |number: f64, text: &str| PlotCell { number, text: text.to_owned() };
    let row = |code: &str, name: &str, number: f64| PlotRow {
        label: code.to_owned(),
        tick: String::new(),
        cells: vec![cell(0.0, code), cell(0.0, name), cell(number, &short(number))],
    };
    let mut plot = plot(&[]);
    plot.rows = vec![row("33", "Gironde", 12.0), row("976", "Mayotte", 3.0), row("75", "Paris", 0.0)];
    let map = |level| draw(Chart::Map { column: 2, level }, &plot, usize::MAX).svg;
    let svg = map(TerritoryLevel::Department);
    assert_eq!(svg.matches("<path").count(), 101 + 4);
    assert_eq!(svg.matches("<title>Gironde, 12</title>").count(), 1);
    assert_eq!(svg.matches("<title>Paris, 0</title>").count(), 2);
    assert_eq!(svg.matches("class=\"q5\"").count(), 1);
    assert!(svg.contains("data-values=\"33:12 976:3 75:0\""));
    assert!(svg.len() < 40_000, "{} bytes", svg.len());
    // Among others, it is as many paths as shades.
    let small = draw(Chart::Map { column: 2, level: TerritoryLevel::Department }, &plot, 5).svg;
    assert_eq!(small.matches("<path").count(), 3);
    assert_eq!(small.matches('M').count(), svg.matches('M').count() - "Mayotte".matches('M').count());
    // As a region, 75 is all of Nouvelle-Aquitaine.
    plot.rows = vec![row("75", "Nouvelle-Aquitaine", 9.0)];
    let svg = draw(Chart::Map { column: 2, level: TerritoryLevel::Region }, &plot, usize::MAX).svg;
    assert_eq!(svg.matches("class=\"q5\"").count(), 12);
}

#[test]
fn nothing_is_drawn_of_nothing() {
    let plot = plot(&[]);
    for chart in [Chart::None, Chart::Bars { column: 1, most: 3 }, Chart::Lines { parts: PARTS }] {
        assert_eq!(draw(chart, &plot, 9), Drawn::default());
    }
}

#[test]
fn bars_of_shares_are_parts_of_a_whole() {
    let mut plot = plot(&[("a", &[0.5]), ("b", &[0.25])]);
    let width = |plot: &Plot| {
        let svg = draw(Chart::Bars { column: 1, most: 3 }, plot, 9).svg;
        svg.split("viewBox=\"0 0 ").nth(1).unwrap().split(' ').next().unwrap().to_owned()
    };
    assert_eq!(width(&plot), ".5");
    plot.whole = 1.0;
    assert_eq!(width(&plot), "1");
}

#[test]
fn texts_are_escaped() {
    let plot = plot(&[("<b onload=\"x\">&", &[1.0])]);
    let svg = draw(Chart::Bars { column: 1, most: 3 }, &plot, 9).svg;
    assert!(svg.contains("&lt;b onload=&quot;x&quot;&gt;&amp;"), "{svg}");
    assert!(!svg.contains("<b"));
}
