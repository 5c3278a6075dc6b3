//! The notation of the policy language: a condition as an author would type it.
//!
//! In: an expression and its vocabulary. Out: text that parses back to the same expression, with
//! parentheses only where the language requires them.
//!
//! Three things that no policy can express are written as something equivalent: an `AND` or `OR`
//! with a single part is written as that part; one without parts, which is always or never met, as
//! `request_date = request_date` or `request_date != request_date`; and a code that must have none
//! of its values as `not in` all of them. `at least 2 of (a, b, c)` is written as it is, although
//! for now policies can only count the criteria of a group.

mod formula;
pub(crate) mod predicate;
mod relation;
#[cfg(test)]
mod tests;
pub(crate) mod window;

use super::{Connective, Day, Expression, Formula, FoundDay, Policy, Window};
use crate::digits::{write_grouped, write_last};
use crate::unit::Unit;
use crate::vocabulary::Vocabulary;
use core::fmt::{self, Display, Formatter, Write};
use rust_decimal::Decimal;

/// A condition, written as an author would type it.
///
/// ```
/// use policy_core::policy::{Notation, Region, Term};
/// use policy_core::vocabulary::{Fact, FactId, FactKind, Vocabulary};
///
/// let values = vec!["I".into(), "II".into(), "III".into(), "IV".into()];
/// let kind = FactKind::Code { values: values.into(), many: 0 };
/// let nyha = Fact { name: "nyha".into(), label: "NYHA class".into(), note: None, asked_of: None, codes: vec![].into(), kind };
/// let vocabulary = Vocabulary::of("clinical", vec![nyha]);
/// let in_ii_iii = Term::Code(FactId(0)).is(Region::Values(0b0110));
/// assert_eq!(Notation::of(&vocabulary, &in_ii_iii).to_string(), "nyha in [II, III]");
/// ```
#[derive(Clone, Debug)]
pub struct Notation<'a> {
    vocabulary: &'a Vocabulary,
    expression: &'a Expression,
}

impl<'a> Notation<'a> {
    /// The notation of an expression over a vocabulary.
    #[must_use]
    pub const fn of(vocabulary: &'a Vocabulary, expression: &'a Expression) -> Notation<'a> {
        Notation { vocabulary, expression }
    }
}

impl Policy {
    /// One of the policy's conditions, written as an author would type it.
    #[must_use]
    pub fn notation<'a>(&'a self, condition: &'a Expression) -> Notation<'a> {
        Notation::of(&self.vocabulary, condition)
    }
}

impl Display for Notation<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        Writer { vocabulary: self.vocabulary, days: &[], out: formatter }
            .expression(self.expression, Place::Open)
    }
}

/// The power of ten from which on round numbers are written with it.
const LARGE: u32 = 10;

/// How many digits after the first one such a number may have.
const FIRST: u32 = 4;

/// A number as an author types it: `1_200`, `1.1e14`.
#[must_use]
pub fn number(number: Decimal) -> String {
    grouped(number, '_')
}

/// A calculation as an author types it: `weight / (height * height)`.
#[must_use]
pub fn formula_in_words(vocabulary: &Vocabulary, formula: &Formula) -> String {
    formula::in_words(vocabulary, formula)
}

/// A window as an author types it, `before surgery`; nothing for all days. Given with it are the days
/// in histories that it may be counted from.
#[must_use]
pub fn days(vocabulary: &Vocabulary, found: &[FoundDay], days: Window) -> String {
    window::window_in_words(days, &|day| predicate::day_in_words(vocabulary, found, day))
}

/// A day as an author types it, `surgery`. Given with it are the days in histories that it may be one
/// of.
#[must_use]
pub fn day(vocabulary: &Vocabulary, found: &[FoundDay], day: Day) -> String {
    predicate::day_in_words(vocabulary, found, day)
}

/// A number and its unit as an author types them: `40%`, `1_200 pg/mL`, `1:50`.
#[must_use]
pub fn quantity(amount: Decimal, unit: Unit) -> String {
    let digits = number(amount);
    if unit == Unit::Percent { format!("{digits}%") } else { unit.after(&digits) }
}

/// The digits that were written, with a separator between the thousands; a large round number as a
/// power of ten: `1.1e14` for an author, who separates with `_`, and else `1.1 × 10^14`.
pub(crate) fn grouped(number: Decimal, separator: char) -> String {
    let mut text = String::new();
    push_grouped(&mut text, number, separator);
    text
}

/// The same, appended to a text.
pub(crate) fn push_grouped(text: &mut String, number: Decimal, separator: char) {
    if let Some((number, exponent)) = power_of_ten(number) {
        let times = if separator == '_' { "e" } else { " × 10^" };
        text.extend([&number.to_string(), times, &exponent.to_string()]);
        return;
    }
    // Writing to a string cannot fail.
    let _ =
        write_short(text, number, separator).unwrap_or_else(|| write_any(text, number, separator));
}

