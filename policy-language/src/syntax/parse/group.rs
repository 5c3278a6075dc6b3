//! Groups: `all of { … }`, `any of { … }`, `none of { … }`, `at least 2 of { … }`.

use super::filter::is_filter;
use super::{Parsed, Parser, ahead, words};
use crate::diagnostic::Diagnostic;
use crate::syntax::literal::Number;
use crate::syntax::policy::{Group, Quantifier};
use crate::text::{Delimiter, Place, Placed, Token};
use policy_core::Decimal;

/// More words than this before a brace are not an attempt at a quantifier.
const MOST_WORDS: usize = 6;

/// Words around a quantifier that add nothing to it.
const FILLER: [&str; 22] = [
    "of",
    "the",
    "these",
    "following",
    "below",
    "criteria",
    "conditions",
    "requirements",
    "items",
    "must",
    "be",
    "is",
    "are",
    "has",
    "have",
    "meet",
    "meets",
    "met",
    "true",
    "apply",
    "a",
    "with",
];

/// What asks for a number and no more.
const BOUNDED: [&str; 5] = ["exactly", "at most", "only", "no more than", "not more than"];

const HELP: &str = "write `all of {`, `any of {`, `none of {` or `at least 2 of {`";

impl Parser<'_, '_> {
    /// Whether nothing but words and numbers come before the next opening brace. No condition has
    /// a brace, so these are meant as a quantifier.
    pub(super) fn at_group_of_criteria(&self) -> bool {
        let before = (0..=MOST_WORDS).find(|distance| {
            !matches!(self.cursor.peek_at(*distance), Token::Word(_) | Token::Number(_))
        });
        // `nyha in { … }` is a list in the wrong brackets.
        let before = before.map(|distance| {
            // `None of the following: {`
            let colon = distance > 1 && self.cursor.peek_at(distance).is_symbol(":");
            distance.saturating_add(usize::from(colon))
        });
        before.is_some_and(|distance| {
            let listed = distance > 0
                && self.cursor.peek_at(distance.saturating_sub(1)).is_word_in_any_case("in");
            *self.cursor.peek_at(distance) == Token::Group(Delimiter::Brace)
                && !listed
                && !self.at_entries_before(distance)
        })
    }

    /// Whether the words up to a brace that many tokens ahead name what is counted: `any trial {`,
    /// `no trial where {`.
    fn at_entries_before(&self, distance: usize) -> bool {
        let ahead = self.cursor.ahead(distance);
        let filler = FILLER.iter().any(|word| ahead.behind(1).is_word_in_any_case(word));
        let counted = ["any", "no", "at"].iter().any(|word| self.at_word(word));
        (0..distance).any(|word| self.cursor.peek_at(word).is_word("where"))
            || counted && !filler && is_filter(&ahead)
    }

    /// `all of (`, `any of [`: the labeled criteria of a group in the wrong brackets.
    pub(super) fn at_group_in_brackets(&self) -> bool {
        let Some(distance) = (2..=MOST_WORDS).find(|distance| {
            !matches!(self.cursor.peek_at(*distance), Token::Word(_) | Token::Number(_))
        }) else {
            return false;
        };
        let Token::Group(delimiter) = self.cursor.peek_at(distance) else { return false };
        let mut ahead = self.cursor;
        for _ in 0..distance {
            ahead.advance();
        }
        *delimiter != Delimiter::Brace
            && ahead.behind(1).is_word_in_any_case("of")
            && ahead.enter().is_some_and(|inner| ahead::at_label(&inner))
    }

    pub(super) fn group(&mut self) -> Parsed<Group> {
        let quantifier = self.quantifier()?;
        if !self.at_group(Delimiter::Brace) {
            let typed = self.cursor.describe();
            let mistake =
                Diagnostic::at(self.cursor.spot(), format!("a group does not begin with {typed}"));
            self.report(mistake.help("write the criteria of a group between `{` and `}`"));
        }
        let outline = self.outline("a")?;
        Ok(Group { quantifier, outline })
    }

