//! Changes in the words of documents: `weight loss of at least 5%`, `reduced by 5%`, `0.95 * weight
//! before therapy_start`. The language compares two facts, or two results.

use super::predicate::at_operand_end;
use super::times::phrase_at;
use super::{Parser, quote, words};
use crate::diagnostic::Diagnostic;
use crate::text::{Cursor, Place, Token};
use policy_core::Decimal;
use policy_core::unit::Unit;

/// Words for a change, and the side of the baseline on which the number is afterwards; nothing where
/// either can be meant.
const CHANGES: [(&str, Option<&str>); 33] = [
    ("loss", Some("below")),
    ("lost", Some("below")),
    ("reduction", Some("below")),
    ("reduced", Some("below")),
    ("decrease", Some("below")),
    ("decreased", Some("below")),
    ("decline", Some("below")),
    ("declined", Some("below")),
    ("drop", Some("below")),
    ("dropped", Some("below")),
    ("fall", Some("below")),
    ("fell", Some("below")),
    ("lowered", Some("below")),
    ("lowering", Some("below")),
    ("gain", Some("above")),
    ("gained", Some("above")),
    ("increase", Some("above")),
    ("increased", Some("above")),
    ("rise", Some("above")),
    ("rose", Some("above")),
    ("risen", Some("above")),
    ("raised", Some("above")),
    ("growth", Some("above")),
    ("grew", Some("above")),
    ("elevation", Some("above")),
    ("improvement", None),
    ("improved", None),
    ("worsening", None),
    ("worsened", None),
    ("change", None),
    ("changed", None),
    ("deterioration", None),
    ("response", None),
];

/// Words before the number of a change.
const REACHES: [(&str, &str); 8] = [
    ("at least", "at least"),
    ("a minimum of", "at least"),
    ("at most", "at most"),
    ("no more than", "at most"),
    ("up to", "at most"),
    ("more than", "more than"),
    ("greater than", "more than"),
    ("less than", "less than"),
];

/// The word for a change that comes so many tokens ahead, and its side.
#[expect(
    clippy::option_option,
    reason = "outside: whether it is a word for a change; inside: whether it has a side"
)]
fn change_at(cursor: &Cursor, distance: usize) -> Option<Option<&'static str>> {
    CHANGES
        .into_iter()
        .find_map(|(word, side)| cursor.peek_at(distance).is_word(word).then_some(side))
}

/// How a change is written: below the baseline, above it, or either.
fn change(place: Place, write: &str, fact: &str, distance: &str, side: Option<&str>) -> Diagnostic {
    let mistake = Diagnostic::at(place, "a change is a comparison of two facts, or of two results");
    let results =
        |side: &str| format!("`{fact} after DAY {distance} {side} {fact} on or before DAY`");
    let facts = |side: &str| format!("`{fact} {distance} {side} baseline_{fact}`");
    mistake.help(match side {
        Some(side) => {
            format!("{write} {}, or {} with a fact for the baseline", results(side), facts(side))
        }
        None => format!(
            "{write} {}, or `above` where more is better; with a fact for the baseline, {}",
            results("below"),
            facts("below")
        ),
    })
}

impl Parser<'_, '_> {
    /// `weight loss of at least 5%`, `improvement >= 50%`, `creatinine doubled`: with the cursor at
    /// the fact, or at the word itself.
    pub(super) fn change_in_words(&self) -> Option<Diagnostic> {
        let first = self.cursor.peek().text();
        let is_fact = matches!(self.cursor.peek(), Token::Word(word) if !words::is_reserved(word))
            && change_at(&self.cursor, 0).is_none();
        let at_change = usize::from(is_fact);
        let side = change_at(&self.cursor, at_change)?;
        let mut ahead = self.cursor.ahead(at_change.saturating_add(1));
        // `response = Partial` is a fact of that name, `stable_dose` another word.
        let said =
            ["of", "by", "from", "in", "since", "to"].iter().any(|word| ahead.peek().is_word(word));
        let reached = REACHES.iter().any(|(words, _)| phrase_at(&ahead, 0, words).is_some());
        if !(said || is_fact && reached) {
            return None;
        }
        let mut reach = "at least";
        let mut amount = None;
        while !at_operand_end(&ahead) && amount.is_none() {
            if let Some((_, known)) =
                REACHES.iter().find(|(words, _)| phrase_at(&ahead, 0, words).is_some())
            {
                reach = known;
            }
            if let Token::Number(number) = ahead.peek() {
                amount = Some(amount_at(&ahead, number));
            }
            ahead.advance();
        }
        let amount = amount?;
        let (_, last) = self.rest_of_operand(0);
        let fact = if is_fact { first.as_str() } else { "weight" };
        let write = if is_fact { "write" } else { "name the fact, as in" };
        Some(change(self.cursor.place().to(last), write, fact, &format!("{reach} {amount}"), side))
    }