/// The first digits of a whole number from ten billion on, and its power of ten, if all others are
/// zeros: nobody counts fourteen of them.
pub(crate) fn power_of_ten(number: Decimal) -> Option<(Decimal, u32)> {
    let digits = number.mantissa().unsigned_abs();
    let exponent = digits.checked_ilog10()?.checked_sub(number.scale())?;
    if exponent < LARGE {
        return None;
    }
    let ones = 10_u128.checked_pow(number.scale())?;
    let after_the_first = ones.checked_mul(10_u128.checked_pow(exponent.checked_sub(FIRST)?)?)?;
    if digits.checked_rem(after_the_first)? != 0 {
        return None;
    }
    let first = i64::try_from(digits.checked_div(after_the_first)?).ok()?;
    let mut first = Decimal::new(first, FIRST).normalize();
    first.set_sign_negative(number.is_sign_negative());
    Some((first, exponent))
}

/// A number without a sign whose digits fit into 64 bits, as nearly all do; `None` for any other.
fn write_short(text: &mut String, number: Decimal, separator: char) -> Option<fmt::Result> {
    let digits = u64::try_from(number.mantissa()).ok().filter(|_| number.is_sign_positive())?;
    let decimals = number.scale();
    let unit = 10_u64.checked_pow(decimals)?;
    let whole = write_grouped(text, digits.checked_div(unit)?, separator);
    Some(if decimals == 0 {
        whole
    } else {
        whole.and_then(|()| text.write_char('.')).and_then(|()| write_last(text, digits, decimals))
    })
}

fn write_any(text: &mut String, number: Decimal, separator: char) -> fmt::Result {
    let plain = number.to_string();
    let point = plain.find('.').unwrap_or(plain.len());
    let (whole, fraction) = plain.split_at(point);
    for (behind, character) in (0..whole.len()).rev().zip(whole.chars()) {
        text.push(character);
        if behind > 0 && behind.is_multiple_of(3) && character != '-' {
            text.push(separator);
        }
    }
    text.write_str(fraction)
}

/// What surrounds a part of a condition, and so determines which parts need parentheses.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The part extends to the end of the condition or to a closing parenthesis: no part needs
    /// them.
    Open,
    /// A word of `if … then … else …` follows: a nested `if` needs them.
    BeforeWord,
    /// Next to `AND` or `OR`, or after `NOT`: a nested `if`, `AND` or `OR` needs them.
    Operand,
}

struct Writer<'a, 'f, 'b> {
    vocabulary: &'a Vocabulary,
    /// The days in histories that the predicate is counted from.
    days: &'a [FoundDay],
    out: &'f mut Formatter<'b>,
}

impl Writer<'_, '_, '_> {
    fn expression(&mut self, expression: &Expression, place: Place) -> fmt::Result {
        match plain(expression) {
            Expression::AtLeast(0, _) => self.out.write_str("request_date = request_date"),
            Expression::AtLeast(needed, parts) if needed_is_too_many(*needed, parts) => {
                self.out.write_str("request_date != request_date")
            }
            Expression::AtLeast(needed, parts) => match Connective::of(*needed, parts) {
                Connective::And => self.enclosed(place == Place::Operand, |writer| {
                    writer.join(parts, " AND ", Place::Operand)
                }),
                Connective::Or => self.enclosed(place == Place::Operand, |writer| {
                    writer.join(parts, " OR ", Place::Operand)
                }),
                Connective::AtLeast(needed) => {
                    write!(self.out, "at least {needed} of (")?;
                    self.join(parts, ", ", Place::Open)?;
                    self.out.write_char(')')
                }
            },
            Expression::If { condition, then, otherwise } => {
                self.enclosed(place != Place::Open, |writer| {
                    writer.out.write_str("if ")?;
                    writer.expression(condition, Place::BeforeWord)?;
                    writer.out.write_str(" then ")?;
                    writer.expression(then, Place::BeforeWord)?;
                    writer.out.write_str(" else ")?;
                    writer.expression(otherwise, Place::Open)
                })
            }
            Expression::Not(negated) if self.negated_test(plain(negated))? => Ok(()),
            Expression::Not(negated) => {
                self.out.write_str("NOT ")?;
                self.expression(negated, Place::Operand)
            }
            Expression::Test { term, region } => self.test(term, *region),
        }
    }

    fn enclosed(
        &mut self,
        parentheses: bool,
        write: impl FnOnce(&mut Self) -> fmt::Result,
    ) -> fmt::Result {
        if !parentheses {
            return write(self);
        }
        self.out.write_char('(')?;
        write(self)?;
        self.out.write_char(')')
    }

    fn join(&mut self, parts: &[Expression], connective: &str, place: Place) -> fmt::Result {
        for (position, part) in parts.iter().enumerate() {
            if position > 0 {
                self.out.write_str(connective)?;
            }
            self.expression(part, place)?;
        }
        Ok(())
    }
}

/// Fewer parts than required: it is never met.
fn needed_is_too_many(needed: u32, parts: &[Expression]) -> bool {
    usize::try_from(needed).is_ok_and(|needed| parts.len() < needed)
}

/// Without the single-part compounds around it.
fn plain(expression: &Expression) -> &Expression {
    match expression {
        Expression::AtLeast(1, parts) => match &**parts {
            [part] => plain(part),
            _ => expression,
        },
        Expression::AtLeast(..)
        | Expression::Not(_)
        | Expression::If { .. }
        | Expression::Test { .. } => expression,
    }
}
