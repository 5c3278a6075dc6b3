//! Which characters may be what: the rules of Rust, narrowed where a character deceives the eye.

/// What separates tokens: Unicode's `Pattern_White_Space`, and nothing else.
pub(super) fn is_white_space(character: char) -> bool {
    matches!(
        character,
        '\t'..='\r' | ' ' | '\u{85}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}'
    )
}

pub(super) fn is_word_start(character: char) -> bool {
    character == '_' || unicode_ident::is_xid_start(character)
}

/// The middle dot of `mg·kg` would be one for Rust; no one means it as a letter.
pub(super) fn is_word_continue(character: char) -> bool {
    character != '·' && unicode_ident::is_xid_continue(character)
}

/// The punctuation of Rust, delimiters and quotation marks aside.
pub(super) fn is_sign(character: char) -> bool {
    matches!(
        character,
        '~' | '!'
            | '@'
            | '#'
            | '$'
            | '%'
            | '^'
            | '&'
            | '*'
            | '-'
            | '='
            | '+'
            | '|'
            | ';'
            | ':'
            | ','
            | '<'
            | '.'
            | '>'
            | '/'
            | '?'
    )
}

/// What changes the direction of text on the screen, so that it reads otherwise than it is.
pub(super) fn is_direction_control(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What takes no room on the screen: soft hyphens, zero-width spaces and joiners, marks of the
/// order of bytes.
pub(super) fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200D}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// A space of another width than the plain one.
pub(super) fn is_odd_space(character: char) -> bool {
    matches!(
        character,
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}'
    )
}

/// The plain form of a full-width letter, digit or sign.
pub(super) fn narrow(character: char) -> Option<char> {
    let code = u32::from(character);
    matches!(character, '\u{FF01}'..='\u{FF5E}')
        .then(|| char::from_u32(code.saturating_sub(0xFEE0)))
        .flatten()
}

/// Whether the compiler leaves the character as it is, whatever precedes it.
///
/// The compiler composes what a word is made of (Unicode's form NFC): a letter and an accent become
/// one letter. Words of a file have to be the same without its tables, so they are made of
/// characters that nothing is composed of, and that are composed of nothing.
pub(super) fn is_settled(character: char) -> bool {
    character.is_ascii()
        || matches!(
            character,
            '\u{80}'..='\u{2FF}'
                | '\u{370}'..='\u{373}'
                | '\u{376}'..='\u{37D}'
                | '\u{37F}'..='\u{386}'
                | '\u{388}'..='\u{482}'
                | '\u{48A}'..='\u{58F}'
                | '\u{5D0}'..='\u{5EA}'
                | '\u{620}'..='\u{64A}'
                | '\u{10A0}'..='\u{10FF}'
                | '\u{1E00}'..='\u{1EFF}'
                | '\u{2C60}'..='\u{2C7F}'
                | '\u{3041}'..='\u{3096}'
                | '\u{309D}'..='\u{30FF}'
                | '\u{3400}'..='\u{4DBF}'
                | '\u{4E00}'..='\u{9FFF}'
                | '\u{A722}'..='\u{A7FF}'
                | '\u{AC00}'..='\u{D7A3}'
                | '\u{20000}'..='\u{2EBE0}'
                | '\u{30000}'..='\u{323AF}'
        )
}

/// The digit of a superscript, and its minus sign.
pub(super) fn superscript(character: char) -> Option<char> {
    Some(match character {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        '⁻' => '-',
        _ => return None,
    })
}

/// The digits after the point of a fraction that is one character, where they end.
pub(super) fn fraction(character: char) -> Option<&'static str> {
    Some(match character {
        '½' => "5",
        '¼' => "25",
        '¾' => "75",
        '⅕' => "2",
        '⅖' => "4",
        '⅗' => "6",
        '⅘' => "8",
        '⅛' => "125",
        '⅜' => "375",
        '⅝' => "625",
        '⅞' => "875",
        '⅒' => "1",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_that_of_rust() {
        let spaces: Vec<char> = (0..=0x10_FFFF)
            .filter_map(char::from_u32)
            .filter(|character| is_white_space(*character))
            .collect();
        assert_eq!(
            spaces,
            [
                '\t', '\n', '\u{B}', '\u{C}', '\r', ' ', '\u{85}', '\u{200E}', '\u{200F}',
                '\u{2028}', '\u{2029}'
            ]
        );
        assert!(
            spaces.iter().all(|character| !is_odd_space(*character) && !is_invisible(*character))
        );
    }

    #[test]
    fn full_width_characters_have_a_plain_form() {
        let plain: String = "（Ａｇｅ　１８；＂）"
            .chars()
            .map(|character| narrow(character).unwrap_or(' '))
            .collect();
        assert_eq!(plain, "(Age 18;\")");
        assert_eq!(narrow('a'), None);
    }

    #[test]
    fn micro_signs_are_letters() {
        assert!(
            ['\u{B5}', '\u{3BC}']
                .into_iter()
                .all(|character| is_word_start(character) && is_settled(character))
        );
    }
}
