//! What is between quotation marks: which characters a text may have in it, and which value it
//! has.

use super::characters::is_direction_control;
use super::problem::{Problem, direction_control};
use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

/// What quotation marks hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Quoted {
    /// `"a"`, `r"a"`, `'a'`
    Text,
    /// `b"a"`, `br"a"`, `b'a'`
    Bytes,
    /// `c"a"`, `cr"a"`
    NulEnded,
}

/// What is wrong at one place of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Slip {
    /// A backslash before something that it does not go with.
    Backslash,
    /// `\xFF` in a text that is no sequence of bytes.
    Large(u8),
    /// A character that bytes cannot hold.
    NotAscii,
    /// The end of a text before its end.
    Nul,
    /// A carriage return without a line feed.
    CarriageReturn,
    Direction(char),
}

/// The value of a text in quotation marks, as the compiler has it: `"a \"b\""` or `r#"a "b""#`.
/// `None` for everything else: numbers, bytes, a text with letters sticking to it, and a text that
/// the compiler refuses.
#[must_use]
pub fn unescape(literal: &str) -> Option<String> {
    let mut value = String::new();
    let mut whole = true;
    if let Some(raw) = literal.strip_prefix('r') {
        let hashes = raw.bytes().take_while(|byte| *byte == b'#').count();
        let fence = raw.get(..hashes)?;
        let content =
            raw.get(hashes..)?.strip_prefix('"')?.strip_suffix(fence)?.strip_suffix('"')?;
        // `r"a"b"` are two tokens, however it ends.
        if hashes > 255 || content.contains(&format!("\"{fence}")) {
            return None;
        }
        walk_raw(content, Quoted::Text, &mut |_, unit| match unit {
            Ok(character) => value.push(character),
            Err(_) => whole = false,
        });
    } else {
        let content = literal.strip_prefix('"')?.strip_suffix('"')?;
        if closing_quote(content, 0).is_some() {
            return None;
        }
        walk(content, Quoted::Text, &mut |_, unit| match unit {
            Ok(character) => value.push(character),
            Err(_) => whole = false,
        });
    }
    whole.then_some(value)
}

/// Where the next quotation mark is that no backslash precedes.
pub(super) fn closing_quote(text: &str, from: usize) -> Option<usize> {
    let mut escaped = false;
    for (byte, at) in text.as_bytes().get(from..)?.iter().zip(from..) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(at),
            _ => {}
        }
    }
    None
}

/// Whether the content of single quotation marks is one character.
pub(super) fn is_one_character(content: &str, quoted: Quoted) -> bool {
    let (mut units, mut wrong) = (0_u32, content.starts_with(['\n', '\t', '\'']));
    // A backslash at the end of the line is nothing, in a text; a single character has no such
    // thing.
    wrong |= content.starts_with("\\\n") || content.starts_with("\\\r");
    walk(content, quoted, &mut |_, unit| {
        units = units.saturating_add(1);
        wrong |= unit.is_err();
    });
    units == 1 && !wrong
}

/// Everything that is wrong with the content of quotation marks that begins at the position.
pub(super) fn check(
    content: &str,
    start: usize,
    quoted: Quoted,
    raw: bool,
    problems: &mut Vec<Problem>,
) {
    let mut report = |range: Range<usize>, unit: Result<char, Slip>| {
        if let Err(slip) = unit {
            let text = content.get(range.clone()).unwrap_or_default();
            problems.push(describe(
                slip,
                text,
                range.start.saturating_add(start)..range.end.saturating_add(start),
            ));
        }
    };
    if raw {
        walk_raw(content, quoted, &mut report);
    } else {
        walk(content, quoted, &mut report);
    }
}

fn describe(slip: Slip, text: &str, range: Range<usize>) -> Problem {
    match slip {
        Slip::Backslash => Problem::new(range, format!("`{text}` cannot be used in a text"))
            .help(format!("a backslash is typed twice: `\\{text}`"))
            .replacement(format!("\\{text}")),
        Slip::Large(byte) => {
            let longer = format!("\\u{{{byte:X}}}");
            Problem::new(range, format!("`{text}` cannot be used in a text"))
                .help(format!("write `{longer}`"))
                .replacement(longer)
        }
        Slip::NotAscii => {
            Problem::new(range, format!("`{text}` cannot be used between these quotation marks"))
                .help("take away the letters before the opening quotation mark")
        }
        Slip::Nul => {
            Problem::new(range, "a text of this kind cannot have an empty character in it")
                .help("delete it")
                .replacement("")
        }
        Slip::CarriageReturn => Problem::new(range, "this text has a damaged line break")
            .help("delete the break, and press Enter again")
            .replacement("\n"),
        Slip::Direction(character) => direction_control(range.start, character),
    }
}

type Units<'a> = Peekable<CharIndices<'a>>;

