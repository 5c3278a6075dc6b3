//! A file of an author: its blocks as tokens, and where each of them is.

use super::almost::almost_blocks;
use super::place::Place;
use super::tokens::{Builder, Tokens};
use crate::scan::{self, Delimiter, Problem, RawKind, RawToken, Scanned};
use std::collections::BTreeSet;
use std::ops::Range;

pub use crate::scan::BlockKind;

/// A file of Rust with blocks of the language in it.
#[derive(Debug)]
pub struct File {
    /// What it is called in messages: its path, as it was given.
    pub name: String,
    /// What it says.
    pub text: String,
    /// The `vocabulary! { … }` and `policy! { … }` blocks in it, in order.
    pub blocks: Vec<Block>,
    /// What keeps a compiler from reading the file, outside of the blocks; and what may have been
    /// meant as a block.
    pub problems: Vec<Problem>,
    /// Where each line begins.
    lines: Vec<usize>,
}

impl File {
    /// Finds the blocks of a file. Whatever else is in it is Rust's.
    #[must_use]
    pub fn read(name: impl Into<String>, text: impl Into<String>) -> File {
        let text = text.into();
        if let Some(problem) = scan::old_line_ends(&text) {
            let (name, blocks, problems) = (name.into(), Vec::new(), vec![problem]);
            return File { name, text, blocks, problems, lines: vec![0] };
        }
        let scanned = scan::scan(&text);
        let found = scan::blocks(&text, &scanned);
        let blocks =
            found.iter().map(|block| Block::new(&text, &scanned, block)).collect::<Vec<_>>();
        let mut problems = almost_blocks(&text, &scanned, &found);
        if !blocks.is_empty() {
            let inside = blocks
                .iter()
                .flat_map(|block| &block.problems)
                .map(|problem| problem.range.start)
                .collect::<BTreeSet<_>>();
            problems.extend(
                scanned
                    .problems
                    .iter()
                    .filter(|problem| !inside.contains(&problem.range.start))
                    .cloned(),
            );
        }
        let ends = text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .map(|(position, _)| position.saturating_add(1));
        let lines = [0].into_iter().chain(ends).collect();
        File { name: name.into(), text, blocks, problems, lines }
    }

    /// The line of a byte, from 1 on.
    #[must_use]
    pub fn line(&self, byte: usize) -> usize {
        self.lines.partition_point(|start| *start <= byte)
    }

    /// The first byte of a line; of one that is not there, the end of the text.
    #[must_use]
    pub fn line_start(&self, line: usize) -> usize {
        line.checked_sub(1)
            .and_then(|line| self.lines.get(line))
            .copied()
            .unwrap_or(self.text.len())
    }

    /// The column of a byte, from 1 on, in characters.
    #[must_use]
    pub fn column(&self, byte: usize) -> usize {
        self.text
            .get(self.line_start(self.line(byte))..byte)
            .unwrap_or_default()
            .chars()
            .count()
            .saturating_add(1)
    }
}

/// A `vocabulary! { … }` or `policy! { … }` of a file.
#[derive(Debug)]
pub struct Block {
    /// Which of the two.
    pub kind: BlockKind,
    /// What is between its brackets.
    pub tokens: Tokens,
    /// What was wrong already with its characters.
    pub problems: Vec<Problem>,
    /// Where each token is, in bytes of the file; the last one is where the block ends.
    ranges: Vec<Range<usize>>,
}

impl Block {
    fn new(text: &str, scanned: &Scanned, block: &scan::Block) -> Block {
        let mut reading = Reading { text, builder: Builder::default(), ranges: Vec::new() };
        for token in scanned.tokens.get(block.tokens.clone()).unwrap_or_default() {
            reading.token(token);
        }
        let end = scanned
            .tokens
            .get(block.tokens.end)
            .map_or(block.range.end..block.range.end, |closing| closing.range.clone());
        let mut ranges = reading.ranges;
        ranges.push(end);
        let problems = block.problems(text, scanned).cloned().collect();
        Block { kind: block.kind, tokens: reading.builder.finish(), problems, ranges }
    }

    /// Where a place is, in bytes of the file.
    #[must_use]
    pub fn range(&self, place: Place) -> Range<usize> {
        let of = |position: usize| {
            self.ranges.get(position).or(self.ranges.last()).cloned().unwrap_or_default()
        };
        let (first, last) = (of(place.first), of(place.last));
        first.start..last.end.max(first.end)
    }

    /// Whether something else than tokens and spaces is in a place of the file with this text:
    /// a remark, as a rule.
    #[must_use]
    pub fn has_remark(&self, text: &str, place: Place) -> bool {
        let inside = self.ranges.get(place.first..=place.last).unwrap_or_default();
        inside
            .iter()
            .zip(inside.iter().skip(1))
            .any(|(one, next)| !text.get(one.end..next.start).unwrap_or_default().trim().is_empty())
    }
}

struct Reading<'t> {
    text: &'t str,
    builder: Builder,
    ranges: Vec<Range<usize>>,
}

impl Reading<'_> {
    fn token(&mut self, token: &RawToken) {
        match token.kind {
            RawKind::Word => self.builder.word(token.word(self.text)),
            RawKind::Literal => self.builder.literal(token.text(self.text)),
            RawKind::Open(delimiter) => self.builder.open(delimiter),
            RawKind::Close(_) => self.builder.close(),
            RawKind::Sign { sign, joint } => {
                if self.builder.sign(sign, joint)
                    && let Some(range) = self.ranges.last_mut()
                {
                    range.end = range.end.max(token.range.end);
                    return;
                }
            }
            RawKind::Doc { inner } => return self.documentation(token, inner),
        }
        self.ranges.push(token.range.clone());
    }

    /// A comment with three slashes is an attribute, here as in Rust.
    fn documentation(&mut self, token: &RawToken, inner: bool) {
        self.builder.sign('#', inner);
        if inner {
            self.builder.sign('!', false);
        }
        self.builder.open(Delimiter::Bracket);
        self.builder.word("doc");
        self.builder.sign('=', false);
        self.builder.text(&token.documentation(self.text).unwrap_or_default());
        self.builder.close();
        self.ranges.resize(self.builder.len(), token.range.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_with_the_line_ends_of_an_old_mac_has_one_problem() {
        let text = "policy! {\r// remark\rsample<clinical> {\r}\r}";
        let file = File::read("old.rs", text);
        assert_eq!(file.problems.len(), 1);
        assert!(file.blocks.is_empty());
        assert!(File::read("new.rs", text.replace('\r', "\r\n")).problems.is_empty());
    }
}
