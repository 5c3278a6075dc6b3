//! Sections: `section name "citation" for GUARD { outline } => OUTCOME;`

use super::{Context, Parsed, Parser, ahead, quote};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::Expression;
use crate::syntax::policy::{Otherwise, Outcome, Outline, Section};
use crate::text::{Delimiter, Name, Placed, Quoted, Token};

const SECTION: &str =
    "a section is written `section name \"citation\" for CONDITION { … } => OUTCOME;`";

impl Parser<'_, '_> {
    /// After the word `section`. Each part is read for itself: what is wrong before the braces
    /// does not hide the criteria, nor they the outcome.
    pub(super) fn section(&mut self) -> Parsed<Section> {
        let since = self.reported;
        let name = self.section_name();
        self.take_symbol(":");
        let citations = self.citations();
        let citations = if citations.is_empty() { self.unquoted_citation() } else { citations };
        if self.at_symbol(":") && !citations.is_empty() {
            let place = self.cursor.advance();
            self.report(Diagnostic::at(place, "no colon follows a citation").remove("remove it"));
        }
        let mut guard = self.guard();
        let citations = if citations.is_empty() { self.late_citation() } else { citations };
        if self.reported == since && !self.at_section_body() && !self.at_section_end() {
            let brace = ahead::at_label(&self.cursor);
            let mistake = if brace {
                let (_, place) = self.before();
                self.missing("`{`").inserting_behind(place, "{")
            } else {
                self.unexpected()
            };
            self.report(mistake.help(if brace {
                "write `{` before the first criterion of the section"
            } else {
                SECTION
            }));
        }
        while !self.at_section_body() && !self.at_section_end() {
            self.cursor.advance();
        }
        let outline = self.section_outline();
        if guard.is_none() && self.at_word("for") {
            let place = self.cursor.place();
            guard = self.guard();
            let mistake =
                Diagnostic::at(place, "the guard of a section is written before its criteria");
            self.report(mistake.help(SECTION));
        }
        let (outcome, otherwise) = self.section_outcome(since);
        Ok(Section { name: name?, citations, guard, outline, outcome, otherwise })
    }

    fn section_name(&mut self) -> Parsed<Name> {
        // One text alone is the citation; the first of two without a comma is a name that someone
        // put in quotation marks.
        if matches!(self.cursor.peek(), Token::Text(_))
            && !matches!(self.cursor.peek_at(1), Token::Text(_))
        {
            let mistake = self
                .missing("the name of the section")
                .help(format!("write `section name {}`", self.cursor.peek().text()));
            return self.fail(mistake);
        }
        if let Token::Number(number) = self.cursor.peek() {
            let mistake = Diagnostic::at(
                self.cursor.place(),
                format!("`{number}` cannot be the name of a section: a name begins with a letter"),
            );
            let mistake = mistake.help(format!(
                "write a name, and the number as the citation: `section name \"{number}\"`"
            ));
            self.cursor.advance();
            return self.fail(mistake);
        }
        let reported = self.reported;
        let name = self.declared_name("the name of a section")?;
        if self.reported > reported {
            return Ok(name);
        }
        if name.value.chars().any(char::is_uppercase) {
            let mistake = Diagnostic::at(
                name.place,
                format!("the name of a section has no capital letters: `{}`", quote(&name.value)),
            );
            self.report(mistake.replace(snake(&name.value)));
        }
        Ok(name)
    }

    fn at_section_body(&self) -> bool {
        self.at_group(Delimiter::Brace) || self.at_symbol("=>") || self.at_wrong_braces()
    }

    /// `[ 1: age >= 18; ]`
    fn at_wrong_braces(&self) -> bool {
        !self.at_group(Delimiter::Brace)
            && self.cursor.enter().is_some_and(|inner| ahead::at_label(&inner))
    }

    fn at_section_end(&self) -> bool {
        self.at_end() || self.at_symbol(";") || ahead::at_statement(&self.cursor)
    }

    fn citations(&mut self) -> Vec<Quoted> {
        let mut citations = Vec::new();
        while let Some(citation) = self.take_text() {
            citations.push(citation);
            let comma = self.take_symbol(",");
            let another = matches!(self.cursor.peek(), Token::Text(_));
            if comma.is_none() && another {
                let mistake = self.missing("`,`").help("write a comma between two citations");
                self.report(mistake.inserting_behind(self.before().1, ","));
            } else if let Some(place) = comma.filter(|_| !another) {
                self.report(
                    Diagnostic::at(place, "no comma follows the last citation")
                        .remove("remove this comma"),
                );
            }
        }
        citations
    }

