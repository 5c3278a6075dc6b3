//! Values in a row that are not between brackets: `Moderate or Severe`, `one of Mild, Moderate`.
//! In: the cursor at the first value or at the phrase before it. Out: the mistake, with the list.

use super::{Parsed, Parser, ahead, ranges, words};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{Operator, Test};
use crate::text::{Cursor, Delimiter, Name, Place, Placed, Token};

/// What comes before a list in a source, the longer phrases first, and whether it excludes.
const PHRASES: [(&str, bool); 19] = [
    ("is one of the following", false),
    ("is any of the following", false),
    ("is none of the following", true),
    ("is not one of", true),
    ("is not any of", true),
    ("is not among", true),
    ("is one of", false),
    ("is any of", false),
    ("is either of", false),
    ("is none of", true),
    ("is among", false),
    ("is either", false),
    ("is neither", true),
    ("one of", false),
    ("any of", false),
    ("none of", true),
    ("either", false),
    ("among", false),
    ("neither", true),
];

/// The values that follow each other.
pub(super) struct Row {
    pub names: Vec<String>,
    pub last: Place,
}

impl Row {
    pub fn list(&self) -> String {
        format!("[{}]", self.names.join(", "))
    }
}

/// Facts are in lower case, values begin with a capital.
fn value<'t>(cursor: &Cursor<'t>) -> Option<&'t str> {
    match cursor.peek() {
        Token::Word(word)
            if word.starts_with(char::is_uppercase)
                && !words::is_reserved(word)
                && !ahead::at_label(cursor) =>
        {
            Some(word)
        }
        _ => None,
    }
}

/// The values from that many tokens ahead on. The last of them may be `compared` with something
/// only if they are methods. `OR` alone joins conditions: whether it joins values,
/// the vocabulary says.
pub(super) fn row(
    cursor: &Cursor,
    distance: usize,
    joined: &[&str],
    compared: bool,
) -> Option<Row> {
    let mut ahead = *cursor;
    for _ in 0..distance {
        ahead.advance();
    }
    let mut names = vec![value(&ahead)?.to_owned()];
    let mut last = ahead.advance();
    loop {
        let mut next = ahead;
        let mut separated = false;
        loop {
            let separator = match next.peek() {
                Token::Symbol(sign) => [",", "/", "|", "||"].contains(&sign.as_str()),
                Token::Word(word) => {
                    joined.contains(&word.as_str())
                        || (separated || names.len() > 1)
                            && ["or", "and"].iter().any(|own| own.eq_ignore_ascii_case(word))
                }
                _ => false,
            };
            if !separator {
                break;
            }
            separated = true;
            next.advance();
        }
        let Some(name) = value(&next).filter(|_| separated) else { break };
        if !compared
            && ahead::goes_on_behind_fact(next.peek_at(1))
            && !next.peek_at(1).is_symbol(",")
            && !["or", "and", "within"].iter().any(|word| next.peek_at(1).is_word_in_any_case(word))
        {
            break;
        }
        names.push(name.to_owned());
        last = next.advance();
        ahead = next;
    }
    Some(Row { names, last })
}

/// The phrase that comes next, and whether it excludes.
pub(super) fn phrase(cursor: &Cursor) -> Option<(&'static str, bool)> {
    let matches = |phrase: &str| {
        phrase
            .split(' ')
            .enumerate()
            .all(|(distance, word)| cursor.peek_at(distance).is_word_in_any_case(word))
    };
    PHRASES.iter().find(|(phrase, _)| matches(phrase)).copied()
}

impl Parser<'_, '_> {
    /// `= Moderate or Severe`, with the cursor at the first value.
    pub(super) fn several_values(&self, operator: &Placed<Operator>) -> Option<Diagnostic> {
        let row = match row(&self.cursor, 0, &["or", "Or"], false) {
            Some(row) => row,
            None => self.row_after_small()?,
        };
        if row.names.len() < 2 {
            return None;
        }
        let word = if operator.value == Operator::NotEqual { "not in" } else { "in" };
        let mistake = Diagnostic::at(
            operator.place.to(row.last),
            "several values are compared as a list in square brackets",
        );
        Some(mistake.replace(format!("{word} {}", row.list())))
    }

