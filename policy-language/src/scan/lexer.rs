//! From characters to tokens: the main loop, white space and comments.

use super::characters::{
    is_direction_control, is_invisible, is_sign, is_white_space, is_word_start,
};
use super::cursor::Cursor;
use super::problem::{Problem, direction_control};
use super::token::{Comment, CommentKind, Delimiter, RawKind, RawToken};
use super::unclosed::Unclosed;
use std::ops::Range;

/// Reads a text from its beginning to its end; delimiters are balanced afterwards.
pub(super) struct Lexer<'a> {
    pub(super) cursor: Cursor<'a>,
    pub(super) tokens: Vec<RawToken>,
    pub(super) comments: Vec<Comment>,
    pub(super) problems: Vec<Problem>,
    /// Whether nothing but white space precedes on the line.
    pub(super) fresh: bool,
    pub(super) unclosed: Unclosed,
    /// Where the comments begin that end nowhere, in the order of the text.
    open_comments: Vec<usize>,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Lexer<'a> {
        Lexer {
            cursor: Cursor::new(text),
            tokens: Vec::new(),
            comments: Vec::new(),
            problems: Vec::new(),
            fresh: true,
            unclosed: Unclosed::default(),
            open_comments: Vec::new(),
        }
    }

    pub(super) fn run(&mut self) {
        self.beginning();
        loop {
            let start = self.cursor.position();
            let Some(character) = self.cursor.bump() else { return };
            if is_white_space(character) {
                self.fresh |= character == '\n';
                continue;
            }
            self.token(start, character);
            self.fresh = false;
        }
    }

    /// The mark of the order of bytes and the line that names an interpreter, which only the
    /// beginning of a file may have.
    fn beginning(&mut self) {
        if self.cursor.is_at('\u{FEFF}') {
            self.cursor.bump();
        }
        let start = self.cursor.position();
        if self.cursor.rest().starts_with("#!") && !begins_with_attribute(self.cursor.rest()) {
            let end = self.cursor.line_end(start);
            self.cursor.jump(end);
            self.comment(CommentKind::Shebang, start..end);
        }
    }

    fn token(&mut self, start: usize, character: char) {
        match (character, self.cursor.first()) {
            ('/', Some('/')) => self.line_comment(start),
            ('/', Some('*')) => self.block_comment(start),
            ('#', Some('#' | '"')) => self.hashes(start),
            ('"', _) => self.string(start),
            ('\'', _) => self.apostrophe(start),
            ('(', _) => self.push(RawKind::Open(Delimiter::Parenthesis), start),
            ('[', _) => self.push(RawKind::Open(Delimiter::Bracket), start),
            ('{', _) => self.push(RawKind::Open(Delimiter::Brace), start),
            (')', _) => self.push(RawKind::Close(Delimiter::Parenthesis), start),
            (']', _) => self.push(RawKind::Close(Delimiter::Bracket), start),
            ('}', _) => self.push(RawKind::Close(Delimiter::Brace), start),
            ('0'..='9', _) => self.number(start, character),
            _ if is_word_start(character) && !is_invisible(character) => {
                self.word(start, character);
            }
            _ if is_sign(character) => {
                let joint = self.is_joined();
                self.push(RawKind::Sign { sign: character, joint }, start);
            }
            _ => self.typographic(start, character),
        }
    }

    /// A token from the position up to the cursor.
    pub(super) fn push(&mut self, kind: RawKind, start: usize) {
        self.tokens.push(RawToken::new(kind, start..self.cursor.position()));
    }

    pub(super) fn comment(&mut self, kind: CommentKind, range: Range<usize>) {
        self.comments.push(Comment { kind, range, before: self.tokens.len() });
    }

    /// Whether a sign that ends at the cursor is joined with the one that follows.
    pub(super) fn is_joined(&self) -> bool {
        match (self.cursor.first(), self.cursor.second()) {
            (Some('/'), Some('/' | '*')) | (None, _) => false,
            (Some(next), _) => is_sign(next),
        }
    }

    fn line_comment(&mut self, start: usize) {
        let end = self.cursor.line_end(start);
        self.cursor.jump(end);
        let text = self.cursor.slice(start..end);
        let kind = match text.as_bytes() {
            [_, _, b'!', ..] => Some(RawKind::Doc { inner: true }),
            [_, _, b'/', b'/', ..] => None,
            [_, _, b'/', ..] => Some(RawKind::Doc { inner: false }),
            _ => None,
        };
        self.comment_or_doc(CommentKind::Line, kind, start..end);
    }

    fn block_comment(&mut self, start: usize) {
        let Some(end) = self.end_of_block_comment(start) else {
            return self.unclosed_comment(start);
        };
        self.cursor.jump(end);
        let kind = match self.cursor.slice(start..end).as_bytes() {
            [_, _, b'!', ..] => Some(RawKind::Doc { inner: true }),
            [_, _, b'*', b'*' | b'/', ..] => None,
            [_, _, b'*', ..] => Some(RawKind::Doc { inner: false }),
            _ => None,
        };
        self.comment_or_doc(CommentKind::Block, kind, start..end);
    }

    /// Comments in comments have to be closed as well.
    fn end_of_block_comment(&mut self, start: usize) -> Option<usize> {
        if self.open_comments.binary_search(&start).is_ok() {
            return None;
        }
        let mut open = Vec::new();
        let mut bytes =
            self.cursor.slice(start..self.cursor.text().len()).bytes().zip(start..).peekable();
        while let Some((byte, at)) = bytes.next() {
            match (byte, bytes.peek().map(|(next, _)| *next)) {
                (b'/', Some(b'*')) => {
                    bytes.next();
                    open.push(at);
                }
                (b'*', Some(b'/')) => {
                    bytes.next();
                    open.pop();
                    if open.is_empty() {
                        return Some(at.saturating_add(2));
                    }
                }
                _ => {}
            }
        }
        // Every comment that begins in an open one is read again: known to be open, it is not
        // looked through again.
        self.open_comments = open;
        None
    }

    /// Read as a comment up to the end of its line, so that the rest of the file is still
    /// understood.
    fn unclosed_comment(&mut self, start: usize) {
        let end = self.cursor.line_end(start);
        self.problems.push(
            Problem::new(start..start.saturating_add(2), "this comment is never closed")
                .help("end it with `*/`, or begin a remark of one line with `//`"),
        );
        self.cursor.jump(end);
        self.comment(CommentKind::Block, start..end);
    }

    fn comment_or_doc(&mut self, comment: CommentKind, doc: Option<RawKind>, range: Range<usize>) {
        let text = self.cursor.slice(range.clone());
        for (offset, character) in
            text.char_indices().filter(|(_, character)| !character.is_ascii() || *character == '\r')
        {
            let at = range.start.saturating_add(offset);
            if is_direction_control(character) {
                self.problems.push(direction_control(at, character));
            } else if character == '\r'
                && doc.is_some()
                && self.cursor.at(at.saturating_add(1)) != Some('\n')
            {
                let place = at..at.saturating_add(1);
                self.problems.push(
                    Problem::new(place, "this comment has a damaged line break")
                        .help("delete the break, and press Enter again")
                        .replacement(" "),
                );
            }
        }
        match doc {
            Some(kind) => self.tokens.push(RawToken::new(kind, range)),
            None => self.comment(comment, range),
        }
    }
}

/// Whether a text that begins with `#!` goes on with `[`: an attribute of the file, no line for the
/// shell.
fn begins_with_attribute(text: &str) -> bool {
    let mut lexer = Lexer::new(text.get(2..).unwrap_or_default());
    loop {
        let start = lexer.cursor.position();
        match (lexer.cursor.bump(), lexer.cursor.first()) {
            (Some('/'), Some('/')) => lexer.line_comment(start),
            (Some('/'), Some('*')) => lexer.block_comment(start),
            (Some(character), _) if is_white_space(character) => {}
            (character, _) => return character == Some('[') && lexer.tokens.is_empty(),
        }
        if !lexer.tokens.is_empty() {
            return false;
        }
    }
}