    /// `section plaque I.A for …`
    fn unquoted_citation(&mut self) -> Vec<Quoted> {
        let start = self.cursor.position();
        while matches!(self.cursor.peek(), Token::Word(_) | Token::Number(_) | Token::Symbol(_))
            && !self.cursor.peek().is_word_in_any_case("for")
            && !["when", "if", "where"].iter().any(|word| self.at_word(word))
            && !self.at_section_body()
            && !self.at_section_end()
        {
            self.cursor.advance();
        }
        let text = self.cursor.source_from(start);
        if text.is_empty() {
            return Vec::new();
        }
        let place = self.cursor.place_from(start);
        let bare = text.replace(" . ", ".").replace(". ", ".").replace(" .", ".");
        self.report(
            Diagnostic::at(place, "a citation is written in quotation marks")
                .replace(format!("\"{bare}\""))
                .replaced_if(
                    text.chars().all(|sign| sign.is_alphanumeric() || ". ".contains(sign)),
                ),
        );
        vec![Placed::new(bare, place)]
    }

    fn guard(&mut self) -> Option<Expression> {
        let place = self.cursor.place();
        let word = self.cursor.peek().text();
        if ["when", "if", "where"].contains(&word.as_str()) {
            self.report(
                Diagnostic::at(
                    place,
                    format!("the guard of a section does not begin with `{word}`"),
                )
                .replace("for"),
            );
            self.cursor.advance();
        } else if !self.lower_case_word("for") {
            return None;
        }
        if self.at_symbol(":") {
            let place = self.cursor.advance();
            self.report(Diagnostic::at(place, "no colon follows `for`").remove("remove it"));
        }
        self.context = Context::Guard;
        let guard = self.condition();
        self.context = Context::Other;
        Some(guard)
    }

    /// `for CONDITION "I.A" {`
    fn late_citation(&mut self) -> Vec<Quoted> {
        if !matches!(self.cursor.peek(), Token::Text(_)) {
            return Vec::new();
        }
        let place = self.cursor.place();
        let citations = self.citations();
        self.report(
            Diagnostic::at(place, "the citation of a section is written before `for`")
                .help(SECTION),
        );
        citations
    }

    fn section_outline(&mut self) -> Option<Outline> {
        if self.at_wrong_braces() {
            let typed = self.cursor.describe();
            let mistake =
                Diagnostic::at(self.cursor.spot(), format!("criteria do not begin with {typed}"));
            self.report(mistake.help("write the criteria of a section between `{` and `}`"));
        } else if !self.at_group(Delimiter::Brace) {
            return None;
        }
        self.outline("1").ok()
    }

    /// `=> OUTCOME otherwise OUTCOME when CONDITION;`
    fn section_outcome(&mut self, since: usize) -> (Option<Outcome>, Vec<Otherwise>) {
        if self.take_symbol("=>").is_none() {
            let place = self.cursor.place();
            if ["->", ">=", "=", ":"].iter().any(|symbol| self.at_symbol(symbol)) {
                let typed = self.cursor.describe();
                let mut end = self.cursor.advance();
                // `= >`
                if self.at_symbol(">") {
                    end = self.cursor.advance();
                }
                let place = place.to(end);
                self.report(
                    Diagnostic::at(place, format!("an outcome does not begin with {typed}"))
                        .replace("=>"),
                );
            } else if self.at_outcome() {
                let (_, place) = self.before();
                let mistake = self.missing("`=>`").help("write `=>` before the outcome");
                self.report(mistake.inserting_behind(place, "=>"));
            } else {
                // `}}` in place of `}`.
                if ahead::at_label(&self.cursor) {
                    let (_, place) = self.before();
                    let mistake =
                        Diagnostic::at(place, "the section ends here, but criteria follow");
                    self.report(
                        mistake.help("delete one `}`, or write the outcome of the section"),
                    );
                } else if self.reported == since || self.at_section_end() {
                    let (_, place) = self.before();
                    let mistake = Diagnostic::at(place, "this section has no outcome")
                        .help("write `=> criteria_met …;` or another outcome after it");
                    self.report(mistake);
                }
                if self.take_symbol(";").is_none() && !self.at_section_end() {
                    self.skip_item();
                }
                return (None, Vec::new());
            }
        }
        if let Ok(outcome) = self.outcome() {
            let mut otherwise = Vec::new();
            self.when_of_met();
            if self.otherwise(&mut otherwise).is_err() {
                self.skip_rest_of_otherwise();
            }
            self.semicolon("the section", since);
            return (Some(outcome), otherwise);
        }
        if !ahead::at_statement(&self.cursor) {
            self.skip_item();
        }
        (None, Vec::new())
    }
}

/// `PlaquePsoriasis`: `plaque_psoriasis`
fn snake(name: &str) -> String {
    let mut right = String::new();
    let mut small = false;
    for letter in name.chars() {
        if letter.is_uppercase() && small {
            right.push('_');
        }
        small = letter.is_lowercase();
        right.extend(letter.to_lowercase());
    }
    right
}
