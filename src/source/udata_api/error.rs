//! Why a portal could not be fetched.

use std::io;
use std::path::PathBuf;

use crate::archive::ManifestError;
use crate::net::NetError;

/// A fetch that failed. The snapshot that was there before is as it was.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// The source is not on the network.
    #[error(
        "nothing to fetch: [source] has no `url`. For a udata portal write kind = \"udata-api\" and \
         url = \"https://www.data.gouv.fr\""
    )]
    NoUrl,
    /// The network, or what came over it.
    #[error(transparent)]
    Net(#[from] NetError),
    /// The address is not that of a udata portal.
    #[error(
        "{url} does not answer as a udata portal does: {reason}. Check `url` under [source]: it is the portal's \
         own address, such as https://www.data.gouv.fr (when it is the right one, the portal may be under \
         maintenance)"
    )]
    NotUdata {
        /// The address.
        url: String,
        /// What it answers.
        reason: String,
    },
    /// A filter names what the portal does not know.
    #[error(
        "{url} knows no {what} \"{name}\".{} It goes by its slug or id, as in the address of its page",
        meant(nearest)
    )]
    Unknown {
        /// The portal.
        url: String,
        /// `organization`, `topic` or `dataset`.
        what: &'static str,
        /// The name given.
        name: String,
        /// The nearest ones: slugs with names.
        nearest: Vec<String>,
    },
    /// The filters leave nothing.
    #[error("no dataset of {url} matches {filters}: check these keys under [source]")]
    NoMatch {
        /// The portal.
        url: String,
        /// The filters, as they stand in the configuration.
        filters: String,
    },
    /// The portal has no dataset at all.
    #[error("{url} lists no dataset: nothing was fetched")]
    Empty {
        /// The portal.
        url: String,
    },
    /// A filter has no effect.
    #[error(
        "{url} answers {what} that do not match {filter}: it does not know this filter, and everything would be \
         fetched. Take it out, or use a newer udata"
    )]
    FilterIgnored {
        /// The address that was asked.
        url: String,
        /// What came.
        what: &'static str,
        /// The filter.
        filter: String,
    },
    /// An answer that contradicts itself or the protocol: asking again is no use.
    #[error("{url}: {reason}")]
    Lie {
        /// The address.
        url: String,
        /// What is wrong.
        reason: String,
    },
    /// The portal lists more than can be had.
    #[error(
        "{url} says that it has {total} {kind}, and only {found} could be found after {looks} listings: the \
         snapshot would not be whole. What was fetched is kept; run the command again later"
    )]
    Short {
        /// The portal.
        url: String,
        /// What was fetched.
        kind: &'static str,
        /// How many it says there are.
        total: u64,
        /// How many there are.
        found: u64,
        /// How often they were listed.
        looks: u32,
    },
    /// A kind of record that the last snapshot has and the portal does not serve any more.
    #[error(
        "{url} does not serve {kind} any more (404), and the last snapshot has {before} of them. Take \"{kind}\" out \
         of `include` under [source] if that is meant"
    )]
    Vanished {
        /// The address.
        url: String,
        /// The kind.
        kind: &'static str,
        /// How many there were.
        before: u64,
    },
    /// A CSV export is not one.
    #[error("{url}: {reason}")]
    Export {
        /// Where it came from.
        url: String,
        /// What is wrong.
        reason: String,
    },
    /// A file or folder.
    #[error("{}: {error}", path.display())]
    Io {
        /// The path.
        path: PathBuf,
        /// Why.
        #[source]
        error: io::Error,
    },
    /// The folder holds something else.
    #[error(
        "{}: the folder is not empty and holds no snapshot: name another one with --out, or `snapshot` under [source]",
        path.display()
    )]
    Foreign {
        /// The folder.
        path: PathBuf,
    },
    /// Another fetch is under way.
    #[error("{}: another `etalage fetch` is at work there", path.display())]
    Busy {
        /// The working folder.
        path: PathBuf,
    },
    /// The manifest of the last snapshot.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
}

impl FetchError {
    /// An error on a file or folder.
    pub(super) fn io(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        |error| Self::Io { path, error }
    }
}

fn meant(nearest: &[String]) -> String {
    match nearest {
        [] => String::new(),
        nearest => format!(" Did you mean {}?", nearest.join(", ")),
    }
}
