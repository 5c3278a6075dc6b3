//! `accept gap lvef = 40% because "…"` and `accept finding at "I.A.1" because "…"`, and what is
//! written in their place. Whatever is wrong with the line is one mistake, with the line as it has
//! to be.

use super::{Parsed, Parser, Reported, ahead, words};
use crate::diagnostic::Diagnostic;
use crate::print::quoted;
use crate::syntax::policy::{AcceptedFinding, AcceptedGap, FoundAt, Statement};
use crate::text::{Place, Placed, Quoted, Token};

/// What people call a finding.
const FINDINGS: [&str; 10] = [
    "findings", "error", "errors", "warning", "warnings", "note", "notes", "mistake", "mistakes",
    "message",
];

/// What is written in place of `at`.
const AT: [&str; 8] = ["in", "on", "for", "of", "under", "from", "to", "within"];

/// What a citation is the citation of, which goes without saying.
const CITED: [&str; 6] = ["section", "criterion", "criteria", "citation", "advisory", "paragraph"];

/// What is written in place of `because`.
const BECAUSE: [&str; 6] = ["since", "as", "for", "reason", "otherwise", "else"];

/// What can be said of a line that is not as it has to be: the first thing that is wrong with it.
type Slip = Option<Diagnostic>;

impl Parser<'_, '_> {
    /// What follows the word `accept`.
    pub(super) fn accepted(&mut self, keyword: Place) -> Parsed<Statement> {
        match self.words_before_a_gap() {
            Some(0) => {
                let mistake = self.missing("`gap`").inserting_behind(keyword, "gap");
                self.report(mistake.help("write `accept gap lvef = 40% because \"…\";`"));
                return self.accepted_gap(keyword).map(Statement::AcceptGap);
            }
            Some(words) => {
                let start = self.cursor.position();
                self.cursor = self.cursor.ahead(words);
                let place = self.cursor.place_from(start);
                let message = "a number that falls to neither of two criteria is a gap";
                let mistake = Diagnostic::at(place, message).instead("gap");
                self.report(mistake.help("write `accept gap lvef = 40% because \"…\";`"));
                return self.accepted_gap(keyword).map(Statement::AcceptGap);
            }
            None => {}
        }
        if self.lower_case_word("gap") {
            return self.accepted_gap(keyword).map(Statement::AcceptGap);
        }
        if self.at_end() || self.at_symbol(";") {
            let mistake = self.missing("what is accepted");
            return self.fail(mistake.help("write `accept gap lvef = 40% because \"…\";` or `accept finding at \"I.A.1\" because \"…\";`"));
        }
        self.accepted_finding(keyword).map(Statement::AcceptFinding)
    }

    /// `lvef = 40% because "…"`
    fn accepted_gap(&mut self, keyword: Place) -> Parsed<AcceptedGap> {
        const FORM: &str = "write `accept gap lvef = 40% because \"…\";`";
        let condition = self.condition();
        if !self.lower_case_word("because") {
            let mistake = self.missing("`because` and the reason").help(FORM);
            return self.fail(mistake);
        }
        let reason = self.text("the reason after `because`", "`because \"…\"`")?;
        Ok(AcceptedGap { keyword, condition, reason })
    }

    /// How many words stand between `accept` and a comparison, in place of `gap`.
    fn words_before_a_gap(&self) -> Option<usize> {
        let mut words = 0_usize;
        while let Token::Word(word) = self.cursor.peek_at(words)
            && (word == "at" || among(&FINDINGS, word) || among(&["finding"], word))
        {
            words = words.saturating_add(1);
        }
        let subject = matches!(self.cursor.peek_at(words), Token::Word(_));
        let compared = match self.cursor.peek_at(words.saturating_add(1)) {
            Token::Symbol(symbol) => words::is_comparison(symbol),
            Token::Word(word) => word == "between",
            _ => false,
        };
        (subject && compared).then_some(words)
    }

    /// `finding at "I.A.1" because "…"`
    fn accepted_finding(&mut self, keyword: Place) -> Parsed<AcceptedFinding> {
        let mut slip = None;
        self.word_for_finding(&mut slip);
        self.word_for_at(&mut slip);
        let start = self.cursor.position();
        let at = self.found_at(&mut slip)?;
        let at = at.map(|at| (at, self.cursor.complete(start, self.cursor.position())));
        self.word_for_because(&mut slip);
        let reason = self.reason(&mut slip)?;
        let Some(slip) = slip else {
            // What is missing would be a slip.
            let (Some((at, _)), Some((reason, _))) = (at, reason) else {
                return Err(Reported(()));
            };
            return Ok(AcceptedFinding { keyword, at, reason });
        };
        let place = |(at, typed): &(FoundAt, Option<String>)| match at {
            FoundAt::Applies(_) => Some("applies".to_owned()),
            FoundAt::Cited(_) => typed.as_deref().map(in_quotation_marks),
        };
        let known = at.as_ref().and_then(place);
        let why = reason.as_ref().and_then(|(_, typed)| typed.as_deref().map(in_quotation_marks));
        let whole = self.cursor.place_from(keyword.first);
        let line = format!(
            "accept finding at {} because {}",
            known.as_deref().unwrap_or("\"I.A.1\""),
            why.as_deref().unwrap_or("\"…\"")
        );
        let certain = known.is_some() && why.is_some();
        let mistake = slip.help(format!("write `{line};`")).replacing(whole, line);
        self.report(mistake.replaced_if(certain));
        match (at, reason) {
            (Some((at, _)), Some((reason, _))) => Ok(AcceptedFinding { keyword, at, reason }),
            _ => Err(Reported(())),
        }
    }

