//! Pictures and scripts of a theme: what of them the site's Content-Security-Policy lets no page use.

use super::html::{self, Token};
use crate::theme::Mistake;

/// Scripts in drawings, and what drawings load from elsewhere. Each is a name and a text.
pub(super) fn pictures(files: &[(String, String)]) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for (file, text) in own(files) {
        for token in html::tokens(text) {
            let Token::Start(start) = token else { continue };
            let mut tell = |kind, message: String| {
                let line = usize::try_from(start.line).unwrap_or(1);
                let at = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
                mistakes.push(Mistake::in_file(file, text, at..at + 1, kind, message));
            };
            let handler = start.attributes.iter().find(|(name, _)| name.starts_with("on"));
            if start.name == "script" || handler.is_some() {
                let what = handler.map_or("script", |(name, _)| name);
                tell("inline-script", format!("`{what}`: a drawing runs no script in a page"));
            }
            for name in ["href", "xlink:href", "src"] {
                let address = start.attribute(name).unwrap_or_default().trim();
                if start.name != "a" && is_elsewhere(address) {
                    tell(
                        "third-party",
                        format!("{address} is an address of a third party: drawings load nothing"),
                    );
                }
            }
        }
    }
    mistakes
}

/// What scripts load from elsewhere, and text that they run.
pub(super) fn scripts(files: &[(String, String)]) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for (file, text) in own(files) {
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let code = line.trim_start();
            if !code.starts_with("//") && !code.starts_with('*') {
                if let Some((start, address)) = loaded(line).filter(|(_, address)| is_elsewhere(address)) {
                    let range = at + start..at + start + address.len();
                    let message =
                        format!("{address} is an address of a third party: pages ask the site alone");
                    mistakes.push(Mistake::in_file(file, text, range, "third-party", message));
                }
                for call in ["eval(", "new Function("] {
                    if let Some(start) = word(line, call) {
                        let range = at + start..at + start + call.len();
                        let message =
                            format!("`{call}...)` runs a text, which the Content-Security-Policy forbids");
                        mistakes.push(Mistake::in_file(file, text, range, "inline-script", message));
                    }
                }
            }
            at += line.len();
        }
    }
    mistakes
}

/// Files of the site's own themes.
fn own(files: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    files.iter().filter(|(file, _)| !file.starts_with('[')).map(|(file, text)| (file.as_str(), text.as_str()))
}

fn is_elsewhere(address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    ["http:", "https:", "//", "ws:", "wss:"].iter().any(|start| address.starts_with(start))
}

/// The address that a line of a script loads, with its place.
fn loaded(line: &str) -> Option<(usize, &str)> {
    const LOADS: [&str; 7] =
        ["import", "import(", "from", "fetch(", "importScripts(", "new WebSocket(", "new EventSource("];
    line.char_indices().filter(|(_, c)| matches!(c, '"' | '\'' | '`')).find_map(|(at, quote)| {
        let before = line[..at].trim_end();
        let loads = LOADS.iter().any(|load| before.strip_suffix(load).is_some_and(|rest| !ends_word(rest)));
        let address = line[at + 1..].split(quote).next().unwrap_or_default();
        loads.then_some((at + 1, address))
    })
}

/// Where a call stands that is no part of a longer name.
fn word(line: &str, call: &str) -> Option<usize> {
    line.match_indices(call).map(|(at, _)| at).find(|at| !ends_word(&line[..*at]))
}

fn ends_word(text: &str) -> bool {
    text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(check: fn(&[(String, String)]) -> Vec<Mistake>, text: &str) -> Vec<String> {
        let mistakes = check(&[("a".to_owned(), text.to_owned())]);
        mistakes
            .iter()
            .map(|mistake| format!("{}:{} {}", mistake.line, mistake.column, mistake.kind))
            .collect()
    }

    #[test]
    fn what_scripts_load_from_elsewhere_is_told() {
        for (line, expected) in [
            ("import x from \"https://example.com/x.js\";", "2:16 third-party"),
            ("import '//example.com/x.js';", "2:9 third-party"),
            ("await fetch(`https://example.com/x.json`)", "2:14 third-party"),
            ("eval('1')", "2:1 inline-script"),
            ("x = new Function('a')", "2:5 inline-script"),
        ] {
            assert_eq!(told(scripts, &format!("\n{line}\n")), [expected], "{line}");
        }
        for line in [
            "import x from \"./x.js\";",
            "const svg = \"http://www.w3.org/2000/svg\";",
            "// import \"https://example.com/x.js\"",
            "retrieval('1'); fetch(url)",
        ] {
            assert_eq!(told(scripts, line), Vec::<String>::new(), "{line}");
        }
    }

    #[test]
    fn what_drawings_run_or_load_is_told() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<script>a()</script>\n<g onclick=\"a()\"/>\n\
                   <image href=\"https://example.com/a.png\"/><use href=\"#a\"/>\n</svg>";
        assert_eq!(told(pictures, svg), ["2:1 inline-script", "3:1 inline-script", "4:1 third-party"]);
    }
}
