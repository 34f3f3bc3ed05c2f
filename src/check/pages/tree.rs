//! The files of a built site, and where an address leads among them.

use std::borrow::Cow;
use std::collections::HashMap;

use percent_encoding::percent_decode_str;

/// The files of a site.
pub(super) struct Tree {
    /// Paths with `/`, sorted, with their sizes.
    pub(super) files: Vec<(Box<str>, u64)>,
    places: HashMap<Box<str>, u32>,
    /// The path of the base address: empty, or `/sub/path`.
    base_path: String,
    /// Scheme and host of the base address; empty when not known.
    origin: String,
    /// What `_redirects` leads elsewhere: whole addresses, and beginnings of those with a `*`.
    redirects: Vec<String>,
    prefixes: Vec<String>,
}

/// Where an address leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// To another site, or to nothing that a browser loads.
    Elsewhere,
    /// To something that runs code.
    Code,
    /// To the same page.
    Here,
    /// To a file, by its place in the tree.
    File(u32),
    /// To another address, by a redirect.
    Redirected,
    /// Beside the site: the base address has a path.
    Outside,
    /// Nowhere.
    Missing,
}

impl Tree {
    pub(super) fn new(files: Vec<(Box<str>, u64)>, base_url: Option<&str>) -> Self {
        let (origin, base_path) = base_url.map_or((String::new(), String::new()), |base_url| {
            let after = base_url.find("://").map_or(0, |place| place + 3);
            let slash = base_url[after..].find('/').map_or(base_url.len(), |place| after + place);
            (base_url[..slash].to_owned(), base_url[slash..].trim_end_matches('/').to_owned())
        });
        let places = (0_u32..).zip(&files).map(|(place, (path, _))| (path.clone(), place)).collect();
        Self { files, places, base_path, origin, redirects: Vec::new(), prefixes: Vec::new() }
    }

    /// Takes a `_redirects` file into account.
    pub(super) fn redirect(&mut self, from: &str) {
        match from.split_once('*') {
            Some((prefix, _)) => self.prefixes.push(prefix.to_owned()),
            None => self.redirects.push(from.trim_end_matches('/').to_owned()),
        }
    }

    /// Sorts the redirects, to be found.
    pub(super) fn seal(&mut self) {
        self.redirects.sort_unstable();
    }

    /// Whether the site's own address is known.
    pub(super) fn knows_origin(&self) -> bool {
        !self.origin.is_empty()
    }

