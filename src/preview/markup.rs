//! What the preview puts into pages, and the few pages that are its own.

/// The script of open pages, and the stylesheet of what the preview shows: files of its own address, since no page
/// may hold any inline.
pub(super) const SCRIPT: &str = include_str!("client/preview.js");
pub(super) const STYLE: &str = include_str!("client/preview.css");

/// Text for HTML, in elements and in attributes.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // Nothing that a terminal or a browser would act on.
            '\0' => escaped.push('\u{fffd}'),
            character => escaped.push(character),
        }
    }
    escaped
}

/// The script element that a page gets: the one thing in which it differs from what a build writes. `edition` is the
/// state that the page shows.
pub(super) fn script(edition: &str) -> String {
    format!("<script src=\"/__etalage/preview.js\" data-edition=\"{edition}\" defer></script>")
}

/// Puts `part` at the end of a page's body.
pub(super) fn inject(page: &[u8], part: &str) -> Vec<u8> {
    let end = memchr::memmem::rfind(page, b"</body>").unwrap_or(page.len());
    let mut with = Vec::with_capacity(page.len() + part.len());
    with.extend_from_slice(&page[..end]);
    with.extend_from_slice(part.as_bytes());
    with.extend_from_slice(&page[end..]);
    with
}

/// What of a mistake is put into a page.
pub(super) fn overlay(mistake: &str) -> String {
    format!("<link rel=\"stylesheet\" href=\"/__etalage/preview.css\">{mistake}")
}

/// A page of the preview's own.
pub(super) fn page(title: &str, main: &str, edition: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<link rel=\"stylesheet\" href=\"/__etalage/preview.css\">\n\
         </head>\n<body class=\"etalage-own\">\n<main>\n{main}\n</main>\n{}</body>\n</html>\n",
        escape(title),
        script(edition)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_gets_one_element_and_nothing_else() {
        let page = b"<body>\n<p>a</body>b</p>\n</body>\n</html>\n";
        let script = script("1-2");
        let with = String::from_utf8(inject(page, &script)).unwrap();
        assert_eq!(with, format!("<body>\n<p>a</body>b</p>\n{script}</body>\n</html>\n"));
        assert_eq!(with.replacen(&script, "", 1).as_bytes(), page);
        assert_eq!(inject(b"<p>x", "y"), b"<p>xy");
    }
}
