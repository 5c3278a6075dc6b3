//! Single straight quotation marks: single characters and lifetimes of Rust, and what authors write
//! with them.

use super::characters::{is_word_continue, is_word_start};
use super::escape::{Quoted, check, is_one_character};
use super::lexer::Lexer;
use super::problem::{Problem, shorten};
use super::token::{RawKind, RawToken};
use std::ops::Range;

impl Lexer<'_> {
    /// After an apostrophe that is not part of a word.
    pub(super) fn apostrophe(&mut self, start: usize) {
        let (first, second) = (self.cursor.first(), self.cursor.second());
        if second == Some('\'') || !first.is_some_and(is_word_start) {
            self.cursor.jump(start);
            return self.character(start, Quoted::Text);
        }
        if let Some(end) = self.phrase_end(start) {
            return self.single_quoted(start, end);
        }
        let raw = first == Some('r')
            && second == Some('#')
            && self.cursor.third().is_some_and(is_word_start);
        let word = self.cursor.position();
        if raw {
            self.cursor.bump();
            self.cursor.bump();
        }
        self.eat_word();
        if self.cursor.is_at('\'') && !raw {
            return self.single_quoted(start, self.cursor.position());
        }
        let name = self.cursor.slice(word..self.cursor.position());
        if matches!(name, "r#_" | "r#self" | "r#Self" | "r#super" | "r#crate") {
            self.problems.push(
                Problem::new(start..self.cursor.position(), format!("`'{name}` cannot be a name"))
                    .help("choose another name"),
            );
        } else if self.cursor.is_at('#') || (raw && self.cursor.is_at('\'')) {
            let spaced = format!("'{name} ");
            self.problems.push(
                Problem::new(
                    start..self.cursor.position(),
                    format!("a space is missing after `'{name}`"),
                )
                .help(format!("write `{spaced}`"))
                .replacement(spaced),
            );
        }
        let end = self.cursor.position();
        let meant = self.settle(word..end);
        self.tokens.push(RawToken::new(RawKind::Sign { sign: '\'', joint: true }, start..word));
        match meant {
            Some(meant) => self.tokens.push(RawToken::meaning(RawKind::Word, word..end, meant)),
            None => self.push(RawKind::Word, word),
        }
    }

    /// Where a text ends that begins with an apostrophe and a letter: at an apostrophe on the same
    /// line that directly follows a letter, which it never does in Rust.
    fn phrase_end(&mut self, start: usize) -> Option<usize> {
        let content = start.saturating_add(1);
        let end = self.cursor.next_on_line('\'', content)?;
        let text = self.cursor.slice(content..end);
        let after = self.cursor.at(end.saturating_add(1));
        let word = text.rsplit(|character| !is_word_continue(character)).next().unwrap_or_default();
        let closes = !word.is_empty()
            && (word != "b" || word == text)
            && !after.is_some_and(is_word_continue);
        (closes && !text.contains('"') && !text.contains("//") && !text.contains("/*"))
            .then_some(end)
    }

    fn single_quoted(&mut self, start: usize, end: usize) {
        self.cursor.jump(end.saturating_add(1));
        let content = start.saturating_add(1)..end;
        let range = start..end.saturating_add(1);
        let text = self.cursor.slice(content.clone());
        let compared = self
            .tokens
            .last()
            .is_some_and(|token| matches!(token.kind, RawKind::Sign { sign: '=' | '<' | '>', .. }));
        let word = text.starts_with(is_word_start) && text.chars().all(is_word_continue);
        if compared && word {
            let text = text.to_owned();
            let problem = Problem::new(range.clone(), "a value is written without quotation marks");
            self.problems.push(problem.help(format!("write `{text}`")).replacement(text.clone()));
            self.tokens.push(RawToken::meaning(RawKind::Word, range, text));
            return;
        }
        self.straighten(range, content, "a text is written in double quotation marks");
    }

    /// A text that was written in other quotation marks, in straight ones.
    pub(super) fn straighten(&mut self, range: Range<usize>, content: Range<usize>, message: &str) {
        let text = self.cursor.slice(content.clone());
        let meant = format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
        check(text, content.start, Quoted::Text, true, &mut self.problems);
        let problem = Problem::new(range.clone(), message);
        self.problems.push(
            problem.help(format!("write `{}`", shorten(&meant, 60))).replacement(meant.clone()),
        );
        self.tokens.push(RawToken::meaning(RawKind::Literal, range, meant));
    }

    /// A single character between apostrophes; the cursor is at the first of them.
    pub(super) fn character(&mut self, start: usize, quoted: Quoted) {
        self.cursor.bump();
        let content = self.cursor.position();
        if let Some(end) = self.end_of_character(content)
            && is_one_character(self.cursor.slice(content..end), quoted)
        {
            self.cursor.jump(end.saturating_add(1));
            return self.finish_quoted(start);
        }
        self.cursor.jump(content);
        if let Some(end) = self.cursor.next_on_line('\'', content) {
            let text = self.cursor.slice(content..end);
            if !text.is_empty()
                && text.trim() == text
                && !text.contains('"')
                && !text.contains("//")
                && !text.contains("/*")
            {
                return self.single_quoted(start, end);
            }
        }
        let range = start..content;
        let mark = self.cursor.slice(range.clone());
        self.problems.push(
            Problem::new(
                range,
                format!(
                    "{} cannot be used outside of quotation marks",
                    if mark == "'" { "an apostrophe" } else { "`b'`" }
                ),
            )
            .help("delete it, or write a text between `\"` and `\"`")
            .replacement(""),
        );
    }

    /// The apostrophe that closes a single character.
    fn end_of_character(&mut self, content: usize) -> Option<usize> {
        let mut ahead = self.cursor.slice(content..self.cursor.text().len()).chars();
        let first = ahead.next()?;
        let from = content.saturating_add(first.len_utf8());
        if first != '\\' {
            return (self.cursor.at(from) == Some('\'')).then_some(from);
        }
        let from = from.saturating_add(ahead.next()?.len_utf8());
        self.cursor.next_on_line('\'', from)
    }
}
