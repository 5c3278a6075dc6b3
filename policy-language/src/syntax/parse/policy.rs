//! The outside of a `policy!` block: comments, name, vocabulary, braces.

use super::{Parsed, Parser};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::syntax::policy::PolicyText;
use crate::text::{Delimiter, Name, Place, Placed, Quoted, Token, Tokens};
use crate::words;

/// Which vocabulary a policy is over.
#[derive(Debug)]
pub struct Route {
    /// The words of the path between `<` and `>`: `crate`, `vocabulary`, `clinical`.
    pub vocabulary: Vec<Name>,
    /// The path between `<` and `>`.
    pub path: Place,
    /// From `<` to `>`.
    pub brackets: Place,
    /// The braces.
    pub body: Place,
}

/// Reads `/// docs  name<vocabulary> { … }` up to the braces, and does not look into them.
pub fn parse_route(tokens: &Tokens, errors: &mut Diagnostics) -> Option<Route> {
    Parser::new(tokens, errors).route().ok()
}

/// Reads `/// docs  name { … }`; what `parse_route` reads and reports, `<vocabulary>`, may still be
/// there.
pub fn parse_policy(tokens: &Tokens, errors: &mut Diagnostics) -> Option<PolicyText> {
    Parser::new(tokens, errors).policy().ok()
}

const FORM: &str = "a policy is written `policy! { name<vocabulary> { … } }`";

impl Parser<'_, '_> {
    fn route(&mut self) -> Parsed<Route> {
        self.docs()?;
        self.declared_name("the name of the policy")?;
        let start = self.cursor.position();
        let (vocabulary, path) = self.vocabulary_path()?;
        let brackets = self.cursor.place_from(start);
        if !self.at_group(Delimiter::Brace) {
            let mistake = self.missing("`{`").help(FORM);
            return self.fail(mistake);
        }
        let body = self.cursor.advance();
        self.only_one("policy");
        Ok(Route { vocabulary, path, brackets, body })
    }

    /// `<crate::vocabulary::clinical>`
    fn vocabulary_path(&mut self) -> Parsed<(Vec<Name>, Place)> {
        let (name, place) = self.before();
        let example = format!(
            "write `{name}<clinical>`, with the vocabulary whose facts the policy asks about"
        );
        if self.take_symbol("<").is_none() {
            if let Token::Group(Delimiter::Parenthesis | Delimiter::Bracket) = self.cursor.peek() {
                let mistake = Diagnostic::at(
                    self.cursor.spot(),
                    "the vocabulary is written between `<` and `>`",
                )
                .help(example);
                return self.fail(mistake);
            }
            return self.fail(
                Diagnostic::at(
                    place,
                    format!("the policy `{name}` does not say which vocabulary it uses"),
                )
                .help(example),
            );
        }
        let start = self.cursor.position();
        let mut path = Vec::new();
        let mut word_next = !self.at_symbol("::");
        loop {
            match self.cursor.peek() {
                Token::Word(word) if word_next && !self.may_stand_in_path(word) => {
                    let mistake = Diagnostic::at(
                        self.cursor.place(),
                        format!("`{word}` cannot name a vocabulary: it is a word of the language"),
                    );
                    return self.fail(mistake.help("write the vocabulary's name, or its path such as `crate::vocabulary::clinical`"));
                }
                Token::Word(_) if word_next => {}
                Token::Symbol(symbol)
                    if symbol == "::" && (!word_next || self.cursor.position() == start) => {}
                Token::Symbol(symbol) if symbol == ">" && !word_next && !path.is_empty() => break,
                Token::Group(Delimiter::Brace) | Token::End if !word_next && !path.is_empty() => {
                    let mistake = self
                        .missing("`>`")
                        .help("write `>` after the vocabulary")
                        .inserting_behind(self.before().1, ">");
                    return self.fail(mistake);
                }
                Token::Symbol(symbol) if symbol == ">" => {
                    let mistake = self.missing("the name of a vocabulary").help(example);
                    return self.fail(mistake);
                }
                _ => {
                    let mistake =
                        self.unexpected().help("write the vocabulary's name, or its path such as `crate::vocabulary::clinical`, and then `>`");
                    return self.fail(mistake);
                }
            }
            word_next = matches!(self.cursor.peek(), Token::Symbol(_));
            if let Token::Word(word) = self.cursor.peek() {
                path.push(Placed::new(word.clone(), self.cursor.place()));
            }
            self.cursor.advance();
        }
        let place = self.cursor.place_from(start);
        self.cursor.advance();
        Ok((path, place))
    }

