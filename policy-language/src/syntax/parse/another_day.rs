//! Times that are counted from another day than that of the request: `any stay before start`, `at
//! least 6 months prior to start`. In: the cursor at the word. Out: the mistake, and what can be
//! asked instead.

use super::test::{TIMES, phrase as comparison};
use super::{Parser, words};
use crate::diagnostic::Diagnostic;
use crate::text::{Name, Token};

impl Parser<'_, '_> {
    /// `any stay before start`, with the cursor at `before`.
    pub(super) fn event_against_day(&self, event: &Name) -> Option<Diagnostic> {
        comparison(&self.cursor).filter(|_| !self.after_within())?;
        let phrase = TIMES.iter().find(|phrase| {
            let mut words = phrase.split(' ').enumerate();
            words.all(|(distance, word)| self.cursor.peek_at(distance).is_word_in_any_case(word))
        })?;
        let last = phrase.split(' ').count().saturating_sub(1);
        let place = self.cursor.place().to(self.cursor.place_at(last));
        let mistake =
            Diagnostic::at(place, format!("events are not compared with a day by `{phrase}`"));
        Some(mistake.help(format!(
            "write how long before the request they may be, as in `{} within 6 months`, or name a fact for the date that is meant",
            event.value
        )))
    }

    /// `at least 6 months prior`, `at least 6 months before request_date`
    pub(super) fn before_another_day(&self, start: usize, period: &str) -> Option<Diagnostic> {
        let mut ahead = self.cursor;
        let typed = ahead.peek().text();
        let first = ahead.place();
        match typed.as_str() {
            "before" | "prior" | "earlier" | "preceding" | "previously" | "after" => {}
            _ => return None,
        }
        let mut last = ahead.advance();
        while ["to", "the"].iter().any(|word| ahead.peek().is_word(word)) {
            last = ahead.advance();
        }
        let day = match ahead.peek() {
            Token::Word(day) if !words::is_reserved(day) => {
                last = ahead.advance();
                Some(day.as_str())
            }
            _ => None,
        };
        let all = self.cursor.place_from(start).to(last);
        let right = format!("at least {period} ago");
        let typed = ahead.source_from(self.cursor.position());
        Some(match day {
            None | Some("request_date" | "request") if typed != "after" => {
                Diagnostic::at(first.to(last), format!("a time in the past is not written with `{typed}`"))
                    .help(format!("write `{right}`"))
                    .replacing(all, right)
            }
            _ => Diagnostic::at(all, "a time is counted back from the day of the request alone")
                .help(format!(
                    "write `{right}` if the request is meant; a time between two other days is a fact of its own"
                )),
        })
    }
}
