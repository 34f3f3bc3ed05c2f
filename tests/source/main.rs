//! Reading catalogues: every vintage of udata's exports, faults that are isolated and named, the join.

// Helpers of tests are tests.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod export;
mod faults;
mod files;
mod given;
mod hostile;
mod join;
mod vintages;
