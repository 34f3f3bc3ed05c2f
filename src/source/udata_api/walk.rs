//! Walks over all pages of a list, by pages as large as the server manages.

use std::collections::HashSet;
use std::sync::atomic::{AtomicU32, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::FetchError;
use super::api::{Api, Page, Record, is_missing, is_overload, lie};
use super::listing::Listing;
use super::page::{Asked, Wrong};
use super::pool;

/// After so many pages without a failure, larger ones are tried again.
const CALM: u32 = 20;
/// So many pages of records that all came before are the same page over and over.
const STALE_PAGES: u32 = 3;

/// A walk over a list, in blocks of a fixed size that are had by one page, or by several smaller ones.
pub(super) struct Walk<'a> {
    api: &'a Api<'a>,
    listing: &'a Listing,
    /// Records a block.
    block: u64,
    /// The size of pages that goes well: a divisor of `block`.
    size: AtomicU64,
    calm: AtomicU32,
    seen: Mutex<HashSet<u64>>,
    stale: AtomicU32,
    /// The smallest and largest total that pages told.
    least: AtomicU64,
    most: AtomicU64,
    doubled: AtomicUsize,
}

impl<'a> Walk<'a> {
    pub(super) fn new(api: &'a Api<'a>, listing: &'a Listing, block: u64) -> Self {
        Self {
            api,
            listing,
            block,
            size: AtomicU64::new(block),
            calm: AtomicU32::new(0),
            seen: Mutex::default(),
            stale: AtomicU32::new(0),
            least: AtomicU64::new(u64::MAX),
            most: AtomicU64::new(0),
            doubled: AtomicUsize::new(0),
        }
    }

    /// The first block. Says how many records there are, and which page size the server makes of the one asked for.
    pub(super) fn first(&self) -> Result<Page, FetchError> {
        self.block(0)
    }

    /// All blocks of a list of `total` records, save those that `is_there`. `sink` is given each, from several threads.
    pub(super) fn all(
        &self,
        total: u64,
        is_there: &(dyn Fn(usize) -> bool + Sync),
        sink: &(dyn Fn(usize, Vec<Record>) -> Result<(), FetchError> + Sync),
    ) -> Result<(), FetchError> {
        let count = usize::try_from(total.div_ceil(self.block)).unwrap_or(usize::MAX);
        pool::each(self.api.client.concurrency(), count, |number| {
            if is_there(number) {
                return Ok(());
            }
            let page = self.block(number)?;
            self.refuse_repetition(&page.records)?;
            sink(number, page.records)
        })
    }

    /// The total, when all pages told the same.
    pub(super) fn total(&self) -> Option<u64> {
        let (least, most) = (self.least.load(Ordering::Relaxed), self.most.load(Ordering::Relaxed));
        (least == most).then_some(least)
    }

    /// A block, by pages of a size that goes.
    fn block(&self, number: usize) -> Result<Page, FetchError> {
        let start = number as u64 * self.block;
        let mut whole = Page { records: Vec::new(), total: 0, size: None };
        let mut at = start;
        let mut size = self.size.load(Ordering::Relaxed);
        while at < start + self.block {
            let asked = Asked { page: at / size + 1, size };
            let page = match self.api.page(self.listing, asked, size == 1 && !self.can_be_light()) {
                Ok(page) => page,
                Err(error) if is_overload(&error) && size > 1 => {
                    size = smaller(size);
                    self.size.fetch_min(size, Ordering::Relaxed);
                    self.calm.store(0, Ordering::Relaxed);
                    continue;
                }
                Err(error) if is_overload(&error) && self.can_be_light() => {
                    self.api.page(&self.listing.light(), asked, true)?
                }
                // The list became shorter meanwhile.
                Err(error) if is_missing(&error) && at > 0 => break,
                Err(error) => return Err(error),
            };
            self.least.fetch_min(page.total, Ordering::Relaxed);
            self.most.fetch_max(page.total, Ordering::Relaxed);
            self.larger(size);
            whole.total = page.total;
            let length = page.records.len() as u64;
            let is_cut = at == 0 && length < size && length < page.total;
            whole.size = page.size.or(is_cut.then_some(length)).filter(|made| (1..size).contains(made));
            whole.records.extend(page.records);
            at += size;
            if at >= page.total || whole.size.is_some() {
                break;
            }
        }
        Ok(whole)
    }

    /// Whether records have a lighter form that is asked for when single ones fail.
    fn can_be_light(&self) -> bool {
        self.listing.kind == crate::archive::Kind::Datasets && !self.listing.is_light
    }

    /// Tries larger pages again when all has gone well for a while.
    fn larger(&self, size: u64) {
        if size < self.block && self.calm.fetch_add(1, Ordering::Relaxed) >= CALM {
            self.calm.store(0, Ordering::Relaxed);
            let mut larger = self.block;
            while smaller(larger) > size {
                larger = smaller(larger);
            }
            self.size.fetch_max(larger, Ordering::Relaxed);
        }
    }

    /// Ends a walk through pages that all are the same one.
    fn refuse_repetition(&self, records: &[Record]) -> Result<(), FetchError> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let mut new = 0;
        for record in records {
            let hash = blake3::hash(record.id.as_bytes());
            let short = u64::from_le_bytes(hash.as_bytes()[..8].try_into().unwrap_or_default());
            new += usize::from(seen.insert(short));
        }
        self.doubled.fetch_add(records.len() - new, Ordering::Relaxed);
        if records.len() > 1 && new == 0 && self.stale.fetch_add(1, Ordering::Relaxed) + 1 >= STALE_PAGES {
            let url = self.api.at(self.listing.version(), &[self.listing.kind.name()]);
            let reason =
                "the same records come on page after page: the list does not turn its pages".to_owned();
            return Err(lie(&url, Wrong::Lie(reason)));
        }
        Ok(())
    }
}

/// The next smaller page size, of which a page of `size` is a whole number.
fn smaller(size: u64) -> u64 {
    (2..=size).find(|factor| size.is_multiple_of(*factor)).map_or(1, |factor| size / factor)
}

#[cfg(test)]
mod tests {
    use super::smaller;

    #[test]
    fn sizes_divide_each_other_down_to_one() {
        let chain = |from: u64| {
            std::iter::successors(Some(from), |size| (*size > 1).then(|| smaller(*size))).collect::<Vec<_>>()
        };
        assert_eq!(chain(50), [50, 25, 5, 1]);
        assert_eq!(chain(100), [100, 50, 25, 5, 1]);
        assert_eq!(chain(1000), [1000, 500, 250, 125, 25, 5, 1]);
        assert_eq!(chain(20), [20, 10, 5, 1]);
    }
}
