//! Words, and what may not stick to them.

use super::characters::{
    is_invisible, is_settled, is_word_continue, is_word_start, narrow, superscript,
};
use super::escape::Quoted;
use super::lexer::Lexer;
use super::problem::Problem;
use super::token::{Delimiter, RawKind, RawToken};
use std::ops::Range;

impl Lexer<'_> {
    pub(super) fn word(&mut self, start: usize, character: char) {
        match (character, self.cursor.first(), self.cursor.second()) {
            ('r', Some('#'), Some(next)) if is_word_start(next) => self.raw_word(start),
            ('r', Some('#' | '"'), _) => self.raw_string(start, Quoted::Text),
            ('b', Some('\''), _) => self.character(start, Quoted::Bytes),
            ('b', Some('"'), _) => self.quoted(start, Quoted::Bytes),
            ('c', Some('"'), _) => self.quoted(start, Quoted::NulEnded),
            ('b' | 'c', Some('r'), Some('#' | '"')) => {
                self.cursor.bump();
                self.raw_string(
                    start,
                    if character == 'b' { Quoted::Bytes } else { Quoted::NulEnded },
                );
            }
            _ => self.plain_word(start),
        }
    }

    fn raw_word(&mut self, start: usize) {
        self.cursor.bump();
        self.eat_word();
        let range = start..self.cursor.position();
        let text = self.cursor.slice(range.clone());
        if matches!(text, "r#_" | "r#self" | "r#Self" | "r#super" | "r#crate") {
            self.problems.push(
                Problem::new(range, format!("`{text}` cannot be a name"))
                    .help("choose another name"),
            );
            self.push(RawKind::Word, start);
        } else {
            self.finish_word(start);
        }
    }

    fn plain_word(&mut self, start: usize) {
        self.eat_word();
        self.finish_word(start);
    }

    /// Up to the end of a word, invisible characters in it included: they are a problem, but no two
    /// words.
    pub(super) fn eat_word(&mut self) {
        self.cursor.eat_while(|character| is_word_continue(character) || is_invisible(character));
    }

    /// A word from the position up to the cursor, and what directly follows it.
    pub(super) fn finish_word(&mut self, start: usize) {
        let range = start..self.cursor.position();
        let meant = self.settle(range.clone());
        match self.cursor.first() {
            Some('\'' | '’') => return self.possessive(start),
            Some('"') if self.is_attribute(range.end) => {
                let word = self.cursor.slice(range.clone()).to_owned();
                let problem = Problem::new(range.clone(), format!("`(` is missing after `{word}`"));
                self.problems.push(
                    problem.help(format!("write `{word}(\"…\")`")).replacement(format!("{word}(")),
                );
                self.push(RawKind::Word, start);
                return self.tokens.push(RawToken::meaning(
                    RawKind::Open(Delimiter::Parenthesis),
                    range.end..range.end,
                    "(",
                ));
            }
            Some('#' | '"') => {
                let word = self.cursor.slice(range.clone()).to_owned();
                let next = self.cursor.first().unwrap_or_default();
                let spaced = format!("{word} ");
                let problem = Problem::new(
                    range.clone(),
                    format!("a space is missing between `{word}` and `{next}`"),
                );
                self.problems
                    .push(problem.help(format!("write `{word} {next}`")).replacement(spaced));
            }
            Some(next) if superscript(next).is_some_and(|digit| digit != '-') => {
                let word = meant.unwrap_or_else(|| self.cursor.slice(range).to_owned());
                let digits = self.superscripts();
                let place = self.cursor.position().saturating_sub(digits.1)..self.cursor.position();
                let text = self.cursor.slice(place.clone());
                let whole = format!("{word}{}", digits.0);
                self.problems.push(
                    Problem::new(place, format!("a unit cannot be written with `{text}`"))
                        .help(format!("write `{whole}`"))
                        .replacement(digits.0),
                );
                return self.tokens.push(RawToken::meaning(
                    RawKind::Word,
                    start..self.cursor.position(),
                    whole,
                ));
            }
            _ => {}
        }
        match meant {
            Some(meant) => self.tokens.push(RawToken::meaning(RawKind::Word, range, meant)),
            None => self.push(RawKind::Word, start),
        }
    }

    /// Whether the word that ends at the position is the `loinc` of `#[loinc"2823-3")]`.
    fn is_attribute(&mut self, end: usize) -> bool {
        let opens = matches!(
            self.tokens.as_slice(),
            [
                ..,
                RawToken { kind: RawKind::Sign { sign: '#', .. }, .. },
                RawToken { kind: RawKind::Open(Delimiter::Bracket), .. }
            ]
        );
        opens && self.cursor.next_on_line(')', end).is_some()
    }

    /// The plain digits of raised ones, and how many bytes the raised ones take.
    pub(super) fn superscripts(&mut self) -> (String, usize) {
        let start = self.cursor.position();
        let mut digits = String::new();
        while let Some(digit) = self.cursor.first().and_then(superscript) {
            if digit == '-' && !digits.is_empty() {
                break;
            }
            self.cursor.bump();
            digits.push(digit);
        }
        (digits, self.cursor.position().saturating_sub(start))
    }

    /// Reports what makes a word another one than it seems to be, and says which word is meant.
    pub(super) fn settle(&mut self, range: Range<usize>) -> Option<String> {
        let text = self.cursor.slice(range.clone());
        if text.is_ascii() {
            return None;
        }
        let meant: String = text
            .chars()
            .filter(|character| !is_invisible(*character))
            .map(|character| narrow(character).unwrap_or(character))
            .collect();
        if meant != text {
            self.problems.push(if text.chars().any(is_invisible) {
                Problem::new(range, format!("`{meant}` has an invisible character in it"))
                    .help(format!("write `{meant}`"))
                    .replacement(meant.clone())
            } else {
                Problem::full_width(range, text, &meant)
            });
            return Some(meant);
        }
        let odd = text.char_indices().find(|(_, character)| !is_settled(*character));
        if let Some((offset, character)) = odd {
            let at = range.start.saturating_add(offset);
            let problem = if matches!(character, '\u{300}'..='\u{36F}') {
                Problem::new(
                    range,
                    format!("`{text}` has an accent that is separate from its letter"),
                )
                .help("write the word without the accent, or type the letter with its accent again")
            } else {
                Problem::new(
                    at..at.saturating_add(character.len_utf8()),
                    format!("`{character}` cannot be part of a name"),
                )
                .help("write names with the letters a to z, digits and `_`")
            };
            self.problems.push(problem);
        }
        None
    }

    /// An apostrophe at the end of a word or in it: prose that has lost its quotation marks.
    fn possessive(&mut self, start: usize) {
        self.cursor.bump();
        self.eat_word();
        let range = start..self.cursor.position();
        self.problems.push(
            Problem::new(range, "an apostrophe cannot be used outside of quotation marks").help(
                "write prose in quotation marks, as in `note \"…\"`, and names without apostrophes",
            ),
        );
        self.push(RawKind::Word, start);
    }
}
