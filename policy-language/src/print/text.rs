//! Texts in quotation marks, and documentation comments.

use super::lines::Lines;
use policy_core::vocabulary::{CodeMeaning, Coding};

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

/// Codes, those of one system and one meaning that are together in one group: its keyword, and them
/// in quotation marks.
pub fn grouped(codes: &[Coding]) -> impl Iterator<Item = (&'static str, String)> + '_ {
    groups(codes).map(|(_, system, codes)| (system, codes))
}

/// The groups as a vocabulary has them: `icd10cm("C90.00")`, `suggests icd10cm("Z92.86")`.
pub fn declared_codes(codes: &[Coding]) -> impl Iterator<Item = String> + '_ {
    groups(codes).map(|(meaning, system, codes)| match meaning {
        CodeMeaning::Answers => format!("{system}({codes})"),
        CodeMeaning::Suggests => format!("suggests {system}({codes})"),
    })
}

fn groups(codes: &[Coding]) -> impl Iterator<Item = (CodeMeaning, &'static str, String)> + '_ {
    let of = |coding: &Coding| (coding.meaning, coding.system);
    let groups = codes.chunk_by(move |one, next| of(one) == of(next));
    groups.filter_map(|codes| {
        let first = codes.first()?;
        let codes = codes.iter().map(|coding| quoted(&coding.code)).collect::<Vec<_>>();
        Some((first.meaning, first.system.keyword(), codes.join(", ")))
    })
}
