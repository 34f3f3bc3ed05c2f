//! Resolves names, and gives only addresses that may be connected to.

use std::net::{IpAddr, SocketAddr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use super::address::is_public;

/// The system's resolver, without private addresses unless they are allowed. What it gives is what is connected
/// to: there is no second look-up that could give another answer.
#[derive(Debug)]
pub(super) struct CheckedResolver {
    pub(super) allow_private: bool,
    /// The proxy that the environment names, which may well be on a private network.
    pub(super) proxy: Option<(String, u16)>,
    system: DefaultResolver,
}

/// A name that leads to private addresses only.
#[derive(Debug, thiserror::Error)]
#[error("{0} is a private address")]
pub(super) struct PrivateAddress(pub(super) IpAddr);

impl CheckedResolver {
    pub(super) fn new(allow_private: bool, proxy: Option<(String, u16)>) -> Self {
        Self { allow_private, proxy, system: DefaultResolver::default() }
    }

    fn is_proxy(&self, uri: &Uri) -> bool {
        self.proxy.as_ref().is_some_and(|(host, port)| {
            let named = uri.port_u16().unwrap_or(if uri.scheme_str() == Some("https") { 443 } else { 80 });
            uri.host().is_some_and(|name| name.eq_ignore_ascii_case(host)) && named == *port
        })
    }
}

impl Resolver for CheckedResolver {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.system.resolve(uri, config, timeout).map_err(|error| match error {
            // The system says "not found" in many ways; a look-up has no other failure worth telling apart.
            ureq::Error::Io(_) => ureq::Error::HostNotFound,
            error => error,
        })?;
        if self.allow_private || self.is_proxy(uri) {
            return Ok(found);
        }
        let mut public = self.empty();
        for address in found.iter().filter(|address: &&SocketAddr| is_public(address.ip())) {
            public.push(*address);
        }
        match found.first() {
            Some(first) if public.is_empty() => Err(ureq::Error::Other(Box::new(PrivateAddress(first.ip())))),
            _ => Ok(public),
        }
    }
}
