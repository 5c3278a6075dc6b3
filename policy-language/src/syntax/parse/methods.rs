//! The method of a result, written otherwise: `by Echo2d or Muga`, `(Echo2d)`, `via Echo2d`. In: the
//! cursor after `by`, or after the fact. Out: the mistake, or the method that is meant.

use super::predicate::at_operand_end;
use super::{Parser, lists, words};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::Predicate;
use crate::text::{Delimiter, Token};

impl Parser<'_, '_> {
    /// `by Echo2d or Muga`, `by [Echo2d, Muga]`, with the cursor after `by`.
    pub(super) fn several_methods(
        &self,
        predicate: &Predicate,
        start: usize,
    ) -> Option<Diagnostic> {
        let inside = self.cursor.enter();
        let methods = match &inside {
            Some(inner) => lists::row(inner, 0, &["or", "and"], true)?,
            None => lists::row(&self.cursor, 0, &["or", "and", "OR", "AND"], true)?,
        };
        if inside.is_none() && methods.names.len() < 2 {
            return None;
        }
        let mut after = self.cursor;
        match inside {
            Some(_) => {
                after.advance();
            }
            None => while after.advance() != methods.last {},
        }
        let rest = after.position();
        while !at_operand_end(&after) {
            after.advance();
        }
        let rest = after.source_from(rest);
        let place = self.cursor.place_from(start).to(methods.last);
        let each = methods
            .names
            .iter()
            .map(|method| format!("{} by {method} {rest}", predicate.subject.value))
            .collect::<Vec<_>>()
            .join(" OR ");
        let mistake = Diagnostic::at(place, "a comparison asks about results by one method");
        Some(mistake.help(format!(
            "write `{}` if one of them is enough, or take `by` out if every method will do",
            super::quote(&each)
        )))
    }

    /// `(Echo2d) <=`, `via Echo2d <=`: the method, and how many tokens it is written with.
    pub(super) fn method_otherwise(&self) -> Option<(String, usize)> {
        let method = |token: &Token| match token {
            Token::Word(word) if word.starts_with(char::is_uppercase) => Some(word.clone()),
            _ => None,
        };
        let inner = self.cursor.enter().filter(|_| self.at_group(Delimiter::Parenthesis));
        let (method, tokens) = match inner {
            Some(inner) if *inner.peek_at(1) == Token::End => (method(inner.peek())?, 1),
            None if ["via", "using", "per"].iter().any(|word| self.at_word(word)) => {
                (method(self.cursor.peek_at(1))?, 2)
            }
            Some(_) | None => return None,
        };
        let compared = matches!(self.cursor.peek_at(tokens), Token::Symbol(sign) if words::is_comparison(sign));
        compared.then_some((method, tokens))
    }
}
