//! Where harvested datasets come from.

use std::collections::HashMap;

use jiff::civil::Date;

use super::super::counter::Counter;
use super::{Measure, classes, count, figure, label, share};
use crate::catalog::{Dataset, DatasetIndex};
use crate::stats::figure::{Cell, Chart, Figure, Theme};
use crate::stats::scope::{Scope, day};

#[derive(Default)]
pub(super) struct Harvests<'a> {
    direct: u64,
    backends: Counter<Option<&'a str>>,
    /// By catalogue and harvester: how many datasets, and the newest of their modifications.
    sources: HashMap<(&'a str, &'a str), (u64, Option<Date>)>,
}

impl<'a> Measure<'a> for Harvests<'a> {
    fn add(&mut self, _: &Scope<'a>, _: DatasetIndex, dataset: &'a Dataset) {
        let Some(harvest) = &dataset.harvest else {
            self.direct += 1;
            return;
        };
        let backend = harvest.backend.as_deref();
        self.backends.add(backend);
        let source = (harvest.domain.as_deref().unwrap_or(""), backend.unwrap_or(""));
        let (count, newest) = self.sources.entry(source).or_default();
        *count += 1;
        *newest = (*newest).max(dataset.last_update().map(day));
    }

    fn merge(&mut self, other: Self) {
        self.direct += other.direct;
        self.backends.merge(other.backends);
        for (source, (count, newest)) in other.sources {
            let ours = self.sources.entry(source).or_default();
            ours.0 += count;
            ours.1 = ours.1.max(newest);
        }
    }

    fn figures(self, _: &Scope<'a>) -> Vec<Figure> {
        let harvested = self.backends.total();
        let name = |text: &str| if text.is_empty() { Cell::Word("unknown") } else { Cell::text(text) };
        let mut backends: Vec<_> = self
            .backends
            .ranked()
            .into_iter()
            .map(|(backend, count)| (name(backend.unwrap_or("")), count))
            .collect();
        if harvested > 0 {
            backends.push((Cell::Word("direct"), self.direct));
        }
        let mut sources: Vec<_> = self.sources.into_iter().collect();
        sources.sort_by(|a, b| b.1.0.cmp(&a.1.0).then_with(|| a.0.cmp(&b.0)));
        let number = sources.len() as u64;
        vec![
            figure(
                Theme::Harvest,
                "harvest-backends",
                Chart::Bars { column: 1, most: 10 },
                &[label("backend"), count("datasets"), share("share")],
                classes(backends),
                vec![("share", Cell::share(harvested, harvested + self.direct))],
            ),
            figure(
                Theme::Harvest,
                "harvest-sources",
                Chart::Bars { column: 2, most: 12 },
                &[label("domain"), label("backend"), count("datasets"), label("last_update")],
                sources
                    .into_iter()
                    .map(|((domain, backend), (count, newest))| {
                        vec![
                            name(domain),
                            name(backend),
                            Cell::Count(count),
                            newest.map_or(Cell::Empty, Cell::Day),
                        ]
                    })
                    .collect(),
                vec![("sources", Cell::Count(number))],
            ),
        ]
    }
}