    /// Whether Rust reads a word as part of a macro's path: a name, or one of the words with which
    /// a path begins and never ends.
    fn may_stand_in_path(&self, word: &str) -> bool {
        let goes_on = matches!(self.cursor.peek_at(1), Token::Symbol(symbol) if symbol == "::");
        words::is_name_in_rust(word) || goes_on && matches!(word, "crate" | "self" | "super")
    }

    /// One block holds one policy, or one vocabulary.
    pub(super) fn only_one(&mut self, what: &str) {
        if self.at_end() {
            return;
        }
        let start = self.cursor.position();
        let found = self.cursor.describe();
        while !self.at_end() {
            self.cursor.advance();
        }
        let mistake = Diagnostic::at(
            self.cursor.place_from(start),
            format!("{found} follows the closing brace of the {what}"),
        );
        self.report(
            mistake.help(format!("remove it; a second {what} has its own `{what}! {{ … }}`")),
        );
    }

    fn policy(&mut self) -> Parsed<PolicyText> {
        let docs = self.docs()?;
        let name = self.declared_name("the name of the policy")?;
        if self.at_symbol("<") {
            while !self.at_end() && !self.at_group(Delimiter::Brace) {
                self.cursor.advance();
            }
        }
        if !self.at_group(Delimiter::Brace) {
            let mistake = self.missing("`{`").help(FORM);
            return self.fail(mistake);
        }
        let mut statements = self.inside(Self::statements)?.value;
        statements.append(&mut self.misplaced);
        self.only_one("policy");
        Ok(PolicyText { docs, name, statements })
    }

    /// Doc comments before a name; other attributes have no meaning here.
    pub(super) fn docs(&mut self) -> Parsed<Vec<Quoted>> {
        let mut docs = Vec::new();
        while self.at_symbol("#") {
            let start = self.cursor.position();
            if let Some(lines) = self.doc_comment() {
                docs.extend(lines);
                continue;
            }
            self.cursor.advance();
            self.take_symbol("!");
            self.cursor.advance();
            let place = self.cursor.place_from(start);
            return self.fail(
                Diagnostic::at(place, "only a comment with three slashes can be before the name")
                    .remove("remove this"),
            );
        }
        Ok(docs)
    }

    /// The lines of the doc comment that comes next, which is `#[doc = "…"]` by now.
    pub(super) fn doc_comment(&mut self) -> Option<Vec<Quoted>> {
        if !self.at_symbol("#") {
            return None;
        }
        let mut ahead = self.cursor;
        let place = ahead.advance();
        let mut inner =
            ahead.enter().filter(|_| *ahead.peek() == Token::Group(Delimiter::Bracket))?;
        if !inner.peek().is_word("doc") || !inner.peek_at(1).is_symbol("=") {
            return None;
        }
        inner.advance();
        inner.advance();
        let Token::Text(text) = inner.peek() else { return None };
        let place = place.to(ahead.advance());
        self.cursor = ahead;
        Some(lines(text, place))
    }
}

/// Without the space that everyone writes after `///`.
fn lines(text: &str, place: Place) -> Vec<Quoted> {
    text.split('\n')
        .map(|line| {
            Placed::new(line.strip_prefix(' ').unwrap_or(line).trim_end().to_owned(), place)
        })
        .collect()
}