    /// `mild or Moderate`, where the capital of the first value is missing.
    fn row_after_small(&self) -> Option<Row> {
        let Token::Word(first) = self.cursor.peek() else { return None };
        let joined = ["or", "Or"].iter().any(|word| self.cursor.peek_at(1).is_word(word))
            || self.cursor.peek_at(1).is_symbol(",");
        let mut rest = row(&self.cursor, 2, &["or", "Or"], false).filter(|_| joined)?;
        let mut letters = first.chars();
        let capital = letters.next()?.to_uppercase().chain(letters).collect();
        rest.names.insert(0, capital);
        Some(rest)
    }

    /// `is one of [Moderate, Severe]`, `one of Moderate, Severe`
    pub(super) fn one_of_in_words(&mut self, of: &Name) -> Option<Parsed<Test>> {
        let (phrase, negated) = phrase(&self.cursor)?;
        let mut length = phrase.split(' ').count();
        let place = self.cursor.place_of(length);
        if self.cursor.peek_at(length).is_symbol(":") {
            length = length.saturating_add(1);
        }
        let word = if negated { "not in" } else { "in" };
        let message = format!("a list does not begin with `{phrase}`");
        if let Token::Group(_) = self.cursor.peek_at(length) {
            self.report(Diagnostic::at(place, message).replace(word));
            for _ in 0..length {
                self.cursor.advance();
            }
            return Some(self.one_of(negated));
        }
        let row =
            row(&self.cursor, length, &["or", "Or", "OR", "and", "And", "AND", "nor"], false)?;
        let right = format!("{word} {}", row.list());
        let mistake = Diagnostic::at(place.to(row.last), message);
        Some(self.fail(mistake.help(format!("write `{} {right}`", of.value)).instead(right)))
    }

    /// `severity Moderate`, `severity Moderate or Severe`, with the cursor at the first value.
    pub(super) fn uncompared_values(&self, of: &str) -> Option<Diagnostic> {
        let row = row(&self.cursor, 0, &["or", "Or"], false)?;
        let first = row.names.first()?;
        // `severity Moderate to Severe`: what lies between, the vocabulary knows.
        let behind = self.cursor.ahead(1);
        let joined = ["to", "through"].iter().any(|word| behind.peek().is_word(word))
            || behind.peek().is_symbol("-");
        if let Some(second) = value(&behind.ahead(1)).filter(|_| joined && row.names.len() == 1) {
            let mistake = Diagnostic::at(
                self.cursor.place_of(3),
                "values have no order, so that each of them is named",
            );
            return Some(mistake.help(format!(
                "write `{of} in [{first}, …, {second}]` with the values between the two, or `{of} in [{first}, {second}]` where there are none"
            )));
        }
        let right = match row.names.as_slice() {
            [only] => format!("= {only}"),
            _ => format!("in {}", row.list()),
        };
        let mistake = Diagnostic::at(
            self.cursor.place().to(row.last),
            format!("nothing says how `{of}` compares with `{first}`"),
        );
        Some(mistake.help(format!("write `{of} {right}`")).instead(right))
    }

    /// `= [18-64]`, `= (Mild or Moderate)`
    pub(super) fn list_against_sign(&self, operator: &Placed<Operator>) -> Option<Diagnostic> {
        let inner = self.cursor.enter()?;
        let place = operator.place.to(self.cursor.place());
        if let Some(range) = ranges::range(&inner, 0) {
            return Some(
                Diagnostic::at(place, "a range is not written in brackets").replace(range.between),
            );
        }
        if !self.at_group(Delimiter::Parenthesis) {
            return None;
        }
        let row = row(&inner, 0, &["or", "Or", "OR", "and", "And", "AND"], false)?;
        let word = if operator.value == Operator::NotEqual { "not in" } else { "in" };
        let mistake =
            Diagnostic::at(place, "several values are compared as a list in square brackets");
        Some(mistake.replace(format!("{word} {}", row.list())))
    }
}
