//! Texts in quotation marks, and documentation comments.

use super::lines::Lines;
use policy_core::vocabulary::Coding;

/// A text as a string literal of Rust. Signs that no one sees are escaped, everything else is
/// as it is.
pub fn quoted(text: &str) -> String {
    let mut literal = String::from("\"");
    for sign in text.chars() {
        match sign {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            unseen if is_unseen(unseen) => literal.extend(unseen.escape_unicode()),
            seen => literal.push(seen),
        }
    }
    literal.push('"');
    literal
}

/// Control signs, and those that have no width or turn the direction of the text, which compilers
/// refuse.
fn is_unseen(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Whether a text can follow three slashes.
pub fn is_plain_line(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && !text.chars().any(is_unseen)
}

impl Lines {
    /// A line of documentation, as the comment that it is short for where its text is no line.
    pub fn documentation(&mut self, text: &str) {
        if is_plain_line(text) {
            self.line(&format!("/// {text}"));
        } else if text.is_empty() {
            self.line("///");
        } else {
            self.line(&format!("#[doc = {}]", quoted(text)));
        }
    }
}

/// Codes, those of one system that are together in one group: its keyword, and them in quotation
/// marks.
pub fn grouped(codes: &[Coding]) -> impl Iterator<Item = (&'static str, String)> + '_ {
    codes.chunk_by(|one, next| one.system == next.system).map(|codes| {
        let system = codes.first().map_or("", |coding| coding.system.keyword());
        (system, codes.iter().map(|coding| quoted(&coding.code)).collect::<Vec<_>>().join(", "))
    })
}
