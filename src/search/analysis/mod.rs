//! Analysis: from a text to the forms that a query is compared with. The one place where language lives; the
//! browser only folds and splits.

pub mod fold;
pub mod language;
pub mod tokenize;

pub use fold::{compare, fold};
pub use language::Stemmer;
pub use tokenize::{Tokenizer, WORD_LENGTH};
