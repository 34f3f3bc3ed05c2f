//! File names of pages and the addresses that they make.

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The languages that a site can have.
pub(super) const LANGUAGES: [&str; 2] = ["en", "fr"];

/// A page's file name, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FileName {
    /// The path without language and extension.
    pub(super) stem: String,
    /// The language, where the name gives one.
    pub(super) language: Option<&'static str>,
}

impl FileName {
    /// Takes apart the path of a Markdown file (`legal/notice.fr.md`); `None` for other files.
    pub(super) fn parse(path: &str) -> Option<Self> {
        let stem = path.strip_suffix(".md").filter(|stem| !stem.is_empty() && !stem.ends_with('/'))?;
        let variant = LANGUAGES.into_iter().find_map(|language| {
            let name = stem.strip_suffix(language)?.strip_suffix('.')?;
            (!name.is_empty() && !name.ends_with('/')).then(|| (name.to_owned(), language))
        });
        Some(match variant {
            Some((stem, language)) => Self { stem, language: Some(language) },
            None => Self { stem: stem.to_owned(), language: None },
        })
    }

    /// The address under `/pages/`: the folders and the name in ASCII, the name replaced by `slug` where there
    /// is one, `index` standing for its folder. `None` when nothing readable is left of a part.
    pub(super) fn address(&self, slug: Option<&str>) -> Option<String> {
        let mut parts: Vec<&str> = self.stem.split('/').collect();
        let name = parts.pop()?;
        let mut address: Vec<String> = parts.iter().map(|part| slugify(part)).collect();
        match slug {
            Some(slug) => address.push(slug.to_owned()),
            None if name == "index" && !address.is_empty() => {}
            None => address.push(slugify(name)),
        }
        (address.iter().all(|part| !part.is_empty())).then(|| address.join("/"))
    }
}

/// Text as a part of an address: ASCII letters in lower case, digits and single hyphens.
pub(super) fn slugify(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for character in text.nfkd().filter(|character| !is_combining_mark(*character)) {
        match character {
            'œ' | 'Œ' => slug.push_str("oe"),
            'æ' | 'Æ' => slug.push_str("ae"),
            'ß' => slug.push_str("ss"),
            character if character.is_ascii_alphanumeric() => slug.push(character.to_ascii_lowercase()),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Whether an author's slug can stand in an address as it is.
pub(super) fn is_slug(text: &str) -> bool {
    !text.is_empty() && text.len() <= 200 && slugify(text) == text
}

/// Joins a link's path to the folder of the file that holds it, both with `/` between folders. `None` when it
/// leads out of the content folder.
pub(super) fn join(file: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A free id like `wanted`: itself, else with the first number that makes it free.
pub(super) fn unique(wanted: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut id = wanted.to_owned();
    let mut number = 1;
    while taken(&id) {
        number += 1;
        id.truncate(wanted.len());
        // Writing to a string cannot fail.
        let _ = write!(id, "-{number}");
    }
    id
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_language_stands_before_the_extension() {
        for (path, stem, language) in [
            ("about.md", "about", None),
            ("about.fr.md", "about", Some("fr")),
            ("legal/notice.en.md", "legal/notice", Some("en")),
            ("about.de.md", "about.de", None),
            ("fr.md", "fr", None),
            ("legal/fr.md", "legal/fr", None),
        ] {
            assert_eq!(FileName::parse(path), Some(FileName { stem: stem.to_owned(), language }), "{path}");
        }
        for path in ["about.txt", ".md", "legal/.md"] {
            assert_eq!(FileName::parse(path), None, "{path}");
        }
    }

    #[test]
    fn addresses_are_ascii_and_index_is_its_folder() {
        let address = |path: &str, slug| FileName::parse(path).and_then(|name| name.address(slug));
        assert_eq!(address("À propos.fr.md", None).as_deref(), Some("a-propos"));
        assert_eq!(address("Œuvres & Cie/index.md", None).as_deref(), Some("oeuvres-cie"));
        assert_eq!(address("index.md", None).as_deref(), Some("index"));
        assert_eq!(address("legal/notice.md", Some("mentions")).as_deref(), Some("legal/mentions"));
        assert_eq!(address("数据.md", None), None);
    }

    #[test]
    fn links_stay_in_the_folder() {
        assert_eq!(join("legal/notice.fr.md", "../about.md").as_deref(), Some("about.md"));
        assert_eq!(join("about.md", "./legal//notice.md").as_deref(), Some("legal/notice.md"));
        assert_eq!(join("about.md", "../secret.md"), None);
        assert_eq!(join("legal/notice.md", "../../secret.md"), None);
    }

    proptest! {
        #[test]
        fn slugs_are_stable_and_plain(text in ".{0,80}") {
            let slug = slugify(&text);
            prop_assert_eq!(&slugify(&slug), &slug);
            prop_assert!(slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
        }

        #[test]
        fn no_link_leads_out(file in "[a-z/]{0,12}", link in "[a-z./]{0,24}") {
            if let Some(joined) = join(&file, &link) {
                prop_assert!(joined.split('/').all(|part| part != ".."));
            }
        }
    }
}