    fn word_for_finding(&mut self, slip: &mut Slip) {
        let typed = self.cursor.describe();
        if self.take_word("finding").is_some() {
            return;
        }
        let Token::Word(word) = self.cursor.peek() else {
            slip.get_or_insert_with(|| self.missing("`finding at`"));
            return;
        };
        if word.eq_ignore_ascii_case("finding") {
            let message = format!("{typed} is written in small letters");
            slip.get_or_insert(Diagnostic::at(self.cursor.advance(), message));
        } else if among(&FINDINGS, word) {
            let message = format!("{typed} does not follow `accept`");
            slip.get_or_insert(Diagnostic::at(self.cursor.advance(), message));
        } else {
            let what = if word == "at" { "`finding`" } else { "`finding at`" };
            slip.get_or_insert_with(|| self.missing(what));
        }
    }

    fn word_for_at(&mut self, slip: &mut Slip) {
        let typed = self.cursor.describe();
        if self.take_word("at").is_none() {
            let is_other = match self.cursor.peek() {
                Token::Word(word) => among(&AT, word) || word.eq_ignore_ascii_case("at"),
                Token::Symbol(sign) => sign == ":" || sign == "=",
                _ => false,
            };
            if is_other {
                let message = format!("the place of a finding is written after `at`, not {typed}");
                slip.get_or_insert(Diagnostic::at(self.cursor.advance(), message));
            } else {
                slip.get_or_insert_with(|| self.missing("`at`"));
            }
        }
        if let Token::Word(word) = self.cursor.peek()
            && among(&CITED, word)
            && matches!(self.cursor.peek_at(1), Token::Text(_) | Token::Word(_) | Token::Number(_))
            && !self.cursor.peek_at(1).is_word("because")
        {
            let message = format!("no {} is written before a citation", self.cursor.describe());
            slip.get_or_insert(Diagnostic::at(self.cursor.advance(), message));
        }
    }

    fn found_at(&mut self, slip: &mut Slip) -> Parsed<Option<FoundAt>> {
        if let Some(citation) = self.take_text() {
            if self.at_symbol(",") || self.at_word("and") {
                let mistake =
                    Diagnostic::at(self.cursor.place(), "each place has a line of its own");
                let mistake = mistake.help(format!(
                    "write `accept finding at {} because \"…\";`, and such a line for each other place",
                    quoted(&citation.value)
                ));
                return self.fail(mistake);
            }
            return Ok(Some(FoundAt::Cited(citation)));
        }
        if let Some(place) = self.take_word("applies") {
            if self.at_word("when") {
                let message = "`when` is not written here";
                slip.get_or_insert(Diagnostic::at(self.cursor.advance(), message));
            }
            return Ok(Some(FoundAt::Applies(place)));
        }
        let start = self.cursor.position();
        while !self.ends_place() {
            self.cursor.advance();
        }
        if self.cursor.position() == start {
            slip.get_or_insert_with(|| self.missing("the citation"));
            return Ok(None);
        }
        let typed = self.cursor.words_alone_from(start);
        let place = self.cursor.place_from(start);
        let message = "a citation is written in quotation marks";
        slip.get_or_insert(Diagnostic::at(place, message));
        Ok(typed.map(|typed| FoundAt::Cited(Placed::new(typed, place))))
    }

    /// Whether what a finding is at ends here, if it is without quotation marks.
    fn ends_place(&self) -> bool {
        match self.cursor.peek() {
            Token::End | Token::Text(_) => true,
            Token::Symbol(sign) => sign == ";",
            Token::Word(word) => {
                among(&["because"], word)
                    || among(&BECAUSE, word)
                    || ahead::at_statement(&self.cursor)
            }
            _ => false,
        }
    }

    fn word_for_because(&mut self, slip: &mut Slip) {
        let typed = self.cursor.describe();
        if self.take_word("because").is_some() {
            return;
        }
        let is_other = match self.cursor.peek() {
            Token::Word(word) => among(&BECAUSE, word) || word.eq_ignore_ascii_case("because"),
            Token::Symbol(sign) => [":", "=", ",", "-"].contains(&sign.as_str()),
            _ => false,
        };
        if is_other {
            let message = format!("the reason is written after `because`, not {typed}");
            slip.get_or_insert(Diagnostic::at(self.cursor.advance(), message));
        } else if matches!(self.cursor.peek(), Token::Text(_)) {
            slip.get_or_insert_with(|| self.missing("`because`"));
        } else {
            slip.get_or_insert_with(|| self.missing("`because` and the reason"));
        }
    }

    /// The reason, and how it can be put elsewhere.
    fn reason(&mut self, slip: &mut Slip) -> Parsed<Option<(Quoted, Option<String>)>> {
        let start = self.cursor.position();
        if let Token::Text(_) | Token::Other(_) = self.cursor.peek() {
            let reason = self.text("the reason after `because`", "`because \"…\"`")?;
            let typed = self.cursor.complete(start, self.cursor.position());
            return Ok(Some((reason, typed)));
        }
        while !self.at_end() && !self.at_symbol(";") && !ahead::at_statement(&self.cursor) {
            self.cursor.advance();
        }
        if self.cursor.position() == start {
            slip.get_or_insert_with(|| self.missing("the reason"));
            return Ok(None);
        }
        let place = self.cursor.place_from(start);
        slip.get_or_insert(Diagnostic::at(place, "a reason is written in quotation marks"));
        let typed = self.cursor.words_alone_from(start);
        Ok(typed.map(|typed| (Placed::new(typed.clone(), place), Some(typed))))
    }
}

fn among(words: &[&str], word: &str) -> bool {
    words.iter().any(|own| own.eq_ignore_ascii_case(word))
}

/// What was typed, with quotation marks unless it has them.
fn in_quotation_marks(typed: &str) -> String {
    if typed.starts_with('"') { typed.to_owned() } else { format!("\"{typed}\"") }
}