    /// An address of the site without the path of its base.
    pub(super) fn without_base<'a>(&self, address: &'a str) -> &'a str {
        address.strip_prefix(&*self.base_path).filter(|path| path.starts_with('/')).unwrap_or(address)
    }

    /// The file at a path of the site.
    pub(super) fn find(&self, path: &str) -> Option<u32> {
        self.places.get(path).copied()
    }

    /// A file's path.
    pub(super) fn path(&self, place: u32) -> &str {
        self.files.get(place as usize).map_or("", |(path, _)| path)
    }

    /// Where `address`, written on the page at `from`, leads; and what stands after its `#`.
    pub(super) fn target<'a>(&self, from: &str, address: &'a str) -> (Target, &'a str) {
        let address = address.trim();
        let (address, fragment) = address.split_once('#').unwrap_or((address, ""));
        let plain = address.split('?').next().unwrap_or_default();
        if plain.is_empty() {
            return (Target::Here, fragment);
        }
        (self.place(from, plain), fragment)
    }

    fn place(&self, from: &str, address: &str) -> Target {
        if let Some((scheme, rest)) = address.split_once(':')
            && is_scheme(scheme)
        {
            if ["javascript", "vbscript"].iter().any(|code| scheme.eq_ignore_ascii_case(code)) {
                return Target::Code;
            }
            let inside = Some(address)
                .filter(|_| !self.origin.is_empty() && rest.starts_with("//"))
                .and_then(|address| address.strip_prefix(&*self.origin))
                .filter(|path| path.is_empty() || path.starts_with('/'));
            // The same host may serve other things beside the site.
            return match inside.map(|path| self.absolute(if path.is_empty() { "/" } else { path })) {
                None | Some(Target::Outside) => Target::Elsewhere,
                Some(target) => target,
            };
        }
        if address.starts_with("//") {
            return Target::Elsewhere;
        }
        if address.starts_with('/') {
            return self.absolute(address);
        }
        let folder = from.rfind('/').map_or("", |slash| &from[..slash]);
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        let is_folder = address.ends_with('/') || address.ends_with("/..") || matches!(address, "." | "..");
        for part in address.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    if parts.pop().is_none() {
                        return if self.base_path.is_empty() { Target::Missing } else { Target::Outside };
                    }
                }
                part => parts.push(part),
            }
        }
        let mut path = parts.join("/");
        if is_folder && !path.is_empty() {
            path.push('/');
        }
        self.inside(&path)
    }

    fn absolute(&self, address: &str) -> Target {
        match address.strip_prefix(&*self.base_path) {
            Some("") => self.inside(""),
            Some(path) if path.starts_with('/') => self.inside(&path[1..]),
            _ => Target::Outside,
        }
    }

    /// Where a path of the site leads: to a file, or to the page of a folder.
    fn inside(&self, path: &str) -> Target {
        let path: Cow<str> = if path.contains('%') {
            percent_decode_str(path).decode_utf8_lossy()
        } else {
            Cow::Borrowed(path)
        };
        let found = if path.is_empty() || path.ends_with('/') {
            self.find(&format!("{path}index.html"))
        } else {
            self.find(&path)
                .or_else(|| self.find(&format!("{path}/index.html")))
                .or_else(|| self.find(&format!("{path}.html")))
        };
        if let Some(place) = found {
            return Target::File(place);
        }
        let address = format!("{}/{}", self.base_path, path.trim_end_matches('/'));
        if self.redirects.binary_search(&address).is_ok()
            || self.prefixes.iter().any(|prefix| address.starts_with(&**prefix))
        {
            Target::Redirected
        } else {
            Target::Missing
        }
    }
}

/// RFC 3986, 3.1.
fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(base_url: &str) -> Tree {
        let files = ["404.html", "a/b/index.html", "a/index.html", "index.html", "é.png"];
        let mut tree = Tree::new(files.map(|path| (path.into(), 1)).into(), Some(base_url));
        tree.redirect("/old/");
        tree.redirect("/fr/*");
        tree.seal();
        tree
    }

    #[test]
    fn addresses_lead_to_files() {
        let tree = tree("https://example.org");
        for (address, target, fragment) in [
            ("/", Target::File(3), ""),
            ("/a/#x", Target::File(2), "x"),
            ("/a", Target::File(2), ""),
            ("/a/index.html?q=1", Target::File(2), ""),
            ("../", Target::File(2), ""),
            ("..", Target::File(2), ""),
            ("../../", Target::File(3), ""),
            ("../../../", Target::Missing, ""),
            ("https://example.org/a/b/", Target::File(1), ""),
            ("https://example.org", Target::File(3), ""),
            ("https://example.organic/a/", Target::Elsewhere, ""),
            ("//example.net/a", Target::Elsewhere, ""),
            ("/%C3%A9.png", Target::File(4), ""),
            ("#x", Target::Here, "x"),
            ("?q=1", Target::Here, ""),
            ("mailto:a@example.org", Target::Elsewhere, ""),
            ("JavaScript:alert(1)", Target::Code, ""),
            ("/old", Target::Redirected, ""),
            ("/fr/datasets/x/", Target::Redirected, ""),
            ("/nowhere/", Target::Missing, ""),
            ("x.html", Target::Missing, ""),
        ] {
            assert_eq!(tree.target("a/b/index.html", address), (target, fragment), "{address}");
        }
    }

    #[test]
    fn a_base_path_is_the_sites_own() {
        let tree = tree("https://example.org/sub/path");
        for (address, target) in [
            ("/sub/path/a/", Target::File(2)),
            ("/sub/path", Target::File(3)),
            ("/sub/pathetic", Target::Outside),
            ("/a/", Target::Outside),
            ("https://example.org/other/", Target::Elsewhere),
            ("https://example.org/sub/path/none/", Target::Missing),
        ] {
            assert_eq!(tree.target("index.html", address).0, target, "{address}");
        }
    }
}
