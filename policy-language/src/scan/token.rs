//! What a text is made of: tokens, comments, and what is wrong with it.

use super::problem::Problem;
use std::borrow::Cow;
use std::ops::Range;

/// The three pairs that have to be balanced.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Delimiter {
    /// `(` and `)`
    Parenthesis,
    /// `[` and `]`
    Bracket,
    /// `{` and `}`
    Brace,
}

impl Delimiter {
    /// The opening character.
    #[must_use]
    pub const fn open(self) -> char {
        match self {
            Delimiter::Parenthesis => '(',
            Delimiter::Bracket => '[',
            Delimiter::Brace => '{',
        }
    }

    /// The closing character.
    #[must_use]
    pub const fn close(self) -> char {
        match self {
            Delimiter::Parenthesis => ')',
            Delimiter::Bracket => ']',
            Delimiter::Brace => '}',
        }
    }
}

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RawKind {
    /// A word; `r#type` is one, too.
    Word,
    /// One character of punctuation.
    Sign {
        /// Which one; always ASCII, also where the text has a typographic sign in its place.
        sign: char,
        /// Whether another sign follows directly, as `=` follows `>` in `>=`.
        joint: bool,
    },
    /// A number with whatever sticks to it, a text in quotation marks of any kind, a single
    /// character.
    Literal,
    /// An opening delimiter.
    Open(Delimiter),
    /// A closing delimiter. Where the text lacks one, it is empty.
    Close(Delimiter),
    /// A comment that belongs to what it is written at: `/// …`, `/** … */`, and with `inner`
    /// `//! …`, `/*! … */`.
    Doc {
        /// Whether it documents the item that it is in.
        inner: bool,
    },
}

/// A token and where it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RawToken {
    /// What it is.
    pub kind: RawKind,
    /// Where it is, in bytes. Empty for what was inserted, and for the second half of a sign such
    /// as `≥`.
    pub range: Range<usize>,
    /// What it has to be read as, where the text has a problem.
    meant: Option<Box<str>>,
}

impl RawToken {
    pub(super) fn new(kind: RawKind, range: Range<usize>) -> RawToken {
        RawToken { kind, range, meant: None }
    }

    pub(super) fn meaning(
        kind: RawKind,
        range: Range<usize>,
        meant: impl Into<Box<str>>,
    ) -> RawToken {
        RawToken { kind, range, meant: Some(meant.into()) }
    }

    /// What was typed; where that is a problem with one possible meaning, what was meant: `"a"` for
    /// `“a”`.
    #[must_use]
    pub fn text<'t>(&'t self, source: &'t str) -> &'t str {
        self.meant.as_deref().unwrap_or_else(|| source.get(self.range.clone()).unwrap_or_default())
    }

    /// The text of a word without the `r#` of `r#type`.
    #[must_use]
    pub fn word<'t>(&'t self, source: &'t str) -> &'t str {
        let text = self.text(source);
        text.strip_prefix("r#").unwrap_or(text)
    }

    /// What a documentation comment says, as the compiler hands it to a macro: without the signs
    /// that make it one. `None` for other tokens.
    #[must_use]
    pub fn documentation<'t>(&'t self, source: &'t str) -> Option<Cow<'t, str>> {
        let RawKind::Doc { .. } = self.kind else { return None };
        let text = self.text(source);
        let content = text.get(3..).unwrap_or_default();
        let content = if text.starts_with("/*") {
            content.strip_suffix("*/").unwrap_or(content)
        } else {
            content
        };
        Some(if content.contains('\r') {
            Cow::Owned(content.replace("\r\n", "\n"))
        } else {
            Cow::Borrowed(content)
        })
    }
}

/// How a comment is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CommentKind {
    /// `// …`, up to the end of the line.
    Line,
    /// `/* … */`
    Block,
    /// The first line of a file, where it begins with `#!` and no attribute follows.
    Shebang,
}

/// A comment that is not documentation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comment {
    /// How it is written.
    pub kind: CommentKind,
    /// Where it is, in bytes; without the end of its line.
    pub range: Range<usize>,
    /// The index of the token that it comes before; the number of tokens at the end of the text.
    pub before: usize,
}

/// What [`scan`](super::scan()) makes of a text.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Scanned {
    /// All tokens in the order of the text, delimiters balanced.
    pub tokens: Vec<RawToken>,
    /// All comments in the order of the text.
    pub comments: Vec<Comment>,
    /// Everything that is wrong, in the order of the text.
    pub problems: Vec<Problem>,
}

impl Scanned {
    /// For every delimiter the index of the one that it belongs to; for every other token its own.
    #[must_use]
    pub fn partners(&self) -> Vec<usize> {
        let mut partners: Vec<usize> = (0..self.tokens.len()).collect();
        let mut open = Vec::new();
        for (index, token) in self.tokens.iter().enumerate() {
            match token.kind {
                RawKind::Open(_) => open.push(index),
                RawKind::Close(_) => {
                    let Some(opening) = open.pop() else { continue };
                    if let Some(partner) = partners.get_mut(opening) {
                        *partner = index;
                    }
                    if let Some(partner) = partners.get_mut(index) {
                        *partner = opening;
                    }
                }
                RawKind::Word | RawKind::Sign { .. } | RawKind::Literal | RawKind::Doc { .. } => {}
            }
        }
        partners
    }
}
