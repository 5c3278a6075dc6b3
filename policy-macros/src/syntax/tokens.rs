//! The author's tokens, one step at a time: Rust's tokens in, words, symbols, texts and numbers out.
//!
//! A cursor of our own instead of syn's: what an author reads when something is wrong is then ours to word, down to the last case. Every token is
//! turned into text once, because asking the compiler for the text of an identifier is what costs in a macro, not comparing strings.

use super::place::{Name, Place, Placed};
use proc_macro2::{Delimiter, Group, Literal, Punct, Spacing, TokenStream, TokenTree};
use std::rc::Rc;

/// What the parser looks at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Token {
    Word(String),
    /// One character, or several that belong together: `>=`, `=>`, `&&`, `::`.
    Symbol(String),
    /// A string, unescaped.
    Text(String),
    /// A number as typed, with whatever letters stick to it.
    Number(String),
    Group(Delimiter),
    /// A character, a byte string: nothing that the language knows.
    Other(String),
    End,
}

#[derive(Clone, Debug)]
struct Lexeme {
    token: Token,
    place: Place,
    tree: TokenTree,
}

/// A position among the tokens of one pair of delimiters.
#[derive(Clone, Debug)]
pub struct Cursor {
    lexemes: Rc<[Lexeme]>,
    position: usize,
    end: Place,
    closing: &'static str,
}

impl Cursor {
    /// Over the tokens of a whole macro call; `end` is where it ends.
    pub fn new(tokens: TokenStream) -> Cursor {
        let lexemes = lex(tokens);
        let end = lexemes.last().map_or_else(|| Place::of(proc_macro2::Span::call_site()), |lexeme| Place::of(lexeme.place.last));
        Cursor { lexemes, position: 0, end, closing: "the end" }
    }

    /// Over the content of the next token, where that is a group.
    pub fn enter(&self) -> Option<Cursor> {
        let Some(TokenTree::Group(group)) = self.tree() else { return None };
        let closing = match group.delimiter() {
            Delimiter::Parenthesis => "`)`",
            Delimiter::Bracket => "`]`",
            Delimiter::Brace | Delimiter::None => "`}`",
        };
        Some(Cursor { lexemes: lex(group.stream()), position: 0, end: Place::of(group.span_close()), closing })
    }

    pub fn position(&self) -> usize {
        self.position
    }

    pub fn peek(&self) -> &Token {
        self.peek_at(0)
    }

    /// The token after `distance` others.
    pub fn peek_at(&self, distance: usize) -> &Token {
        self.lexemes.get(self.position.saturating_add(distance)).map_or(&Token::End, |lexeme| &lexeme.token)
    }

    /// The next token as the compiler gave it.
    pub fn tree(&self) -> Option<&TokenTree> {
        self.lexemes.get(self.position).map(|lexeme| &lexeme.tree)
    }

    /// The next token as the compiler gave it, the parts of a joined symbol each for itself.
    pub fn trees(&self) -> Vec<TokenTree> {
        let Some(lexeme) = self.lexemes.get(self.position) else { return Vec::new() };
        let Token::Symbol(symbol) = &lexeme.token else { return vec![lexeme.tree.clone()] };
        let last = symbol.chars().count().saturating_sub(1);
        let part = |(number, symbol)| {
            let mut punct = Punct::new(symbol, if number == last { Spacing::Alone } else { Spacing::Joint });
            punct.set_span(if number == last { lexeme.place.last } else { lexeme.place.first });
            TokenTree::Punct(punct)
        };
        symbol.chars().enumerate().map(part).collect()
    }

    /// The place of the next token, or of the closing delimiter.
    pub fn place(&self) -> Place {
        self.place_at(0)
    }

    pub fn place_at(&self, distance: usize) -> Place {
        self.lexemes.get(self.position.saturating_add(distance)).map_or(self.end, |lexeme| lexeme.place)
    }

