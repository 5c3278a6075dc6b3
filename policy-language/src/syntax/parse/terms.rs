//! The terms of an approval: `for 3 months`, `1 administration per lifetime`,
//! `at most 2 pens per 28 days`.

use super::test::phrase as comparison;
use super::{Context, Parsed, Parser, ahead, words};
use crate::diagnostic::Diagnostic;
use crate::syntax::policy::{AtMostText, Detail, LimitText, PerText, Terms};
use crate::text::{Place, Placed, Token};
use policy_core::calendar::CalendarDuration;

impl Parser<'_, '_> {
    /// `for 7 months, 1 dose`, after the `=>` of an arm
    pub(super) fn terms_of_arm(&mut self) -> Parsed<Detail> {
        let start = self.cursor.position();
        let mut terms = Terms::default();
        loop {
            let keyword = self.cursor.place();
            if self.at_word("review") {
                let mistake = Diagnostic::at(keyword, "a review is not chosen by a fact");
                self.report(mistake.help(
                    "write it once, after the `}`: `criteria_met by FACT { … }, review \"…\"`",
                ));
                self.cursor.advance();
                self.take_text();
            } else if !self.approval_term(&mut terms)? {
                let mistake = if self.at_end() || self.at_symbol(",") {
                    self.missing("a term of the approval")
                } else {
                    self.unexpected()
                };
                return self.fail(mistake.help("what a value leads to is `for 3 months`, `1 administration per lifetime` or `at most 300 million cells`, with commas between"));
            }
            let behind = self.cursor;
            let comma = self.take_symbol(",").is_some();
            if !self.at_term_or_number() {
                // The comma, if there is one, ends the arm.
                self.cursor = behind;
                return Ok(Detail::Terms(Box::new(terms), self.cursor.place_from(start)));
            }
            if !comma {
                let mistake = self.missing("`,`").help("write a comma between two terms");
                self.report(mistake.inserting_behind(self.before().1, ","));
            }
        }
    }

    pub(super) fn at_term_or_number(&self) -> bool {
        self.at_term() || matches!(self.cursor.peek(), Token::Number(_))
    }

    pub(super) fn at_term(&self) -> bool {
        ["for", "at", "review", "up", "once", "per", "basis"].iter().any(|word| self.at_word(word))
    }

    /// A term of an approval, if one comes next.
    pub(super) fn approval_term(&mut self, terms: &mut Terms) -> Parsed<bool> {
        let keyword = self.cursor.place();
        if self.take_word("for").is_some() {
            self.no_duration(keyword)?;
            let duration = self.duration()?;
            self.once(&mut terms.duration, duration, "`for`", keyword);
            return Ok(true);
        }
        if self.at_word("up") && self.cursor.peek_at(1).is_word("to") {
            let place = keyword.to(self.cursor.place_at(1));
            self.cursor.advance();
            self.cursor.advance();
            let period = matches!(self.cursor.peek_at(1), Token::Word(unit) if CalendarDuration::from_words(1, unit).is_some());
            if !period && matches!(self.cursor.peek(), Token::Number(_)) {
                let mistake =
                    Diagnostic::at(place, "the most that is approved is not written with `up to`");
                self.report(mistake.replace("at most"));
                let at_most = self.at_most()?;
                self.once(&mut terms.at_most, at_most, "`at most`", keyword);
                return Ok(true);
            }
            let mistake =
                Diagnostic::at(place, "the length of an approval is not written with `up to`");
            self.report(mistake.help("write `for 3 months`").instead("for").replaced_if(period));
            let duration = self.duration()?;
            self.once(&mut terms.duration, duration, "`for`", keyword);
            return Ok(true);
        }
        if self.at_word("at") {
            self.cursor.advance();
            if self.take_word("most").is_none() {
                let mistake = self.missing("`most`").help("write `at most 300 million cells`");
                return self.fail(mistake);
            }
            return self.limited(terms, keyword);
        }
        if let Some(words) = self.at_most_in_words() {
            for _ in 0..words {
                self.cursor.advance();
            }
            if !self.at_bare_duration() {
                let place = keyword.to(self.before().1);
                let typed = self.cursor.source_from(place.first);
                self.report(
                    Diagnostic::at(
                        place,
                        format!("the most that is approved is not written with `{typed}`"),
                    )
                    .replace("at most"),
                );
            }
            return self.limited(terms, keyword);
        }
        if self.at_bare_duration() {
            self.report(
                self.missing("`for`")
                    .help(format!(
                        "write `for {} {}`",
                        self.cursor.peek().text(),
                        self.cursor.peek_at(1).text()
                    ))
                    .inserting_before(keyword, "for"),
            );
            let duration = self.duration()?;
            self.once(&mut terms.duration, duration, "`for`", keyword);
            return Ok(true);
        }
        if matches!(self.cursor.peek(), Token::Number(_)) {
            let limit = self.limit()?;
            self.once(&mut terms.limit, limit, "the number of administrations", keyword);
            return Ok(true);
        }
        Ok(false)
    }

    /// `max 300 mg`, `no more than 300 mg`
    fn at_most_in_words(&self) -> Option<usize> {
        let (sign, words) = comparison(&self.cursor)?;
        let number = matches!(self.cursor.peek_at(words), Token::Number(_));
        (sign == "<=" && number && !self.at_word("at") && !self.at_word("up")).then_some(words)
    }

    /// `6 months`, and not `1 dose per month`.
    fn at_bare_duration(&self) -> bool {
        let unit = self.cursor.peek_at(1).text();
        matches!(self.cursor.peek(), Token::Number(_))
            && (words::is_unit_of_time(&unit) || words::abbreviated_time(&unit).is_some())
            && !["per", "every"].iter().any(|word| self.cursor.peek_at(2).is_word(word))
    }

