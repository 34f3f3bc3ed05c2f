//! Whose name a request may call this server by. A page elsewhere can make a browser ask this machine (its name
//! is made to resolve to 127.0.0.1), but not under this machine's own names.

use std::net::IpAddr;

/// The names that are answered.
#[derive(Debug, Clone, Copy)]
pub(super) struct Guard {
    /// Where the server listens.
    address: IpAddr,
}

impl Guard {
    pub(super) const fn new(address: IpAddr) -> Self {
        Self { address }
    }

    /// Whether a request may name `host` (`localhost:4000`, `127.0.0.1`, `[::1]:80`). On a server that was told to
    /// listen to other machines, any address in figures may: such a name cannot be led elsewhere.
    pub(super) fn allows(self, host: &str) -> bool {
        let Some(name) = name(host) else { return false };
        if name.eq_ignore_ascii_case("localhost") {
            return true;
        }
        let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
        let address: Option<IpAddr> = match bare {
            Some(address) => address.parse().ok().map(IpAddr::V6),
            None => name.parse().ok().map(IpAddr::V4),
        };
        address.is_some_and(|address| address.is_loopback() || !self.address.is_loopback())
    }
}

/// A host without its port.
fn name(host: &str) -> Option<&str> {
    let end = if host.starts_with('[') { host.find(']')? + 1 } else { host.find(':').unwrap_or(host.len()) };
    let (name, port) = host.split_at(end);
    let is_port = |text: &str| text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit());
    (port.is_empty() || port.strip_prefix(':').is_some_and(is_port)).then_some(name)
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    #[test]
    fn only_this_machine_is_named() {
        let guard = Guard::new(Ipv4Addr::LOCALHOST.into());
        for host in ["localhost:4000", "LocalHost", "127.0.0.1:4000", "127.0.0.1", "[::1]:4000", "[::1]"] {
            assert!(guard.allows(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "evil.example:4000",
            "localhost.evil.example",
            "127.0.0.1.evil.example:4000",
            "127.0.0.1.nip.io",
            "192.168.1.2",
            "0.0.0.0:4000",
            "169.254.169.254",
            "localhost:4000@evil.example",
            "evil.example@localhost",
            "localhost:80:80",
            "localhost:x",
            "[::1",
            "[::1]evil",
            "::1",
            "[evil.example]",
            "2130706433",
            "0x7f.0.0.1",
            "localhost.",
            "xn--localhost",
        ] {
            assert!(!guard.allows(host), "{host}");
        }
    }

    #[test]
    fn a_server_for_others_answers_to_addresses_in_figures() {
        let guard = Guard::new(Ipv4Addr::UNSPECIFIED.into());
        assert!(guard.allows("192.168.1.2:4000") && guard.allows("[fe80::1]:4000"));
        assert!(!guard.allows("evil.example:4000"));
    }
}
