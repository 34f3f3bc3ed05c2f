//! Stylesheets: what a browser would pass over without a word.

use std::collections::BTreeSet;

use crate::theme::Mistake;

/// The properties that the program itself sets, from the accent colour.
const GIVEN: [&str; 4] = ["--accent", "--accent-strong", "--accent-soft", "--on-accent"];

/// Braces and comments that are not closed, and custom properties that nothing sets.
pub(super) fn check(sheets: &[(String, String)]) -> Vec<Mistake> {
    let mut set: BTreeSet<&str> = GIVEN.into();
    for (_, css) in sheets {
        set.extend(properties(css).into_iter().filter(|(_, _, sets)| *sets).map(|(_, name, _)| name));
    }
    let mut mistakes = Vec::new();
    for (file, css) in sheets {
        if let Some((at, message)) = unbalanced(css) {
            mistakes.push(Mistake::in_file(file, css, at..at + 1, "css-syntax", message));
        }
        for (range, message) in late_imports(css) {
            mistakes.push(Mistake::in_file(file, css, range, "late-import", message));
        }
        for range in sets(css) {
            let message =
                format!("{} is an address of a third party: name an asset with url()", &css[range.clone()]);
            mistakes.push(Mistake::in_file(file, css, range, "third-party", message));
        }
        for at in run_together(css) {
            let message = "a `;` is missing before this, or it is no declaration";
            mistakes.push(Mistake::in_file(file, css, at..at + 1, "css-syntax", message));
        }
        for (at, name, sets) in properties(css) {
            if sets || set.contains(name) {
                continue;
            }
            // `var(--x, red)` says what to do without it.
            if css[at + name.len()..].trim_start().starts_with(',') {
                continue;
            }
            let near = set
                .iter()
                .map(|known| (strsim::damerau_levenshtein(known, name), *known))
                .filter(|(distance, _)| *distance <= 3)
                .min()
                .map_or_else(String::new, |(_, near)| format!("; did you mean {near}?"));
            let message = format!("nothing sets {name}{near}");
            mistakes.push(Mistake::in_file(file, css, at..at + name.len(), "unknown-property", message));
        }
    }
    mistakes
}

/// The text with comments and strings blanked, byte for byte.
fn bare(css: &str) -> Vec<u8> {
    let mut bytes = css.as_bytes().to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let end = if bytes[at..].starts_with(b"/*") {
            css[at + 2..].find("*/").map_or(bytes.len(), |end| at + 2 + end + 2)
        } else if matches!(bytes[at], b'"' | b'\'') {
            let quote = bytes[at];
            let mut end = at + 1;
            while end < bytes.len() && bytes[end] != quote && bytes[end] != b'\n' {
                end += if bytes[end] == b'\\' { 2 } else { 1 };
            }
            (end + 1).min(bytes.len())
        } else {
            at += 1;
            continue;
        };
        bytes[at..end].fill(b' ');
        at = end;
    }
    bytes
}

/// Custom properties: where each stands, its name, whether it is set there.
fn properties(css: &str) -> Vec<(usize, &str, bool)> {
    let bytes = bare(css);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = bytes[at..].windows(2).position(|pair| pair == b"--") {
        let start = at + next;
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let length = bytes[start..].iter().position(|byte| !is_name(byte)).unwrap_or(bytes.len() - start);
        at = start + length;
        let word_before = start.checked_sub(1).is_some_and(|before| is_name(&bytes[before]));
        if length < 3 || word_before {
            continue;
        }
        let before = String::from_utf8_lossy(&bytes[start.saturating_sub(64)..start]).trim_end().to_owned();
        let sets = bytes[at..].trim_ascii_start().first() == Some(&b':') && !before.ends_with('(');
        if sets || before.ends_with("var(") {
            found.push((start, &css[start..at], sets));
        } else if before.ends_with("@property") {
            found.push((start, &css[start..at], true));
        }
    }
    found
}

/// Imports after a rule, which browsers pass over. One of the stylesheet's own name holds the rules of the theme
/// behind.
fn late_imports(css: &str) -> Vec<(std::ops::Range<usize>, &'static str)> {
    let bytes = bare(css);
    let text = String::from_utf8_lossy(&bytes);
    let (mut found, mut rules) = (Vec::new(), false);
    let mut at = 0;
    // `bare` keeps every byte's place, but for strings, which it blanks.
    for part in text.split_inclusive([';', '}']) {
        let start = at + (part.len() - part.trim_start().len());
        at += part.len();
        let statement = part.trim();
        if statement.starts_with("@import") {
            let is_own = css.get(start..at).is_some_and(|statement| statement.contains("style.css"));
            if rules && !is_own {
                found.push((start..at, "an `@import` after a rule does nothing"));
            }
            rules |= is_own;
        } else if !statement.is_empty()
            && !statement.starts_with("@charset")
            && !statement.starts_with("@layer")
        {
            rules = true;
        }
    }
    found
}

