//! Suggestions: what completes the first letters typed. A line each: kind, address segment, text; words to
//! search for have neither kind nor segment.

use foldhash::{HashMap, HashMapExt};

use crate::text::plain::clean_line;

use super::document::{Kind, Numbering};
use super::encode;
use super::input::SearchInput;

/// Most suggestions of each sort.
const TAGS: usize = 400;
const ORGANIZATIONS: usize = 300;
const DATASETS: usize = 250;

/// The file, compressed; empty when there is nothing to suggest.
pub fn file(input: &SearchInput<'_>, numbering: &Numbering) -> Vec<u8> {
    let catalog = input.catalog;
    let mut lines: Vec<String> = tags(input, numbering);
    let mut organizations: Vec<(usize, usize)> = Vec::new();
    let mut datasets: Vec<(u64, usize)> = Vec::new();
    for range in numbering.ranges.iter().filter(|range| !range.archived) {
        for place in range.positions.iter().map(|place| *place as usize) {
            match range.kind {
                Kind::Organization => {
                    organizations.push((catalog.organizations[place].links.datasets.len(), place));
                }
                Kind::Dataset => {
                    datasets.push((catalog.datasets[place].metrics.views.exact().unwrap_or(0), place));
                }
                Kind::Reuse | Kind::Dataservice => {}
            }
        }
    }
    organizations.sort_unstable_by(|left, right| right.cmp(left));
    datasets.sort_unstable_by(|left, right| right.cmp(left));
    let organizations =
        organizations.iter().take(ORGANIZATIONS).map(|(_, place)| (Kind::Organization, *place));
    let datasets = datasets.iter().take(DATASETS).map(|(_, place)| (Kind::Dataset, *place));
    lines.extend(organizations.chain(datasets).map(|(kind, place)| {
        let title = clean_line(input.record(kind, place).title()).into_owned();
        format!("{}\t{}\t{title}", kind.id(), input.segment(kind, place))
    }));
    if lines.is_empty() { Vec::new() } else { encode::gzip(lines.join("\n").as_bytes()) }
}

/// The most used tags, as words to search for.
fn tags(input: &SearchInput<'_>, numbering: &Numbering) -> Vec<String> {
    let mut uses: HashMap<&str, usize> = HashMap::new();
    for range in numbering.ranges.iter().filter(|range| range.kind == Kind::Dataset && !range.archived) {
        for place in &range.positions {
            for tag in &input.catalog.datasets[*place as usize].tags {
                *uses.entry(tag).or_default() += 1;
            }
        }
    }
    let mut tags: Vec<(&str, usize)> = uses.into_iter().collect();
    tags.sort_unstable_by(|left, right| right.1.cmp(&left.1).then(left.0.cmp(right.0)));
    tags.iter()
        .take(TAGS)
        .map(|(tag, _)| format!("\t\t{}", clean_line(&tag.replace(['-', '_'], " "))))
        .collect()
}
