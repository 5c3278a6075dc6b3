//! Quotation marks of word processors.

use super::lexer::Lexer;
use super::problem::{Problem, shorten};
use super::token::{RawKind, RawToken};

/// The marks that may close what a mark opens, the likeliest first.
fn closing(mark: char) -> &'static [char] {
    match mark {
        '“' | '”' | '„' | '‟' => &['”', '"', '“', '＂'],
        '＂' => &['＂', '"', '”'],
        '«' => &['»'],
        '»' => &['«'],
        '‹' => &['›'],
        '「' => &['」'],
        '『' => &['』'],
        '″' | '〃' => &['″'],
        _ => &[],
    }
}

fn message(mark: char) -> &'static str {
    match mark {
        '“' | '”' | '„' | '‟' | '‘' | '’' => "curly quotation marks cannot be read",
        _ => "these quotation marks cannot be read",
    }
}

pub(super) fn is_quotation_mark(mark: char) -> bool {
    !closing(mark).is_empty()
}

impl Lexer<'_> {
    /// A text that a typographic quotation mark opens; the cursor is after the mark.
    pub(super) fn curly(&mut self, start: usize, mark: char) {
        let content = self.cursor.position();
        if let Some((end, close)) = self.curly_end(content, mark) {
            self.cursor.jump(end.saturating_add(close.len_utf8()));
            let range = start..self.cursor.position();
            return self.straighten(range, content..end, message(mark));
        }
        let end = self.meant_end(content);
        self.cursor.jump(end);
        if end == content {
            let problem = Problem::new(start..content, format!("`{mark}` cannot be used here"));
            return self.problems.push(
                problem.help("delete it, or write a text between `\"` and `\"`").replacement(""),
            );
        }
        let text = self.cursor.slice(content..end);
        let meant = format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
        let problem = Problem::new(start..end, "the closing quotation mark is missing");
        self.problems.push(
            problem.help(format!("write `{}`", shorten(&meant, 60))).replacement(meant.clone()),
        );
        self.tokens.push(RawToken::meaning(RawKind::Literal, start..end, meant));
    }

    /// Where the text ends that a mark opens, and with which mark.
    fn curly_end(&mut self, content: usize, mark: char) -> Option<(usize, char)> {
        let marks = closing(mark);
        let on_line = |lexer: &mut Self, close: char| {
            lexer.cursor.next_on_line(close, content).map(|end| (end, close))
        };
        if let Some(found) = marks.iter().find_map(|close| on_line(self, *close)) {
            return Some(found);
        }
        // A text of several lines ends at the first mark that closes, unless another one opens or
        // closes before.
        let close = *marks.first()?;
        let end = self.cursor.next(close, content)?;
        let others = ['"', '“', '„', '«'];
        let first = others
            .iter()
            .filter(|other| **other != close)
            .all(|other| self.cursor.next(*other, content).is_none_or(|at| at > end));
        first.then_some((end, close))
    }

    /// Single curly quotation marks: a text, or an apostrophe that is none of a word.
    pub(super) fn single_curly(&mut self, start: usize, mark: char) {
        let content = self.cursor.position();
        if let Some(end) = self.single_curly_end(content) {
            self.cursor.jump(end.saturating_add('’'.len_utf8()));
            return self.straighten(start..self.cursor.position(), content..end, message(mark));
        }
        self.problems.push(
            Problem::new(
                start..content,
                format!("`{mark}` cannot be used outside of quotation marks"),
            )
            .help("delete it, or write a text between `\"` and `\"`")
            .replacement(""),
        );
    }

    /// An apostrophe inside a word closes nothing. Only the next few are looked at: a line may be
    /// long.
    fn single_curly_end(&mut self, content: usize) -> Option<usize> {
        let mut from = content;
        for _ in 0..8 {
            let end = self.cursor.next_on_line('’', from)?;
            let after = end.saturating_add('’'.len_utf8());
            if !self.cursor.at(after).is_some_and(char::is_alphanumeric) {
                return (end > content).then_some(end);
            }
            from = after;
        }
        None
    }
}
