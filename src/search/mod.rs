//! Search in the browser from static files: analysis, index, shards, the elasticlunr file.

pub mod analysis;
