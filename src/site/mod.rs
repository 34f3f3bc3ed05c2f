//! A site: a catalog, a theme, content pages and a config, all immutable once loaded.

mod body;
mod error;
pub mod view;

pub use body::{Body, BundleFile, StreamWriter};
pub use error::SiteError;
