//! Comparisons with another fact: `weight < baseline_weight`, `at least 5% below weight before
//! therapy_start`.
//!
//! Which facts can be compared, and what fits them, is for `check` to say.

use super::predicate::at_operand_end;
use super::{Parsed, Parser, quote, words};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{Distance, Other, Selector, Test};
use crate::text::{Name, Placed, Token};
use policy_core::policy::Reach;

const REACHES: [Reach; 5] =
    [Reach::AtLeast, Reach::AtMost, Reach::MoreThan, Reach::LessThan, Reach::Exactly];

const CHOICES: [(&str, Selector); 4] = [
    ("any", Selector::Any),
    ("every", Selector::Every),
    ("highest", Selector::Highest),
    ("lowest", Selector::Lowest),
];

/// How documents say that a number is above or below another one: before `than`.
const PROSE: [(&str, &str); 8] = [
    ("lower", "below"),
    ("less", "below"),
    ("fewer", "below"),
    ("smaller", "below"),
    ("higher", "above"),
    ("more", "above"),
    ("greater", "above"),
    ("larger", "above"),
];

/// How many words and symbols a number with its unit has at most.
const LONGEST_AMOUNT: usize = 9;

impl Parser<'_, '_> {
    /// The words with which a distance begins, if they come next, and how many they are.
    fn reach(&self) -> Option<(usize, Reach)> {
        let reach = REACHES.into_iter().find(|reach| self.at_words(reach.words()))?;
        Some((reach.words().split(' ').count(), reach))
    }

    /// `at least 5% below`: the words before the number, if a fact follows at a distance.
    pub(super) fn at_reach(&self) -> Option<Reach> {
        let (words, reach) = self.reach()?;
        let number = matches!(self.cursor.peek_at(words), Token::Number(_));
        let mut ahead = self.cursor.ahead(words.saturating_add(1));
        for _ in 0..LONGEST_AMOUNT {
            // A window comes first.
            let window = ["before", "after", "ago", "at", "more", "less", "exactly", "within"];
            if at_operand_end(&ahead) || window.iter().any(|word| ahead.peek().is_word(word)) {
                return None;
            }
            let side = ["above", "below"].iter().any(|side| ahead.peek().is_word(side));
            let named = matches!(ahead.peek_at(1), Token::Word(word) if !words::is_reserved(word) || CHOICES.iter().any(|(choice, _)| choice == word));
            if side {
                return (number && named).then_some(reach);
            }
            ahead.advance();
        }
        None
    }

    /// `at least 5% below weight before therapy_start`
    pub(super) fn distance(&mut self, reach: Reach) -> Parsed<Placed<Test>> {
        let start = self.cursor.position();
        let words = reach.words().split(' ').count();
        self.cursor = self.cursor.ahead(words);
        let reach = Placed::new(reach, self.cursor.place_from(start));
        let amount = self.quantity()?;
        let relative = self.take_word("relative");
        let above = self.at_word("above");
        if !above && !self.at_word("below") {
            let mistake = self.missing("`above` or `below`");
            return self.fail(mistake.help("write `at least 5 kg below` and the other fact"));
        }
        self.cursor.advance();
        let other = self.other()?;
        let distance = Distance { reach, amount, relative, above, other };
        Ok(Placed::new(Test::Apart(Box::new(distance)), self.cursor.place_from(start)))
    }

    /// Whether a fact comes next of which some results are meant.
    pub(super) fn at_choice(&self) -> bool {
        let named = matches!(self.cursor.peek_at(1), Token::Word(word) if !words::is_reserved(word) && !words::ends_unit(word));
        named && CHOICES.iter().any(|(choice, _)| self.at_word(choice))
    }

