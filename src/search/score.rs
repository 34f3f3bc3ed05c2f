//! BM25F: what a word weighs in a document (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 3.3).

use crate::config::SearchWeights;

use super::document::Field;

const FIELDS: usize = Field::ALL.len();

/// How soon a repeated word stops to add.
const SATURATION: f64 = 1.2;

/// How much a long field lessens each of its words, 0 for not at all, by field.
const LENGTH_EFFECT: [f64; FIELDS] = [0.5, 0.3, 0.3, 0.3, 0.75, 0.75, 0.0];

/// How many words each field of a document has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lengths(pub [u16; FIELDS]);

impl Lengths {
    /// Counts a word.
    pub fn add(&mut self, field: Field) {
        let length = &mut self.0[field as usize];
        *length = length.saturating_add(1);
    }
}

/// Weights and mean lengths.
#[derive(Debug, Clone)]
pub struct Scoring {
    weights: [f64; FIELDS],
    averages: [f64; FIELDS],
}

impl Scoring {
    /// Scoring with these weights, before lengths are known.
    pub fn new(weights: &SearchWeights) -> Self {
        let weights = [
            weights.title,
            weights.acronym,
            weights.organization,
            weights.tags,
            weights.resources,
            weights.description,
            weights.synonyms,
        ];
        Self { weights, averages: [1.0; FIELDS] }
    }

    /// Sets mean lengths, of the documents where the field is not empty. They are rounded to steps of a fifth,
    /// so that a record more does not change the weight of every word.
    pub fn set_averages<'a>(&mut self, lengths: impl Iterator<Item = &'a Lengths>) {
        let mut sums = [(0_u64, 0_u64); FIELDS];
        for lengths in lengths {
            for (sum, length) in sums.iter_mut().zip(lengths.0) {
                sum.0 += u64::from(length);
                sum.1 += u64::from(length > 0);
            }
        }
        for (average, (sum, count)) in self.averages.iter_mut().zip(sums) {
            let mean = sum as f64 / count.max(1) as f64;
            *average = 2_f64.powf((mean.max(1.0).log2() * 4.0).round() / 4.0);
        }
    }

    /// The weight of a word that occurs so often in the fields of a document: 0 to 1, to be multiplied by how
    /// rare the word is.
    pub fn impact(&self, frequencies: &[u16; FIELDS], lengths: &Lengths) -> f64 {
        let mut frequency = 0.0;
        for field in 0..FIELDS {
            if frequencies[field] > 0 {
                let relative = f64::from(lengths.0[field]) / self.averages[field];
                let norm = 1.0 - LENGTH_EFFECT[field] + LENGTH_EFFECT[field] * relative;
                frequency += self.weights[field].max(0.0) * f64::from(frequencies[field]) / norm;
            }
        }
        frequency / (SATURATION + frequency)
    }

    /// How rare a word is that `holding` of `documents` hold.
    pub fn rarity(documents: usize, holding: usize) -> f64 {
        (1.0 + (documents as f64 - holding as f64 + 0.5) / (holding as f64 + 0.5)).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_weighs_more_than_a_description() {
        let mut scoring = Scoring::new(&SearchWeights::default());
        let lengths = Lengths([4, 0, 0, 0, 0, 50, 0]);
        scoring.set_averages([lengths].iter());
        let title = scoring.impact(&[1, 0, 0, 0, 0, 0, 0], &lengths);
        let description = scoring.impact(&[0, 0, 0, 0, 0, 1, 0], &lengths);
        assert!(title > description && title < 1.0 && description > 0.0);
    }

    #[test]
    fn averages_hardly_move() {
        let mut scoring = Scoring::new(&SearchWeights::default());
        let many = vec![Lengths([9, 1, 4, 5, 9, 100, 0]); 1_000];
        scoring.set_averages(many.iter());
        let before = scoring.averages;
        let mut more = many.clone();
        more.push(Lengths([30, 4, 9, 40, 200, 900, 3]));
        scoring.set_averages(more.iter());
        assert_eq!(before[..6], scoring.averages[..6]);
    }
}
