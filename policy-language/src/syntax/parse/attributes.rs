//! Histories and their attributes: `events with donor [Autologous, Allogeneic]`, `courses with {
//! medicine: code [..], dose: quantity in mg, }`.

use super::vocabulary::KIND_WORDS;
use super::{Parsed, Parser, Reported, quote, words};
use crate::diagnostic::Diagnostic;
use crate::syntax::vocabulary::{FactKind, FactText};
use crate::text::{Cursor, Delimiter, Name, Placed, Token};
use policy_core::vocabulary::HistoryForm;
use std::fmt;

/// What a vocabulary declares at some point.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Declared {
    Fact,
    /// An attribute of the entries of a history.
    Attribute,
}

impl Declared {
    /// With its article.
    pub(super) const fn one(self) -> &'static str {
        match self {
            Declared::Fact => "a fact",
            Declared::Attribute => "an attribute",
        }
    }

    /// The types that it can have.
    pub(super) const fn kinds(self) -> &'static str {
        match self {
            Declared::Fact => {
                "the types are `flag`, `attested flag`, `code [..]`, `count`, `date`, `age from DATE`, `quantity in UNIT`, `measurement in UNIT`, `events`, `courses` and `records`"
            }
            Declared::Attribute => {
                "the types of attributes are `flag`, `attested flag`, `code [..]`, `count`, `date` and `quantity in UNIT`"
            }
        }
    }
}

impl fmt::Display for Declared {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Declared::Fact => "fact",
            Declared::Attribute => "attribute",
        })
    }
}

/// What is written in place of `with`.
const OTHERWISE: [&str; 7] = ["by", "where", "of", "having", "has", "including", "containing"];

impl Parser<'_, '_> {
    /// What follows `events`, `courses` or `records`.
    pub(super) fn history(&mut self, form: HistoryForm) -> Parsed<FactKind> {
        if !self.with_attributes(form.name()) {
            return Ok(FactKind::History { form, attributes: Vec::new() });
        }
        let attributes = match self.cursor.peek() {
            Token::Group(Delimiter::Brace) => self.attributes_in_braces(form)?,
            Token::Group(_) => self.attributes_in_other_brackets(form)?,
            Token::Word(_) if self.at_attribute_with_type() => self.attributes_alone(form)?,
            _ => self.attribute_with_values(form)?,
        };
        Ok(FactKind::History { form, attributes })
    }

    /// `with`, or what is written in its place.
    fn with_attributes(&mut self, words: &str) -> bool {
        let named = matches!(self.cursor.peek_at(1), Token::Word(_));
        let braces = *self.cursor.peek_at(1) == Token::Group(Delimiter::Brace);
        let word = OTHERWISE.iter().any(|word| self.at_word(word)) && (named || braces);
        let sign = (self.at_symbol(":") || self.at_symbol("=")) && braces;
        if self.at_group(Delimiter::Brace) {
            let mistake = self.missing("`with`");
            let mistake = mistake.help(format!("write `{words} with {{ … }}`"));
            self.report(mistake.inserting_before(self.cursor.spot(), "with"));
        } else if word || sign {
            let typed = self.cursor.describe();
            let place = self.cursor.advance();
            let mistake = Diagnostic::at(
                place,
                format!("the attributes of {words} are not named after {typed}"),
            );
            self.report(mistake.replace("with"));
        } else {
            return self.take_word("with").is_some();
        }
        true
    }

    /// `{ medicine: code [..], dose: quantity in mg, }`
    fn attributes_in_braces(&mut self, form: HistoryForm) -> Parsed<Vec<FactText>> {
        let spot = self.cursor.spot();
        let outside = std::mem::replace(&mut self.declared, Declared::Attribute);
        let inside = self.inside(Self::facts);
        self.declared = outside;
        let (attributes, unreadable) = inside?.value;
        if !unreadable.is_empty() {
            // A condition on what could not be read is not wrong.
            return Err(Reported(()));
        }
        if attributes.is_empty() {
            let words = form.name();
            let mistake = Diagnostic::at(spot, "there is no attribute between these braces");
            return self.fail(mistake.help(format!(
                "name one, as in `{words} with {{ kind: code [..] }}`, or write `{words}` alone"
            )));
        }
        Ok(attributes)
    }