    /// The words before the brace. Whatever they are, the criteria after them are looked at.
    fn quantifier(&mut self) -> Parsed<Placed<Quantifier>> {
        let start = self.cursor.position();
        let mut words = Vec::new();
        while let Token::Word(word) | Token::Number(word) = self.cursor.peek_at(words.len()) {
            words.push(word.clone());
        }
        let exact: Vec<&str> = words.iter().map(String::as_str).collect();
        let quantifier = match *exact.as_slice() {
            ["all", "of"] => Some(Quantifier::AllOf),
            ["any", "of"] => Some(Quantifier::AnyOf),
            ["none", "of"] => Some(Quantifier::NoneOf),
            ["at", "least", _, "of"] if matches!(self.cursor.peek_at(2), Token::Number(_)) => {
                self.cursor.advance();
                self.cursor.advance();
                let number = self.number()?;
                self.cursor.advance();
                return Ok(Placed::new(Quantifier::AtLeast(number), self.cursor.place_from(start)));
            }
            _ => None,
        };
        for _ in &words {
            self.cursor.advance();
        }
        let colon = self.take_symbol(":").is_some();
        let place = self.cursor.place_from(start);
        let quantifier = quantifier.filter(|_| !colon);
        if let Some(quantifier) = quantifier {
            return Ok(Placed::new(quantifier, place));
        }
        let typed = words.join(" ");
        let quantifier = self.misspelled_quantifier(&typed, place);
        Ok(Placed::new(quantifier, place))
    }

    fn misspelled_quantifier(&mut self, typed: &str, place: Place) -> Quantifier {
        if typed.is_empty() {
            let spot = self.cursor.spot();
            self.report(
                Diagnostic::at(spot, "nothing says how many of these criteria have to be met")
                    .help(HELP),
            );
            return Quantifier::AllOf;
        }
        let spelling = typed.to_lowercase();
        let meant =
            spelling.split(' ').filter(|word| !FILLER.contains(word)).collect::<Vec<_>>().join(" ");
        if let Some(count) = counted(&meant) {
            let mistake = Diagnostic::at(place, format!("a group does not begin with `{typed}`"))
                .help(format!("write `at least {count} of {{`"));
            self.report(mistake.instead(format!("at least {count} of")));
            return Quantifier::AtLeast(Number {
                value: Decimal::from(count),
                whole: true,
                parameter: None,
                place,
            });
        }
        let (right, quantifier) = match meant.as_str() {
            "all" | "each" | "every" | "both" | "and" => ("all of", Quantifier::AllOf),
            "any"
            | "one"
            | "either"
            | "any one"
            | "at least one"
            | "atleast one"
            | "one or more"
            | "1 or more"
            | "at least one or more"
            | "or" => ("any of", Quantifier::AnyOf),
            "none" | "no" | "neither" | "not any" | "not" => ("none of", Quantifier::NoneOf),
            _ => {
                let mut mistake = Diagnostic::at(
                    place,
                    format!("`{typed}` does not say how many of these criteria have to be met"),
                )
                .help(HELP);
                if BOUNDED.iter().any(|word| spelling.starts_with(word)) {
                    mistake = mistake.note("a group asks for at least a number of its criteria, never for exactly or at most that number");
                }
                self.report(mistake);
                return Quantifier::AnyOf;
            }
        };
        self.report(
            Diagnostic::at(place, format!("a group does not begin with `{typed}`"))
                .help(format!("write `{right} {{`"))
                .instead(right),
        );
        quantifier
    }
}

/// The number in `at least two of`, `any 2 of`, `2 of the following`, where it is clear that at
/// least so many are meant.
fn counted(spelling: &str) -> Option<u32> {
    let words: Vec<&str> = spelling
        .split(' ')
        .filter(|word| {
            !["at", "least", "atleast", "any", "minimum", "min", "or", "more"].contains(word)
        })
        .collect();
    match *words.as_slice() {
        ["one"] => None,
        [number] => words::number_in_words(number).or_else(|| number.parse().ok()),
        _ => None,
    }
}