    /// `by 5%`, `by at least 5%` after a fact, with the cursor behind `by`.
    pub(super) fn change_by(&self, subject: &str, by: Place) -> Option<Diagnostic> {
        let (words, reach) = REACHES
            .iter()
            .find_map(|(phrase, reach)| Some((phrase_at(&self.cursor, 0, phrase)?, *reach)))
            .unwrap_or((0, "at least"));
        let Token::Number(number) = self.cursor.peek_at(words) else { return None };
        let ahead = self.cursor.ahead(words);
        let fact = subject.split(' ').next().unwrap_or(subject);
        let amount = amount_at(&ahead, number);
        let mistake =
            Diagnostic::at(by, "a change is a comparison of two facts, or of two results");
        Some(mistake.help(format!(
            "write `{fact} after DAY {reach} {amount} below {fact} on or before DAY`, or `above`, or compare with a fact for the baseline"
        )))
    }

    /// `at least 30% reduction from baseline`, `at least 5% <`, `5% below baseline`: after a fact.
    pub(super) fn change_after_fact(&self, fact: &str) -> Option<Diagnostic> {
        let (words, reach) = REACHES
            .iter()
            .find_map(|(phrase, reach)| Some((phrase_at(&self.cursor, 0, phrase)?, *reach)))
            .unwrap_or((0, ""));
        let Token::Number(number) = self.cursor.peek_at(words) else { return None };
        let begin = self.cursor.ahead(words);
        let percent = amount_at(&begin, number).ends_with('%');
        let mut ahead = begin.ahead(if percent { 2 } else { 1 });
        if !percent {
            // `at least 5 kg below`
            let is_unit = matches!(ahead.peek(), Token::Word(unit) if !words::ends_unit(unit) && !words::is_reserved(unit));
            ahead = ahead.ahead(usize::from(is_unit));
        }
        let amount = ahead.source_from(begin.position());
        let place = ahead.place();
        let (_, last) = self.rest_of_operand(0);
        let all = self.cursor.place().to(last);
        let reach_word = if reach.is_empty() { "at least" } else { reach };
        if let Some(side) = change_at(&ahead, 0) {
            return Some(change(all, "write", fact, &format!("{reach_word} {amount}"), side));
        }
        let side = match ahead.peek() {
            Token::Symbol(sign) if percent && (sign == "<" || sign == "<=") => Some("below"),
            Token::Symbol(sign) if percent && (sign == ">" || sign == ">=") => Some("above"),
            Token::Word(word) if word == "below" => Some("below"),
            Token::Word(word) if word == "above" => Some("above"),
            _ => None,
        }?;
        let is_sign = matches!(ahead.peek(), Token::Symbol(_));
        ahead.advance();
        let begin = ahead.position();
        while !at_operand_end(&ahead) {
            ahead.advance();
        }
        let other = ahead.source_from(begin);
        if other.is_empty() {
            let mistake = Diagnostic::at(
                place,
                format!("what it is compared with is missing after `{side}`"),
            );
            return Some(mistake.help(format!(
                "write the fact, or the results that are meant, as in `{side} {fact} on or before therapy_start`"
            )));
        }
        if is_sign {
            let mistake = Diagnostic::at(
                place,
                "a distance is followed by `above` or `below`, not by a sign",
            );
            return Some(mistake.replace(side));
        }
        // `5% below baseline_weight`: at least, or at most?
        reach.is_empty().then(|| {
            let mistake = Diagnostic::at(
                all,
                format!("`{amount} {side}` alone does not say whether more or less is meant"),
            );
            mistake.help(format!(
                "write `{fact} at least {amount} {side} {0}` or `{fact} at most {amount} {side} {0}`, whichever the source means",
                quote(&other)
            ))
        })
    }