    fn attributes_in_other_brackets(&mut self, form: HistoryForm) -> Parsed<Vec<FactText>> {
        let (words, inner) = (form.name(), self.cursor.enter());
        let typed = inner.map_or_else(String::new, |inner| inner.source());
        if inner.is_some_and(|inner| inner.peek_at(1).is_symbol(":")) {
            let right = format!("{{ {typed} }}");
            let mistake = Diagnostic::at(
                self.cursor.spot(),
                "attributes with their types are written in braces",
            );
            self.report(
                mistake
                    .help(format!("write `{words} with {}`", quote(&right)))
                    .replacing(self.cursor.place(), right),
            );
            return self.attributes_in_braces(form);
        }
        let mistake = self.missing("the name of the attribute").help(format!(
            "write it before its values, as in `{words} with kind [{}]`",
            quote(&typed)
        ));
        self.fail(mistake)
    }

    /// `dose: quantity in mg`, `dose quantity in mg`
    fn at_attribute_with_type(&self) -> bool {
        let typed = |token: &Token| matches!(token, Token::Word(word) if KIND_WORDS.contains(&word.as_str()));
        self.cursor.peek_at(1).is_symbol(":") || typed(self.cursor.peek_at(1))
    }

    /// `courses with medicine: code [..], dose: quantity in mg`: without their braces.
    fn attributes_alone(&mut self, form: HistoryForm) -> Parsed<Vec<FactText>> {
        let (begin, start) = (self.cursor, self.cursor.position());
        let (reported, found) = (self.reported, self.errors.count());
        let mut attributes = Vec::new();
        let outside = std::mem::replace(&mut self.declared, Declared::Attribute);
        // The next fact has a label.
        while matches!(self.cursor.peek(), Token::Word(_)) && self.at_attribute_with_type() {
            let Ok(attribute) = self.fact() else { break };
            attributes.push(attribute);
        }
        self.declared = outside;
        let is_right = self.reported == reported;
        self.errors.keep(found);
        self.reported = reported;
        // The comma after the last one ends the history.
        let comma = self.cursor.behind(1).is_symbol(",");
        let end = self.cursor.position().saturating_sub(usize::from(comma));
        let typed = self.cursor.source_between(start, end);
        let mut place = self.cursor.place_from(start);
        place.last = end.saturating_sub(1);
        let mistake = Diagnostic::at(place, "attributes with their types are written in braces");
        let right = format!("{{ {typed} }}");
        let mistake = if is_right {
            mistake.help(format!("write `{} with {}`", form.name(), quote(&right))).instead(
                self.cursor.complete(start, end).map_or(right, |typed| format!("{{ {typed} }}")),
            )
        } else {
            mistake.help(format!(
                "write `{} with {{ … }}`, with each attribute as in `dose: quantity in mg,`",
                form.name()
            ))
        };
        self.report(mistake);
        self.cursor = begin;
        while self.cursor.position() < end {
            self.cursor.advance();
        }
        if is_right { Ok(attributes) } else { Err(Reported(())) }
    }

    /// `donor [Autologous, Allogeneic]`
    fn attribute_with_values(&mut self, form: HistoryForm) -> Parsed<Vec<FactText>> {
        let words = form.name();
        if !matches!(self.cursor.peek(), Token::Word(_) | Token::Text(_)) {
            let mistake = self.missing("an attribute");
            return self.fail(mistake.help(format!(
                "write `{words} with kind [..]`, or several attributes in braces, as in `{words} with {{ kind: code [..], dose: quantity in mg }}`"
            )));
        }
        let start = self.cursor.position();
        let mut attributes = vec![self.with_values(form)?];
        while let Some(separator) = self.at_another() {
            self.cursor = self.cursor.ahead(separator);
            if self.at_group(Delimiter::Brace) {
                attributes.extend(self.attributes_in_braces(form)?);
            } else {
                attributes.push(self.with_values(form)?);
            }
        }
        if attributes.len() > 1 {
            let names = attributes.iter().map(|attribute| match &attribute.kind.value {
                FactKind::Code { values, .. } => {
                    let values = values.iter().map(|value| value.name.value.as_str());
                    let values = values.collect::<Vec<_>>().join(", ");
                    format!("{}: code [{values}]", attribute.name.value)
                }
                _ => format!("{}: …", attribute.name.value),
            });
            let right = format!("{{ {} }}", names.collect::<Vec<_>>().join(", "));
            let mistake = Diagnostic::at(
                self.cursor.place_from(start),
                "several attributes are written in braces",
            );
            let complete = !right.contains('…');
            self.report(
                mistake
                    .help(format!("write `{words} with {}`", quote(&right)))
                    .instead(right)
                    .replaced_if(complete),
            );
        }
        Ok(attributes)
    }

