//! Ranges and limits as sources print them: `18-64`, `18 to 64`, `3+`, `6 months ago`. In: the
//! cursor at the number, after a fact. Out: the mistake, with the words that the language has.

use super::phrases::bound_in_words;
use super::test::phrase;
use super::{Parser, words};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::Operator;
use crate::syntax::literal::QuantityText;
use crate::text::{Cursor, Name, Place, Placed, Token};

/// How many tokens a number and its unit have at most before the word that joins the ends.
const MOST: usize = 6;

/// A range that was typed without `between`.
pub(super) struct Range {
    pub between: String,
    pub last: Place,
}

/// What joins the two ends.
fn joins(token: &Token) -> bool {
    ["to", "through"].iter().any(|word| token.is_word_in_any_case(word)) || token.is_symbol("-")
}

/// The range that begins that many tokens ahead.
pub(super) fn range(cursor: &Cursor, distance: usize) -> Option<Range> {
    let mut ahead = *cursor;
    for _ in 0..distance {
        ahead.advance();
    }
    if !matches!(ahead.peek(), Token::Number(_)) {
        return None;
    }
    let start = ahead.position();
    for _ in 0..MOST {
        ahead.advance();
        if joins(ahead.peek()) {
            let low = ahead.source_from(start);
            ahead.advance();
            let Token::Number(high) = ahead.peek() else { return None };
            let last = ahead.advance();
            return Some(Range { between: format!("between {low} and {high}"), last });
        }
        match ahead.peek() {
            Token::Word(word) if !words::is_reserved(word) => {}
            Token::Symbol(sign) if ["%", "/"].contains(&sign.as_str()) => {}
            _ => return None,
        }
    }
    None
}

impl Parser<'_, '_> {
    /// A number after a fact, with no comparison between them.
    pub(super) fn uncompared(&self, of: &Name) -> Diagnostic {
        let place = self.cursor.place();
        let fact = &of.value;
        if let Some(Range { between, last }) = range(&self.cursor, 0) {
            let mistake =
                Diagnostic::at(place.to(last), "a range is not written without `between`");
            return mistake.help(format!("write `{fact} {between}`")).instead(between);
        }
        let value = self.cursor.peek().text();
        let plus = usize::from(self.cursor.peek_at(1).is_symbol("+"));
        let unit = self.cursor.peek_at(plus.saturating_add(1)).text();
        let typed = if plus == 0 { value.clone() } else { format!("{value}+") };
        if self.cursor.peek_at(plus.saturating_add(2)).is_word("ago") {
            let place = place.to(self.cursor.place_at(plus.saturating_add(2)));
            let mistake = Diagnostic::at(
                place,
                format!("nothing says how `{fact}` compares with `{typed} {unit} ago`"),
            );
            let early = format!("at least {value} {unit} ago");
            return if plus == 0 {
                mistake.help(format!(
                    "write `{early}` or `within {value} {unit}`, whichever the source means"
                ))
            } else {
                mistake.replace(early)
            };
        }
        let mistake = Diagnostic::at(
            place.to(self.cursor.place_at(plus)),
            format!("nothing says how `{fact}` compares with `{typed}`"),
        );
        match bound_in_words(&self.cursor) {
            _ if plus == 1 => {
                mistake.help(format!("write `{fact} >= {value}`")).instead(format!(">= {value}"))
            }
            Some(bound) => mistake.help(format!("write `{fact} {bound}`")),
            None => mistake
                .help("write `=`, `>=`, `<=`, `>` or `<` between them, whichever the source means")
                .note("signs such as ≥ and ≤ cannot be read; they are typed `>=` and `<=`"),
        }
    }

    /// `from 18 to 64`, `in 18-64`, with the cursor at the word.
    pub(super) fn range_after_word(&self, of: &Name) -> Option<Diagnostic> {
        let word = self.cursor.peek();
        if !["from", "in", "of", "is"].iter().any(|own| word.is_word_in_any_case(own)) {
            return None;
        }
        let Range { between, last } = range(&self.cursor, 1)?;
        let place = self.cursor.place().to(last);
        let mistake =
            Diagnostic::at(place, format!("a range is not written with `{}`", word.text()));
        Some(mistake.help(format!("write `{} {between}`", of.value)).instead(between))
    }

    /// `of 18 or older`, `of at least 7%`, with the cursor at `of`.
    pub(super) fn of_a_number(&self, of: &Name) -> Option<Diagnostic> {
        let mut ahead = self.cursor;
        let place = ahead.advance();
        let mistake = |typed: &str| {
            Diagnostic::at(place, format!("a comparison is not written with `{typed}`"))
        };
        if let Some((sign, words)) = phrase(&ahead) {
            let last = self.cursor.place_at(words);
            let mistake = Diagnostic::at(place.to(last), "a comparison is not written with `of`");
            return Some(mistake.replace(sign));
        }
        if !matches!(ahead.peek(), Token::Number(_)) || range(&ahead, 0).is_some() {
            return None;
        }
        Some(match bound_in_words(&ahead) {
            Some(bound) => mistake("of").help(format!("write `{} {bound}`", of.value)),
            None => {
                mistake("of").help("write `=`, `>=`, `<=`, `>` or `<`, whichever the source means")
            }
        })
    }

    /// `in [18, 64]`, `in (18-64)`, with the list that many tokens ahead.
    pub(super) fn numbers_in_list(&self, of: &Name, distance: usize) -> Option<Diagnostic> {
        let mut ahead = self.cursor;
        for _ in 0..distance {
            ahead.advance();
        }
        let inner = ahead.enter()?;
        if !matches!(inner.peek(), Token::Number(_)) {
            return None;
        }
        let place = self.cursor.place().to(ahead.place());
        let mistake = Diagnostic::at(place, "a list holds names, not numbers");
        Some(match range(&inner, 0) {
            Some(range) => {
                let right = range.between;
                mistake.help(format!("write `{} {right}`", of.value)).instead(right)
            }
            None => mistake.help("write `=`, `>=`, `<=` or `between … and …`"),
        })
    }

    /// `>= 6 months ago`, with the cursor after the unit.
    pub(super) fn long_ago(
        &self,
        operator: &Placed<Operator>,
        quantity: &QuantityText,
    ) -> Option<Diagnostic> {
        if !self.at_word("ago") {
            return None;
        }
        let period = self.cursor.source_from(quantity.place.first);
        let place = operator.place.to(self.cursor.place());
        let mistake = Diagnostic::at(place, "a date is not compared with `… ago` by a sign");
        Some(mistake.help(format!(
            "write `at least {period} ago` or `within {period}`, whichever the source means"
        )))
    }

    /// `twice the upper limit of normal`: without a number in digits, it is no multiple.
    pub(super) fn limit_of_normal(&self) -> Option<Diagnostic> {
        if self.at_number() {
            return None;
        }
        let (rest, last) = self.rest_of_operand(0);
        let normal =
            rest.contains("ULN") || rest.contains("LLN") || rest.contains("limit of normal");
        normal.then(|| {
            Diagnostic::at(self.cursor.place().to(last), "this is no multiple of a limit of normal")
                .help("write the number of times in digits, as in `3 times the upper limit of normal`, or the limit alone, as in `the upper limit of normal`")
        })
    }
}
