//! The words of the language: which may not be names, which end a unit, and how the beginning of a statement or a criterion is recognised.

use super::tokens::{Cursor, Token};

/// Words that would make a condition ambiguous if a fact were called so.
const RESERVED: [&str; 20] = [
    "AND", "OR", "NOT", "and", "or", "not", "if", "then", "else", "in", "between", "within", "by", "where", "any", "every", "highest", "lowest",
    "no", "at",
];

/// Names become names in Rust, where these words are taken.
const RUST: [&str; 53] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else", "enum", "extern",
    "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where",
    "while", "yield", "_",
];

/// Words that are never part of a unit: the language goes on with them, or an author who writes English does.
const BEHIND_UNITS: [&str; 35] = [
    "and",
    "or",
    "not",
    "if",
    "then",
    "else",
    "within",
    "in",
    "by",
    "where",
    "note",
    "interpretation",
    "for",
    "per",
    "review",
    "from",
    "to",
    "at",
    "ago",
    "on",
    "when",
    "between",
    "is",
    "are",
    "unless",
    "except",
    "but",
    "with",
    "without",
    "of",
    "has",
    "no",
    "any",
    "restated",
    "because",
];

/// The words with which statements begin.
pub const STATEMENTS: [&str; 16] = [
    "payer",
    "number",
    "source",
    "title",
    "reviewed",
    "codes",
    "effective",
    "applies",
    "define",
    "section",
    "version",
    "advisory",
    "note",
    "interpretation",
    "never",
    "accept",
];

/// `two`, `three`, …: their digits.
pub fn number_in_words(word: &str) -> Option<u32> {
    let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    (1..).zip(words).find(|(_, own)| own.eq_ignore_ascii_case(word)).map(|(number, _)| number)
}

/// What people write behind a flag, and whether it says that the flag holds.
pub fn yes_or_no(word: &str) -> Option<bool> {
    let among = |words: &[&str]| words.iter().any(|own| own.eq_ignore_ascii_case(word));
    if among(&["true", "yes", "present", "documented", "met"]) {
        return Some(true);
    }
    among(&["false", "no", "absent"]).then_some(false)
}

/// A sign that compares, or that someone takes for one.
pub fn is_comparison(symbol: &str) -> bool {
    symbol.chars().all(|part| "<>=!".contains(part))
}

/// What can stand behind a fact: a word before it that looks like a label is then the fact.
pub fn goes_on_behind_fact(token: &Token) -> bool {
    match token {
        Token::Symbol(symbol) => is_comparison(symbol) && symbol != "!" || symbol == "&&" || symbol == "||" || symbol == ",",
        Token::Word(word) => {
            ["in", "not", "between", "within", "where", "by", "is", "and", "or"].iter().any(|own| own.eq_ignore_ascii_case(word)) && word != "NOT"
        }
        _ => false,
    }
}

pub fn is_reserved(word: &str) -> bool {
    RESERVED.contains(&word)
}

pub fn is_rust(word: &str) -> bool {
    RUST.contains(&word)
}

/// Whether Rust takes a word for a name.
pub fn is_name_in_rust(word: &str) -> bool {
    syn::parse_str::<syn::Ident>(word).is_ok()
}

pub fn ends_unit(word: &str) -> bool {
    BEHIND_UNITS.iter().any(|end| end.eq_ignore_ascii_case(word))
}

/// Whether a text could stand without its quotation marks as a name.
pub fn is_name(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(|first| first.is_alphabetic() || first == '_') && letters.all(|letter| letter.is_alphanumeric() || letter == '_')
}

/// `1`, `a`, `iii`: what is certainly meant as a label, even if its colon is missing.
pub fn is_outline_number(word: &str) -> bool {
    let single = word.len() == 1 && word.chars().all(|letter| letter.is_ascii_lowercase());
    single || word.chars().all(|digit| digit.is_ascii_digit()) || word.chars().all(|letter| "ivx".contains(letter))
}

/// `note "…"`, `interpretation "…"`
pub fn at_remark(cursor: &Cursor) -> bool {
    (cursor.peek().is_word("note") || cursor.peek().is_word("interpretation")) && matches!(cursor.peek_at(1), Token::Text(_))
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

/// The first two tokens of a statement. Two, because one word alone may as well be a fact.
pub fn at_statement(cursor: &Cursor) -> bool {
    let Token::Word(word) = cursor.peek() else { return false };
    let next = cursor.peek_at(1);
    match word.as_str() {
        "payer" | "number" | "source" | "title" | "version" | "advisory" | "note" | "interpretation" => matches!(next, Token::Text(_)),
        "reviewed" => matches!(next, Token::Text(_) | Token::Number(_)),
        "codes" | "define" => before_name(cursor),
        "section" => matches!(next, Token::Text(_)) || before_name(cursor),
        "effective" => next.is_word("from"),
        "applies" => next.is_word("when"),
        "never" => next.is_word("approves"),
        "accept" => next.is_word("gap"),
        _ => false,
    }
}

/// Whether the word behind the next one is a name, and not one that goes on behind a fact.
fn before_name(cursor: &Cursor) -> bool {
    let next = cursor.peek_at(1);
    let is_remark = (next.is_word("note") || next.is_word("interpretation")) && matches!(cursor.peek_at(2), Token::Text(_));
    matches!(next, Token::Word(name) if !is_reserved(name)) && !goes_on_behind_fact(next) && !is_remark
}
