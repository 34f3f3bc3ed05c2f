//! Assets: files that pages name by their content (`assets/style.1a2b3c4d.css`), so that they can be kept for ever.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::accent::{self, Color};
use super::chain::{Chain, ThemeFile};
use super::css;
use super::error::{Mistake, ThemeError};

/// The stylesheet that the accent colour is put into.
const STYLESHEET: &str = "style.css";

/// A file as it is published.
#[derive(Debug)]
pub(super) struct Asset {
    /// Where it is written, relative to the site's root: `assets/style.1a2b3c4d.css`.
    pub output: String,
    pub bytes: Vec<u8>,
}

/// Every asset of a chain, by its path in the theme (`style.css`).
pub(super) fn load(chain: &Chain, accent: Option<&str>) -> Result<BTreeMap<String, Asset>, ThemeError> {
    let (assets, mistakes) = read(&chain.files("assets")?, &properties(chain, accent)?);
    match mistakes.into_iter().next() {
        Some(mistake) => Err(mistake.into()),
        None => Ok(assets),
    }
}

/// The same, as far as they can be read, with all that is wrong.
pub(super) fn read(
    files: &BTreeMap<String, Vec<ThemeFile>>,
    properties: &str,
) -> (BTreeMap<String, Asset>, Vec<Mistake>) {
    let mut loader =
        Loader { files, done: BTreeMap::new(), open: Vec::new(), properties, mistakes: Vec::new() };
    for path in files.keys() {
        loader.load(path);
    }
    (loader.done, loader.mistakes)
}

/// The custom properties of the accent colour.
pub(super) fn properties(chain: &Chain, accent: Option<&str>) -> Result<String, ThemeError> {
    let color = |value: Option<&str>, otherwise: &str, place| Color::parse(value.unwrap_or(otherwise), place);
    let accent = match accent {
        Some(accent) => Color::parse(accent, "[theme] accent of the config")?,
        None => {
            color(chain.color(|colors| colors.accent.as_ref()), "#0b5c8a", "colors.accent of theme.toml")?
        }
    };
    let light = color(chain.color(|colors| colors.light.as_ref()), "#ffffff", "colors.light of theme.toml")?;
    let dark = color(chain.color(|colors| colors.dark.as_ref()), "#14181d", "colors.dark of theme.toml")?;
    Ok(accent::properties(accent, light, dark))
}

struct Loader<'a> {
    files: &'a BTreeMap<String, Vec<ThemeFile>>,
    done: BTreeMap<String, Asset>,
    /// Stylesheets that wait for what they name.
    open: Vec<String>,
    properties: &'a str,
    mistakes: Vec<Mistake>,
}

impl Loader<'_> {
    /// Makes an asset, after those that it names.
    fn load(&mut self, path: &str) {
        if self.done.contains_key(path) {
            return;
        }
        let Some(versions) = self.files.get(path) else { return };
        let Some(file) = versions.first() else { return };
        let bytes: Cow<[u8]> = if has_extension(path, "css") {
            Cow::Owned(self.stylesheet(path, versions).into_bytes())
        } else if has_extension(path, "svg") {
            Cow::Owned(self.text(file).trim().as_bytes().to_vec())
        } else {
            Cow::Borrowed(file.bytes.as_ref())
        };
        let output = format!("assets/{}", hashed_name(path, &bytes));
        self.done.insert(path.to_owned(), Asset { output, bytes: bytes.into_owned() });
    }

    /// A file as text; empty where it is none.
    fn text<'f>(&mut self, file: &'f ThemeFile) -> &'f str {
        file.text().unwrap_or_else(|mistake| {
            self.mistakes.push(mistake);
            ""
        })
    }

    /// The text of a stylesheet, the addresses of assets in it. A stylesheet that imports its own name holds the next
    /// theme's version of it there.
    fn joined(&mut self, path: &str, versions: &[ThemeFile]) -> String {
        let Some((file, behind)) = versions.split_first() else { return String::new() };
        let source = self.text(file);
        let mut text = String::with_capacity(source.len() + 512);
        let mut at = 0;
        for (range, address) in css::addresses(source) {
            let mistake =
                |kind, message: String| Mistake::at(&file.display, source, range.clone(), message).of(kind);
            let (file_part, rest) = split(address);
            if file_part.is_empty() || address.starts_with("data:") {
                continue;
            }
            let Some(target) = relative(path, file_part) else {
                self.mistakes.push(mistake(
                    "third-party",
                    format!(
                        "{address:?} is not a file of the theme: pages load nothing from elsewhere, name an asset by its relative path"
                    ),
                ));
                continue;
            };
            if target == path
                && let Some(statement) = import_around(source, &range)
            {
                if behind.is_empty() {
                    let message = format!("no theme behind this one has a stylesheet {path:?}");
                    self.mistakes.push(mistake("missing-asset", message));
                    continue;
                }
                text.push_str(&source[at..statement.start]);
                text.push_str(&self.joined(path, behind));
                at = statement.end;
                continue;
            }
            if self.open.contains(&target) {
                let message = format!("{target} and {path} name each other");
                self.mistakes.push(mistake("stylesheet-cycle", message));
                continue;
            }
            self.load(&target);
            let Some(asset) = self.done.get(&target) else {
                let known: Vec<_> = self.files.keys().map(String::as_str).collect();
                let message = format!("there is no asset {target:?}; there are: {}", known.join(", "));
                self.mistakes.push(mistake("missing-asset", message));
                continue;
            };
            text.push_str(&source[at..range.start]);
            // Both stand under `assets/`: the name relative to this stylesheet's folder.
            text.push_str(&"../".repeat(path.matches('/').count()));
            text.push_str(&asset.output["assets/".len()..]);
            text.push_str(rest);
            at = range.end;
        }
        text.push_str(&source[at..]);
        text
    }

    fn stylesheet(&mut self, path: &str, versions: &[ThemeFile]) -> String {
        self.open.push(path.to_owned());
        let text = self.joined(path, versions);
        self.open.pop();
        let css = css::minify(&text);
        // `@charset` and `@import` only count before any rule.
        let head = if path == STYLESHEET {
            let after = css
                .rfind("@import")
                .map_or(0, |found| css[found..].find(';').map_or(css.len(), |end| found + end + 1));
            Some(after)
        } else {
            None
        };
        match head {
            Some(after) => format!("{}{}{}", &css[..after], self.properties, &css[after..]),
            None => css,
        }
    }
}

