//! Codes of a fact or of a value that say what they do: `suggests icd10cm("Z92.86")`. In: the cursor
//! at them. Out: the codes of one system.

use super::{Parsed, Parser, quote};
use crate::diagnostic::Diagnostic;
use crate::syntax::vocabulary::{CodesFrom, CodesText, SystemText};
use crate::text::{Cursor, Delimiter, Name, Token};
use policy_core::codes::CodeSystem;

/// What is written in place of `suggests`.
const OTHERWISE: [&str; 11] = [
    "suggest",
    "suggested",
    "suggesting",
    "suggestion",
    "suggestions",
    "hint",
    "hints",
    "asks",
    "maybe",
    "may",
    "possibly",
];

impl Parser<'_, '_> {
    /// What is between the brackets above a fact: `loinc("88020-3")`, `suggests icd10cm("Z92.86")`.
    pub(super) fn codes_of_fact(&mut self) -> Parsed<CodesText> {
        if self.at_suggestion() {
            return self.suggestion("#");
        }
        let system = self.name("a code system")?;
        if !self.at_group(Delimiter::Parenthesis) {
            let mistake = self.missing("`(`").help(format!("write `#[{}(\"…\")]`", system.value));
            return self.fail(mistake);
        }
        let from = self.codes_from(system)?;
        Ok(self.suggestion_behind(CodesText { suggests: false, from }))
    }

    /// What is behind the name of a code system, or behind `codes`.
    pub(super) fn codes_from(&mut self, system: Name) -> Parsed<CodesFrom> {
        if system.value == "codes" {
            return Ok(CodesFrom::Lists(self.names_of_lists(system.place)?));
        }
        Ok(CodesFrom::System(SystemText { system, codes: self.code_list()? }))
    }

    /// Whether codes that only suggest asking are next, in these words or in others.
    pub(super) fn at_suggestion(&self) -> bool {
        let Token::Word(word) = self.cursor.peek() else { return false };
        let lower = word.to_lowercase();
        let behind = self.cursor.peek_at(1);
        let codes = match behind {
            Token::Group(Delimiter::Parenthesis) | Token::Text(_) => true,
            Token::Word(_) => {
                *self.cursor.peek_at(2) == Token::Group(Delimiter::Parenthesis)
                    || matches!(self.cursor.peek_at(2), Token::Text(_))
            }
            _ => false,
        };
        word == "suggests" || codes && (lower == "suggests" || OTHERWISE.contains(&lower.as_str()))
    }

    /// `suggests icd10cm("Z92.86")`; `sign` is what the codes of a fact begin with.
    pub(super) fn suggestion(&mut self, sign: &str) -> Parsed<CodesText> {
        let form = |right: &str| match sign {
            "" => right.to_owned(),
            _ => format!("{sign}[{right}]"),
        };
        let typed = self.cursor.peek().text();
        let keyword = self.cursor.advance();
        if typed != "suggests" {
            let mistake = Diagnostic::at(
                keyword,
                format!("codes that only suggest asking do not begin with `{typed}`"),
            );
            self.report(mistake.replace("suggests"));
        }
        if let Some(inner) = self.cursor.enter().filter(|_| self.at_group(Delimiter::Parenthesis)) {
            let place = self.cursor.place();
            if names_system(&inner) {
                let right = inner.source();
                let mistake = Diagnostic::at(
                    place,
                    "no parentheses are around the code system and its codes",
                );
                let help = format!("write `{}`", form(&format!("suggests {}", quote(&right))));
                self.report(mistake.help(help).instead(right));
                return self.inside(Self::codes_of_suggestion)?.value;
            }
            return self.system_forgotten(&inner, form);
        }
        if let Token::Text(code) = self.cursor.peek() {
            let code = code.clone();
            let place = self.cursor.advance();
            let mistake = Diagnostic::at(place, "nothing says which code system this code is from");
            return self.fail(mistake.help(format!(
                "write the code system before it, as in `{}`",
                form(&format!("suggests {}(\"{}\")", system_of(&code), quote(&code)))
            )));
        }
        self.codes_of_suggestion()
    }

    /// `icd10cm("Z92.86")`
    fn codes_of_suggestion(&mut self) -> Parsed<CodesText> {
        if !matches!(self.cursor.peek(), Token::Word(_)) {
            let mistake = self.missing("a code system with its codes");
            return self
                .fail(mistake.help("write them behind it, as in `suggests icd10cm(\"Z92.86\")`"));
        }
        let system = self.name("a code system")?;
        if let Token::Text(code) = self.cursor.peek() {
            let right = format!("(\"{}\")", quote(code));
            let place = self.cursor.advance();
            let mistake = Diagnostic::at(place, "the codes of a system are written in parentheses");
            return self.fail(mistake.replace(right));
        }
        if !self.at_group(Delimiter::Parenthesis) {
            let mistake = self.missing("`(`");
            return self.fail(mistake.help(format!("write `suggests {}(\"…\")`", system.value)));
        }
        Ok(CodesText { suggests: true, from: self.codes_from(system)? })
    }

    /// `suggests("Z92.86")`
    fn system_forgotten<T>(
        &mut self,
        inner: &Cursor<'_>,
        form: impl Fn(&str) -> String,
    ) -> Parsed<T> {
        let (place, typed) = (self.cursor.advance(), inner.source());
        let code = match inner.peek() {
            Token::Text(code) => code.as_str(),
            _ => "",
        };
        let mistake = Diagnostic::at(place, "nothing says which code system these codes are from");
        self.fail(mistake.help(format!(
            "write the code system before them, as in `{}`",
            form(&format!("suggests {}({})", system_of(code), quote(&typed)))
        )))
    }

    /// `icd10cm("Z92.86") suggests`
    fn suggestion_behind(&mut self, codes: CodesText) -> CodesText {
        let Some(place) = self.take_word("suggests") else { return codes };
        let mistake = Diagnostic::at(place, "`suggests` is written before the code system");
        let system = match &codes.from {
            CodesFrom::System(group) => &group.system.value,
            CodesFrom::Lists(_) => "codes",
        };
        self.report(mistake.help(format!("write `#[suggests {system}(…)]`")));
        CodesText { suggests: true, ..codes }
    }
}

/// `icd10cm("Z92.86")`
fn names_system(inner: &Cursor<'_>) -> bool {
    matches!(inner.peek(), Token::Word(_))
        && *inner.peek_at(1) == Token::Group(Delimiter::Parenthesis)
}

/// The one system that a code can be from, for an example.
fn system_of(code: &str) -> &'static str {
    let mut fitting = CodeSystem::ALL.iter().filter(|system| system.check(code).is_ok());
    fitting.next().map_or("icd10cm", |system| system.keyword())
}