    /// `highest lvef by Muga before therapy_start`
    pub(super) fn other(&mut self) -> Parsed<Other> {
        let start = self.cursor.position();
        let chosen = CHOICES.iter().find(|(choice, _)| self.at_choice() && self.at_word(choice));
        let selector = chosen.map(|(_, selector)| {
            let place = self.cursor.advance();
            Placed::new(selector.clone(), place)
        });
        let subject = self.name("the name of a fact")?;
        self.rest_of_other(start, selector, subject)
    }

    /// What follows the name of the fact that is compared with.
    pub(super) fn rest_of_other(
        &mut self,
        start: usize,
        selector: Option<Placed<Selector>>,
        subject: Name,
    ) -> Parsed<Other> {
        let method = match self.take_word("by") {
            Some(_) => Some(self.name("a method")?),
            None => None,
        };
        // In a formula, the next number comes after a sign.
        let calculated =
            self.in_vocabulary && ["+", "-", "*", "/"].iter().any(|sign| self.at_symbol(sign));
        let window = if calculated { None } else { self.window_after(true)? };
        Ok(Other { selector, subject, method, window, place: self.cursor.place_from(start) })
    }

    /// `at least 5% lower than baseline_weight`, `5 kg less than baseline_weight`: how a document
    /// says it.
    pub(super) fn distance_in_prose(&self, of: &Name) -> Option<Diagnostic> {
        let (skipped, reach) = self.reach().unwrap_or((0, Reach::AtLeast));
        if !matches!(self.cursor.peek_at(skipped), Token::Number(_)) {
            return None;
        }
        let mut ahead = self.cursor.ahead(skipped);
        let begin = ahead.position();
        ahead.advance();
        // `at least 5% baseline_weight`
        if ahead.peek().is_symbol("%")
            && let Token::Word(named) = ahead.peek_at(1)
            && named.contains('_')
        {
            let place = ahead.place();
            ahead.advance();
            let amount = ahead.source_from(begin);
            let mistake = Diagnostic::at(place, format!("nothing says on which side of `{named}`"));
            let reach = reach.words();
            return Some(mistake.help(format!(
                "write `{reach} {amount} above {named}` or `{reach} {amount} below {named}`"
            )));
        }
        for _ in 0..LONGEST_AMOUNT {
            let window = ["before", "after", "ago", "at", "within"];
            if at_operand_end(&ahead) || window.iter().any(|word| ahead.peek().is_word(word)) {
                return None;
            }
            let side = PROSE.iter().find(|(word, _)| ahead.peek().is_word(word));
            let amount = ahead.source_from(begin);
            let place = ahead.advance();
            if let Some((_, side)) = side.filter(|_| ahead.peek().is_word("than")) {
                let place = place.to(ahead.advance());
                let begin = ahead.position();
                while !at_operand_end(&ahead) {
                    ahead.advance();
                }
                let named = quote(&ahead.source_from(begin));
                let mistake =
                    Diagnostic::at(place, "a distance is written with `above` or `below`");
                let reach = reach.words();
                return Some(mistake.help(format!(
                    "write `{} {reach} {amount} {side} {named}`, or another word than `{reach}`, whichever the source means",
                    of.value
                )));
            }
        }
        None
    }

    /// `at baseline`, `from the start of therapy`: a day and a fact that nothing names.
    pub(super) fn baseline_in_prose(&self) -> Option<Diagnostic> {
        let article = ["at", "the", "its", "from", "their", "his", "her"];
        let mut ahead = self.cursor;
        for words in 0..3 {
            let found = ahead.peek().text();
            let named = ["baseline", "start", "initiation", "before"].contains(&found.as_str());
            if words > 0 && named {
                let place = self.cursor.place().to(ahead.place());
                let mistake = Diagnostic::at(place, "nothing says what the baseline is");
                return Some(mistake.help("name the fact for it, such as `baseline_weight`, or say on both sides which results are meant, as in `weight after therapy_start` and `weight on or before therapy_start`"));
            }
            if !article.contains(&found.as_str()) {
                return None;
            }
            ahead.advance();
        }
        None
    }
}
