//! Outcomes: what follows `=>`,
//! `criteria_met for 3 months, 1 administration per lifetime, review "…"`.

use super::{Parsed, Parser, Reported, ahead, quote, words};
use crate::diagnostic::Diagnostic;
use crate::syntax::policy::{Arm, Detail, Outcome, Terms};
use crate::text::{Delimiter, Name, Placed, Token};

const KINDS: [&str; 6] =
    ["criteria_met", "criteria_not_met", "case_by_case", "refer", "not_covered", "not_applicable"];

/// How payers speak of outcomes: in one word, and what says the same.
const SPOKEN: [(&str, &str); 30] = [
    ("medical_necessity_criteria_met", "criteria_met"),
    ("not_medically_necessary", "not_covered not_medically_necessary"),
    ("medically_necessary", "criteria_met"),
    ("meets_criteria", "criteria_met"),
    ("approvable", "criteria_met"),
    ("approved", "criteria_met"),
    ("approval", "criteria_met"),
    ("approve", "criteria_met"),
    ("authorized", "criteria_met"),
    ("authorize", "criteria_met"),
    ("eligible", "criteria_met"),
    ("covered", "criteria_met"),
    ("met", "criteria_met"),
    ("not_met", "criteria_not_met"),
    ("not_approved", "criteria_not_met"),
    ("investigational", "not_covered investigational"),
    ("experimental_and_investigational", "not_covered investigational"),
    ("experimental", "not_covered investigational"),
    ("unproven", "not_covered investigational"),
    ("manual_review", "case_by_case"),
    ("medical_director_review", "case_by_case"),
    ("clinical_review", "case_by_case"),
    ("individual_consideration", "case_by_case"),
    ("review", "case_by_case"),
    ("pended", "case_by_case"),
    ("pend", "case_by_case"),
    ("referral", "refer"),
    ("see", "refer"),
    ("na", "not_applicable"),
    ("does_not_apply", "not_applicable"),
];

/// What may follow `criteria_met`.
const PARTS: &str = "what may follow, with commas between, is `for 3 months`, `1 administration per lifetime`, `at most 300 million cells` and `review \"…\"`";

impl Parser<'_, '_> {
    /// The outcome after `=>`.
    pub(super) fn outcome(&mut self) -> Parsed<Outcome> {
        let start = self.cursor.position();
        let kind = self.outcome_kind()?;
        let detail = self.outcome_detail(&kind.value)?;
        let mut outcome = Outcome {
            kind,
            detail,
            terms: Terms::default(),
            review: None,
            basis: None,
            why: None,
            place: self.cursor.place_from(start),
        };
        let mut first = outcome.detail.is_none();
        while !self.at_outcome_end() {
            if self.at_group(Delimiter::Brace) {
                let mistake =
                    Diagnostic::at(outcome.kind.place, "the outcome is written after the criteria");
                return self.fail(mistake.help("a section is written `section name \"citation\" for CONDITION { … } => OUTCOME;`"));
            }
            let comma = self.take_symbol(",");
            if let Some(place) = comma.filter(|_| first) {
                let mistake = Diagnostic::at(
                    place,
                    format!(
                        "no comma is written between `{}` and its first term",
                        outcome.kind.value
                    ),
                );
                self.report(mistake.remove("remove this comma"));
            } else if comma.is_none()
                && !first
                && (matches!(outcome.detail, None | Some(Detail::By { .. }))
                    || self.at_why(&outcome))
            {
                let mistake =
                    self.missing("`,`").help("write a comma between two terms of an outcome");
                let certain = self.at_term()
                    || self.at_why(&outcome)
                    || matches!(self.cursor.peek(), Token::Number(_));
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
        if let Some((spoken, right)) = self.spoken() {
            for _ in spoken.split('_') {
                self.cursor.advance();
            }
            let typed = self.cursor.source_from(start);
            let place = self.cursor.place_from(start);
            let mistake = Diagnostic::at(place, format!("`{typed}` is not an outcome"));
            let ends = self.at_symbol(";") || self.at_end();
            return self.fail(match right {
                "case_by_case" => mistake.help("write `case_by_case` if somebody decides each request, or `criteria_met … review \"…\"` for a review of what meets the criteria").note("missing documentation is asked for by itself"),
                "criteria_met" if ends => mistake.help("write `criteria_met` and its terms, as in `criteria_met for 12 months`"),
                "refer" => mistake.help("write `refer` and the policy to go to, as in `refer \"CP.CPA.09\"`"),
                _ => mistake.replace(right),
            });
        }
        self.outcome_name()
    }

    /// The outcome's name, also where its words are apart.
    pub(super) fn outcome_name(&mut self) -> Parsed<Name> {
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
                let mistake = Diagnostic::at(place, format!("`{typed}` is not an outcome"));
                if joined == "not_covered" && self.at_symbol(";") {
                    return self.fail(mistake.help(
                        "write `not_covered` and its basis, as in `not_covered investigational`",
                    ));
                }
                self.report(mistake.replace(&joined));
                return Ok(Placed::new(joined, place));
            }
        }
        self.name("an outcome")
    }

    /// The outcome as payers speak of it that comes next, and how it is written.
    fn spoken(&self) -> Option<(&'static str, &'static str)> {
        let matches = |spoken: &str| {
            spoken
                .split('_')
                .enumerate()
                .all(|(distance, word)| self.cursor.peek_at(distance).is_word_in_any_case(word))
        };
        SPOKEN.iter().find(|(spoken, _)| matches(spoken)).copied()
    }