    /// `for up to 6 months`, `for lifetime`, with the cursor after `for`.
    fn no_duration(&mut self, keyword: Place) -> Parsed<()> {
        if self.at_word("up") && self.cursor.peek_at(1).is_word("to") {
            let place = self.cursor.place().to(self.cursor.place_at(1));
            self.cursor.advance();
            self.cursor.advance();
            self.report(
                Diagnostic::at(place, "the length of an approval is not written with `up to`")
                    .remove(format!(
                        "write `for {} {}`",
                        self.cursor.peek().text(),
                        self.cursor.peek_at(1).text()
                    )),
            );
            return Ok(());
        }
        let Token::Word(word) = self.cursor.peek() else { return Ok(()) };
        if words::number_in_words(word).is_some()
            || ["a", "an"].contains(&word.as_str())
            || words::is_unit_of_time(word)
        {
            return Ok(());
        }
        let place = keyword.to(self.cursor.place());
        let mistake = Diagnostic::at(place, format!("`{word}` is not how long an approval is"));
        self.fail(mistake.help("write a number of days, weeks, months or years, as in `for 12 months`; an approval without an end has another term, such as `1 administration per lifetime`"))
    }

    /// What follows `at most`, or other words for it: an amount, and not the length of an approval.
    fn limited(&mut self, terms: &mut Terms, keyword: Place) -> Parsed<bool> {
        if self.at_bare_duration() {
            let place = keyword.to(self.before().1);
            let typed = self.cursor.source_from(place.first);
            let mistake = Diagnostic::at(
                place,
                format!("the length of an approval is not written with `{typed}`"),
            );
            self.report(mistake.replace("for"));
            let duration = self.duration()?;
            self.once(&mut terms.duration, duration, "`for`", keyword);
            return Ok(true);
        }
        let at_most = self.at_most()?;
        self.once(&mut terms.at_most, at_most, "`at most`", keyword);
        Ok(true)
    }

    /// `500 mg per 4 weeks`, with the cursor after `at most`
    fn at_most(&mut self) -> Parsed<AtMostText> {
        let context = std::mem::replace(&mut self.context, Context::Limit);
        let quantity = self.quantity();
        self.context = context;
        let quantity = quantity?;
        Ok(AtMostText { quantity, per: self.per()? })
    }

    /// `1 administration per lifetime`, `1 dose`
    fn limit(&mut self) -> Parsed<LimitText> {
        let number = self.number()?;
        let counted = self.name("what is counted")?;
        if let Token::Word(word) = self.cursor.peek()
            && !self.at_per()
            && !ahead::at_statement(&self.cursor)
            && !self.at_otherwise()
            && !self.at_term()
        {
            let mistake = Diagnostic::at(
                self.cursor.place(),
                format!("`{word}` is a second word for what is counted"),
            );
            return self
                .fail(mistake.help(format!("write one word, such as `{}_{word}`", counted.value)));
        }
        Ok(LimitText { number, counted, per: self.per()? })
    }

    /// Whether what a limit is for comes next, written right or wrong.
    fn at_per(&self) -> bool {
        let Token::Word(word) = self.cursor.peek() else { return self.at_symbol("/") };
        let number = matches!(self.cursor.peek_at(1), Token::Number(_));
        ["per", "every", "each"].contains(&word.as_str())
            || adverb(word).is_some()
            || number && ["in", "within", "over", "during"].contains(&word.as_str())
    }

    /// `per lifetime`, `per 28 days`, `every 8 weeks`
    fn per(&mut self) -> Parsed<Option<PerText>> {
        if !self.at_per() {
            return Ok(None);
        }
        let typed = self.cursor.describe();
        if let Token::Word(word) = self.cursor.peek()
            && let Some(unit) = adverb(word)
        {
            let place = self.cursor.advance();
            let mistake = Diagnostic::at(place, format!("a limit is not written with {typed}"));
            self.report(mistake.replace(format!("per {unit}")));
            return Ok(Some(PerText::Name(Placed::new(unit.to_owned(), place))));
        }
        if self.take_word("per").is_none() && self.take_word("every").is_none() {
            let place = self.cursor.advance();
            let mistake = Diagnostic::at(place, format!("{typed} is not written here"));
            self.report(mistake.replace("per"));
        }
        if let Some(place) = self.take_word("other") {
            let unit = self.cursor.peek().text();
            let mistake = Diagnostic::at(place, "`other` is not a number");
            return self.fail(if words::is_unit_of_time(&unit) {
                mistake.help(format!("write `per 2 {}s`", unit.trim_end_matches('s')))
            } else {
                mistake.help("write the period as in `per 2 weeks`")
            });
        }
        if matches!(self.cursor.peek(), Token::Number(_)) {
            return self.duration().map(|period| Some(PerText::Time(period)));
        }
        let name = self.name("what follows `per`")?;
        if let Token::Word(word) = self.cursor.peek()
            && !ahead::at_statement(&self.cursor)
            && !self.at_otherwise()
            && !self.at_term()
        {
            let mistake = Diagnostic::at(
                self.cursor.place(),
                format!("`{word}` is a second word for what the limit is for"),
            );
            return self
                .fail(mistake.help(format!("write one word, such as `{}_{word}`", name.value)));
        }
        Ok(Some(PerText::Name(name)))
    }
}

/// The period of an adverb.
fn adverb(word: &str) -> Option<&'static str> {
    Some(match word {
        "daily" => "day",
        "weekly" => "week",
        "monthly" => "month",
        "yearly" | "annually" => "year",
        _ => return None,
    })
}
