//! Text that is not JSON. In: what is wrong with it, and where. Out: one problem of the case as a
//! whole, in plain words that do not quote the text.

use super::structure::{Fault, NESTING};
use crate::case::refusal::Refusal;
use crate::case::{Problem, ProblemKind};

/// What is wrong with a text, and where.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Broken {
    fault: Fault,
    /// The first wrong byte, or the length of the text if it ends too early.
    at: usize,
}

impl Broken {
    pub(super) const fn new(fault: Fault, at: usize) -> Broken {
        Broken { fault, at }
    }

    /// The word in which a value is expected.
    fn word(self, text: &str) -> Option<&str> {
        if !matches!(self.fault, Fault::NoValue | Fault::UnknownWord) {
            return None;
        }
        let is_letter = |letter: char| letter.is_ascii_alphabetic();
        let (before, after) = text.split_at_checked(self.at)?;
        let start = before.trim_end_matches(is_letter).len();
        let end = after.len().checked_sub(after.trim_start_matches(is_letter).len())?;
        text.get(start..self.at.checked_add(end)?)
    }

    /// The problem of a case with this text.
    pub(super) fn problem(self, text: &str) -> Problem {
        let (found, help) = match self.word(text).and_then(other_spelling) {
            Some((found, help)) => (found.to_owned(), help),
            None => in_words(self.fault),
        };
        let (prefix, kind) = if self.fault == Fault::TooDeep {
            ("", ProblemKind::TooLarge)
        } else {
            ("not JSON: ", ProblemKind::NotJson)
        };
        let place = place(text.as_bytes(), self.at);
        Refusal::new(format!("{prefix}{found} {place}"), help).of(kind).at("")
    }
}

/// What other languages write for the words of JSON.
fn other_spelling(word: &str) -> Option<(&'static str, &'static str)> {
    const NOTHING: &str = "leave the key out where nothing is documented, or write `null`";
    Some(match &*word.to_ascii_lowercase() {
        "true" | "false" | "null" => (
            "`true`, `false` or `null` in capital letters",
            "write it in small letters, without quotation marks",
        ),
        "yes" | "no" => {
            ("a word that is none of `true`, `false` and `null`", "write `true` or `false`")
        }
        "none" | "nil" | "undefined" | "nan" => {
            ("a word that is none of `true`, `false` and `null`", NOTHING)
        }
        _ => return None,
    })
}

/// Bytes that are not valid text.
pub(super) fn not_text(json: &[u8], valid_up_to: usize) -> Problem {
    let place = place(json, valid_up_to);
    Refusal::new(format!("not JSON: bytes that are not UTF-8 {place}"), "write the file as UTF-8")
        .of(ProblemKind::NotJson)
        .at("")
}

/// The line and column of a byte; of the last byte at the end.
fn place(text: &[u8], at: usize) -> String {
    let before = text.get(..at).unwrap_or(text);
    let line = before.split(|byte| *byte == b'\n').count();
    let on_line = before.iter().rev().take_while(|byte| **byte != b'\n').count();
    let column = if at < text.len() { on_line.saturating_add(1) } else { on_line.max(1) };
    format!("(line {line}, column {column})")
}

fn in_words(fault: Fault) -> (String, &'static str) {
    let (found, help) = match fault {
        Fault::TooDeep => {
            return (
                format!("more than {NESTING} lists and objects inside each other"),
                "write a case as in `{\"lvef\": [{\"value\": …}]}`; nothing in it lies deeper than four",
            );
        }
        Fault::EndsInObject => ("the text ends inside an object", "close it with `}`"),
        Fault::EndsInList => ("the text ends inside a list", "close it with `]`"),
        Fault::EndsInString => ("the text ends inside a string", "close it with a quotation mark"),
        Fault::EndsBeforeValue => {
            ("the text ends where a value is expected", "write one JSON object for each case")
        }
        Fault::NoColon => ("no colon after a key", "write `\"key\": value`"),
        Fault::NoCommaInObject => (
            "no comma between two keys of an object",
            "separate them with a comma, or close the object with `}`",
        ),
        Fault::NoCommaInList => (
            "no comma between two elements of a list",
            "separate them with a comma, or close the list with `]`",
        ),
        Fault::TrailingComma => ("a comma with nothing behind it", "take the comma away"),
        Fault::TrailingText => {
            ("something follows the end of the case", "write one JSON object for each case")
        }
        Fault::NoKey => ("a key without quotation marks", "put every key into quotation marks"),
        Fault::UnknownWord => {
            ("a word that is none of `true`, `false` and `null`", "put texts into quotation marks")
        }
        Fault::NoValue => (
            "no value where one is expected",
            "put texts into quotation marks and write numbers as in `38.5`",
        ),
        Fault::MalformedNumber => ("a number that JSON cannot write", "write numbers as in `38.5`"),
        Fault::UnknownEscape => {
            ("a backslash that begins no escape", "write a backslash as `\\\\`")
        }
        Fault::ControlCharacter => {
            ("a control character or line break inside a string", "write a line break as `\\n`")
        }
        Fault::LoneSurrogate => {
            ("an escape that stands for no character", "write the character itself")
        }
    };
    (found.to_owned(), help)
}
