//! What hosts of static sites allow and understand: limits, `_headers`, `_redirects`.

mod headers;
mod limits;
mod redirects;

pub use headers::{headers, meta_policy};
pub use limits::{Plan, Problem, check, limits_size, redirect_limit};
pub use redirects::{Redirect, Redirects, redirects};
