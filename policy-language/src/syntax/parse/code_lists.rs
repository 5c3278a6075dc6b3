//! Lists of codes that facts share: `codes gene_therapy: icd10cm("Z92.86"),`, and where they are used:
//! `codes(gene_therapy)`. In: the cursor at them. Out: the list, or the names of lists.

use super::attributes::Declared;
use super::{Parsed, Parser, Reported, quote};
use crate::diagnostic::Diagnostic;
use crate::syntax::vocabulary::{CodeListText, SystemText};
use crate::text::{Delimiter, Name, Place, Placed, Token};

/// What is written in place of `codes` before the name of a list.
const OTHERWISE: [&str; 6] =
    ["code_list", "codelist", "code_set", "codeset", "value_set", "valueset"];

const FORM: &str = "write it as in `codes gene_therapy: icd10cm(\"Z92.86\"),`";

impl Parser<'_, '_> {
    /// Whether a list of codes is declared here.
    pub(super) fn at_code_list(&self) -> bool {
        let Token::Word(word) = self.cursor.peek() else { return false };
        let known = word == "codes" || OTHERWISE.contains(&word.to_lowercase().as_str());
        let sign = [":", "="].iter().any(|sign| self.cursor.peek_at(2).is_symbol(sign));
        known && matches!(self.cursor.peek_at(1), Token::Word(_)) && (sign || self.at_group_of(2))
    }

    /// `icd10cm("Z92.86")`, so many tokens ahead.
    fn at_group_of(&self, distance: usize) -> bool {
        matches!(self.cursor.peek_at(distance), Token::Word(_))
            && *self.cursor.peek_at(distance.saturating_add(1))
                == Token::Group(Delimiter::Parenthesis)
    }

    /// `codes gene_therapy: icd10cm("Z92.86"),`
    pub(super) fn code_list_declared(&mut self) -> Parsed<()> {
        let typed = self.cursor.peek().text();
        let keyword = self.cursor.advance();
        if typed != "codes" {
            let message = format!("a list of codes does not begin with `{}`", quote(&typed));
            self.report(Diagnostic::at(keyword, message).replace("codes"));
        }
        let name = match self.cursor.peek() {
            // `gene_therapy icd10cm("Z92.86")` is no name of two words.
            Token::Word(word) if self.at_group_of(1) => {
                Placed::new(word.clone(), self.cursor.advance())
            }
            _ => self.declared_name("the name of a list of codes")?,
        };
        if self.declared == Declared::Attribute || self.asked_of.is_some() {
            let mistake = Diagnostic::at(
                keyword.to(name.place),
                "a list of codes is declared outside of these braces",
            );
            self.report(mistake.help("move it up, above the facts that use it"));
        }
        if self.take_symbol(":").is_none() {
            let mistake = self.missing("`:`").help(FORM);
            self.report(if self.at_symbol("=") {
                mistake.replacing(self.cursor.place(), ":")
            } else {
                mistake.inserting_behind(name.place, ":")
            });
            self.take_symbol("=");
        }
        let groups = self.groups_of_list(&name);
        let read = groups.is_ok();
        if read {
            self.end_of_list(&name);
        }
        // To use what could not be read is not wrong.
        self.code_lists.push(CodeListText { name, groups: groups.unwrap_or_default() });
        if read { Ok(()) } else { Err(Reported(())) }
    }

    /// `icd10cm("Z92.86") snomed("…")`
    fn groups_of_list(&mut self, list: &Name) -> Parsed<Vec<SystemText>> {
        let mut groups = Vec::new();
        loop {
            if self.at_suggestion() {
                let place = self.cursor.advance();
                let mistake = Diagnostic::at(place, "a list only says which codes belong together");
                self.report(mistake.remove(format!(
                    "take this out, and write `suggests codes({})` where the list is used",
                    list.value
                )));
            }
            groups.push(self.group_of_list()?);
            if self.at_symbol(",") && self.at_group_of(1) {
                let mistake = Diagnostic::at(
                    self.cursor.advance(),
                    "no `,` is between the code systems of a list",
                );
                self.report(mistake.remove("remove it"));
            } else if !self.at_group_of(0) && !self.at_suggestion() {
                return Ok(groups);
            }
        }
    }

    /// `icd10cm("Z92.86")`
    fn group_of_list(&mut self) -> Parsed<SystemText> {
        if let Some(inner) = self.cursor.enter().filter(|_| self.at_group(Delimiter::Bracket)) {
            let right = inner.source();
            let place = self.cursor.place();
            let mistake = Diagnostic::at(place, "the codes of a list are written without brackets");
            return self.fail(mistake.help(format!("write `{}`", quote(&right))).instead(right));
        }
        let start = self.cursor.position();
        if !matches!(self.cursor.peek(), Token::Word(_)) {
            let mistake = self.missing("a code system with its codes").help(FORM);
            return self.fail(mistake);
        }
        let system = self.name("a code system")?;
        if !self.at_group(Delimiter::Parenthesis) {
            let mistake = self.missing("`(`");
            return self.fail(mistake.help(format!("write `{}(\"…\")`", system.value)));
        }
        if system.value == "codes" {
            self.cursor.advance();
            let place = self.cursor.place_from(start);
            let mistake = Diagnostic::at(place, "a list of codes does not contain another list");
            return self.fail(mistake.help(
                "write its codes here, or name both lists where they are used, as in `codes(gene_therapy, cell_therapy)`",
            ));
        }
        Ok(SystemText { system, codes: self.code_list()? })
    }

    fn end_of_list(&mut self, list: &Name) {
        if self.take_symbol(",").is_some() || self.at_end() {
            return;
        }
        if let Some(place) = self.take_symbol(";") {
            let mistake = Diagnostic::at(place, "a list of codes does not end with `;`");
            self.report(mistake.replace(","));
        } else {
            let mistake =
                self.missing("`,`").help(format!("end the list `{}` with `,`", list.value));
            self.report(mistake.inserting_behind(self.before().1, ","));
        }
    }

    /// `(gene_therapy, cell_therapy)` behind `codes`, which is at `keyword`.
    pub(super) fn names_of_lists(&mut self, keyword: Place) -> Parsed<Vec<Name>> {
        if let Some(inner) = self.cursor.enter()
            && matches!(inner.peek(), Token::Word(_))
            && *inner.peek_at(1) == Token::Group(Delimiter::Parenthesis)
        {
            let right = inner.source();
            let place = keyword.to(self.cursor.place());
            let mistake =
                Diagnostic::at(place, "`codes` is for the names of lists, and not for codes");
            return self.fail(mistake.replace(right));
        }
        let spot = self.cursor.spot();
        let names = self.inside(Self::list_names)?.value?;
        if names.is_empty() {
            let mistake = Diagnostic::at(spot, "no list of codes is named here");
            return self
                .fail(mistake.help("write the name of a list, as in `codes(gene_therapy)`"));
        }
        Ok(names)
    }

    fn list_names(&mut self) -> Parsed<Vec<Name>> {
        let mut names = Vec::new();
        while !self.at_end() {
            if let Some(text) = self.take_text() {
                let mistake = Diagnostic::at(
                    text.place,
                    "the name of a list is written without quotation marks",
                );
                let mistake = mistake.help(format!("write `{}`", quote(&text.value)));
                self.report(mistake.instead(text.value.clone()));
                names.push(text);
            } else {
                names.push(self.name("the name of a list of codes")?);
            }
            if self.take_symbol(",").is_none() && !self.at_end() {
                let mistake = self.missing("`,`").help("separate the names with commas");
                return self.fail(mistake);
            }
        }
        Ok(names)
    }
}
