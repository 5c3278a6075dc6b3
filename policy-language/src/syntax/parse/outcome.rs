//! Outcomes: what stands behind `=>`,
//! `criteria_met for 3 months, 1 administration per lifetime, review "…"`.

use super::{Parsed, Parser, Reported, ahead, quote, words};
use crate::diagnostic::Diagnostic;
use crate::syntax::policy::{Arm, Detail, LimitText, Outcome};
use crate::text::{Delimiter, Name, Placed, Token};
use policy_core::calendar::CalendarDuration;

const KINDS: [&str; 6] =
    ["criteria_met", "criteria_not_met", "case_by_case", "refer", "not_covered", "not_applicable"];

const PARTS: &str = "what may follow, with commas between, is `for 3 months`, `1 administration per lifetime`, `at most 300 million cells` and `review \"…\"`";

impl Parser<'_, '_> {
    /// The outcome behind `=>`.
    pub(super) fn outcome(&mut self) -> Parsed<Outcome> {
        let start = self.cursor.position();
        let kind = self.outcome_kind()?;
        let detail = self.outcome_detail(&kind.value)?;
        let mut outcome = Outcome {
            kind,
            detail,
            duration: None,
            limit: None,
            at_most: None,
            review: None,
            place: self.cursor.place_from(start),
        };
        let mut first = outcome.detail.is_none();
        while !self.at_end() && !self.at_symbol(";") && !ahead::at_statement(&self.cursor) {
            let comma = self.take_symbol(",");
            if let Some(place) = comma.filter(|_| first) {
                let mistake = Diagnostic::at(
                    place,
                    format!("no comma stands between `{}` and its first term", outcome.kind.value),
                );
                self.report(mistake.remove("remove this comma"));
            } else if comma.is_none() && !first && outcome.detail.is_none() {
                let mistake =
                    self.missing("`,`").help("write a comma between two terms of an outcome");
                let certain = self.at_term() || matches!(self.cursor.peek(), Token::Number(_));
                self.report(mistake.inserting_behind(self.before().1, ",").replaced_if(certain));
            }
            first = false;
            self.term(&mut outcome)?;
        }
        outcome.place = self.cursor.place_from(start);
        Ok(outcome)
    }

    /// The outcome's name, also where an author wrote it as separate words.
    fn outcome_kind(&mut self) -> Parsed<Name> {
        let start = self.cursor.position();
        let mut joined = String::new();
        for count in 0..3_usize {
            let Token::Word(word) = self.cursor.peek_at(count) else { break };
            if count > 0 {
                joined.push('_');
            }
            joined.push_str(&word.to_lowercase());
            if KINDS.contains(&joined.as_str()) && (count > 0 || !self.at_word(&joined)) {
                for _ in 0..=count {
                    self.cursor.advance();
                }
                let place = self.cursor.place_from(start);
                let typed = self.cursor.source_from(start);
                self.report(
                    Diagnostic::at(place, format!("`{typed}` is not an outcome")).replace(&joined),
                );
                return Ok(Placed::new(joined, place));
            }
        }
        self.name("an outcome")
    }

    fn outcome_detail(&mut self, kind: &str) -> Parsed<Option<Detail>> {
        match self.cursor.peek() {
            Token::Text(_) => self.detail().map(Some),
            Token::Word(word) if word == "by" => self.detail().map(Some),
            Token::Word(word)
                if word == "to" && matches!(self.cursor.peek_at(1), Token::Text(_)) =>
            {
                self.report(
                    Diagnostic::at(self.cursor.place(), "`to` is not written here")
                        .remove("write `refer \"…\"`"),
                );
                self.cursor.advance();
                self.detail().map(Some)
            }
            Token::Word(_) | Token::Number(_)
                if kind != "not_covered"
                    && kind != "criteria_met"
                    && KINDS.contains(&kind)
                    && !self.at_term() =>
            {
                let start = self.cursor.position();
                while !self.at_end()
                    && !self.at_symbol(";")
                    && !self.at_symbol(",")
                    && !ahead::at_statement(&self.cursor)
                {
                    self.cursor.advance();
                }
                let typed = self.cursor.source_from(start);
                let mistake = Diagnostic::at(
                    self.cursor.place_from(start),
                    format!("the text behind `{kind}` stands in quotation marks"),
                );
                let mistake = mistake.help(format!("write `{kind} \"{}\"`", quote(&typed)));
                // Behind a comma, the text may go on.
                self.fail(match self.cursor.words_alone_from(start) {
                    Some(text) if !self.at_symbol(",") => mistake.instead(format!("\"{text}\"")),
                    _ => mistake,
                })
            }
            Token::Word(word)
                if !self.at_term()
                    && !words::is_reserved(word)
                    && !ahead::at_statement(&self.cursor) =>
            {
                self.detail().map(Some)
            }
            _ => Ok(None),
        }
    }

    fn at_term(&self) -> bool {
        ["for", "at", "review", "up", "once", "per"].iter().any(|word| self.at_word(word))
    }

