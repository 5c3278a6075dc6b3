//! So many of several conditions: `at least 2 of (smoker, diabetes, age >= 65)`. In: the cursor at `at
//! least`. Out: the conditions between the commas, and how many of them have to be met.

use super::times::{number_at, phrase_at};
use super::{Context, Parsed, Parser, ahead, quote};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{Expression, ExpressionKind};
use crate::text::{Cursor, Delimiter, Token};

/// What stands between commas, each as a part of a condition.
fn parts(mut inner: Cursor<'_>) -> Vec<String> {
    let (mut parts, mut joined, mut start) = (Vec::new(), false, inner.position());
    loop {
        let comma = inner.peek().is_symbol(",");
        if comma || *inner.peek() == Token::End {
            let part = inner.source_from(start);
            parts.push(if joined { format!("({part})") } else { part });
            if !comma {
                return parts;
            }
            (joined, start) = (false, inner.position().saturating_add(1));
        }
        let word = |word: &str| inner.peek().is_word(word);
        joined = joined || ["AND", "OR", "if"].into_iter().any(word);
        inner.advance();
    }
}

/// How many of them, as documents say it.
#[derive(Clone, Copy)]
enum Often {
    AtLeast,
    MoreThan,
    AtMost,
    FewerThan,
    Exactly,
}

/// Words before the number.
const REACHES: [(&str, Often); 14] = [
    ("at least", Often::AtLeast),
    ("a minimum of", Often::AtLeast),
    ("minimum of", Often::AtLeast),
    ("no fewer than", Often::AtLeast),
    ("more than", Often::MoreThan),
    ("at most", Often::AtMost),
    ("no more than", Often::AtMost),
    ("a maximum of", Often::AtMost),
    ("up to", Often::AtMost),
    ("fewer than", Often::FewerThan),
    ("less than", Often::FewerThan),
    ("exactly", Often::Exactly),
    ("any", Often::AtLeast),
    ("", Often::AtLeast),
];

impl Parser<'_, '_> {
    /// Whether `at least 2 of (…)` comes next, and no group with labels.
    pub(super) fn at_some_of(&self) -> bool {
        let words = self.at_word("at") && self.cursor.peek_at(1).is_word("least");
        let of = self.cursor.peek_at(3).is_word("of");
        let inside = self.cursor.ahead(4);
        let group = *inside.peek() == Token::Group(Delimiter::Parenthesis);
        words
            && of
            && group
            && matches!(self.cursor.peek_at(2), Token::Number(_) | Token::Word(_))
            && inside.enter().is_some_and(|inner| !ahead::at_label(&inner))
    }

    /// `at least 2 of (smoker, diabetes, age >= 65)`
    pub(super) fn some_of(&mut self) -> Parsed<Expression> {
        let start = self.cursor.position();
        self.cursor = self.cursor.ahead(2);
        if let Token::Word(word) = self.cursor.peek() {
            let place = self.cursor.place();
            let problem =
                format!("how many have to be met is written in digits, and `{word}` is not");
            let mistake = Diagnostic::at(place, problem);
            return self.fail(match crate::words::number_in_words(word) {
                Some(number) => mistake.replace(number.to_string()),
                None => mistake.help("write the number, as in `at least 2 of (…, …, …)`"),
            });
        }
        let number = self.number()?;
        self.cursor.advance();
        let parts = self.inside(Self::parts_between_commas)?.value?;
        let place = self.cursor.place_from(start);
        Ok(Expression { kind: ExpressionKind::AtLeast(number, parts), place })
    }

    /// `2 of (…)`, `at most 2 of (…)`, `at least 2 of [….]`: what is written for it otherwise.
    pub(super) fn some_otherwise(&self) -> Option<Diagnostic> {
        let (reach, words) = REACHES
            .into_iter()
            .find_map(|(phrase, reach)| Some((reach, phrase_at(&self.cursor, 0, phrase)?)))?;
        let number = number_at(&self.cursor, words)?;
        let more = ["or more", "or fewer"].iter().find_map(|more| {
            phrase_at(&self.cursor, words.saturating_add(1), more).map(|length| (*more, length))
        });
        let (reach, or) = match more {
            Some(("or more", length)) => (Often::AtLeast, length),
            Some((_, length)) => (Often::AtMost, length),
            None => (reach, 0),
        };
        let of = words.saturating_add(1).saturating_add(or);
        if !self.cursor.peek_at(of).is_word_in_any_case("of") {
            return None;
        }
        let behind = of.saturating_add(1);
        let filler = ["the following", "these", "the", ""]
            .into_iter()
            .find_map(|phrase| phrase_at(&self.cursor, behind, phrase))?;
        let at = behind.saturating_add(filler);
        let group = self.cursor.ahead(at);
        let inner = group.enter().filter(|inner| !ahead::at_label(inner))?;
        if *group.peek() == Token::Group(Delimiter::Brace) || inner.peek() == &Token::End {
            return None;
        }
        let place = self.cursor.place_of(at.saturating_add(1));
        let inside = inner.source();
        let parts = parts(inner);
        // The ends are `OR` and `AND`.
        let least = |number: u32| match usize::try_from(number) {
            Ok(1) => format!("({})", parts.join(" OR ")),
            Ok(all) if all == parts.len() => format!("({})", parts.join(" AND ")),
            _ => format!("at least {number} of ({inside})"),
        };
        let next = number.saturating_add(1);
        let right = match reach {
            Often::AtLeast => least(number),
            Often::MoreThan => least(next),
            Often::AtMost => format!("NOT {}", least(next)),
            Often::FewerThan => format!("NOT {}", least(number)),
            Often::Exactly => format!("({} AND NOT {})", least(number), least(next)),
        };
        let mistake = Diagnostic::at(
            place,
            "how many of several conditions have to be met is written `at least 2 of (…, …, …)`",
        );
        Some(mistake.help(format!("write `{}`", quote(&right))))
    }

    fn parts_between_commas(&mut self) -> Parsed<Vec<Expression>> {
        self.context = Context::List;
        let mut parts = Vec::new();
        while !self.at_end() {
            parts.push(self.chain_up_to(Self::at_part_end));
            let place = self.cursor.place();
            if self.at_end() {
                break;
            }
            if self.at_symbol(";") {
                let mistake = Diagnostic::at(
                    place,
                    "between parentheses, conditions are separated by commas",
                );
                self.report(mistake.replace(","));
            }
            let comma = self.cursor.advance();
            if self.at_end() {
                let mistake = Diagnostic::at(comma, "no condition follows the last comma");
                self.report(
                    mistake.remove("take the comma out, or write another condition after it"),
                );
            }
            let joined = ["and", "or"].iter().any(|word| self.at_word(word));
            if joined {
                let typed = self.cursor.describe();
                let place = self.cursor.advance();
                let mistake = Diagnostic::at(place, format!("{typed} is not needed after a comma"));
                self.report(mistake.remove(format!("take {typed} out")));
            }
        }
        if parts.is_empty() {
            let mistake = Diagnostic::at(
                self.cursor.place(),
                "there is no condition between these parentheses",
            );
            return self.fail(mistake.help("write the conditions, with commas between them"));
        }
        Ok(parts)
    }

    fn at_part_end(&self) -> bool {
        self.at_end() || self.at_symbol(",") || self.at_symbol(";")
    }
}
