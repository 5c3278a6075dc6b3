//! What follows where the criteria of a section are not met:
//! `=> criteria_met for 3 months otherwise refer "RX.2" when CONDITION otherwise case_by_case;`
//!
//! In: the tokens after the outcome of a section. Out: each `otherwise` with its outcome and its
//! condition.

use super::{Context, Parsed, Parser, ahead};
use crate::diagnostic::Diagnostic;
use crate::syntax::policy::Otherwise;
use crate::text::{Name, Placed, Token};
use policy_core::policy::Basis;
use policy_core::suggest::nearest;

const WRITTEN: &str = "`otherwise` is written after the outcome, as in `=> criteria_met for 12 months otherwise refer \"RX.002\" when CONDITION otherwise case_by_case;`";

/// What others write in place of `otherwise`.
const MEANT: [&str; 3] = ["else", "elsewise", "alternatively"];

impl Parser<'_, '_> {
    /// Whether an outcome is over.
    pub(super) fn at_outcome_end(&self) -> bool {
        let comma = self.at_symbol(",") && self.is_otherwise(1);
        self.at_end()
            || self.at_symbol(";")
            || comma
            || self.at_otherwise()
            || ahead::at_statement(&self.cursor)
    }

    /// Whether `otherwise`, or what comes before its condition, comes next.
    pub(super) fn at_otherwise(&self) -> bool {
        self.is_otherwise(0) || self.at_word("when") || self.at_word("if")
    }

    fn is_otherwise(&self, distance: usize) -> bool {
        let token = self.cursor.peek_at(distance);
        token.is_word_in_any_case("otherwise")
            || MEANT.iter().any(|word| token.is_word_in_any_case(word))
    }

    /// `=> criteria_met for 3 months when CONDITION`: whom a section is for is said before it.
    pub(super) fn when_of_met(&mut self) {
        if !self.at_word("when") && !self.at_word("if") {
            return;
        }
        let typed = self.cursor.describe();
        let mistake = Diagnostic::at(
            self.cursor.place(),
            format!("the outcome after `=>` has no {typed}: it follows where all criteria are met"),
        );
        self.report(mistake.help(
            "make the condition a criterion, or write it after the `for` of the section; a condition of what follows where the criteria are not met is written `otherwise case_by_case when …`",
        ));
        self.cursor.advance();
        self.context = Context::Otherwise;
        let _ = self.condition();
        self.context = Context::Other;
    }

    /// Everything after the outcome of a section.
    pub(super) fn otherwise(&mut self, found: &mut Vec<Otherwise>) -> Parsed<()> {
        loop {
            if (self.at_symbol(",") || self.at_symbol(";")) && self.is_otherwise(1) {
                let typed = self.cursor.describe();
                let place = self.cursor.advance();
                let mistake = Diagnostic::at(
                    place,
                    format!("no {typed} is written before `{}`", self.cursor.peek().text()),
                );
                self.report(mistake.remove(format!("remove it: {WRITTEN}")));
            }
            let keyword = self.cursor.place();
            if MEANT.iter().any(|word| self.cursor.peek().is_word_in_any_case(word)) {
                let typed = self.cursor.describe();
                self.cursor.advance();
                let mistake = Diagnostic::at(
                    keyword,
                    format!("what follows where criteria are not met does not begin with {typed}"),
                );
                self.report(mistake.replace("otherwise"));
            } else if !self.lower_case_word("otherwise") {
                return Ok(());
            }
            self.sign_after_otherwise();
            if self.at_word("when") || self.at_word("if") {
                let mistake = Diagnostic::at(
                    self.cursor.place(),
                    format!("the outcome is written before {}", self.cursor.describe()),
                );
                return self.fail(
                    mistake.help("write it as in `otherwise refer \"RX.002\" when CONDITION`"),
                );
            }
            if self.at_end() || self.at_symbol(";") {
                let mistake = self.missing("the outcome");
                return self.fail(mistake.help("write it as in `otherwise case_by_case`"));
            }
            let outcome = self.outcome()?;
            let when = self.otherwise_when();
            found.push(Otherwise { keyword, outcome, when });
        }
    }

    /// `otherwise => refer`, `otherwise: refer`
    fn sign_after_otherwise(&mut self) {
        if ["=>", ":", "->", ","].iter().any(|sign| self.at_symbol(sign)) {
            let typed = self.cursor.describe();
            let place = self.cursor.advance();
            let mistake = Diagnostic::at(place, format!("no {typed} follows `otherwise`"));
            self.report(mistake.remove("remove it"));
        }
    }

    fn otherwise_when(&mut self) -> Option<crate::syntax::expression::Expression> {
        if self.at_word("if") {
            let place = self.cursor.advance();
            let mistake =
                Diagnostic::at(place, "the condition of an `otherwise` does not begin with `if`");
            self.report(mistake.replace("when"));
        } else {
            self.take_word("when")?;
        }
        self.context = Context::Otherwise;
        let when = self.condition();
        self.context = Context::Other;
        Some(when)
    }

    /// What could not be read, up to the end of the section.
    pub(super) fn skip_rest_of_otherwise(&mut self) {
        while !self.at_end() && !self.at_symbol(";") && !ahead::at_statement(&self.cursor) {
            self.cursor.advance();
        }
    }

    /// After the word `basis`.
    pub(super) fn basis_name(&mut self, kind: &str) -> Parsed<Name> {
        let known = Basis::ALL.map(Basis::name);
        let Token::Text(text) = self.cursor.peek() else { return self.name("a basis") };
        let text = text.clone();
        let place = self.cursor.advance();
        let near = nearest(&text, known);
        let right = near.first().copied().unwrap_or(Basis::Investigational.name());
        let mistake = Diagnostic::at(place, "a basis is written without quotation marks");
        let help = format!("write it as in `{kind} basis {right}`");
        self.report(mistake.help(help).instead(right).replaced_if(!near.is_empty()));
        Ok(Placed::new(right.to_owned(), place))
    }
}
