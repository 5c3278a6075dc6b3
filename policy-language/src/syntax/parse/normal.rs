//! Limits of normal: `above normal`, `within normal`, `the upper limit of normal`. In: the cursor after
//! a fact, or after a sign. Out: the comparison with a limit of the result's own.

use super::{Parsed, Parser};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{Operand, Operator, Test};
use crate::text::{Cursor, Placed, Token};
use policy_core::possible::NormLimit;
use policy_core::unit::{Kind, Unit};

/// What a source writes for `within normal`, the longer ones first.
const WITHIN: [&str; 6] = [
    "within the limits of normal",
    "within the normal limits",
    "within the normal range",
    "within normal limits",
    "within normal range",
    "within normal",
];

/// How a limit is written, the longer ones first.
const LIMITS: [(&str, NormLimit); 10] = [
    ("the upper limit of normal", NormLimit::Upper),
    ("upper limit of normal", NormLimit::Upper),
    ("the upper limit", NormLimit::Upper),
    ("the ULN", NormLimit::Upper),
    ("ULN", NormLimit::Upper),
    ("the lower limit of normal", NormLimit::Lower),
    ("lower limit of normal", NormLimit::Lower),
    ("the lower limit", NormLimit::Lower),
    ("the LLN", NormLimit::Lower),
    ("LLN", NormLimit::Lower),
];

/// How many words a phrase has, if it comes that many tokens ahead.
fn phrase(cursor: &Cursor, distance: usize, phrase: &str) -> Option<usize> {
    let mut words = phrase.split(' ').enumerate();
    let matches = words.all(|(at, word)| cursor.peek_at(distance.saturating_add(at)).is_word(word));
    matches.then(|| phrase.split(' ').count())
}

/// The limit that is named that many tokens ahead, and how many words that takes.
fn limit(cursor: &Cursor, distance: usize) -> Option<(NormLimit, usize)> {
    LIMITS.into_iter().find_map(|(words, limit)| Some((limit, phrase(cursor, distance, words)?)))
}

impl Parser<'_, '_> {
    /// `above normal`, `not below normal`, `above the upper limit of normal`, `within normal`
    pub(super) fn normal(&mut self) -> Parsed<Option<Placed<Test>>> {
        let start = self.cursor.position();
        let typed = WITHIN.iter().find_map(|words| Some((*words, phrase(&self.cursor, 0, words)?)));
        if let Some((words, count)) = typed {
            self.cursor = self.cursor.ahead(count);
            let place = self.cursor.place_from(start);
            if words != "within normal" && words != "within normal limits" {
                let mistake = Diagnostic::at(place, format!("this is not written `{words}`"));
                self.report(mistake.replace("within normal"));
            }
            return Ok(Some(Placed::new(Test::WithinNormal, place)));
        }
        let negated = self.at_word("not");
        let first = usize::from(negated);
        let included = phrase(&self.cursor, first, "at or").filter(|_| !negated).unwrap_or(0);
        let side = first.saturating_add(included);
        let above = self.cursor.peek_at(side).is_word("above");
        if negated && phrase(&self.cursor, first, "within normal").is_some() {
            let place = self.cursor.place_of(3);
            let mistake = Diagnostic::at(place, "there is no `not within normal`");
            return self.fail(mistake.help(
                "write `NOT (… within normal)`, or `… above normal OR … below normal` where both limits are not always given",
            ));
        }
        if !above && !self.cursor.peek_at(side).is_word("below") {
            return Ok(None);
        }
        let behind = side.saturating_add(1);
        let own = if above { NormLimit::Upper } else { NormLimit::Lower };
        let named = limit(&self.cursor, behind);
        let normal = self.cursor.peek_at(behind).is_word("normal") && included == 0;
        let Some((limit, words)) = named.or(normal.then_some((own, 1))) else { return Ok(None) };
        let operator = match (above, negated, included > 0) {
            (true, false, false) => Operator::Greater,
            (true, false, true) | (false, true, _) => Operator::GreaterOrEqual,
            (false, false, false) => Operator::Less,
            (false, false, true) | (true, true, _) => Operator::LessOrEqual,
        };
        self.cursor = self.cursor.ahead(behind);
        let operator = Placed::new(operator, self.cursor.place_from(start));
        self.cursor = self.cursor.ahead(words);
        let test = Test::Compare { operator, operand: Operand::Limit(limit) };
        Ok(Some(Placed::new(test, self.cursor.place_from(start))))
    }

    /// `alt upper limit of normal`: nothing says how the two compare.
    pub(super) fn limit_uncompared(&self) -> Option<Diagnostic> {
        let (limit, words) = limit(&self.cursor, 1)?;
        let fact = self.cursor.peek().text();
        let side = if limit == NormLimit::Upper { "above" } else { "below" };
        let place = self.cursor.ahead(1).place_of(words);
        let problem = format!("nothing says how `{fact}` compares with its limit of normal");
        let mistake = Diagnostic::at(place, problem);
        Some(mistake.help(format!(
            "write `{fact} {side} normal` or `{fact} not {side} normal`, whichever the source means"
        )))
    }

    /// `the upper limit of normal`, `ULN`, after a sign.
    pub(super) fn own_limit(&mut self) -> Option<NormLimit> {
        let (limit, words) = limit(&self.cursor, 0)?;
        self.cursor = self.cursor.ahead(words);
        Some(limit)
    }

    /// A number of times a limit comes next: `3 times the upper limit of normal`, `3 x ULN`.
    pub(super) fn at_multiple_of_limit(&self) -> bool {
        let is_limit = |words: &str| {
            let kind = Unit::from_words(words).map(Unit::kind);
            matches!(kind, Some(Kind::UpperLimitMultiple | Kind::LowerLimitMultiple))
        };
        let mut words = String::new();
        matches!(self.cursor.peek(), Token::Number(_))
            && (1..=MOST).any(|distance| {
                let Token::Word(word) = self.cursor.peek_at(distance) else { return false };
                if distance > 1 {
                    words.push(' ');
                }
                words.push_str(word);
                is_limit(&words)
            })
    }
}

/// How many words the unit of a multiple has at most.
const MOST: usize = 6;
