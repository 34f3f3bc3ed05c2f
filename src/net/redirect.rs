//! Which redirects may be followed.

use url::{Host, Url};

/// The rule that a caller gives its request.
#[derive(Debug, Clone, Copy)]
pub enum Redirects<'a> {
    /// Only within the same host: answers of an API.
    SameHost,
    /// Within the same host, or by https to one of these hosts (`static.data.gouv.fr`, or with a port): files.
    Hosts(&'a [String]),
}

/// Why a redirect was not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Neither http nor https.
    #[error("only http and https are followed")]
    Scheme,
    /// From https to http.
    #[error("it leaves https")]
    Downgrade,
    /// Another host, where only the same one may answer.
    #[error("an API may not send its reader to another host")]
    OtherHost,
    /// A host that is not listed.
    #[error("the host is not listed: add it to `hosts` under `[source]` if you trust it")]
    UnlistedHost,
    /// A host that is listed, but not by https.
    #[error("another host is followed only by https")]
    Plain,
    /// It holds a user or password.
    #[error("it holds credentials")]
    Credentials,
    /// More hops than any honest server needs.
    #[error("too many redirects")]
    Endless,
}

/// How many redirects in a row are followed.
pub(super) const MOST_HOPS: usize = 5;

impl Redirects<'_> {
    /// Whether a request for `from` may go on to `to`.
    pub(super) fn check(self, from: &Url, to: &Url) -> Result<(), Refusal> {
        if !matches!(to.scheme(), "http" | "https") {
            return Err(Refusal::Scheme);
        }
        if !to.username().is_empty() || to.password().is_some() {
            return Err(Refusal::Credentials);
        }
        if from.scheme() == "https" && to.scheme() == "http" {
            return Err(Refusal::Downgrade);
        }
        let is_upgrade =
            from.scheme() == "http" && to.scheme() == "https" && to.port().is_none() && from.port().is_none();
        let same_port = from.port_or_known_default() == to.port_or_known_default();
        if host_of(from) == host_of(to) && (same_port || is_upgrade) {
            return Ok(());
        }
        let Self::Hosts(hosts) = self else { return Err(Refusal::OtherHost) };
        let host = host_of(to).unwrap_or_default();
        let with_port = to.port().map(|port| format!("{host}:{port}"));
        let is_listed = hosts.iter().any(|listed| match &with_port {
            Some(with_port) => listed.eq_ignore_ascii_case(with_port),
            None => listed.eq_ignore_ascii_case(&host),
        });
        match (is_listed, to.scheme()) {
            (true, "https") => Ok(()),
            (true, _) => Err(Refusal::Plain),
            (false, _) => Err(Refusal::UnlistedHost),
        }
    }
}

/// The host in lower case, without the dot that may end it.
fn host_of(url: &Url) -> Option<String> {
    Some(match url.host()? {
        Host::Domain(name) => name.trim_end_matches('.').to_ascii_lowercase(),
        host => host.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rule: Redirects, from: &str, to: &str) -> Result<(), Refusal> {
        rule.check(&Url::parse(from).unwrap(), &Url::parse(to).unwrap())
    }

    #[test]
    fn an_api_stays_on_its_host() {
        let api = "https://www.data.gouv.fr/api/1/datasets/a/";
        for (to, result) in [
            ("https://www.data.gouv.fr/api/1/datasets/5d/", Ok(())),
            ("https://WWW.data.gouv.fr./api/1/", Ok(())),
            ("https://static.data.gouv.fr/x", Err(Refusal::OtherHost)),
            ("https://www.data.gouv.fr:8443/x", Err(Refusal::OtherHost)),
            ("http://www.data.gouv.fr/x", Err(Refusal::Downgrade)),
            ("file:///etc/passwd", Err(Refusal::Scheme)),
            ("ftp://www.data.gouv.fr/x", Err(Refusal::Scheme)),
            ("https://a:b@www.data.gouv.fr/x", Err(Refusal::Credentials)),
        ] {
            assert_eq!(check(Redirects::SameHost, api, to), result, "{to}");
        }
        assert_eq!(check(Redirects::SameHost, "http://a.example/x", "https://a.example/x"), Ok(()));
        assert_eq!(
            check(Redirects::SameHost, "http://127.0.0.1:1/x", "http://127.0.0.1:2/x"),
            Err(Refusal::OtherHost)
        );
    }

    #[test]
    fn a_file_goes_to_listed_hosts_by_https() {
        let hosts = ["static.data.gouv.fr".to_owned(), "files.example:8443".to_owned()];
        let rule = Redirects::Hosts(&hosts);
        let file = "http://www.data.gouv.fr/api/1/site/datasets.csv";
        for (to, result) in [
            ("https://static.data.gouv.fr/resources/x.csv", Ok(())),
            ("https://files.example:8443/x.csv", Ok(())),
            ("https://files.example/x.csv", Err(Refusal::UnlistedHost)),
            ("http://static.data.gouv.fr/resources/x.csv", Err(Refusal::Plain)),
            ("https://static.data.gouv.fr:444/x", Err(Refusal::UnlistedHost)),
            ("https://evil.example/static.data.gouv.fr", Err(Refusal::UnlistedHost)),
            ("https://xstatic.data.gouv.fr/", Err(Refusal::UnlistedHost)),
        ] {
            assert_eq!(check(rule, file, to), result, "{to}");
        }
    }
}
