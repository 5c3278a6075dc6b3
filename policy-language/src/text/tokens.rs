//! The tokens of one block, in one list: words, signs, texts, numbers, and pairs of brackets.

use super::Delimiter;
use crate::print::quoted;
use crate::scan::unescape;

/// What the parser looks at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Token {
    /// A name or a word of the language; of a raw identifier, what follows `r#`.
    Word(String),
    /// One sign, or several that belong together: `>=`, `=>`, `&&`, `::`.
    Symbol(String),
    /// A string: what it stands for.
    Text(String),
    /// A number as typed, with whatever letters follow it directly.
    Number(String),
    /// An opening bracket. To a cursor it stands for all that it encloses.
    Group(Delimiter),
    /// A closing bracket.
    Close(Delimiter),
    /// A character, a byte string: nothing that the language knows.
    Other(String),
    /// After the last token.
    End,
}

impl Token {
    /// The word, as it is.
    #[must_use]
    pub fn is_word(&self, word: &str) -> bool {
        matches!(self, Token::Word(own) if own == word)
    }

    /// The word in any mixture of capitals.
    #[must_use]
    pub fn is_word_in_any_case(&self, word: &str) -> bool {
        matches!(self, Token::Word(own) if own.eq_ignore_ascii_case(word))
    }

    /// The symbol.
    #[must_use]
    pub fn is_symbol(&self, symbol: &str) -> bool {
        matches!(self, Token::Symbol(own) if own == symbol)
    }

    /// As the author typed it; of a group, the opening bracket; a long string is cut short.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Token::Word(text) | Token::Symbol(text) | Token::Number(text) | Token::Other(text) => {
                text.clone()
            }
            Token::Text(text) => format!("\"{}\"", shorten(text, 40)),
            Token::Group(delimiter) => delimiter.open().to_string(),
            Token::Close(delimiter) => delimiter.close().to_string(),
            Token::End => String::new(),
        }
    }
}

