//! What becomes of characters that no page may hold: controls, zero-width and layout characters.

/// What to do with a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Fine as it is.
    Keep,
    /// Not to be shown.
    Drop,
    /// A line break in disguise.
    Newline,
    /// Stands for another character.
    Replace(char),
}

/// Windows-1252 from 0x80 to 0x9F, of which texts that were read as Latin-1 keep the code points; `'\0'` where it has
/// nothing (WHATWG Encoding, `index-windows-1252`).
const WINDOWS_1252: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“',
    '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// The verdict on a character. Tab, line feed and carriage return are kept: they are white space, which callers fold.
pub const fn verdict(character: char) -> Verdict {
    match character {
        '\t' | '\n' | '\r' | ' '..='\u{7e}' => Verdict::Keep,
        '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' => Verdict::Newline,
        // Word's non-breaking hyphen.
        '\u{1e}' => Verdict::Replace('-'),
        '\u{80}'..='\u{9f}' => match WINDOWS_1252[character as usize - 0x80] {
            '\0' => Verdict::Drop,
            meant => Verdict::Replace(meant),
        },
        // The bullets of Word's symbol fonts.
        '\u{f0a7}' | '\u{f0b7}' | '\u{f0d8}' | '\u{f0fc}' => Verdict::Replace('•'),
        // Controls; soft hyphen, zero-width space, word joiner and its kin, byte order mark, annotation marks;
        // bidirectional embeddings, overrides and isolates, which would reorder the page around them; tag characters,
        // which hide text from readers but not from machines; code points that are not characters. The zero-width
        // joiners of emoji and of Indian and Persian scripts stay, as do the plain direction marks.
        '\0'..='\u{1f}'
        | '\u{7f}'
        | '\u{ad}'
        | '\u{200b}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fdd0}'..='\u{fdef}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => Verdict::Drop,
        _ if character as u32 & 0xfffe == 0xfffe => Verdict::Drop,
        _ => Verdict::Keep,
    }
}

/// Whether a byte of UTF-8 can begin a character that is not simply kept, or a no-break space: what a fast scan
/// stops at.
pub const fn is_suspect(byte: u8) -> bool {
    SUSPECT[byte as usize]
}

const SUSPECT: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(byte,
            0..=0x1f | 0x7f
            // U+0080 to U+00BF, U+2000 to U+2FFF, U+E000 to U+FFFF, and the planes beyond.
            | 0xc2 | 0xe2 | 0xee | 0xef | 0xf0..=0xf4);
        byte += 1;
    }
    table[b'\n' as usize] = false;
    table[b'\t' as usize] = false;
    table
};

/// Whether a character is one of the spaces that do not break a line.
pub const fn is_no_break_space(character: char) -> bool {
    matches!(character, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_that_is_not_kept_is_suspect() {
        for character in '\0'..=char::MAX {
            if verdict(character) != Verdict::Keep || is_no_break_space(character) {
                let mut buffer = [0; 4];
                let first = character.encode_utf8(&mut buffer).as_bytes()[0];
                assert!(is_suspect(first), "{character:?}");
            }
        }
    }

    #[test]
    fn what_replaces_a_character_is_kept() {
        for character in '\0'..=char::MAX {
            if let Verdict::Replace(meant) = verdict(character) {
                assert_eq!(verdict(meant), Verdict::Keep);
            }
        }
        assert_eq!(verdict('\u{92}'), Verdict::Replace('’'));
        assert_eq!(verdict('\u{200d}'), Verdict::Keep);
        assert_eq!(verdict('\u{1fffe}'), Verdict::Drop);
    }
}
