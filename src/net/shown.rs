//! Addresses as messages and logs show them: without credentials.

use url::Url;

/// What a parameter's name may hold when its value is a secret.
const SECRET: [&str; 7] = ["key", "token", "secret", "password", "signature", "credential", "auth"];

/// The address without user, password, fragment nor the values of parameters that look like secrets.
pub fn shown(url: &Url) -> String {
    let mut url = url.clone();
    // Refused only by addresses that cannot have them.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.set_fragment(None);
    let is_secret = |name: &str| {
        let name = name.to_ascii_lowercase();
        name == "sig" || SECRET.iter().any(|part| name.contains(part))
    };
    if url.query_pairs().any(|(name, _)| is_secret(&name)) {
        let pairs: Vec<(String, String)> = url
            .query_pairs()
            .map(|(name, value)| {
                let value = if is_secret(&name) { "***".into() } else { value };
                (name.into_owned(), value.into_owned())
            })
            .collect();
        url.query_pairs_mut().clear().extend_pairs(pairs);
    }
    let text = url.to_string();
    match text.char_indices().nth(300) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_left_out() {
        for (url, text) in [
            ("https://user:pass@example.org/a?page=2#x", "https://example.org/a?page=2"),
            ("https://example.org/a?page=2&api_key=s3cret", "https://example.org/a?page=2&api_key=***"),
            (
                "https://s3.example.org/f?X-Amz-Signature=ab&x=1",
                "https://s3.example.org/f?X-Amz-Signature=***&x=1",
            ),
            ("file:///etc/passwd", "file:///etc/passwd"),
        ] {
            assert_eq!(shown(&Url::parse(url).unwrap()), text);
        }
    }
}