/// At most that many characters, with `…` for the rest.
#[must_use]
pub fn shorten(text: &str, length: usize) -> String {
    match text.char_indices().nth(length) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

/// The longest text, in bytes, that is put elsewhere.
const LONGEST: usize = 1_000;

#[derive(Debug)]
struct Entry {
    token: Token,
    /// Of a bracket, the position of the other one; of anything else, its own.
    partner: usize,
}

/// The tokens of a block. Brackets are balanced.
#[derive(Debug, Default)]
pub struct Tokens {
    entries: Vec<Entry>,
}

impl Tokens {
    /// How many there are. The position after the last one is the place of what is missing at the
    /// end.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The token at a position.
    #[must_use]
    pub fn get(&self, position: usize) -> &Token {
        self.entries.get(position).map_or(&Token::End, |entry| &entry.token)
    }

    /// The position of the other bracket of a pair.
    pub(super) fn partner(&self, position: usize) -> usize {
        self.entries.get(position).map_or(position, |entry| entry.partner)
    }

    /// What the author wrote from one position up to another, complete, so that it can be put
    /// elsewhere. `None` where it is long.
    #[must_use]
    pub fn complete(&self, start: usize, end: usize) -> Option<String> {
        let mut text = String::new();
        let mut before: Option<&Token> = None;
        for position in start..end.min(self.len()) {
            let token = self.get(position);
            if before.is_some_and(|before| space_between(before, token)) {
                text.push(' ');
            }
            match token {
                Token::Text(content) => text.push_str(&quoted(content)),
                other => text.push_str(&other.text()),
            }
            if text.len() > LONGEST {
                return None;
            }
            before = Some(token);
        }
        Some(text)
    }

    /// What the author wrote from one position up to another, spaced as the language is usually
    /// typed. The inside of braces is left out.
    #[must_use]
    pub fn source(&self, start: usize, end: usize) -> String {
        let mut text = String::new();
        let mut before: Option<&Token> = None;
        let mut position = start;
        while position < end.min(self.len()) {
            let token = self.get(position);
            if before.is_some_and(|before| space_between(before, token)) {
                text.push(' ');
            }
            text.push_str(&token.text());
            before = Some(token);
            let is_long = text.len() > 400;
            position = match token {
                Token::Group(delimiter) if *delimiter == Delimiter::Brace || is_long => {
                    text.push('…');
                    self.partner(position)
                }
                _ => position.saturating_add(1),
            };
        }
        text
    }
}

fn space_between(before: &Token, after: &Token) -> bool {
    let tight = |token: &Token| matches!(token, Token::Symbol(symbol) if matches!(symbol.as_str(), "/" | "*" | "." | "^" | "-" | "::"));
    match (before, after) {
        (_, Token::Symbol(symbol)) if matches!(symbol.as_str(), "," | ";" | ":" | "%") => false,
        (Token::Group(_), _) | (_, Token::Close(_)) => false,
        (Token::Word(word), Token::Group(Delimiter::Parenthesis)) => {
            crate::words::is_reserved(word)
        }
        _ => !tight(before) && !tight(after),
    }
}

/// Puts tokens together as Rust's lexer gives them out, sign by sign and bracket by bracket.
/// Brackets have to be balanced.
///
/// Both sources of tokens use it, so that a text means the same in a macro call and in a file.
#[derive(Debug, Default)]
pub struct Builder {
    tokens: Tokens,
    open: Vec<usize>,
    /// The last token is a sign, and the next one follows it directly.
    joint: bool,
}

impl Builder {
    /// A word; `r#` before it is not part of it.
    pub fn word(&mut self, typed: &str) {
        let word = typed.strip_prefix("r#").unwrap_or(typed);
        self.push(Token::Word(word.to_owned()));
    }

    /// A sign, and whether another one follows it directly. Gives back whether it belongs to the
    /// token before it: `=` after `>` makes `>=`.
    pub fn sign(&mut self, sign: char, joint: bool) -> bool {
        let glued = std::mem::replace(&mut self.joint, joint);
        if glued
            && let Some(Entry { token: Token::Symbol(before), .. }) = self.tokens.entries.last_mut()
            && belongs_behind(before, sign)
        {
            before.push(sign);
            return true;
        }
        self.push_entry(Token::Symbol(sign.to_string()));
        false
    }

    /// A number, a string or any other literal, as typed.
    pub fn literal(&mut self, typed: &str) {
        let token = match typed.chars().next() {
            Some('0'..='9') => Token::Number(typed.to_owned()),
            Some('"' | 'r') => {
                unescape(typed).map_or_else(|| Token::Other(typed.to_owned()), Token::Text)
            }
            _ => Token::Other(typed.to_owned()),
        };
        self.push(token);
    }

    /// A text that is known by its value, such as the content of a doc comment.
    pub fn text(&mut self, value: &str) {
        self.push(Token::Text(value.to_owned()));
    }

    /// An opening bracket.
    pub fn open(&mut self, delimiter: Delimiter) {
        self.open.push(self.tokens.len());
        self.push(Token::Group(delimiter));
    }

    /// The closing bracket of the last open one.
    pub fn close(&mut self) {
        let Some(opening) = self.open.pop() else { return };
        let closing = self.tokens.len();
        let delimiter = match self.tokens.get(opening) {
            Token::Group(delimiter) => *delimiter,
            _ => return,
        };
        if let Some(entry) = self.tokens.entries.get_mut(opening) {
            entry.partner = closing;
        }
        self.joint = false;
        self.tokens.entries.push(Entry { token: Token::Close(delimiter), partner: opening });
    }

    /// How many tokens there are so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there are none so far.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The tokens.
    #[must_use]
    pub fn finish(mut self) -> Tokens {
        while !self.open.is_empty() {
            self.close();
        }
        self.tokens
    }

    fn push(&mut self, token: Token) {
        self.joint = false;
        self.push_entry(token);
    }

    fn push_entry(&mut self, token: Token) {
        let partner = self.tokens.len();
        self.tokens.entries.push(Entry { token, partner });
    }
}

/// Whether the sign makes one symbol with the signs directly before it.
fn belongs_behind(before: &str, sign: char) -> bool {
    match sign {
        '<' | '=' | '!' => before.chars().all(|own| "<>=!".contains(own)),
        '>' => before == "-" || before.chars().all(|own| "<>=!".contains(own)),
        '&' | '|' | ':' => before.chars().eq([sign]),
        _ => false,
    }
}
