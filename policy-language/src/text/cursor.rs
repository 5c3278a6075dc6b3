//! A position among the tokens between one pair of brackets, one step at a time.
//!
//! A cursor of our own instead of a library's: what an author reads when something is wrong is then
//! ours to word, down to the last case.

use super::Delimiter;
use super::place::{Name, Place, Placed};
use super::tokens::{Token, Tokens};

/// A position among the tokens of one pair of brackets.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'t> {
    tokens: &'t Tokens,
    start: usize,
    position: usize,
    end: usize,
    closing: &'static str,
}

impl<'t> Cursor<'t> {
    /// Over all tokens of a block.
    #[must_use]
    pub fn new(tokens: &'t Tokens) -> Cursor<'t> {
        Cursor { tokens, start: 0, position: 0, end: tokens.len(), closing: "the end" }
    }

    /// Over the content of the next token, where that is a group.
    #[must_use]
    pub fn enter(&self) -> Option<Cursor<'t>> {
        let Token::Group(delimiter) = self.peek() else { return None };
        let closing = match delimiter {
            Delimiter::Parenthesis => "`)`",
            Delimiter::Bracket => "`]`",
            Delimiter::Brace => "`}`",
        };
        let start = self.position.saturating_add(1);
        Some(Cursor {
            tokens: self.tokens,
            start,
            position: start,
            end: self.tokens.partner(self.position),
            closing,
        })
    }

    /// Where the cursor is, as the position of the next token.
    #[must_use]
    pub fn position(&self) -> usize {
        self.position
    }

    /// The next token.
    #[must_use]
    pub fn peek(&self) -> &'t Token {
        self.peek_at(0)
    }

    /// The token after `distance` others; a group counts as one.
    #[must_use]
    pub fn peek_at(&self, distance: usize) -> &'t Token {
        self.at(self.skip(distance))
    }

    fn at(&self, position: usize) -> &'t Token {
        if position < self.end { self.tokens.get(position) } else { &Token::End }
    }

    fn skip(&self, distance: usize) -> usize {
        (0..distance).fold(self.position, |position, _| self.behind_token(position))
    }

    /// The position after the token at another, which may be a group.
    fn behind_token(&self, position: usize) -> usize {
        if position < self.end { self.tokens.partner(position).saturating_add(1) } else { position }
    }

    /// The place of the next token, or of what closes the block.
    #[must_use]
    pub fn place(&self) -> Place {
        self.place_at(0)
    }

    /// The same cursor after so many tokens.
    #[must_use]
    pub fn ahead(&self, tokens: usize) -> Cursor<'t> {
        Cursor { position: self.skip(tokens), ..*self }
    }

    /// The place of so many tokens, from the next one on.
    #[must_use]
    pub fn place_of(&self, tokens: usize) -> Place {
        self.place().to(self.place_at(tokens.saturating_sub(1)))
    }

    /// What the author wrote in so many tokens, from the next one on.
    #[must_use]
    pub fn source_of(&self, tokens: usize) -> String {
        self.source_between(self.position, self.skip(tokens))
    }

    /// The place of the token after `distance` others.
    #[must_use]
    pub fn place_at(&self, distance: usize) -> Place {
        let first = self.skip(distance);
        Place { first, last: if first < self.end { self.tokens.partner(first) } else { first } }
    }

    /// The smallest place that shows the next token: of a group, the opening bracket.
    #[must_use]
    pub fn spot(&self) -> Place {
        Place::of(self.position)
    }

    /// The last thing before the cursor: of a group, the closing bracket.
    #[must_use]
    pub fn previous(&self) -> Option<(String, Place)> {
        let position = self.position.checked_sub(1).filter(|position| *position >= self.start)?;
        Some((self.tokens.get(position).text(), Place::of(position)))
    }

    /// The token so many before the next one; a group counts as one.
    #[must_use]
    pub fn behind(&self, distance: usize) -> &'t Token {
        let mut position = self.position;
        for _ in 0..distance {
            let Some(before) = position.checked_sub(1).filter(|before| *before >= self.start)
            else {
                return &Token::End;
            };
            position = match self.tokens.get(before) {
                Token::Close(_) => self.tokens.partner(before),
                _ => before,
            };
        }
        self.at(position)
    }

    /// Goes on by one token and says where that is.
    pub fn advance(&mut self) -> Place {
        let place = self.place();
        self.position = self.behind_token(self.position);
        place
    }

    /// The cursor at an earlier position between the same brackets.
    #[must_use]
    pub fn back_at(&self, position: usize) -> Cursor<'t> {
        Cursor { position: position.clamp(self.start, self.position), ..*self }
    }

    /// The next token in backticks, or what closes the block.
    #[must_use]
    pub fn describe(&self) -> String {
        match self.peek() {
            Token::End => self.closing.to_owned(),
            token => format!("`{}`", token.text()),
        }
    }

    /// From the token at `start` to the last one before the cursor.
    #[must_use]
    pub fn place_from(&self, start: usize) -> Place {
        match self.position.checked_sub(1).filter(|last| *last >= start) {
            Some(last) => Place { first: start, last },
            None => Place {
                first: start,
                last: if start < self.end { self.tokens.partner(start) } else { start },
            },
        }
    }

    /// What the author wrote from the token at `start` up to the cursor, spaced as the language is
    /// usually typed.
    #[must_use]
    pub fn source_from(&self, start: usize) -> String {
        self.source_between(start, self.position)
    }

    /// What the author wrote from one position up to another, complete, so that it can be put
    /// elsewhere. `None` where it is long.
    #[must_use]
    pub fn complete(&self, start: usize, end: usize) -> Option<String> {
        self.tokens.complete(start, end)
    }

    /// Everything between the brackets, complete, so that it can be put elsewhere. `None` where it
    /// is long.
    #[must_use]
    pub fn complete_source(&self) -> Option<String> {
        self.complete(self.start, self.end)
    }

    /// What the author wrote from the token at `start` up to the cursor, where it can be put in
    /// quotation marks: words, numbers and signs alone.
    #[must_use]
    pub fn words_alone_from(&self, start: usize) -> Option<String> {
        let alone = (start..self.position).all(|position| {
            matches!(
                self.tokens.get(position),
                Token::Word(_) | Token::Number(_) | Token::Symbol(_)
            )
        });
        self.complete(start, self.position).filter(|text| alone && !text.is_empty())
    }

    /// The token right before a place between the brackets.
    #[must_use]
    pub fn token_before(&self, place: Place) -> &'t Token {
        place
            .first
            .checked_sub(1)
            .filter(|position| *position >= self.start)
            .map_or(&Token::End, |position| self.tokens.get(position))
    }

    /// Everything between the brackets.
    #[must_use]
    pub fn source(&self) -> String {
        self.source_between(self.start, self.end)
    }

    /// What the author wrote from one position up to another.
    #[must_use]
    pub fn source_between(&self, start: usize, end: usize) -> String {
        self.tokens.source(start, end)
    }

    /// All words from the token at `start` up to the cursor, those between brackets too.
    #[must_use]
    pub fn words_from(&self, start: usize) -> Vec<Name> {
        let word = |position| match self.tokens.get(position) {
            Token::Word(word) => Some(Placed::new(word.clone(), Place::of(position))),
            _ => None,
        };
        (start..self.position).filter_map(word).collect()
    }
}
