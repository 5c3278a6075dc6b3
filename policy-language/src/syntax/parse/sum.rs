//! What entries come to: `total dose of fill where (medicine = A) within 84 days`, `days covered by
//! fill within 180 days`; and what documents write for it.

use super::times::phrase_at;
use super::{Parsed, Parser, ahead, quote, words};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{Predicate, SumText};
use crate::text::{Cursor, Placed, Token};

/// How documents say that something is added up.
const TOTALS: [&str; 6] =
    ["total", "sum of", "cumulative", "combined", "aggregate", "total cumulative"];

/// How documents say that the days of courses are counted.
const DAYS: [&str; 6] = [
    "days covered by",
    "days covered",
    "number of days covered by",
    "total days covered by",
    "days with",
    "days on",
];

/// Shares of time, which are divided.
const SHARES: [&str; 4] = [
    "proportion of days covered",
    "percent of days covered",
    "percentage of days covered",
    "share of days covered",
];

impl Parser<'_, '_> {
    /// `total dose of`, `days covered by`, if one of them comes next.
    pub(super) fn sum(&mut self) -> Parsed<Option<Placed<SumText>>> {
        let start = self.cursor.position();
        let of = match Begun::at(&self.cursor) {
            Some(Begun::Total) => {
                self.cursor.advance();
                let attribute = self.name("an attribute")?;
                self.cursor.advance();
                SumText::Total(attribute)
            }
            Some(Begun::Days) => {
                for _ in 0..3 {
                    self.cursor.advance();
                }
                SumText::Days
            }
            None => return Ok(None),
        };
        Ok(Some(Placed::new(of, self.cursor.place_from(start))))
    }

    /// What entries come to, as part of a calculation.
    pub(super) fn sum_of_entries(&mut self) -> Parsed<Option<Predicate>> {
        if let Some(mistake) = self.sum_in_prose() {
            return self.fail(mistake);
        }
        let Some(sum) = self.sum()? else { return Ok(None) };
        let subject = self.subject(true)?;
        let mut entries = Predicate { sum: Some(sum), ..Predicate::of(subject) };
        self.which_entries(&mut entries)?;
        Ok(Some(entries))
    }

    /// `total dose`, `cumulative dose of fill`, `proportion of days covered`: what is written
    /// otherwise.
    pub(super) fn sum_in_prose(&self) -> Option<Diagnostic> {
        if Begun::at(&self.cursor).is_some() {
            return None;
        }
        let begins = |phrases: &[&str]| {
            let found = phrases.iter().filter_map(|phrase| phrase_at(&self.cursor, 0, phrase));
            found.max()
        };
        let word_at = |distance: usize| match self.cursor.peek_at(distance) {
            Token::Word(word) if !words::is_reserved(word) => Some(word.as_str()),
            _ => None,
        };
        if let Some(length) = begins(&SHARES) {
            let last = length.saturating_sub(1);
            let place = self.cursor.place().to(self.cursor.place_at(last));
            let mistake =
                Diagnostic::at(place, "a share of days is written with the days themselves");
            return Some(mistake.help(
                "write `days covered by fill within 180 days >= 144 days`, which is 80 %, or calculate the share: `covered: calculated in % as days covered by fill within 180 days / 180 days`",
            ));
        }
        if let Some(length) = begins(&DAYS) {
            let by = self.cursor.peek_at(length).is_word("by");
            let name = word_at(length.saturating_add(usize::from(by)))?;
            let is_name = name.starts_with(char::is_lowercase) && !words::is_prose(name);
            let place = self.cursor.place().to(self.cursor.place_at(length.saturating_sub(1)));
            let mistake = Diagnostic::at(place, "days with a course are `days covered by` it");
            return is_name.then(|| mistake.replace("days covered by"));
        }
        let length = begins(&TOTALS)?;
        let attribute = word_at(length).filter(|word| !words::is_prose(word))?;
        let of = self.cursor.peek_at(length.saturating_add(1)).is_word("of");
        let history = word_at(length.saturating_add(2)).filter(|_| of);
        let place = self.cursor.place().to(self.cursor.place_at(length.saturating_sub(1)));
        if history.is_some() {
            let typed = self.cursor.place().to(self.cursor.place_at(length.saturating_sub(1)));
            let mistake = Diagnostic::at(typed, "what entries come to is their `total`");
            return Some(mistake.replace("total"));
        }
        // `cumulative_dose` is a fact, and so may be `combined` alone.
        let goes_on = ahead::goes_on_behind_fact(self.cursor.peek_at(length.saturating_add(1)));
        goes_on.then(|| {
            Diagnostic::at(
                place.to(self.cursor.place_at(length)),
                "nothing says of which entries this is the total",
            )
            .help(format!("write `total {0} of …` with the name of the history whose entries have `{0}`, as in `total {0} of fill within 84 days`", quote(attribute)))
        })
    }
}

/// What is added up, as far as it is written before the name of the history.
enum Begun {
    Total,
    Days,
}

impl Begun {
    fn at(cursor: &Cursor) -> Option<Begun> {
        if cursor.peek().is_word("days")
            && cursor.peek_at(1).is_word("covered")
            && cursor.peek_at(2).is_word("by")
        {
            return Some(Begun::Days);
        }
        let is_total = cursor.peek().is_word("total")
            && matches!(cursor.peek_at(1), Token::Word(word) if !words::is_reserved(word))
            && cursor.peek_at(2).is_word("of");
        is_total.then_some(Begun::Total)
    }
}
