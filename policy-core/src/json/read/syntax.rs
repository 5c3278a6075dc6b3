//! Text that is no JSON at all. In: the parser's error. Out: one problem of the case as a whole, in
//! plain words.

use crate::case::refusal::Refusal;
use crate::case::{Problem, ProblemKind};

/// What is wrong with a text that `serde_json` refuses.
pub(super) fn not_json(error: &serde_json::Error) -> Problem {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(&*message, |(message, _)| message);
    let (found, help) = in_words(message);
    let (line, column) = (error.line(), error.column().max(1));
    Refusal::new(format!("not JSON: {found} (line {line}, column {column})"), help)
        .of(ProblemKind::NotJson)
        .at("")
}

/// Bytes that are no text.
pub(super) fn not_text(json: &[u8], valid_up_to: usize) -> Problem {
    let before = json.get(..valid_up_to).unwrap_or_default();
    let line = before.split(|byte| *byte == b'\n');
    let column = line.clone().next_back().map_or(0, <[u8]>::len).saturating_add(1);
    let line = line.count();
    Refusal::new(
        format!("not JSON: bytes that are not UTF-8 (line {line}, column {column})"),
        "write the file as UTF-8",
    )
    .of(ProblemKind::NotJson)
    .at("")
}

/// The messages are those of `serde_json` 1. What is not among them is not passed on: it might
/// quote the text.
fn in_words(message: &str) -> (&'static str, &'static str) {
    match message {
        "EOF while parsing an object" => ("the text ends inside an object", "close it with `}`"),
        "EOF while parsing a list" => ("the text ends inside a list", "close it with `]`"),
        "EOF while parsing a string" => {
            ("the text ends inside a string", "close it with a quotation mark")
        }
        "EOF while parsing a value" => {
            ("the text ends where a value is expected", "write one JSON object for each case")
        }
        "expected `:`" => ("no colon after a key", "write `\"key\": value`"),
        "expected `,` or `}`" => (
            "no comma between two keys of an object",
            "separate them with a comma, or close the object with `}`",
        ),
        "expected `,` or `]`" => (
            "no comma between two elements of a list",
            "separate them with a comma, or close the list with `]`",
        ),
        "trailing comma" => ("a comma with nothing behind it", "take the comma away"),
        "trailing characters" => {
            ("something follows the end of the case", "write one JSON object for each case")
        }
        "key must be a string" => {
            ("a key without quotation marks", "put every key into quotation marks")
        }
        "expected ident" => {
            ("a word that is none of `true`, `false` and `null`", "put texts into quotation marks")
        }
        "expected value" => (
            "no value where one is expected",
            "put texts into quotation marks and write numbers as in `38.5`",
        ),
        "invalid number" => ("a number that JSON cannot write", "write numbers as in `38.5`"),
        "number out of range" => {
            ("a number far beyond anything that can be measured", "check the exponent")
        }
        "invalid escape" => ("a backslash that begins no escape", "write a backslash as `\\\\`"),
        "control character (\\u0000-\\u001F) found while parsing a string" => {
            ("a control character or line break inside a string", "write a line break as `\\n`")
        }
        "lone leading surrogate in hex escape"
        | "lone surrogate"
        | "unexpected end of hex escape" => {
            ("an escape that stands for no character", "write the character itself")
        }
        _ => ("something that JSON does not have", "write one JSON object for each case"),
    }
}