/// Character by character; a backslash and what it goes with are one.
fn walk(content: &str, quoted: Quoted, each: &mut impl FnMut(Range<usize>, Result<char, Slip>)) {
    let mut units = content.char_indices().peekable();
    while let Some((start, character)) = units.next() {
        let unit = match (character, units.peek().map(|(_, next)| *next)) {
            ('\\', Some('\n')) => {
                skip_line_break(&mut units);
                continue;
            }
            ('\\', Some('\r'))
                if content.get(start..).is_some_and(|rest| rest.starts_with("\\\r\n")) =>
            {
                units.next();
                skip_line_break(&mut units);
                continue;
            }
            ('\\', _) => escape(&mut units, quoted),
            ('\r', Some('\n')) => {
                units.next();
                Ok('\n')
            }
            _ => plain(character, quoted),
        };
        let end = units.peek().map_or(content.len(), |(end, _)| *end);
        let unit =
            if quoted == Quoted::NulEnded && unit == Ok('\0') { Err(Slip::Nul) } else { unit };
        each(start..end, unit);
    }
}

fn walk_raw(
    content: &str,
    quoted: Quoted,
    each: &mut impl FnMut(Range<usize>, Result<char, Slip>),
) {
    let mut units = content.char_indices().peekable();
    while let Some((start, character)) = units.next() {
        let unit = match (character, units.peek()) {
            ('\r', Some((_, '\n'))) => {
                units.next();
                Ok('\n')
            }
            ('\0', _) if quoted == Quoted::NulEnded => Err(Slip::Nul),
            _ => plain(character, quoted),
        };
        each(start..units.peek().map_or(content.len(), |(end, _)| *end), unit);
    }
}

fn plain(character: char, quoted: Quoted) -> Result<char, Slip> {
    match character {
        '\r' => Err(Slip::CarriageReturn),
        _ if is_direction_control(character) => Err(Slip::Direction(character)),
        _ if quoted == Quoted::Bytes && !character.is_ascii() => Err(Slip::NotAscii),
        _ => Ok(character),
    }
}

/// After a backslash at the end of a line, the text goes on with the next character that is no
/// space.
fn skip_line_break(units: &mut Units<'_>) {
    while units.next_if(|(_, character)| matches!(character, ' ' | '\t' | '\n' | '\r')).is_some() {}
}

/// What a backslash and the characters after it mean. Where they mean nothing, only one of them is
/// read.
fn escape(units: &mut Units<'_>, quoted: Quoted) -> Result<char, Slip> {
    let Some((_, character)) = units.next() else { return Err(Slip::Backslash) };
    Ok(match character {
        '"' | '\'' | '\\' => character,
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '0' => '\0',
        'x' => return hexadecimal(units, quoted),
        'u' if quoted != Quoted::Bytes => return by_number(units),
        _ => return Err(Slip::Backslash),
    })
}

fn hexadecimal(units: &mut Units<'_>, quoted: Quoted) -> Result<char, Slip> {
    let mut ahead = units.clone();
    let mut digit = || ahead.next().and_then(|(_, digit)| digit.to_digit(16));
    let (Some(high), Some(low)) = (digit(), digit()) else { return Err(Slip::Backslash) };
    *units = ahead;
    let value = u8::try_from(high.saturating_mul(16).saturating_add(low)).unwrap_or_default();
    if quoted == Quoted::Text && !value.is_ascii() {
        Err(Slip::Large(value))
    } else {
        Ok(char::from(value))
    }
}

/// `\u{…}`
fn by_number(units: &mut Units<'_>) -> Result<char, Slip> {
    let mut ahead = units.clone();
    if ahead.next().is_none_or(|(_, brace)| brace != '{')
        || ahead.peek().is_none_or(|(_, first)| *first == '_')
    {
        return Err(Slip::Backslash);
    }
    let (mut value, mut digits) = (0_u32, 0_u8);
    loop {
        match ahead.next() {
            Some((_, '_')) => {}
            Some((_, '}')) if digits > 0 => break,
            Some((_, digit)) if digits < 6 => {
                let Some(digit) = digit.to_digit(16) else { return Err(Slip::Backslash) };
                value = value.saturating_mul(16).saturating_add(digit);
                digits = digits.saturating_add(1);
            }
            _ => return Err(Slip::Backslash),
        }
    }
    let character = char::from_u32(value).ok_or(Slip::Backslash)?;
    *units = ahead;
    Ok(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_a_value() {
        let value = |literal| unescape(literal);
        assert_eq!(value(r#""the \"index\" event""#).as_deref(), Some("the \"index\" event"));
        assert_eq!(value("\"a\\\n   b\r\nc\"").as_deref(), Some("ab\nc"));
        assert_eq!(value("\"\\x41\\u{1F_600}\\0\\'\"").as_deref(), Some("A\u{1F600}\0'"));
        assert_eq!(value("r\"a\\n\"").as_deref(), Some("a\\n"));
        assert_eq!(value("r##\"a\"#\"##").as_deref(), Some("a\"#"));
        assert_eq!(value("\"\"").as_deref(), Some(""));
    }

    #[test]
    fn everything_else_has_none() {
        let others = [
            "",
            "\"",
            "r",
            "r\"",
            "r#\"a\"",
            "r#\"a\"\"#\"#",
            "a",
            "18",
            "'a'",
            "b\"a\"",
            "c\"a\"",
            "\"a\"x",
            "r\"a\"x",
            "\"a\"b\"",
            "\"a\\\"",
            "\"\\d\"",
            "\"\\x80\"",
            "\"\\u{D800}\"",
            "\"\\u{}\"",
            "\"a\rb\"",
            "\"\u{202E}\"",
            "“a”",
            "r#a",
            "#\"a\"#",
        ];
        for literal in others {
            assert_eq!(unescape(literal), None, "{literal}");
        }
    }
}