/// Addresses of other servers that stand as texts in an `image-set()`.
fn sets(css: &str) -> Vec<std::ops::Range<usize>> {
    let bare = bare(css);
    let mut found = Vec::new();
    for start in memchr::memmem::find_iter(&bare, b"image-set(") {
        let end = bare[start..]
            .iter()
            .position(|byte| matches!(byte, b';' | b'}'))
            .map_or(css.len(), |end| start + end);
        let mut at = start;
        for part in css[start..end].split(['"', '\'']) {
            if ["http:", "https:", "//"].iter().any(|scheme| part.starts_with(scheme)) {
                found.push(at..at + part.len());
            }
            at += part.len() + 1;
        }
    }
    found
}

/// Declarations that hold another one: `color: red background: blue`.
fn run_together(css: &str) -> Vec<usize> {
    let bytes = bare(css);
    let mut found = Vec::new();
    let (mut start, mut colon, mut parentheses) = (0, None, 0_usize);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'(' => parentheses += 1,
            b')' => parentheses = parentheses.saturating_sub(1),
            // What stood before a brace was a selector, or the head of a rule.
            b'{' => (start, colon) = (at + 1, None),
            b';' | b'}' => {
                if let Some(second) = colon.take()
                    && is_declaration(&bytes[start..at])
                {
                    found.push(second);
                }
                (start, parentheses) = (at + 1, 0);
            }
            b':' if parentheses == 0 && colon.is_none() && bytes[start..at].contains(&b':') => {
                colon = Some(at);
            }
            _ => {}
        }
    }
    found
}

/// Whether a text begins as a declaration does, and not as a statement or a property of one's own.
fn is_declaration(text: &[u8]) -> bool {
    let text = text.trim_ascii_start();
    text.first().is_some_and(u8::is_ascii_alphabetic) && !text.to_ascii_lowercase().starts_with(b"filter")
}

/// The first brace or comment that is not closed, or that closes nothing.
fn unbalanced(css: &str) -> Option<(usize, &'static str)> {
    if let Some(open) = css.rfind("/*").filter(|open| !css[*open..].contains("*/")) {
        return Some((open, "this comment is not closed"));
    }
    let mut open = Vec::new();
    for (at, byte) in bare(css).into_iter().enumerate() {
        match byte {
            b'{' => open.push(at),
            b'}' if open.pop().is_none() => return Some((at, "this brace closes nothing")),
            _ => {}
        }
    }
    open.pop().map(|at| (at, "this brace is not closed"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(css: &str) -> Vec<String> {
        check(&[("a.css".to_owned(), css.to_owned())])
            .into_iter()
            .map(|mistake| format!("{}:{} {}", mistake.line, mistake.column, mistake.message))
            .collect()
    }

    #[test]
    fn what_a_browser_passes_over_is_told() {
        assert_eq!(told("a { color: var(--acent) }"), ["1:16 nothing sets --acent; did you mean --accent?"]);
        assert_eq!(told("a {\n  b { }\n"), ["1:3 this brace is not closed"]);
        assert_eq!(told("a { } }"), ["1:7 this brace closes nothing"]);
        assert_eq!(told("/* a"), ["1:1 this comment is not closed"]);
        assert_eq!(
            told("a { color: red background: blue }"),
            ["1:26 a `;` is missing before this, or it is no declaration"]
        );
        assert_eq!(
            told("a { background: image-set(\"https://x.example/a.png\" 1x, \"a.png\" 2x) }"),
            ["1:28 https://x.example/a.png is an address of a third party: name an asset with url()"]
        );
        for css in ["a { b: c }\n@import \"b.css\";", "@import \"style.css\";\n@import \"b.css\";"] {
            assert_eq!(told(css), ["2:1 an `@import` after a rule does nothing"], "{css}");
        }
        for css in [
            "a { color: var(--accent) }",
            ":root { --own: 1px } a { top: var( --own ) }",
            "a { color: var(--other, red) }",
            "/* var(--none) { */ a::before { content: \"} var(--none)\" }",
            ".a--b { top: 0 }",
            "@charset \"utf-8\"; @import \"b.css\"; @import \"style.css\"; a:hover::before { b: url(data:x) }",
            "@media (width: 1px) { a { b: c } .d:is(e:hover) { --f: g:h; i: j } }",
        ] {
            assert_eq!(told(css), Vec::<String>::new(), "{css}");
        }
    }
}
