//! Gives the headings of a text levels that fit into a page: from a first level on, none skipped.

/// The levels of the headings written so far.
#[derive(Debug)]
pub(super) struct HeadingLevels {
    base: u8,
    /// The source's levels of the headings that the next one stands under.
    above: Vec<u8>,
}

impl HeadingLevels {
    /// Levels from `base` (1 to 6) on.
    pub(super) fn new(base: u8) -> Self {
        Self { base: base.clamp(1, 6), above: Vec::new() }
    }

    /// The level, `base` to 6, of the next heading, which has `level` in the source.
    pub(super) fn next(&mut self, level: u8) -> u8 {
        while self.above.last().is_some_and(|above| *above >= level) {
            self.above.pop();
        }
        self.above.push(level);
        let depth = u8::try_from(self.above.len() - 1).unwrap_or(u8::MAX);
        self.base.saturating_add(depth).min(6)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn levels(source: &[u8]) -> Vec<u8> {
        let mut levels = HeadingLevels::new(3);
        source.iter().map(|level| levels.next(*level)).collect()
    }

    #[test]
    fn levels_follow_each_other() {
        assert_eq!(levels(&[1, 2, 2, 3, 1]), [3, 4, 4, 5, 3]);
        assert_eq!(levels(&[4, 4, 6, 2, 3]), [3, 3, 4, 3, 4]);
        assert_eq!(levels(&[1, 2, 3, 4, 5, 6]), [3, 4, 5, 6, 6, 6]);
    }

    proptest! {
        #[test]
        fn none_is_skipped(source in prop::collection::vec(1_u8..=6, 0..20), base in 1_u8..=6) {
            let mut levels = HeadingLevels::new(base);
            let mut last = base;
            for (index, level) in source.into_iter().enumerate() {
                let written = levels.next(level);
                prop_assert!((base..=6).contains(&written) && written <= last + 1);
                prop_assert!(index > 0 || written == base);
                last = written;
            }
        }
    }
}
