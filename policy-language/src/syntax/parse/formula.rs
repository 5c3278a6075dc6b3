//! Calculations: `weight / (height * height)`.

use super::literal::Behind;
use super::{Parsed, Parser, quote};
use crate::diagnostic::Diagnostic;
use crate::syntax::formula::{FormulaText, PlacedFormula, around};
use crate::syntax::literal::QuantityText;
use crate::text::{Delimiter, Name, Placed, Token};
use policy_core::policy::Arithmetic;
use policy_core::unit::Unit;

/// The most words and signs that the name of a unit has.
const LONGEST_UNIT: usize = 8;

const EXAMPLE: &str =
    "write a calculation, as in `calculated in kg/m2 as weight / (height * height)`";

/// What other programs call a function.
const FUNCTIONS: [&str; 12] =
    ["sqrt", "pow", "abs", "min", "max", "round", "floor", "ceil", "sum", "avg", "log", "exp"];

impl Parser<'_, '_> {
    /// What follows `as`.
    pub(super) fn formula(&mut self) -> Parsed<PlacedFormula> {
        let mut left = self.product()?;
        loop {
            let Some(sign) = self.arithmetic(&[Arithmetic::Plus, Arithmetic::Minus])? else {
                return Ok(left);
            };
            let right = self.product()?;
            left = joined(left, sign, right);
        }
    }

    fn product(&mut self) -> Parsed<PlacedFormula> {
        let mut left = self.factor()?;
        loop {
            let Some(sign) = self.arithmetic(&[Arithmetic::Times, Arithmetic::Over])? else {
                return Ok(left);
            };
            let right = self.factor()?;
            left = joined(left, sign, right);
        }
    }

    /// One of these signs, if it comes next.
    fn arithmetic(&mut self, wanted: &[Arithmetic]) -> Parsed<Option<Placed<Arithmetic>>> {
        if self.at_symbol("^") || self.at_symbol("*") && self.cursor.peek_at(1).is_symbol("*") {
            let place = self.cursor.place();
            let mistake = Diagnostic::at(place, "a power has no sign of its own");
            return self.fail(
                mistake.help("write the number as often as it counts, as in `height * height`"),
            );
        }
        for (sign, meant) in [("×", "*"), ("÷", "/"), ("−", "-"), ("·", "*"), ("%", "/")] {
            if self.at_symbol(sign) {
                let place = self.cursor.place();
                let mistake =
                    Diagnostic::at(place, format!("`{sign}` is not a sign of a calculation"));
                return self.fail(mistake.replace(meant));
            }
        }
        for sign in wanted {
            if self.at_symbol(sign.sign()) {
                let place = self.cursor.advance();
                return Ok(Some(Placed::new(*sign, place)));
            }
        }
        if let Token::Word(word) = self.cursor.peek()
            && let Some(sign) = match word.as_str() {
                "plus" => Some("+"),
                "minus" => Some("-"),
                "times" | "x" => Some("*"),
                "over" | "per" | "divided" => Some("/"),
                _ => None,
            }
        {
            let mistake = Diagnostic::at(
                self.cursor.place(),
                format!("`{word}` is written as a sign in a calculation"),
            );
            return self.fail(if word == "divided" {
                mistake.help("write `/` in the place of `divided by`")
            } else {
                mistake.replace(sign)
            });
        }
        Ok(None)
    }

