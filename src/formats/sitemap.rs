//! Sitemaps 0.9 (sitemaps.org): at most 50,000 addresses a file, and an index of the files.

use jiff::Timestamp;

use super::xml::push_text;

/// Addresses in a file, at most.
pub const MOST: usize = 50_000;

/// How many files `count` addresses take.
pub const fn files(count: usize) -> usize {
    count.div_ceil(MOST)
}

/// A file of addresses, each with its last modification where it is known and plausible.
pub fn urls(addresses: impl Iterator<Item = (String, Option<Timestamp>)>) -> String {
    let mut xml = opening("urlset");
    for (address, modified) in addresses {
        xml.push_str("<url><loc>");
        push_text(&mut xml, &address);
        xml.push_str("</loc>");
        // A year outside of four digits is no W3C date.
        if let Some(modified) = modified.filter(|modified| modified.as_second() > 0) {
            xml.push_str("<lastmod>");
            xml.push_str(&modified.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
            xml.push_str("</lastmod>");
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

/// The index of the files at `addresses`.
pub fn index(addresses: impl Iterator<Item = String>) -> String {
    let mut xml = opening("sitemapindex");
    for address in addresses {
        xml.push_str("<sitemap><loc>");
        push_text(&mut xml, &address);
        xml.push_str("</loc></sitemap>\n");
    }
    xml.push_str("</sitemapindex>\n");
    xml
}

fn opening(element: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{element} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_escaped_and_dated() {
        let modified = "2026-01-16T08:00:00Z".parse().ok();
        let xml = urls([("https://x.example/?a&b".to_owned(), modified)].into_iter());
        assert!(xml.contains(
            "<url><loc>https://x.example/?a&amp;b</loc><lastmod>2026-01-16T08:00:00Z</lastmod></url>"
        ));
    }

    #[test]
    fn fifty_thousand_addresses_fill_a_file() {
        assert_eq!([files(0), files(MOST), files(MOST + 1)], [0, 1, 2]);
    }
}
