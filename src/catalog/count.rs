//! A count of views, downloads or followers, which pages show rounded.

use std::hash::{Hash, Hasher};

/// A number that grows every day. Pages show it rounded to two significant figures, so that a day's visits
/// do not touch every page; its hash is that of the rounded number.
///
/// Held as the number plus one, 0 being unknown: there are millions of counts in memory.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Count(u64);

impl Count {
    /// A known count.
    pub const fn new(value: u64) -> Self {
        Self(value.saturating_add(1))
    }

    /// The exact number, for figures and ranking. `None` when the source does not say.
    pub const fn exact(self) -> Option<u64> {
        self.0.checked_sub(1)
    }

    /// The number rounded down to two significant figures: 98,765 gives 98,000.
    pub fn rounded(self) -> Option<u64> {
        self.exact().map(|value| {
            let magnitude = 10_u64.pow(value.checked_ilog10().unwrap_or(0).saturating_sub(1));
            value / magnitude * magnitude
        })
    }
}

impl From<Option<u64>> for Count {
    fn from(value: Option<u64>) -> Self {
        value.map_or_else(Self::default, Self::new)
    }
}

impl Hash for Count {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.rounded().hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_figures_are_kept() {
        for (exact, rounded) in [
            (0, 0),
            (7, 7),
            (99, 99),
            (101, 100),
            (98_765, 98_000),
            (u64::MAX - 1, 18_000_000_000_000_000_000),
        ] {
            assert_eq!(Count::new(exact).rounded(), Some(rounded));
        }
        assert_eq!(Count::default().rounded(), None);
    }
}
