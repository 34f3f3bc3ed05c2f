//! The content security policy, and the `_headers` file that Netlify and Cloudflare Pages read.

use std::fmt::Write;

use crate::config::Config;

/// Paths whose names hold a hash of their content: they may be kept for ever. `search/entry.json` is not among
/// them: it lies directly in `search/`.
const HASHED: [&str; 2] = ["assets/*", "search/:folder/*"];

/// The policy of every page: scripts, styles, pictures and requests of the site's own, nothing inline. Pictures of
/// descriptions come from anywhere, over HTTPS, where the config shows them.
fn policy(config: &Config) -> String {
    let pictures = if config.catalog.images { "'self' data: https:" } else { "'self' data:" };
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src {pictures}; connect-src 'self'; \
         worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'"
    )
}

/// The policy for a `<meta http-equiv="Content-Security-Policy">`, for hosts that send no headers of ours
/// (GitHub Pages, GitLab Pages). It cannot say who may frame a page: browsers ignore that in an element.
pub fn meta_policy(config: &Config) -> String {
    policy(config)
}

/// The `_headers` file. Rules do not overlap in what they set: hosts join the values of a header that is set twice.
pub fn headers(config: &Config) -> String {
    let base = config.base_path();
    let mut text = format!(
        "{base}/*\n  Content-Security-Policy: {}; frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: strict-origin-when-cross-origin\n  \
         Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()\n  \
         Cross-Origin-Opener-Policy: same-origin\n  Access-Control-Allow-Origin: *\n",
        policy(config)
    );
    if config.site.noindex {
        text.push_str("  X-Robots-Tag: noindex\n");
    }
    for path in HASHED {
        let _ = write!(text, "{base}/{path}\n  Cache-Control: public, max-age=31536000, immutable\n");
    }
    let _ = write!(text, "{base}/search/entry.json\n  Cache-Control: no-cache\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(base_url: &str, more: &str) -> Config {
        Config::parse("x", &format!("[site]\ntitle = \"x\"\nbase_url = \"{base_url}\"\n{more}")).unwrap()
    }

    #[test]
    fn the_policy_is_strict() {
        let text = headers(&config("https://x.fr/a", ""));
        assert!(
            text.starts_with("/a/*\n  Content-Security-Policy: default-src 'none'; script-src 'self'; "),
            "{text}"
        );
        assert!(
            !text.contains("unsafe") && !text.contains("https:") && !text.contains("X-Robots-Tag"),
            "{text}"
        );
        assert!(headers(&config("https://x.fr", "noindex = true")).contains("\n  X-Robots-Tag: noindex\n"));
        let with_images = headers(&config("https://x.fr", "[catalog]\nimages = true"));
        assert!(with_images.contains("img-src 'self' data: https:;"), "{with_images}");
        assert!(!meta_policy(&config("https://x.fr", "")).contains("frame-ancestors"));
    }

    #[test]
    fn no_line_is_longer_than_cloudflare_reads() {
        let text = headers(&config(&format!("https://x.fr/{}", "a".repeat(200)), "noindex = true"));
        assert!(text.lines().all(|line| line.len() <= 2000));
        assert!(text.lines().filter(|line| !line.starts_with(' ')).count() <= 100);
    }
}
