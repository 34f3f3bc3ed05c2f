//! The one polite HTTP client: everything that goes over the network goes through it.
//!
//! It keeps a pace, names itself, obeys `Retry-After`, retries what may pass, bounds every answer in size and time,
//! and never connects to a private address nor follows a redirect that its caller did not allow.

mod address;
mod body;
mod client;
mod download;
mod error;
mod gate;
mod probe;
mod redirect;
mod resolver;
mod retry;
mod shown;

pub use address::is_public;
pub use client::{Answer, Client, Manners, Request, Tally, Unusable, Validators};
pub use download::{Downloaded, Head};
pub use error::{NetError, Phase};
pub use redirect::{Redirects, Refusal};
pub use shown::{shown, shown_text};
