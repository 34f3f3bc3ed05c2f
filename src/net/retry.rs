//! When to try again, and how long to wait before.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;

use super::NetError;

/// How stubborn a client is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    /// Tries in all.
    pub(super) attempts: u32,
    /// Tries in all while the host has not answered a single time: a wrong address should be told at once.
    pub(super) attempts_unseen: u32,
    /// The first wait; each further one is twice as long.
    pub(super) first: Duration,
    /// The longest wait.
    pub(super) longest: Duration,
}

impl Patience {
    /// How long to wait before the try after `attempt` (from 1); `None` to give up.
    pub(super) fn wait(&self, attempt: u32, error: &NetError, is_seen: bool) -> Option<Duration> {
        if !error.may_pass() {
            return None;
        }
        let is_connection = matches!(error, NetError::UnknownHost { .. } | NetError::Unreachable { .. });
        let attempts = if is_connection && !is_seen { self.attempts_unseen } else { self.attempts };
        if attempt >= attempts {
            return None;
        }
        let wait = self.first.saturating_mul(1 << (attempt - 1).min(16)).min(self.longest);
        Some(wait.mul_f64(0.5 + 0.5 * random()))
    }
}

/// A number between 0 and 1. Each `RandomState` has keys of its own.
fn random() -> f64 {
    (RandomState::new().hash_one(0_u8) >> 11) as f64 / (1_u64 << 53) as f64
}

/// The wait that a `Retry-After` header asks for (RFC 9110, 10.2.3): seconds, or a date. `None` when it is neither.
pub(super) fn retry_after(header: &str, now: Timestamp) -> Option<Duration> {
    let header = header.trim();
    if let Ok(seconds) = header.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let date = DateTimeParser::new().parse_timestamp(header).ok()?;
    Some(Duration::from_secs(u64::try_from(date.as_second() - now.as_second()).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now: Timestamp = "2026-01-16T10:00:00Z".parse().unwrap();
        for (header, wait) in [
            ("1", Some(1)),
            (" 120 ", Some(120)),
            ("Fri, 16 Jan 2026 10:00:30 GMT", Some(30)),
            ("Fri, 16 Jan 2026 09:00:00 GMT", Some(0)),
            ("soon", None),
            ("-5", None),
        ] {
            assert_eq!(retry_after(header, now), wait.map(Duration::from_secs), "{header}");
        }
    }

    #[test]
    fn waits_grow_and_end() {
        let patience = Patience {
            attempts: 6,
            attempts_unseen: 2,
            first: Duration::from_millis(100),
            longest: Duration::from_millis(500),
        };
        let error = NetError::Status { url: String::new(), status: 502, message: String::new() };
        for (attempt, longest) in [(1, 100), (2, 200), (3, 400), (4, 500), (5, 500)] {
            let wait = patience.wait(attempt, &error, true).unwrap().as_millis();
            assert!((longest / 2..=longest).contains(&wait), "{attempt}: {wait}");
        }
        assert_eq!(patience.wait(6, &error, true), None);
        let gone = NetError::Status { url: String::new(), status: 410, message: String::new() };
        assert_eq!(patience.wait(1, &gone, true), None);
        let unknown = NetError::UnknownHost { url: String::new() };
        assert!(patience.wait(1, &unknown, false).is_some());
        assert_eq!(patience.wait(2, &unknown, false), None);
        assert!(patience.wait(2, &unknown, true).is_some());
    }
}
