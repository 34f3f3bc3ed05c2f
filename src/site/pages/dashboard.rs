//! The dashboard: the catalogue's totals and what was published each month.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::super::view::{DashboardPage, Month};
use super::super::words::date_of;
use super::super::{Route, Site};
use crate::catalog::DateOrigin;

/// The chart's size in its own units.
const WIDTH: usize = 720;
const HEIGHT: usize = 200;

impl Site {
    pub(super) fn dashboard_page(&self) -> DashboardPage {
        let months = self.months();
        let mut running = 0;
        let lines = months
            .iter()
            .map(|(&(year, month), &count)| {
                running += count;
                Month {
                    iso: format!("{year:04}-{month:02}"),
                    text: self.locale.month(year, month),
                    count: self.locale.number(count),
                    running: self.locale.number(running),
                }
            })
            .collect();
        let snapshot = &self.catalog.snapshot;
        DashboardPage {
            page: self.frame(&Route::Dashboard, "dashboard", self.word("dashboard"), String::new()),
            totals: self.totals(),
            chart_html: self.chart(&months),
            chart_note: self.chart_note(&months),
            months: lines,
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

    /// Listed datasets by the month in which they came to the portal, without gaps from the first to the last.
    fn months(&self) -> BTreeMap<(i16, i8), u64> {
        let mut months = BTreeMap::new();
        for &index in &self.listed {
            let date = date_of(self.catalog.dataset(index).published);
            *months.entry((date.year(), date.month())).or_insert(0) += 1;
        }
        // Ids without a time fall on the epoch or on absurd dates: no page needs centuries of empty months.
        if let (Some((&first, _)), Some((&last, _))) = (months.first_key_value(), months.last_key_value())
            && i32::from(last.0) - i32::from(first.0) < 60
        {
            let mut month = first;
            while month < last {
                months.entry(month).or_insert(0);
                month = if month.1 == 12 { (month.0 + 1, 1) } else { (month.0, month.1 + 1) };
            }
        }
        months
    }

    /// From when to when, and the most in a month: what an axis would say, readable at any width.
    fn chart_note(&self, months: &BTreeMap<(i16, i8), u64>) -> String {
        let name = |(year, month): (i16, i8)| self.locale.month(year, month);
        let (Some((&first, _)), Some((&last, _))) = (months.first_key_value(), months.last_key_value())
        else {
            return String::new();
        };
        let highest = months.iter().max_by_key(|&(month, count)| (count, std::cmp::Reverse(month)));
        let (highest, most) = highest.map_or((first, 0), |(&month, &most)| (month, most));
        self.theme.message(
            "chart-months-note",
            &[
                ("first", name(first).as_str().into()),
                ("last", name(last).as_str().into()),
                ("most", self.locale.number(most).as_str().into()),
                ("month", name(highest).as_str().into()),
            ],
        )
    }

    /// Bars, one a month, that take the page's colours.
    fn chart(&self, months: &BTreeMap<(i16, i8), u64>) -> String {
        let most = months.values().copied().max().unwrap_or(0).max(1);
        let width = WIDTH as f64 / months.len().max(1) as f64;
        let mut svg = format!(
            "<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-labelledby=\"chart-months\">\
             <title id=\"chart-months\">{}</title>",
            self.word("chart-months")
        );
        for (position, &count) in months.values().enumerate().filter(|&(_, &count)| count > 0) {
            let height = (count as f64 / most as f64 * HEIGHT as f64).max(1.0);
            let _ = write!(
                svg,
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{height:.1}\"/>",
                position as f64 * width,
                HEIGHT as f64 - height,
                (width * 0.8).max(0.5),
            );
        }
        svg.push_str("</svg>");
        svg
    }
}
