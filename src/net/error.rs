//! Why something could not be had over the network.

use std::io;
use std::net::IpAddr;
use std::path::PathBuf;

use super::Refusal;

/// A request that failed. Addresses are shown without credentials.
#[derive(Debug, thiserror::Error)]
pub enum NetError {
    /// An address that cannot be requested.
    #[error("{url} cannot be requested: {reason}")]
    BadUrl {
        /// The address.
        url: String,
        /// Why.
        reason: String,
    },
    /// The name leads nowhere.
    #[error("{url}: no such host; check the address, and that this machine is on the network")]
    UnknownHost {
        /// The address.
        url: String,
    },
    /// No connection.
    #[error(
        "{url}: no connection to the host ({error}); is it up, and does a firewall or proxy let this machine through?"
    )]
    Unreachable {
        /// The address.
        url: String,
        /// Why.
        error: io::Error,
    },
    /// The name leads to this machine or its network.
    #[error(
        "{url}: its host is the private address {address}, which a public catalogue never has; if it is your own, \
         write `allow_private = true` under `[source]`"
    )]
    PrivateAddress {
        /// The address.
        url: String,
        /// Where it leads.
        address: IpAddr,
    },
    /// A certificate that is not valid, or no common protocol.
    #[error("{url}: no secure connection: {reason}")]
    Tls {
        /// The address.
        url: String,
        /// Why.
        reason: String,
    },
    /// Nothing came for too long.
    #[error("{url}: {phase} took more than {seconds} s; the server may be overloaded: try again later")]
    Timeout {
        /// The address.
        url: String,
        /// What took too long.
        phase: Phase,
        /// How long was waited.
        seconds: u64,
    },
    /// The connection broke, or the answer is no HTTP.
    #[error("{url}: the answer broke off after {received} bytes: {reason}")]
    Cut {
        /// The address.
        url: String,
        /// Bytes of the body that had come.
        received: u64,
        /// Why.
        reason: String,
    },
    /// More bytes than such an answer may have.
    #[error("{url}: the answer is larger than {limit} bytes, the most that is read here")]
    TooLarge {
        /// The address.
        url: String,
        /// The most that is read.
        limit: u64,
    },
    /// A status that is no success.
    #[error("{url}: the server answered {status}{}", said(message))]
    Status {
        /// The address.
        url: String,
        /// The HTTP status.
        status: u16,
        /// What the server says; may be empty.
        message: String,
    },
    /// The server asks to wait longer than is reasonable.
    #[error("{url}: the server asks to come back in {seconds} s; run the command again then")]
    RetryLater {
        /// The address.
        url: String,
        /// How long.
        seconds: u64,
    },
    /// A redirect that is not followed.
    #[error("{url} leads to {to}, which is not followed: {refusal}")]
    Redirect {
        /// The address.
        url: String,
        /// Where it leads.
        to: String,
        /// Why not.
        refusal: Refusal,
    },
    /// An answer that is not what was asked for.
    #[error("{url}: {reason}")]
    Unusable {
        /// The address.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A file that could not be written.
    #[error("cannot write {}: {error}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// Several tries, all in vain.
    #[error("{error} (tried {attempts} times)")]
    GaveUp {
        /// How many.
        attempts: u32,
        /// The last failure.
        #[source]
        error: Box<NetError>,
    },
}

/// What a request was waiting for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Phase {
    /// The connection.
    #[error("connecting")]
    Connection,
    /// The beginning of the answer, or more of it.
    #[error("waiting for the answer")]
    Answer,
    /// The end of the answer.
    #[error("receiving the answer")]
    Whole,
}

impl NetError {
    /// Whether another try may go better.
    pub(super) fn may_pass(&self) -> bool {
        match self {
            Self::UnknownHost { .. }
            | Self::Unreachable { .. }
            | Self::Timeout { .. }
            | Self::Cut { .. }
            | Self::Unusable { .. } => true,
            Self::Status { status, .. } => {
                matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504 | 520..=530)
            }
            Self::BadUrl { .. }
            | Self::PrivateAddress { .. }
            | Self::Tls { .. }
            | Self::TooLarge { .. }
            | Self::RetryLater { .. }
            | Self::Redirect { .. }
            | Self::Write { .. }
            | Self::GaveUp { .. } => false,
        }
    }

    /// The failure itself, behind the number of tries.
    pub fn cause(&self) -> &Self {
        match self {
            Self::GaveUp { error, .. } => error.cause(),
            error => error,
        }
    }

    /// The HTTP status, where the server gave one that is no success.
    pub fn status(&self) -> Option<u16> {
        match self.cause() {
            Self::Status { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// Whether the server failed at a request that a smaller one of the kind may survive: an answer too large, too
    /// slow or broken off, or an error of the server's own.
    pub fn is_overload(&self) -> bool {
        match self.cause() {
            Self::Timeout { .. } | Self::Cut { .. } | Self::TooLarge { .. } | Self::Unusable { .. } => true,
            Self::Status { status, .. } => *status >= 500,
            _ => false,
        }
    }
}

fn said(message: &str) -> String {
    if message.is_empty() { String::new() } else { format!(" ({message})") }
}