    fn term(&mut self, outcome: &mut Outcome) -> Parsed<()> {
        let keyword = self.cursor.place();
        if self.take_word("for").is_some() {
            let duration = self.duration()?;
            self.once(&mut outcome.duration, duration, "`for`", keyword);
            return Ok(());
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
                let quantity = self.quantity()?;
                self.once(&mut outcome.at_most, quantity, "`at most`", keyword);
                return Ok(());
            }
            let mistake =
                Diagnostic::at(place, "the length of an approval is not written with `up to`");
            self.report(mistake.help("write `for 3 months`").instead("for").replaced_if(period));
            let duration = self.duration()?;
            self.once(&mut outcome.duration, duration, "`for`", keyword);
            return Ok(());
        }
        if self.take_word("review").is_some() {
            let review = self.text("the name of the review", "`review \"…\"`")?;
            self.once(&mut outcome.review, review, "`review`", keyword);
            return Ok(());
        }
        if self.at_word("at") {
            self.cursor.advance();
            if self.take_word("most").is_none() {
                let mistake = self.missing("`most`").help("write `at most 300 million cells`");
                return self.fail(mistake);
            }
            let quantity = self.quantity()?;
            self.once(&mut outcome.at_most, quantity, "`at most`", keyword);
            return Ok(());
        }
        if matches!(self.cursor.peek(), Token::Number(_)) {
            let limit = self.limit()?;
            self.once(&mut outcome.limit, limit, "the number of administrations", keyword);
            return Ok(());
        }
        let mistake = match self.cursor.peek() {
            Token::Word(once) if once == "once" => {
                Diagnostic::at(keyword, "`once` is not a number")
                    .help("write `1 administration per lifetime`")
            }
            Token::End => self.missing("a term of the outcome").help(PARTS),
            Token::Symbol(symbol) if symbol == ";" => {
                self.missing("a term of the outcome").help(PARTS)
            }
            _ => self.unexpected().help(PARTS),
        };
        self.fail(mistake)
    }

    /// `1 administration per lifetime`, `1 dose`
    fn limit(&mut self) -> Parsed<LimitText> {
        let number = self.number()?;
        let counted = self.name("what is counted")?;
        if let Token::Word(word) = self.cursor.peek()
            && word != "per"
            && !ahead::at_statement(&self.cursor)
            && !self.at_term()
        {
            let mistake = Diagnostic::at(
                self.cursor.place(),
                format!("`{word}` is a second word for what is counted"),
            );
            return self
                .fail(mistake.help(format!("write one word, such as `{}_{word}`", counted.value)));
        }
        if let Some(place) = self.take_symbol("/") {
            self.report(Diagnostic::at(place, "`/` is not written here").replace("per"));
        } else if self.take_word("per").is_none() {
            return Ok(LimitText { number, counted, per: None });
        }
        let per = self.name("what stands behind `per`")?;
        Ok(LimitText { number, counted, per: Some(per) })
    }

    /// `"CP.CPA.09"`, `investigational`, `by line_of_business { … }`
    fn detail(&mut self) -> Parsed<Detail> {
        if let Some(text) = self.take_text() {
            return Ok(Detail::Text(text));
        }
        let start = self.cursor.position();
        if self.take_word("by").is_none() {
            return self.name("a text, a name or `by FACT { … }`").map(Detail::Name);
        }
        let fact = self.name("the name of a fact")?;
        if !self.at_group(Delimiter::Brace) {
            let mistake = self
                .missing("`{`")
                .help(format!("write `by {} {{ Value => …, Value => … }}`", fact.value));
            return self.fail(mistake);
        }
        let arms = self.inside(Self::arms)?.value;
        Ok(Detail::By { fact, arms, place: self.cursor.place_from(start) })
    }

    fn arms(&mut self) -> Vec<Arm> {
        let mut arms = Vec::new();
        while !self.at_end() {
            let start = self.cursor;
            if let Ok(arm) = self.arm() {
                arms.push(arm);
            } else {
                self.cursor = start;
                self.skip_arm();
            }
        }
        arms
    }

    /// `HimExchange, Ichra => "HIM.PA.154",`
    fn arm(&mut self) -> Parsed<Arm> {
        let mut values = Vec::new();
        loop {
            if ["_", "else", "other", "otherwise", "default"].iter().any(|rest| self.at_word(rest))
                && !self.cursor.peek_at(1).is_symbol(",")
            {
                let mistake = Diagnostic::at(
                    self.cursor.place(),
                    format!("{} cannot stand for all other values", self.cursor.describe()),
                );
                return self.fail(mistake.help("write out every value, so that a new one in the vocabulary is never decided by accident"));
            }
            values.push(self.name("a value")?);
            let Some(place) = self.take_symbol(",") else { break };
            if self.at_symbol("=>") {
                self.report(
                    Diagnostic::at(place, "no comma stands before `=>`")
                        .remove("remove this comma"),
                );
                break;
            }
        }
        if self.take_symbol("=>").is_none() {
            let typed = self.cursor.describe();
            if [":", "->", "="].iter().any(|symbol| self.at_symbol(symbol)) {
                let place = self.cursor.advance();
                self.report(
                    Diagnostic::at(
                        place,
                        format!("a value and what it leads to are not joined with {typed}"),
                    )
                    .replace("=>"),
                );
            } else {
                let mistake = self.missing("`=>`").help("write `Value => \"…\",`");
                return self.fail(mistake);
            }
        }
        let detail = self.detail()?;
        if let Some(place) = self.take_symbol(";") {
            self.report(Diagnostic::at(place, "`;` cannot stand between two values").replace(","));
        } else if self.take_symbol(",").is_none()
            && !self.at_end()
            && !matches!(detail, Detail::By { .. })
        {
            let another = matches!(self.cursor.peek(), Token::Word(_));
            let mistake = self.missing("`,`").help("write a comma behind what a value leads to");
            self.report(mistake.inserting_behind(self.before().1, ",").replaced_if(another));
            if !another {
                return Err(Reported(()));
            }
        }
        Ok(Arm { values, detail })
    }

    /// From the start of an arm to behind the comma that ends it.
    fn skip_arm(&mut self) {
        let mut behind_arrow = false;
        while !self.at_end() {
            if self.take_symbol("=>").is_some() {
                behind_arrow = true;
            } else if self.take_symbol(",").is_some() {
                if behind_arrow {
                    return;
                }
            } else {
                self.cursor.advance();
            }
        }
    }
}
