//! The browser's part: modules written by hand, shipped without their comments and indents.

/// The search itself: no page, runs in a worker or in node.
pub const CORE: &str = include_str!("search-core.js");
/// The search page and the suggestions of search boxes.
pub const UI: &str = include_str!("search-ui.js");
/// The service worker that keeps what was read, where `[search] offline` asks for it.
pub const OFFLINE: &str = include_str!("search-offline.js");
/// What elasticlunr.js needs to read `elasticlunr.json`.
pub const ELASTICLUNR: &str = include_str!("elasticlunr-pipeline.js");

/// A module as it is shipped: without lines of comments, and without the spaces that only a reader needs; `const` is
/// `let`, which is shorter and says less. No comment follows code on its line, every statement ends with a semicolon, no
/// loop has an empty body.
pub fn shipped(module: &str) -> String {
    let mut text = String::with_capacity(module.len());
    let code = module
        .lines()
        .map(str::trim_start)
        .filter(|line| !line.is_empty() && !["//", "/**", "*"].iter().any(|start| line.starts_with(start)));
    let joined = code.collect::<Vec<_>>().join("\n");
    let mut rest = joined.as_str();
    while let Some(letter) = rest.chars().next() {
        let end = match letter {
            '\'' | '"' => quoted(rest, letter),
            '`' => template(rest),
            '/' if begins_pattern(&text) => pattern(rest),
            ' ' | '\n' => {
                rest = &rest[1..];
                let next = rest.chars().next().unwrap_or('\n');
                if is_needed(text.chars().next_back(), next) {
                    text.push(letter);
                }
                continue;
            }
            'c' if rest.starts_with("const ")
                && !text.ends_with(|before| is_word(before) || before == '.') =>
            {
                text.push_str("let");
                rest = &rest[5..];
                continue;
            }
            // The last statement of a block needs no semicolon.
            '}' if text.ends_with(';') => {
                text.pop();
                1
            }
            _ => letter.len_utf8(),
        };
        text.push_str(&rest[..end]);
        rest = &rest[end..];
    }
    text.push('\n');
    text
}

/// Whether white space between two letters changes what a module says.
fn is_needed(before: Option<char>, next: char) -> bool {
    let Some(before) = before else { return false };
    is_word(before) && is_word(next) || before == next && matches!(next, '+' | '-')
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '$') || !letter.is_ascii()
}

/// Where a text in quotes ends.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (place, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if letter == quote => return place + 1,
            _ => {}
        }
    }
    text.len()
}

/// Where a template ends; the code in it is left as it is.
fn template(text: &str) -> usize {
    let mut place = 1;
    let mut depth = 0_usize;
    while let Some(letter) = text[place..].chars().next() {
        match letter {
            '\\' => place += 1,
            '`' if depth == 0 => return place + 1,
            '`' => {
                place += template(&text[place..]);
                continue;
            }
            '{' if depth > 0 || text[..place].ends_with('$') => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        place += letter.len_utf8();
    }
    text.len()
}

/// Whether a slash after this code begins a regular expression.
fn begins_pattern(code: &str) -> bool {
    code.ends_with(|letter: char| "(,=:[!&|?{};\n".contains(letter)) || code.ends_with("return")
}

/// Where a regular expression ends.
fn pattern(text: &str) -> usize {
    let mut escaped = false;
    let mut in_class = false;
    for (place, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            '/' if !in_class => return place + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_spaces_of_code_go() {
        for (written, expected) in [
            ("// a\n  const a = b + +c;\n", "let a=b+ +c;\n"),
            ("return 'a  b' + \"it's  so\";", "return'a  b'+\"it's  so\";\n"),
            ("x = `a  ${b + `c  ${ d }`}  e`;", "x=`a  ${b + `c  ${ d }`}  e`;\n"),
            ("a.const = constant; b = 'const c';", "a.const=constant;b='const c';\n"),
            ("x.replace(/[\"'/]  a/g, 1);", "x.replace(/[\"'/]  a/g,1);\n"),
            ("x = a / b / c;", "x=a/b/c;\n"),
            ("if (a) {\n  b();\n}\nc();", "if(a){b()}c();\n"),
        ] {
            assert_eq!(shipped(written), expected);
        }
    }
}
