//! Round numbers for an axis, and classes for shades.

/// How many shades there are beside that of nothing.
pub(super) const SHADES: usize = 5;

/// A step of 1, 2 or 5 times a power of ten, with which `top` is reached in at most `steps`.
pub(super) fn step(top: f64, steps: f64) -> f64 {
    if top <= 0.0 {
        return 1.0;
    }
    let rough = top / steps;
    let magnitude = 10_f64.powf(rough.log10().floor());
    let factor = [1.0, 2.0, 5.0, 10.0].into_iter().find(|factor| factor * magnitude >= rough * 0.999_999);
    factor.unwrap_or(10.0) * magnitude
}

/// The upper ends of the classes that part `numbers` above 0 into as equal shares as ties allow.
pub(super) fn classes(numbers: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut numbers: Vec<f64> = numbers.filter(|number| *number > 0.0).collect();
    numbers.sort_by(f64::total_cmp);
    let mut ends: Vec<f64> = (1..=SHADES)
        .filter_map(|class| numbers.get((numbers.len() * class).div_ceil(SHADES).checked_sub(1)?).copied())
        .collect();
    ends.dedup();
    ends
}

/// The shade of a number: 0 for nothing, [`SHADES`] for the class of the highest.
pub(super) fn shade(number: f64, ends: &[f64]) -> usize {
    if number <= 0.0 {
        return 0;
    }
    let class = ends.iter().position(|end| number <= *end).unwrap_or(ends.len().saturating_sub(1));
    SHADES - (ends.len() - 1 - class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round() {
        for (top, expected) in [(3.0, 1.0), (10.0, 5.0), (1_234.0, 500.0), (0.8, 0.5), (0.0, 1.0), (4.0, 2.0)]
        {
            assert!((step(top, 3.0) - expected).abs() < 1e-9, "{top}: {}", step(top, 3.0));
        }
    }

    #[test]
    fn the_highest_is_the_darkest_and_nothing_the_lightest() {
        let ends = classes([0.0, 1.0, 2.0, 3.0, 4.0, 50.0].into_iter());
        assert_eq!(ends, [1.0, 2.0, 3.0, 4.0, 50.0]);
        assert_eq!([0.0, 1.0, 4.0, 50.0].map(|number| shade(number, &ends)), [0, 1, 4, 5]);
        let one = classes([7.0, 7.0].into_iter());
        assert_eq!((one.clone(), shade(7.0, &one)), (vec![7.0], SHADES));
    }
}
