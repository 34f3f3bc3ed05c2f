//! Text inside XML 1.0.

/// Adds `text`, escaped, without the characters that XML 1.0 forbids (section 2.2).
pub(super) fn push_text(xml: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\'' => xml.push_str("&apos;"),
            '\t' | '\n' | '\r' => xml.push(c),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => xml.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn forbidden_characters_are_left_out_and_the_rest_escaped() {
        let mut xml = String::new();
        super::push_text(&mut xml, "a\u{2}&<\"é'\u{ffff}>");
        assert_eq!(xml, "a&amp;&lt;&quot;é&apos;&gt;");
    }
}
