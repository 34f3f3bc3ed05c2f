//! robots.txt (RFC 9309).

/// The file of a site whose sitemap index is at `sitemap`.
pub fn render(sitemap: &str, base_path: &str, noindex: bool) -> String {
    // A closed site must stay readable to robots: they learn from its pages that they must not keep them.
    let mut text = format!("User-agent: *\nDisallow: {base_path}/search/?\n");
    if !noindex {
        text.push_str("\nSitemap: ");
        text.push_str(sitemap);
        text.push('\n');
    }
    text
}
