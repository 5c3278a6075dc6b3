//! What a vocabulary says about a value or a method: `I "class I" snomed("420300004")`. In: the
//! cursor at the list. Out: each with its label and its codes.

use super::{Parsed, Parser, quote, words};
use crate::diagnostic::Diagnostic;
use crate::syntax::vocabulary::{CodesText, ConceptText, FactKind};
use crate::text::{Delimiter, Name, Placed, Token};

impl Parser<'_, '_> {
    /// `[I "class I", II "class II", Other many]`
    pub(super) fn values(&mut self) -> Parsed<FactKind> {
        let mut many = Vec::new();
        let mut values: Vec<ConceptText> = Vec::new();
        for concept in self.concept_list("a value")?.value {
            match values.last_mut().filter(|before| is_many_of(before, &concept.name)) {
                Some(value) => {
                    many.push(Placed::new(value.name.value.clone(), concept.name.place));
                    value.label = value.label.take().or(concept.label);
                    value.codes.extend(concept.codes);
                }
                None => values.push(concept),
            }
        }
        Ok(FactKind::Code { values: self.names_in_rust(values, "a value"), many })
    }

    /// `[Echo2d "2-D echocardiography", Muga]`
    pub(super) fn methods(&mut self) -> Parsed<Vec<ConceptText>> {
        let methods = self.concept_list("a method")?.value;
        Ok(self.names_in_rust(methods, "a method"))
    }

    /// Names that become names in Rust.
    fn names_in_rust(&mut self, concepts: Vec<ConceptText>, what: &str) -> Vec<ConceptText> {
        let is_taken = |ConceptText { name, .. }: &ConceptText| {
            words::is_rust(&name.value)
                || words::is_reserved(&name.value)
                || !words::is_name(&name.value)
        };
        let (taken, concepts): (Vec<_>, Vec<_>) = concepts.into_iter().partition(is_taken);
        for ConceptText { name, .. } in taken {
            let mistake = Diagnostic::at(
                name.place,
                format!("`{}` cannot be {what}: it is a word of the language", quote(&name.value)),
            );
            self.report(mistake.help("choose another name, for instance one with a second word"));
        }
        concepts
    }

    /// Reads the label and the codes that follow a name in a list of a vocabulary.
    pub(super) fn said_of(&mut self, concept: &mut ConceptText) -> Parsed<()> {
        let ConceptText { name, label: known, codes } = concept;
        loop {
            self.sign_before_label(name);
            self.codes_in_attribute(name)?;
            if let Some(label) = self.take_text() {
                if let Some(first) = known {
                    let mistake = Diagnostic::at(
                        label.place,
                        format!("`{}` has two labels", quote(&name.value)),
                    );
                    self.report(mistake.with(first.place, "the first one is").help("keep one"));
                } else {
                    *known = Some(label);
                }
                continue;
            }
            if self.at_suggestion() {
                codes.push(self.suggestion("")?);
                continue;
            }
            let Token::Word(system) = self.cursor.peek() else { break };
            let system = system.clone();
            match self.cursor.peek_at(1) {
                Token::Group(Delimiter::Parenthesis) => {
                    let system = Placed::new(system, self.cursor.advance());
                    codes.push(CodesText { suggests: false, from: self.codes_from(system)? });
                }
                Token::Text(code) if system.starts_with(char::is_lowercase) && system != "many" => {
                    let right = format!("{system}(\"{}\")", quote(code));
                    let place = self.cursor.advance().to(self.cursor.advance());
                    let mistake =
                        Diagnostic::at(place, "the codes of a system are written in parentheses");
                    self.report(mistake.replace(right));
                }
                _ => break,
            }
        }
        Ok(())
    }

    /// `I: "class I"`, `I = "class I"`
    fn sign_before_label(&mut self, name: &Name) {
        let sign = match self.cursor.peek() {
            Token::Symbol(sign) if [":", "=", "=>", "-"].contains(&sign.as_str()) => sign.clone(),
            _ => return,
        };
        if let Token::Text(_) = self.cursor.peek_at(1) {
            let mistake = Diagnostic::at(
                self.cursor.advance(),
                format!("no `{sign}` stands between `{}` and its label", quote(&name.value)),
            );
            self.report(mistake.remove("remove it"));
        }
    }

    /// `I #[snomed("420300004")]`
    fn codes_in_attribute(&mut self, name: &Name) -> Parsed<()> {
        if !self.at_symbol("#") || *self.cursor.peek_at(1) != Token::Group(Delimiter::Bracket) {
            return Ok(());
        }
        let place = self.cursor.place().to(self.cursor.place_at(1));
        if let Some(lines) = self.doc_comment() {
            let label = lines.first().map_or("", |line| line.value.trim());
            let mistake =
                Diagnostic::at(place, "the label of a value is written in quotation marks");
            self.report(mistake.help(format!(
                "write `{} \"{}\"`",
                quote(&name.value),
                quote(label)
            )));
            return Ok(());
        }
        let mistake = Diagnostic::at(
            place,
            format!("the codes of `{}` are written without `#[` and `]`", quote(&name.value)),
        );
        self.cursor.advance();
        let inside = self.cursor.enter().map_or_else(String::new, |inner| inner.source());
        self.fail(mistake.help(format!("write `{}`", quote(&inside))).instead(inside))
    }

    /// `/// class I` above a value, with the cursor at it.
    pub(super) fn label_above_value(&mut self) -> Option<Diagnostic> {
        let place = self.cursor.place();
        let lines = self.doc_comment()?;
        let label = lines.first().map_or("", |line| line.value.trim());
        let value = match self.cursor.peek() {
            Token::Word(value) => value.clone(),
            _ => "First".to_owned(),
        };
        let mistake = Diagnostic::at(place, "the label of a value is written behind it");
        Some(mistake.help(format!("write `{} \"{}\"`", quote(&value), quote(label))))
    }
}

/// `many` right behind a value and what is said about it.
fn is_many_of(value: &ConceptText, word: &Name) -> bool {
    let code = value.codes.last().and_then(CodesText::last);
    let code = code.map(|code| code.last.saturating_add(1)); // its bracket
    let label = value.label.as_ref().map(|label| label.place.last);
    let last = code.max(label).unwrap_or(value.name.place.last);
    word.value == "many" && word.place.first == last.saturating_add(1)
}
