//! How a list that grows at one end is cut into pages that do not change once they are full.
//!
//! Lists are kept oldest first. Page 1 holds the 50 oldest records and stays as it is; only full pages have a
//! number. The address without a number holds the 50 newest, whatever page they also stand on.

use std::ops::Range;

/// Records on a page of a listing.
pub(super) const PAGE: usize = 50;

/// How many numbered pages a list of `count` records has. A list that fits on one page has none.
pub(super) const fn numbered_pages(count: usize) -> usize {
    if count > PAGE { count / PAGE } else { 0 }
}

/// The records on numbered page `number` (from 1), oldest first.
pub(super) const fn numbered(number: usize) -> Range<usize> {
    (number - 1) * PAGE..number * PAGE
}

/// The records at the address without a number.
pub(super) const fn newest(count: usize) -> Range<usize> {
    count.saturating_sub(PAGE)..count
}

/// The numbered page that follows the address without a number towards the past: the one with the newest record
/// that the address does not show.
pub(super) const fn after_newest(count: usize) -> Option<usize> {
    if count > PAGE { Some((count - PAGE).div_ceil(PAGE)) } else { None }
}

/// How many pages of `size` hold `count` items in a list that does not grow at one end (at least one).
pub(super) const fn pages(count: usize, size: usize) -> usize {
    if count == 0 { 1 } else { count.div_ceil(size) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_is_on_a_page_and_going_back_in_time_misses_none() {
        for count in 0..400 {
            let mut seen = vec![false; count];
            let mut next = after_newest(count);
            seen[newest(count)].fill(true);
            let mut oldest_seen = newest(count).start;
            while let Some(number) = next {
                assert!(number <= numbered_pages(count), "{count}: page {number} exists");
                let range = numbered(number);
                assert!(range.end >= oldest_seen, "{count}: no gap before page {number}");
                oldest_seen = range.start;
                seen[range].fill(true);
                next = (number > 1).then(|| number - 1);
            }
            assert!(seen.into_iter().all(|seen| seen), "{count}");
        }
    }

    #[test]
    fn a_full_page_keeps_its_records_when_others_come() {
        for count in [51, 100, 101, 1000] {
            for number in 1..=numbered_pages(count) {
                assert!(numbered(number).end <= count);
            }
        }
    }
}