    fn with_values(&mut self, form: HistoryForm) -> Parsed<FactText> {
        let name = self.declared_name(&format!("the attribute of the {}", form.name()))?;
        let start = self.cursor.position();
        let kind = self.values()?;
        let kind = Placed::new(kind, self.cursor.place_from(start));
        Ok(FactText { docs: Vec::new(), codes: Vec::new(), asked_of: None, name, kind })
    }

    /// `, side [Left, Right]`, `and side [..]`, `{ dose: … }`: how many tokens come before another
    /// attribute.
    fn at_another(&self) -> Option<usize> {
        if self.at_group(Delimiter::Brace) {
            return Some(0);
        }
        let comma = usize::from(self.at_symbol(","));
        let word = ["and", "with"].iter().any(|word| self.cursor.peek_at(comma).is_word(word));
        let separator = comma.saturating_add(usize::from(word));
        let behind = self.cursor.peek_at(separator.saturating_add(1));
        let named = matches!(self.cursor.peek_at(separator), Token::Word(_));
        (separator > 0 && named && *behind == Token::Group(Delimiter::Bracket)).then_some(separator)
    }

    /// `code medicine [..]`: the type before the name, as some languages have it.
    pub(super) fn type_before_name(&self) -> Option<Diagnostic> {
        let (Token::Word(kind), Token::Word(name)) = (self.cursor.peek(), self.cursor.peek_at(1))
        else {
            return None;
        };
        let attested = kind == "attested" && name == "flag";
        if !KIND_WORDS.contains(&kind.as_str()) || attested || words::is_reserved(name) {
            return None;
        }
        let mut ahead = self.cursor;
        let start = ahead.position();
        while matches!(ahead.peek(), Token::Word(_)) {
            ahead.advance();
        }
        // `date of birth: date` is a name with its `_` forgotten.
        if ahead.peek().is_symbol(":") || ahead.position() > start.saturating_add(2) {
            return None;
        }
        let place = self.cursor.place().to(self.cursor.place_at(1));
        let mistake = Diagnostic::at(
            place,
            format!("the name of {} comes before its type", self.declared.one()),
        );
        let rest = list_behind(&ahead);
        Some(mistake.help(format!("write `{name}: {kind}{rest}`")))
    }

    /// `medicine code [..]`: the name, where its type follows without a colon.
    pub(super) fn name_before_type(&mut self) -> Option<Name> {
        let (Token::Word(name), Token::Word(kind)) = (self.cursor.peek(), self.cursor.peek_at(1))
        else {
            return None;
        };
        let behind = self.cursor.peek_at(2);
        let typed = match kind.as_str() {
            "code" => *behind == Token::Group(Delimiter::Bracket),
            "quantity" | "measurement" => behind.is_word("in"),
            "age" => behind.is_word("from"),
            _ => false,
        };
        if !typed || words::is_reserved(name) || words::is_rust(name) || !words::is_name(name) {
            return None;
        }
        let name = name.clone();
        Some(Placed::new(name, self.cursor.advance()))
    }
}

/// ` [A, B]`, if a list follows.
fn list_behind(cursor: &Cursor) -> String {
    match cursor.enter() {
        Some(inner) => format!(" [{}]", quote(&inner.source())),
        None => String::new(),
    }
}