    /// Whether the word that comes next begins an outcome, whose `=>` is missing then.
    pub(super) fn at_outcome(&self) -> bool {
        let Token::Word(word) = self.cursor.peek() else { return false };
        let next = self.cursor.peek_at(1).text();
        KINDS.contains(&word.as_str())
            || KINDS.contains(&format!("{word}_{next}").as_str())
            || self.spoken().is_some()
    }

    fn outcome_detail(&mut self, kind: &str) -> Parsed<Option<Detail>> {
        match self.cursor.peek() {
            Token::Text(_) => self.detail(kind).map(Some),
            Token::Word(word)
                if ["because", "since", "if"].contains(&word.as_str())
                    && matches!(self.cursor.peek_at(1), Token::Text(_)) =>
            {
                let typed = self.cursor.describe();
                let place = self.cursor.advance();
                self.report(
                    Diagnostic::at(place, format!("{typed} is not written before a reason"))
                        .remove("remove it"),
                );
                self.detail(kind).map(Some)
            }
            _ if self.at_outcome_end() || self.at_otherwise() => Ok(None),
            Token::Word(word) if word == "by" => self.detail(kind).map(Some),
            Token::Word(word)
                if word == "to" && matches!(self.cursor.peek_at(1), Token::Text(_)) =>
            {
                self.report(
                    Diagnostic::at(self.cursor.place(), "`to` is not written here")
                        .remove("write `refer \"…\"`"),
                );
                self.cursor.advance();
                self.detail(kind).map(Some)
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
                    format!("the text after `{kind}` is written in quotation marks"),
                );
                let mistake = mistake.help(format!("write `{kind} \"{}\"`", quote(&typed)));
                // After a comma, the text may go on.
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
                self.detail(kind).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// Why something is not covered comes next, after its basis.
    fn at_why(&self, outcome: &Outcome) -> bool {
        outcome.kind.value == "not_covered" && matches!(self.cursor.peek(), Token::Text(_))
    }

    fn term(&mut self, outcome: &mut Outcome) -> Parsed<()> {
        let keyword = self.cursor.place();
        if self.at_why(outcome) {
            let why = self.text("why it is not covered", "`\"…\"`")?;
            self.once(&mut outcome.why, why, "the reason", keyword);
            return Ok(());
        }
        if self.take_word("review").is_some() {
            let review = self.text("the name of the review", "`review \"…\"`")?;
            self.once(&mut outcome.review, review, "`review`", keyword);
            return Ok(());
        }
        if self.take_word("basis").is_some() {
            let basis = self.basis_name(&outcome.kind.value)?;
            self.once(&mut outcome.basis, basis, "`basis`", keyword);
            return Ok(());
        }
        if self.approval_term(&mut outcome.terms)? {
            return Ok(());
        }
        let mistake = match self.cursor.peek() {
            Token::Word(by) if by == "by" && outcome.kind.value == "criteria_met" => {
                Diagnostic::at(keyword, "`by` does not follow a term")
                    .help("write `criteria_met by FACT { Value => for 3 months, … }`, and what is the same for all values after the `}`")
            }
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

    /// `"CP.CPA.09"`, `investigational`, `by line_of_business { … }`
    fn detail(&mut self, kind: &str) -> Parsed<Detail> {
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
        let arms = self.inside(|parser| parser.arms(kind))?.value;
        Ok(Detail::By { fact, arms, place: self.cursor.place_from(start) })
    }

    fn arms(&mut self, kind: &str) -> Vec<Arm> {
        let mut arms = Vec::new();
        while !self.at_end() {
            let start = self.cursor;
            if let Ok(arm) = self.arm(kind) {
                arms.push(arm);
            } else {
                self.cursor = start;
                self.skip_arm();
            }
        }
        arms
    }

    /// `HimExchange, Ichra => "HIM.PA.154",`
    fn arm(&mut self, kind: &str) -> Parsed<Arm> {
        let mut values = Vec::new();
        loop {
            if ["_", "else", "other", "otherwise", "default"].iter().any(|rest| self.at_word(rest))
                && !self.cursor.peek_at(1).is_symbol(",")
            {
                let mistake = Diagnostic::at(
                    self.cursor.place(),
                    format!("{} cannot mean all other values", self.cursor.describe()),
                );
                return self.fail(mistake.help("write out every value, so that a new one in the vocabulary is never decided by accident"));
            }
            values.push(self.name("a value")?);
            let Some(place) = self.take_symbol(",") else { break };
            if self.at_symbol("=>") {
                self.report(
                    Diagnostic::at(place, "no comma is written before `=>`")
                        .remove("remove this comma"),
                );
                break;
            }
        }
        self.arrow("a value and what it leads to", "write `Value => \"…\",`")?;
        if kind != "criteria_met" && self.at_term_or_number() {
            let mistake = Diagnostic::at(self.cursor.place(), format!("`{kind}` has no terms"));
            return self.fail(mistake.help("only `criteria_met` has a duration or a limit"));
        }
        let has_terms = kind == "criteria_met"
            && !self.at_word("by")
            && !matches!(self.cursor.peek(), Token::Text(_));
        let detail = if has_terms { self.terms_of_arm()? } else { self.detail(kind)? };
        if let Some(place) = self.take_symbol(";") {
            self.report(
                Diagnostic::at(place, "two values are not separated with `;`").replace(","),
            );
        } else if self.take_symbol(",").is_none()
            && !self.at_end()
            && !matches!(detail, Detail::By { .. })
        {
            let another = matches!(self.cursor.peek(), Token::Word(_));
            let mistake = self.missing("`,`").help("write a comma after what a value leads to");
            self.report(mistake.inserting_behind(self.before().1, ",").replaced_if(another));
            if !another {
                return Err(Reported(()));
            }
        }
        Ok(Arm { values, detail })
    }
}