    fn factor(&mut self) -> Parsed<PlacedFormula> {
        let start = self.cursor.position();
        if self.at_group(Delimiter::Parenthesis) {
            let inner = self.inside(|parser| {
                let formula = parser.formula()?;
                if !parser.at_end() {
                    let mistake = parser.unexpected();
                    return parser
                        .fail(mistake.help("write `+`, `-`, `*` or `/` between two numbers"));
                }
                Ok(formula)
            })?;
            return Ok(Placed::new(inner.value?.value, inner.place));
        }
        if self.at_number() {
            let number = self.number_of_formula()?;
            return Ok(Placed::new(FormulaText::Number(number), self.cursor.place_from(start)));
        }
        if self.at_word("days") && self.cursor.peek_at(1).is_word("from") {
            self.cursor.advance();
            self.cursor.advance();
            let from = self.day_text()?;
            if self.take_word("to").is_none() {
                let mistake = self.missing("`to` with the second day");
                return self.fail(mistake.help("write `days from therapy_start to service_date`"));
            }
            let to = self.day_text()?;
            let days = FormulaText::Days(Box::new([from, to]));
            return Ok(Placed::new(days, self.cursor.place_from(start)));
        }
        if let Token::Word(unit) = self.cursor.peek()
            && ["weeks", "months", "years", "day", "week", "month", "year"].contains(&unit.as_str())
            && self.cursor.peek_at(1).is_word("from")
        {
            let place = self.cursor.place();
            let mistake = Diagnostic::at(place, "a length of time is calculated in days");
            return self.fail(mistake.replace("days"));
        }
        if let Token::Word(word) = self.cursor.peek()
            && *self.cursor.peek_at(1) == Token::Group(Delimiter::Parenthesis)
        {
            let mistake = Diagnostic::at(
                self.cursor.place(),
                format!("`{word}` is not something to calculate with"),
            );
            let help = if FUNCTIONS.contains(&word.as_str()) {
                "a calculation has `+`, `-`, `*`, `/` and parentheses; what needs more is a fact of its own"
            } else {
                "write `*` before the parenthesis if the two are multiplied"
            };
            return self.fail(mistake.help(help));
        }
        if self.at_end() || self.at_symbol(",") {
            let mistake = self.missing("a number or the name of a fact");
            return self.fail(mistake.help(EXAMPLE));
        }
        if let Some(entries) = self.sum_of_entries()? {
            let place = self.cursor.place_from(start);
            return Ok(Placed::new(FormulaText::Sum(Box::new(entries)), place));
        }
        let other = self.other()?;
        Ok(Placed::new(FormulaText::Term(Box::new(other)), self.cursor.place_from(start)))
    }

    /// `13 cm`: a sign after the unit belongs to the formula, unless it is part of a longer unit.
    fn number_of_formula(&mut self) -> Parsed<QuantityText> {
        let start = self.cursor.position();
        let (number, suffix) = self.number_with_suffix(Behind::Unit)?;
        if let Some(suffix) = suffix {
            let place = self.cursor.place_from(start);
            return Ok(QuantityText { number, unit: Some(suffix), place });
        }
        let begin = self.cursor.position();
        let mut ahead = self.cursor;
        let mut longest = None;
        for _ in 0..LONGEST_UNIT {
            if matches!(ahead.peek(), Token::End | Token::Group(_) | Token::Close(_)) {
                break;
            }
            ahead.advance();
            let words = ahead.source_from(begin);
            if Unit::from_words(&words).is_some() {
                longest = Some((ahead, words));
            }
        }
        let unit = longest.map(|(behind, words)| {
            self.cursor = behind;
            Name { value: words, place: self.cursor.place_from(begin) }
        });
        if unit.is_none()
            && let Token::Word(word) = self.cursor.peek()
            && !["plus", "minus", "times", "x", "over", "per", "divided"].contains(&word.as_str())
        {
            let mistake = Diagnostic::at(self.cursor.place(), format!("unknown unit `{word}`"));
            return self.fail(mistake.help(format!(
                "write `{} * {}` if it is a fact, or a unit such as `mg/kg`",
                number.value,
                quote(word)
            )));
        }
        Ok(QuantityText { number, unit, place: self.cursor.place_from(start) })
    }
}

fn joined(left: PlacedFormula, sign: Placed<Arithmetic>, right: PlacedFormula) -> PlacedFormula {
    let place = around(&left, &right);
    Placed::new(FormulaText::Of(Box::new(left), sign, Box::new(right)), place)
}
