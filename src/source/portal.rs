//! The portal that a record's page is on.

use std::borrow::Cow;

/// The origin of a record's page: scheme, host and port. What data.gouv.fr wrote as `http` before 2019 is `https`.
pub(super) fn portal_of(url: &str) -> Option<Cow<'_, str>> {
    let (scheme, rest) = url.split_once("://")?;
    if !matches!(scheme, "http" | "https") {
        return None;
    }
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':');
    if host.is_empty() || !host.bytes().all(is_host) {
        return None;
    }
    // Trial copies of data.gouv.fr, whose records are those of the real one.
    if matches!(host, "demo.data.gouv.fr" | "next.data.gouv.fr" | "dev.data.gouv.fr" | "beta.data.gouv.fr") {
        return Some("https://www.data.gouv.fr".into());
    }
    let is_national = host == "data.gouv.fr" || host.ends_with(".data.gouv.fr");
    if scheme == "http" && is_national {
        return Some(format!("https://{host}").into());
    }
    Some(url[..scheme.len() + 3 + host.len()].into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_portal_is_an_origin() {
        for (url, portal) in [
            ("https://www.data.gouv.fr/datasets/a/", Some("https://www.data.gouv.fr")),
            ("http://www.data.gouv.fr/fr/datasets/a/", Some("https://www.data.gouv.fr")),
            ("http://localhost:7000/datasets/a", Some("http://localhost:7000")),
            ("http://demo.data.gouv.fr/fr/datasets/a/", Some("https://www.data.gouv.fr")),
            ("https://data.public.lu", Some("https://data.public.lu")),
            ("javascript://a.example/%0aalert(1)", None),
            ("https://a b/", None),
            ("/datasets/a", None),
        ] {
            assert_eq!(portal_of(url).as_deref(), portal, "{url}");
        }
    }
}
