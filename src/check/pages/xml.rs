//! Whether XML is well-formed, as far as feeds and sitemaps need it: elements are closed in their order, `&` begins a
//! reference. What a schema asks is not looked at.

/// What is wrong first, and where.
pub(super) fn fault(text: &str) -> Option<(usize, String)> {
    let mut open: Vec<&str> = Vec::new();
    let (mut place, mut roots) = (0, 0);
    while let Some(found) = text[place..].find('<') {
        let start = place + found;
        if let Some(fault) = reference(&text[place..start]) {
            return Some((place + fault, "& begins no reference: write &amp;".to_owned()));
        }
        let rest = &text[start..];
        let skipped = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")]
            .into_iter()
            .find(|(begin, _)| rest.starts_with(begin));
        if let Some((begin, end)) = skipped {
            let Some(length) = rest.find(end) else { return Some((start, format!("{begin} is not ended"))) };
            place = start + length + end.len();
            continue;
        }
        let Some(length) = end(rest) else { return Some((start, "a tag is not ended".to_owned())) };
        let tag = &rest[1..length];
        place = start + length + 1;
        if let Some(name) = tag.strip_prefix('/') {
            match open.pop() {
                Some(last) if last == name.trim() => {}
                Some(last) => {
                    return Some((start, format!("</{}> stands where <{last}> is open", name.trim())));
                }
                None => return Some((start, format!("</{}> closes nothing", name.trim()))),
            }
            continue;
        }
        let name = tag.split(|c: char| c.is_ascii_whitespace() || c == '/').next().unwrap_or_default();
        if !name.starts_with(|first: char| first.is_alphabetic() || first == '_') {
            return Some((start, "< begins no tag: write &lt;".to_owned()));
        }
        if let Some(fault) = reference(tag) {
            return Some((start + 1 + fault, "& begins no reference: write &amp;".to_owned()));
        }
        roots += u32::from(open.is_empty());
        if !tag.ends_with('/') {
            open.push(name);
        }
    }
    if let Some(last) = open.last() {
        return Some((text.len(), format!("<{last}> is not closed")));
    }
    (roots != 1).then(|| (0, format!("there are {roots} root elements")))
}

/// Where a tag ends: at the first `>` outside quotes.
fn end(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (place, c) in tag.char_indices() {
        match (c, quote) {
            ('>', None) => return Some(place),
            ('"' | '\'', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            _ => {}
        }
    }
    None
}

/// The first `&` that begins no reference.
fn reference(text: &str) -> Option<usize> {
    text.match_indices('&').map(|(place, _)| place).find(|place| {
        let rest = &text[place + 1..];
        let Some(end) = rest.find(';') else { return true };
        let name = &rest[..end];
        let is_number = name.strip_prefix('#').is_some_and(|number| {
            let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |digits| (digits, 16));
            u32::from_str_radix(digits, radix).is_ok()
        });
        !is_number && !["amp", "lt", "gt", "quot", "apos"].contains(&name)
    })
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn faults_are_found() {
        for (text, is_sound) in [
            (
                "<?xml version=\"1.0\"?>\n<!-- a > b --><feed a='>'><b/><c>&amp;&#233;&#xe9;</c></feed>\n",
                true,
            ),
            ("<a><![CDATA[<b>&]]></a>", true),
            ("<a><b></a></b>", false),
            ("<a>", false),
            ("</a>", false),
            ("<a/><b/>", false),
            ("<a>R&D</a>", false),
            ("<a b=\"&eacute;\"/>", false),
            ("<a>1 < 2</a>", false),
            ("<a", false),
            ("", false),
        ] {
            assert_eq!(fault(text).is_none(), is_sound, "{text}: {:?}", fault(text));
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_too_odd(text in "[<>/a&;!?\"' é\\-]{0,40}") {
            if let Some((place, _)) = fault(&text) {
                proptest::prop_assert!(place <= text.len());
            }
        }
    }
}
