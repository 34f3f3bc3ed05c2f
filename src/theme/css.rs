//! Stylesheets: what they take from other assets, and what of them no browser needs.

use std::ops::Range;

/// Takes out comments and the white space that separates nothing. Strings and `url()` stay as they are.
pub(super) fn minify(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut at = 0;
    let mut parentheses = 0_usize;
    while let Some(first) = css[at..].chars().next() {
        let rest = &css[at..];
        if let Some(comment) = rest.strip_prefix("/*") {
            at += comment.find("*/").map_or(rest.len(), |end| end + 4);
            // A comment separates as a space does, unless one stands beside it.
            if !out.ends_with([' ', '{', '}', ';', ',', ':'])
                && !css[at..].starts_with(|c: char| c.is_ascii_whitespace())
            {
                out.push(' ');
            }
        } else if matches!(first, '"' | '\'') {
            let end = string_end(rest);
            out.push_str(&rest[..end]);
            at += end;
        } else if is_url(css, at) {
            let end = rest.find(')').map_or(rest.len(), |end| end + 1);
            out.push_str(&rest[..end]);
            at += end;
        } else if first.is_ascii_whitespace() {
            at += rest.find(|c: char| !c.is_ascii_whitespace()).unwrap_or(rest.len());
            if separates(&out, css[at..].chars().next(), parentheses > 0) {
                out.push(' ');
            }
        } else {
            match first {
                '(' => parentheses += 1,
                ')' => parentheses = parentheses.saturating_sub(1),
                '}' if out.ends_with(';') => {
                    out.pop();
                }
                '{' | ';' => parentheses = 0,
                _ => {}
            }
            out.push(first);
            at += first.len_utf8();
        }
    }
    out
}

/// Whether white space between what was written and `next` means something.
fn separates(out: &str, next: Option<char>, in_parentheses: bool) -> bool {
    match (out.chars().next_back(), next) {
        (None | Some('{' | '}' | ';' | ',' | ' '), _) | (_, None | Some('{' | '}' | ';' | ',')) => false,
        // Inside parentheses it may (`calc(1px + 2px)`).
        _ if in_parentheses => true,
        (Some(':'), _) => !in_declaration(out),
        (Some('>' | '~'), _) | (_, Some('>' | '~')) => in_declaration(out),
        _ => true,
    }
}

/// Whether what was written last belongs to a declaration (`color: `), not to a selector (`a :hover`): since the
/// last brace or semicolon there is one colon, and what stands before it is a property's name.
fn in_declaration(out: &str) -> bool {
    let start = out.rfind(['{', '}', ';']).map_or(0, |found| found + 1);
    let inside =
        out[..start].ends_with(['{', ';']) || start > 0 && out[..start].ends_with('}') && depth(out) > 0;
    let Some((name, _)) = out[start..].split_once(':') else { return false };
    let name = name.trim();
    inside
        && depth(out) > 0
        && !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        && !is_group(out, start)
}

fn depth(out: &str) -> usize {
    out.matches('{').count().saturating_sub(out.matches('}').count())
}

/// Whether the block open before `start` holds rules (`@media`, `@supports`), not declarations.
fn is_group(out: &str, start: usize) -> bool {
    let mut open = 0_usize;
    for (at, character) in out[..start].char_indices().rev() {
        match character {
            '}' => open += 1,
            '{' if open == 0 => {
                let head = &out[..at];
                let from = head.rfind(['{', '}', ';']).map_or(0, |found| found + 1);
                return ["@media", "@supports", "@layer", "@container"]
                    .iter()
                    .any(|name| head[from..].trim_start().starts_with(name));
            }
            '{' => open -= 1,
            _ => {}
        }
    }
    false
}

fn string_end(text: &str) -> usize {
    let quote = text.as_bytes()[0];
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            _ if byte == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Whether a string that was found ends with its quote, not with the file.
fn is_closed(string: &str) -> bool {
    let bytes = string.as_bytes();
    bytes.len() >= 2 && bytes.first() == bytes.last()
}

/// Whether an unquoted `url(` starts here.
fn is_url(css: &str, at: usize) -> bool {
    let name = css.as_bytes().get(at..at + 4).is_some_and(|bytes| bytes.eq_ignore_ascii_case(b"url("));
    let word_before = css[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    name && !word_before && !css[at + 4..].trim_start().starts_with(['"', '\''])
}

/// The addresses that a stylesheet names in `url()` and `@import`, with where they stand.
pub(super) fn addresses(css: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < css.len() {
        let rest = &css[at..];
        if let Some(comment) = rest.strip_prefix("/*") {
            at += comment.find("*/").map_or(rest.len(), |end| end + 4);
        } else if is_url(css, at) {
            let end = rest.find(')').unwrap_or(rest.len());
            let inner = &rest[4.min(end)..end];
            let start = at + 4 + (inner.len() - inner.trim_start().len());
            found.push((start..start + inner.trim().len(), inner.trim()));
            at += end;
        } else if rest.starts_with(['"', '\'']) {
            let end = string_end(rest);
            let before = css[..at].trim_end().to_ascii_lowercase();
            if (before.ends_with("url(") || before.ends_with("@import")) && is_closed(&rest[..end]) {
                found.push((at + 1..at + end - 1, &rest[1..end - 1]));
            }
            at += end;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_browser_needs_goes() {
        for (css, expected) in [
            ("a {\n  color : red ;\n}\n", "a{color :red}"),
            ("/* x */ a > b ~ c , d { margin: 0 auto; padding: 1px }", "a>b~c,d{margin:0 auto;padding:1px}"),
            ("a :hover, a:hover { color: red }", "a :hover,a:hover{color:red}"),
            (
                "@media (min-width: 40em) and (max-width: 60em) { a :is(b , c) { width: calc(1px + 2px - 3px) } }",
                "@media (min-width: 40em) and (max-width: 60em){a :is(b,c){width:calc(1px + 2px - 3px)}}",
            ),
            ("a::before { content: \"  /* no */ ;  \" }", "a::before{content:\"  /* no */ ;  \"}"),
            ("a{background: url( a b.png ) no-repeat}", "a{background:url( a b.png ) no-repeat}"),
            ("a{color:red}/**/b{}", "a{color:red}b{}"),
            (":root { --x: 1px; }", ":root{--x:1px}"),
            ("a{grid-template-areas: 'a b'\n 'c d'}", "a{grid-template-areas:'a b' 'c d'}"),
            ("a{font: 1rem/1.5 x, y}", "a{font:1rem/1.5 x,y}"),
            ("li + li { top: 1px }", "li + li{top:1px}"),
            ("@media print { a :b { c: d } e :f { g: h } }", "@media print{a :b{c:d}e :f{g:h}}"),
        ] {
            assert_eq!(minify(css), expected, "{css}");
        }
    }

    #[test]
    fn addresses_are_found() {
        let css =
            "@import 'a.css'; /* url(no) */ a{b:url( c.svg );d:url(\"e f.png\")} x::y{content:'url(z)'}";
        let found: Vec<_> = addresses(css)
            .into_iter()
            .map(|(range, text)| {
                assert_eq!(&css[range], text);
                text
            })
            .collect();
        assert_eq!(found, ["a.css", "c.svg", "e f.png"]);
    }

    proptest::proptest! {
        #[test]
        fn nothing_that_is_seen_is_lost(css in "([a-c{}:;,>~+ \n()\"'-]|/\\*|\\*/|url\\(|@media|é){0,40}") {
            let again = minify(&minify(&css));
            proptest::prop_assert!(again.len() <= minify(&css).len());
            let _ = addresses(&css);
        }
    }
}
