//! OpenSearch 1.1 description document: how a browser's bar searches the site.

use super::xml::push_text;

/// The most characters that the specification allows a short name.
const SHORT_NAME: usize = 16;
/// The most characters of a long name.
const LONG_NAME: usize = 48;
/// The most characters of a description.
const DESCRIPTION: usize = 1024;

/// What the document says. Texts that are too long for the specification are cut.
#[derive(Debug, Clone, Copy)]
pub struct Description<'a> {
    /// What the browser calls the search.
    pub short_name: &'a str,
    /// The site's name.
    pub long_name: &'a str,
    /// What is searched.
    pub description: &'a str,
    /// The language of the site.
    pub language: &'a str,
    /// The absolute address of the page of results; it takes the words in `q`.
    pub results: &'a str,
}

/// The document.
pub fn render(of: &Description<'_>) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n",
    );
    let elements = [
        ("ShortName", of.short_name, SHORT_NAME),
        ("LongName", of.long_name, LONG_NAME),
        ("Description", of.description, DESCRIPTION),
        ("Language", of.language, DESCRIPTION),
        ("InputEncoding", "UTF-8", DESCRIPTION),
    ];
    for (name, text, most) in elements {
        let end = text.char_indices().nth(most).map_or(text.len(), |(end, _)| end);
        xml.extend(["<", name, ">"]);
        push_text(&mut xml, text[..end].trim());
        xml.extend(["</", name, ">\n"]);
    }
    xml.push_str("<Url type=\"text/html\" template=\"");
    push_text(&mut xml, of.results);
    xml.push_str("?q={searchTerms}\"/>\n</OpenSearchDescription>\n");
    xml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_and_escaped() {
        let xml = render(&Description {
            short_name: "Données ouvertes de la baie",
            long_name: "A & B",
            description: "Rechercher",
            language: "fr",
            results: "https://x.example/sous/search/",
        });
        assert!(xml.contains("<ShortName>Données ouvertes</ShortName>"), "{xml}");
        assert!(xml.contains("<LongName>A &amp; B</LongName>"), "{xml}");
        let url = "<Url type=\"text/html\" template=\"https://x.example/sous/search/?q={searchTerms}\"/>";
        assert!(xml.contains(url), "{xml}");
    }
}
