//! Text in, tokens out: what the compiler would hand to a macro, read from a file.
//!
//! What is read without a problem, the compiler reads the same way between the delimiters of a
//! macro. The other way round it need not be: a file may be refused that the compiler would take,
//! where that is certainly a mistake. Scanning never stops: after a problem it goes on with what
//! was meant, so that one mistake is reported once and everything after it is still understood.

mod apostrophe;
mod balance;
mod blocks;
mod characters;
mod curly;
mod cursor;
mod escape;
mod layout;
mod lexer;
mod number;
mod problem;
mod sign;
mod string;
mod token;
mod unclosed;
mod word;

pub use blocks::{Block, BlockKind, blocks};
pub use escape::unescape;
pub use problem::Problem;
pub use token::{Comment, CommentKind, Delimiter, RawKind, RawToken, Scanned};

/// Reads a whole text: a file of Rust, or the inside of one block.
#[must_use]
pub fn scan(text: &str) -> Scanned {
    let mut lexer = lexer::Lexer::new(text);
    lexer.run();
    let mut scanned =
        Scanned { tokens: lexer.tokens, comments: lexer.comments, problems: lexer.problems };
    balance::balance(text, &mut scanned);
    scanned.problems.sort_by_key(|problem| (problem.range.start, problem.range.end));
    scanned.problems.dedup_by(|next, problem| problem.joins(next));
    scanned
}

/// The line ends of an old Mac: for the compiler, all is one line, and what follows the first `//`
/// a remark.
pub(crate) fn old_line_ends(text: &str) -> Option<Problem> {
    let start = text.find('\r').filter(|_| !text.contains('\n'))?;
    let end = start.saturating_add(1);
    Some(
        Problem::new(start..end, "the lines of this file end with a carriage return alone")
            .help("save it again with the line ends of Windows (CRLF) or Unix (LF)"),
    )
}