    /// The smallest place that shows the next token: of a group, the opening delimiter.
    pub fn spot(&self) -> Place {
        match self.peek() {
            Token::Group(_) => Place::of(self.place().first),
            _ => self.place(),
        }
    }

    /// The last thing before the cursor: of a group, the closing delimiter.
    pub fn previous(&self) -> Option<(String, Place)> {
        let lexeme = self.lexemes.get(self.position.checked_sub(1)?)?;
        Some(match lexeme.token {
            Token::Group(delimiter) => (delimiters(delimiter).1.to_owned(), Place::of(lexeme.place.last)),
            _ => (lexeme.token.text(), lexeme.place),
        })
    }

    /// The token so many before the next one.
    pub fn behind(&self, distance: usize) -> &Token {
        let lexeme = self.position.checked_sub(distance).and_then(|position| self.lexemes.get(position));
        lexeme.map_or(&Token::End, |lexeme| &lexeme.token)
    }

    /// Goes on by one token and says where that stood.
    pub fn advance(&mut self) -> Place {
        let place = self.place();
        if self.position < self.lexemes.len() {
            self.position = self.position.saturating_add(1);
        }
        place
    }

    /// The next token in backticks, or what closes the block.
    pub fn describe(&self) -> String {
        match self.peek() {
            Token::End => self.closing.to_owned(),
            token => format!("`{}`", token.text()),
        }
    }

    /// From the token at `start` to the last one before the cursor.
    pub fn place_from(&self, start: usize) -> Place {
        let first = self.lexemes.get(start).map_or(self.end, |lexeme| lexeme.place);
        let last = self.position.checked_sub(1).filter(|last| *last >= start).and_then(|last| self.lexemes.get(last));
        last.map_or(first, |last| first.to(last.place))
    }

    /// What the author wrote from the token at `start` up to the cursor, spaced as the language is usually typed.
    pub fn source_from(&self, start: usize) -> String {
        self.source_between(start, self.position)
    }

    /// Everything between the delimiters.
    pub fn source(&self) -> String {
        self.source_between(0, self.lexemes.len())
    }

    pub fn source_between(&self, start: usize, end: usize) -> String {
        let mut text = String::new();
        write_source(self.lexemes.get(start..end).unwrap_or_default(), &mut text);
        text
    }

    /// All words from the token at `start` up to the cursor, those between delimiters too.
    pub fn words_from(&self, start: usize) -> Vec<Name> {
        let mut names = Vec::new();
        let mut pending: Vec<Lexeme> = self.lexemes.get(start..self.position).unwrap_or_default().iter().rev().cloned().collect();
        while let Some(lexeme) = pending.pop() {
            match (&lexeme.token, &lexeme.tree) {
                (Token::Word(word), _) => names.push(Placed::new(word.clone(), lexeme.place)),
                (_, TokenTree::Group(group)) => pending.extend(lex(group.stream()).iter().rev().cloned()),
                _ => {}
            }
        }
        names
    }
}

impl Token {
    pub fn is_word(&self, word: &str) -> bool {
        matches!(self, Token::Word(own) if own == word)
    }

    /// The word in any mixture of capitals.
    pub fn is_word_in_any_case(&self, word: &str) -> bool {
        matches!(self, Token::Word(own) if own.eq_ignore_ascii_case(word))
    }

    pub fn is_symbol(&self, symbol: &str) -> bool {
        matches!(self, Token::Symbol(own) if own == symbol)
    }

    /// As the author typed it; of a group, the opening delimiter; a long string is cut short.
    pub fn text(&self) -> String {
        match self {
            Token::Word(text) | Token::Symbol(text) | Token::Number(text) | Token::Other(text) => text.clone(),
            Token::Text(text) => format!("\"{}\"", shorten(text, 40)),
            Token::Group(delimiter) => delimiters(*delimiter).0.to_owned(),
            Token::End => String::new(),
        }
    }
}

/// At most so many characters, with `…` for the rest.
pub fn shorten(text: &str, length: usize) -> String {
    match text.char_indices().nth(length) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

fn delimiters(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    }
}

