//! Lines and indentation: what the author sees where the compiler sees none.

use super::token::RawToken;

/// Where the lines of a text begin.
pub(super) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    pub(super) fn new(text: &str) -> Lines {
        let ends = text.bytes().zip(1..).filter(|(byte, _)| *byte == b'\n').map(|(_, next)| next);
        Lines { starts: std::iter::once(0).chain(ends).collect() }
    }

    /// The number of the line of a position, from 1.
    pub(super) fn line(&self, position: usize) -> usize {
        self.starts.partition_point(|start| *start <= position)
    }

    fn start(&self, line: usize) -> usize {
        line.checked_sub(1).and_then(|index| self.starts.get(index)).copied().unwrap_or_default()
    }
}

/// How a token is placed on the page.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Place {
    pub(super) line: usize,
    /// How far in the line begins.
    pub(super) indentation: usize,
    /// Whether it is the first of its line.
    pub(super) first: bool,
}

/// The place of every token.
pub(super) fn places(text: &str, tokens: &[RawToken], lines: &Lines) -> Vec<Place> {
    let mut current = Place::default();
    tokens
        .iter()
        .map(|token| {
            let line = lines.line(token.range.start);
            if line == current.line {
                current.first = false;
            } else {
                let space = text
                    .get(lines.start(line)..)
                    .unwrap_or_default()
                    .chars()
                    .take_while(|space| space.is_whitespace() && *space != '\n');
                let indentation = space.map(|space| if space == '\t' { 4 } else { 1 }).sum();
                let before = text.get(lines.start(line)..token.range.start).unwrap_or_default();
                // On the last line of a text of several lines, or after a comment, nothing begins.
                current = Place { line, indentation, first: before.trim().is_empty() };
            }
            current
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_from_one() {
        let lines = Lines::new("a\nb\n\nc");
        let of = |position| lines.line(position);
        assert_eq!([of(0), of(1), of(2), of(3), of(4), of(5), of(9)], [1, 1, 2, 2, 3, 4, 4]);
    }
}
