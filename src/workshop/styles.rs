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
        for css in [
            "a { color: var(--accent) }",
            ":root { --own: 1px } a { top: var( --own ) }",
            "a { color: var(--other, red) }",
            "/* var(--none) { */ a::before { content: \"} var(--none)\" }",
            ".a--b { top: 0 }",
        ] {
            assert_eq!(told(css), Vec::<String>::new(), "{css}");
        }
    }
}