fn lex(tokens: TokenStream) -> Rc<[Lexeme]> {
    let mut lexemes: Vec<Lexeme> = Vec::new();
    // Invisible groups come from fragments such as `$age:literal` of an author's own macro: what they hold is what counts.
    let mut streams = vec![tokens.into_iter()];
    let mut joint = false;
    while let Some(stream) = streams.last_mut() {
        let Some(tree) = stream.next() else {
            streams.pop();
            continue;
        };
        let glued = std::mem::take(&mut joint);
        let token = match &tree {
            TokenTree::Ident(ident) => {
                let word = ident.to_string();
                Token::Word(word.strip_prefix("r#").map_or_else(|| word.clone(), str::to_owned))
            }
            TokenTree::Punct(punct) => {
                joint = punct.spacing() == Spacing::Joint;
                let symbol = punct.as_char();
                if let Some(Lexeme { token: Token::Symbol(before), place, .. }) = lexemes.last_mut()
                    && glued
                    && belongs_behind(before, symbol)
                {
                    before.push(symbol);
                    place.last = punct.span();
                    continue;
                }
                Token::Symbol(symbol.to_string())
            }
            TokenTree::Literal(literal) => literal_token(literal),
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                streams.push(group.stream().into_iter());
                continue;
            }
            TokenTree::Group(group) => Token::Group(group.delimiter()),
        };
        lexemes.push(Lexeme { token, place: place_of(&tree), tree });
    }
    lexemes.into()
}

/// Whether the character makes one symbol with the characters directly before it.
fn belongs_behind(before: &str, symbol: char) -> bool {
    match symbol {
        '<' | '=' | '!' => before.chars().all(|own| "<>=!".contains(own)),
        '>' => before == "-" || before.chars().all(|own| "<>=!".contains(own)),
        '&' | '|' | ':' => before.chars().eq([symbol]),
        _ => false,
    }
}

fn place_of(tree: &TokenTree) -> Place {
    match tree {
        TokenTree::Group(group) => place_of_group(group),
        other => Place::of(other.span()),
    }
}

fn place_of_group(group: &Group) -> Place {
    Place { first: group.span_open(), last: group.span_close() }
}

fn literal_token(literal: &Literal) -> Token {
    let text = literal.to_string();
    match text.chars().next() {
        Some('0'..='9') => Token::Number(text),
        Some('"' | 'r') => match syn::Lit::new(literal.clone()) {
            syn::Lit::Str(string) => Token::Text(string.value()),
            _ => Token::Other(text),
        },
        _ => Token::Other(text),
    }
}

fn write_source(lexemes: &[Lexeme], text: &mut String) {
    let mut before: Option<&Token> = None;
    for lexeme in lexemes {
        if before.is_some_and(|before| blank_between(before, &lexeme.token)) {
            text.push(' ');
        }
        match (&lexeme.token, &lexeme.tree) {
            (Token::Group(delimiter), TokenTree::Group(group)) => {
                let (open, close) = delimiters(*delimiter);
                text.push_str(open);
                // Only the first level is ever short enough to be quoted; `shorten` cuts the rest.
                match *delimiter {
                    Delimiter::Brace => text.push('…'),
                    _ if text.len() > 400 => text.push('…'),
                    _ => write_source(&lex(group.stream()), text),
                }
                text.push_str(close);
            }
            (token, _) => text.push_str(&token.text()),
        }
        before = Some(&lexeme.token);
    }
}

fn blank_between(before: &Token, after: &Token) -> bool {
    let tight = |token: &Token| matches!(token, Token::Symbol(symbol) if matches!(symbol.as_str(), "/" | "*" | "." | "^" | "-" | "::"));
    match (before, after) {
        (_, Token::Symbol(symbol)) if matches!(symbol.as_str(), "," | ";" | ":" | "%") => false,
        (Token::Word(word), Token::Group(Delimiter::Parenthesis)) => super::words::is_reserved(word),
        _ => !tight(before) && !tight(after),
    }
}
