//! What a use hands over to a `define`, and the parameters that stand for it:
//! `tried([Topiramate, Propranolol], 8 weeks)`.

use super::{Parsed, Parser, words};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::ArgumentText;
use crate::text::{Delimiter, Name, Placed, Token};

impl Parser<'_, '_> {
    /// The parameter of the `define` that is read, if it comes next.
    pub(super) fn parameter(&mut self) -> Option<Name> {
        let Token::Word(word) = self.cursor.peek() else { return None };
        if !self.parameters.contains(word) {
            return None;
        }
        let word = word.clone();
        Some(Placed::new(word, self.cursor.advance()))
    }

    /// `(beta_blocker, 8 weeks)`
    pub(super) fn arguments(&mut self) -> Parsed<Placed<Vec<ArgumentText>>> {
        let inner = self.cursor.enter();
        let only_names = inner.is_some_and(|mut ahead| {
            loop {
                match ahead.peek() {
                    Token::End => break true,
                    Token::Number(_) | Token::Group(Delimiter::Bracket) => break false,
                    _ => ahead.advance(),
                };
            }
        });
        if only_names {
            let names = self.names_between_delimiters("the name of a fact")?;
            let arguments = names.value.into_iter().map(ArgumentText::Name).collect();
            return Ok(Placed::new(arguments, names.place));
        }
        let arguments = self.inside(|parser| {
            let mut arguments = Vec::new();
            while !parser.at_end() {
                arguments.push(parser.argument()?);
                if parser.take_symbol(",").is_none() && !parser.at_end() {
                    let mistake = parser.missing("`,`").help("write a comma between two arguments");
                    return parser.fail(mistake.inserting_behind(parser.before().1, ","));
                }
            }
            Ok(arguments)
        })?;
        Ok(Placed::new(arguments.value?, arguments.place))
    }

    fn argument(&mut self) -> Parsed<ArgumentText> {
        match self.cursor.peek() {
            Token::Group(Delimiter::Bracket) => {
                let values = self.name_list("a value")?;
                Ok(ArgumentText::Values(values.value, values.place))
            }
            Token::Number(_) if words::is_unit_of_time(&self.cursor.peek_at(1).text()) => {
                self.duration().map(ArgumentText::Duration)
            }
            Token::Number(_) => self.quantity().map(ArgumentText::Quantity),
            Token::Word(_) => self.name("an argument").map(ArgumentText::Name),
            _ => {
                let mistake: Diagnostic = self.unexpected();
                self.fail(mistake.help("a `define` takes facts, attributes, values, lists such as `[First, Second]`, numbers and durations"))
            }
        }
    }
}
