//! How the beginning of a statement, a criterion or a remark is recognized, a few tokens ahead.

use crate::text::{Cursor, Token};
use crate::words::{is_comparison, is_reserved};

/// What can follow a fact: a word before it that looks like a label is then the fact.
pub fn goes_on_behind_fact(token: &Token) -> bool {
    match token {
        Token::Symbol(symbol) => {
            is_comparison(symbol) && symbol != "!"
                || symbol == "&&"
                || symbol == "||"
                || symbol == ","
        }
        Token::Word(word) => {
            [
                "in", "not", "between", "within", "where", "by", "is", "and", "or", "before",
                "after", "more", "less", "at", "on",
            ]
            .iter()
            .any(|own| own.eq_ignore_ascii_case(word))
                && word != "NOT"
        }
        _ => false,
    }
}

/// `note "…"`, `interpretation "…"`
pub fn at_remark(cursor: &Cursor) -> bool {
    (cursor.peek().is_word("note") || cursor.peek().is_word("interpretation"))
        && matches!(cursor.peek_at(1), Token::Text(_))
}

/// `a:`, `a "title":`, `a restated:`, `a "title" restated:`
pub fn at_label(cursor: &Cursor) -> bool {
    if !matches!(cursor.peek(), Token::Word(_) | Token::Number(_)) {
        return false;
    }
    let mut distance = 1_usize;
    if matches!(cursor.peek_at(distance), Token::Text(_)) {
        distance = 2;
    }
    if cursor.peek_at(distance).is_word("restated") {
        distance = distance.saturating_add(1);
    }
    cursor.peek_at(distance).is_symbol(":")
}

/// What may be between the number or letter of a criterion and its colon.
pub fn at_rest_of_label(cursor: &Cursor) -> bool {
    matches!(cursor.peek(), Token::Text(_)) || cursor.peek().is_word("restated")
}

/// The first two tokens of a statement. Two, because one word alone may as well be a fact.
pub fn at_statement(cursor: &Cursor) -> bool {
    let Token::Word(word) = cursor.peek() else { return false };
    let next = cursor.peek_at(1);
    match word.as_str() {
        "payer" | "number" | "source" | "title" | "version" | "advisory" | "note"
        | "interpretation" => matches!(next, Token::Text(_)),
        "reviewed" => matches!(next, Token::Text(_) | Token::Number(_)),
        "codes" | "define" => before_name(cursor),
        "section" => matches!(next, Token::Text(_)) || before_name(cursor),
        "effective" => next.is_word("from"),
        "applies" => next.is_word("when"),
        "never" => next.is_word("approves"),
        "look" => next.is_word("back"),
        "accept" => next.is_word("gap") || next.is_word("finding"),
        _ => false,
    }
}

/// Whether the word after the next one is a name, and not one that goes on after a fact.
fn before_name(cursor: &Cursor) -> bool {
    let next = cursor.peek_at(1);
    let is_remark = (next.is_word("note") || next.is_word("interpretation"))
        && matches!(cursor.peek_at(2), Token::Text(_));
    matches!(next, Token::Word(name) if !is_reserved(name))
        && !goes_on_behind_fact(next)
        && !is_remark
}
