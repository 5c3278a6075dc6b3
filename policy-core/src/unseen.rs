//! Characters that no one sees, or that change how others are shown. In: a text from a case, a file
//! or a command line. Out: the same text with escapes in their place.
//!
//! A terminal acts on control characters, and signs of direction let a text read as another one.
//! Whatever is printed and was not written by an author of policies goes through here.

use std::borrow::Cow;

/// Control characters of both ranges, signs of direction, separators of lines and paragraphs, and
/// signs without width.
///
/// ```
/// use policy_core::unseen::is_unseen;
///
/// assert!(['\u{1b}', '\u{9b}', '\u{202e}', '\u{200b}', '\u{feff}'].into_iter().all(is_unseen));
/// assert!(!is_unseen('é') && !is_unseen(' '));
/// ```
#[must_use]
pub fn is_unseen(sign: char) -> bool {
    sign.is_control()
        || matches!(
            sign,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
                | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
                | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
        )
}

/// The text with `\u{…}` for each of them.
///
/// ```
/// use policy_core::unseen::escaped;
///
/// assert_eq!(escaped("abc\u{202e}"), r"abc\u{202e}");
/// ```
#[must_use]
pub fn escaped(text: &str) -> Cow<'_, str> {
    replaced(text, |sign, escaped| escaped.extend(sign.escape_unicode()))
}

/// JSON with `\u…` for each of them; they stand in its strings alone.
///
/// ```
/// use policy_core::unseen::escaped_json;
///
/// assert_eq!(escaped_json("{\"id\":\"abc\u{202e}\"}".to_owned()), r#"{"id":"abc\u202e"}"#);
/// ```
#[cfg(feature = "serde")]
#[must_use]
pub fn escaped_json(json: String) -> String {
    let escaped = replaced(&json, |sign, escaped| {
        for unit in sign.encode_utf16(&mut [0; 2]) {
            escaped.push_str(&format!("\\u{unit:04x}"));
        }
    });
    match escaped {
        Cow::Owned(escaped) => escaped,
        Cow::Borrowed(_) => json,
    }
}

fn replaced(text: &str, replace: impl Fn(char, &mut String)) -> Cow<'_, str> {
    // Plain ASCII, which most texts are, holds none but control characters.
    if text.bytes().all(|byte| (b' '..0x7f).contains(&byte)) || !text.chars().any(is_unseen) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        if is_unseen(sign) { replace(sign, &mut escaped) } else { escaped.push(sign) }
    }
    Cow::Owned(escaped)
}