    /// `<= 0.95 * weight before therapy_start`, `< 95% of weight …`, `>= 2 times weight …`: a part or
    /// a multiple of another fact, with the cursor at the number behind the sign, which is at the token
    /// at `start`.
    pub(super) fn multiple(&self, sign: &str, start: usize) -> Option<Diagnostic> {
        let Token::Number(number) = self.cursor.peek() else { return None };
        let factor: Decimal = number.parse().ok()?;
        let percent = self.cursor.peek_at(1).is_symbol("%");
        let (behind, factor) = if percent && self.cursor.peek_at(2).is_word("of") {
            (3, factor.checked_div(Decimal::ONE_HUNDRED)?)
        } else if self.cursor.peek_at(1).is_symbol("*")
            || self.cursor.peek_at(1).is_word("times")
            || self.cursor.peek_at(1).is_word("x")
        {
            (2, factor)
        } else if percent
            && matches!(self.cursor.peek_at(2), Token::Word(fact) if fact.contains('_'))
        {
            // `120% chart_bmi`
            (2, factor.checked_div(Decimal::ONE_HUNDRED)?)
        } else {
            return None;
        };
        let Token::Word(fact) = self.cursor.peek_at(behind) else { return None };
        if fact == "normal" {
            return Some(self.multiple_of_normal(behind, number, factor));
        }
        let is_unit =
            Unit::from_words(&format!("{} {fact}", self.cursor.peek_at(1).text())).is_some();
        if is_unit || words::is_unit_of_time(fact) || words::ends_unit(fact) || fact == "the" {
            return None;
        }
        let change =
            factor.checked_sub(Decimal::ONE)?.checked_mul(Decimal::ONE_HUNDRED)?.normalize();
        let below = change < Decimal::ZERO;
        let reach = match (sign, below) {
            ("<=", true) | (">=", false) => "at least",
            ("<", true) | (">", false) => "more than",
            (">=", true) | ("<=", false) => "at most",
            (">", true) | ("<", false) => "less than",
            _ => "exactly",
        };
        let side = if below { "below" } else { "above" };
        let (other, last) = self.rest_of_operand(behind);
        let mistake = Diagnostic::at(
            self.cursor.place().to(last),
            "a part or a multiple of a fact is not computed: a distance says the same",
        );
        let typed = self.cursor.source_from(start);
        let typed = format!("{typed} {}", self.rest_of_operand(0).0);
        Some(mistake.help(format!(
            "write `{}` in place of `{}`",
            quote(&format!("{reach} {}% {side} {other}", change.abs())),
            quote(&typed)
        )))
    }

    /// `3 times normal`: nothing says which of its limits.
    fn multiple_of_normal(&self, behind: usize, number: &str, factor: Decimal) -> Diagnostic {
        let place = self.cursor.place_of(behind.saturating_add(1));
        let mistake = Diagnostic::at(place, "a multiple of a limit names the limit");
        let times = if behind == 2 && !self.cursor.peek_at(1).is_symbol("%") {
            number.to_owned()
        } else {
            factor.normalize().to_string()
        };
        let right = format!("{times} times the upper limit of normal");
        if factor >= Decimal::ONE {
            return mistake.replace(right);
        }
        mistake.help(format!(
            "write `{right}` or `{times} times the lower limit of normal`, whichever the source means"
        ))
    }
}

/// A number and its `%`.
fn amount_at(cursor: &Cursor, number: &str) -> String {
    let next = cursor.peek_at(1);
    if next.is_symbol("%") || next.is_word("percent") {
        return format!("{number}%");
    }
    match next {
        Token::Word(unit) if !words::ends_unit(unit) && !words::is_reserved(unit) => {
            let points =
                unit == "points" || unit == "percentage" && cursor.peek_at(2).is_word("points");
            if points { format!("{number} percentage points") } else { format!("{number} {unit}") }
        }
        _ => number.to_owned(),
    }
}