/// The statement `@import "...";` around the address at `range`. `None` where it stands elsewhere, or with a
/// condition.
fn import_around(css: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let before = css[..range.start].trim_end_matches(['"', '\'']);
    let before = before.trim_end();
    let before = before.strip_suffix("url(").unwrap_or(before).trim_end();
    let start = before.strip_suffix("@import")?.len();
    let after = css[range.end..].trim_start_matches(['"', '\'']);
    let after = after.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ')');
    let after = after.strip_prefix(';')?;
    Some(start..css.len() - after.len())
}

fn has_extension(path: &str, extension: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(extension))
}

/// `style.css` with the start of its content's BLAKE3: `style.1a2b3c4d.css`.
fn hashed_name(path: &str, bytes: &[u8]) -> String {
    let hash = &blake3::hash(bytes).to_hex()[..8];
    let (folder, name) =
        path.rsplit_once('/').map_or(("", path), |(folder, name)| (&path[..=folder.len()], name));
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => format!("{folder}{stem}.{hash}.{extension}"),
        _ => format!("{folder}{name}.{hash}"),
    }
}

/// An address without its query and fragment, and these.
fn split(address: &str) -> (&str, &str) {
    address.split_at(address.find(['?', '#']).unwrap_or(address.len()))
}

/// The path of what `address` names, seen from the asset at `from`; none when it leaves the assets.
fn relative(from: &str, address: &str) -> Option<String> {
    if address.contains(':') || address.starts_with('/') || address.contains('\\') {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in address.split('/') {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn assets(files: &[(&str, &str)]) -> Result<BTreeMap<String, Asset>, ThemeError> {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join("mine/assets").join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        load(&Chain::load(folder.path(), "mine").unwrap(), Some("#c00"))
    }

    #[test]
    fn names_follow_the_content() {
        let first = assets(&[("x.css", "a{background:url(i/p.svg#q)}"), ("i/p.svg", "<svg/>")]).unwrap();
        let second = assets(&[("x.css", "a{background:url(i/p.svg#q)}"), ("i/p.svg", "<svg />")]).unwrap();
        let text = String::from_utf8(first["x.css"].bytes.clone()).unwrap();
        assert_eq!(text, format!("a{{background:url({}#q)}}", &first["i/p.svg"].output["assets/".len()..]));
        assert_ne!(first["x.css"].output, second["x.css"].output);
        let name = &first["i/p.svg"].output;
        assert_eq!((&name[..11], &name[19..]), ("assets/i/p.", ".svg"));
    }

    #[test]
    fn the_accent_stands_after_imports() {
        let made = assets(&[("style.css", "@import \"a.css\";\nb{c:d}"), ("a.css", "e{f:g}")]).unwrap();
        let text = String::from_utf8(made["style.css"].bytes.clone()).unwrap();
        assert!(
            text.starts_with("@import \"a.")
                && text.contains(";:root{--accent:#")
                && text.ends_with("b{c:d}"),
            "{text}"
        );
    }

    #[test]
    fn a_stylesheet_that_imports_its_own_name_holds_the_next_themes() {
        for import in ["@import 'style.css';", "@import url( \"style.css\" ) ;", "@import url(style.css);"] {
            let made =
                assets(&[("style.css", &format!("/* mine */ {import}\n:root {{ --radius: 0 }}"))]).unwrap();
            let text = String::from_utf8(made["style.css"].bytes.clone()).unwrap();
            assert!(text.starts_with(":root{--accent:#") && !text.contains("@import"), "{import}: {text}");
            assert!(text.contains(".skip{") && text.ends_with(":root{--radius:0}"), "{import}: {text}");
        }
    }

    #[test]
    fn what_is_not_there_is_named() {
        for (css, part) in [
            ("a{b:url(no.svg)}", "no.svg"),
            ("a{b:url(https://elsewhere.example/x.png)}", "elsewhere"),
            ("a{b:url(//elsewhere.example/x.png)}", "elsewhere"),
            ("a{b:url(../../x)}", "../../x"),
            ("@import 'x.css';", "no theme behind"),
            ("@import 'style.css' print; a{b:url(x.css)}", "each other"),
        ] {
            let error = assets(&[("x.css", css)]).unwrap_err().to_string();
            assert!(error.contains(part) && error.contains("x.css:1:"), "{error}");
        }
    }
}
