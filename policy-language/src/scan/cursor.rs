//! A position in a text, and what follows it.

use std::ops::Range;
use std::str::Chars;

/// Where the scanner is.
pub(super) struct Cursor<'a> {
    text: &'a str,
    chars: Chars<'a>,
    /// Where the characters are that were looked for.
    places: Vec<(char, Vec<usize>)>,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Cursor<'a> {
        Cursor { text, chars: text.chars(), places: Vec::new() }
    }

    pub(super) fn position(&self) -> usize {
        self.text.len().saturating_sub(self.rest().len())
    }

    pub(super) fn rest(&self) -> &'a str {
        self.chars.as_str()
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    pub(super) fn bump(&mut self) -> Option<char> {
        self.chars.next()
    }

    pub(super) fn first(&self) -> Option<char> {
        self.chars.clone().next()
    }

    pub(super) fn second(&self) -> Option<char> {
        self.chars.clone().nth(1)
    }

    pub(super) fn third(&self) -> Option<char> {
        self.chars.clone().nth(2)
    }

    pub(super) fn is_at(&self, character: char) -> bool {
        self.first() == Some(character)
    }

    pub(super) fn jump(&mut self, position: usize) {
        self.chars = self.text.get(position..).unwrap_or_default().chars();
    }

    pub(super) fn eat_while(&mut self, wanted: impl Fn(char) -> bool) {
        while self.first().is_some_and(&wanted) {
            self.bump();
        }
    }

    /// The character before a position.
    pub(super) fn before(&self, position: usize) -> Option<char> {
        self.text.get(..position).unwrap_or_default().chars().next_back()
    }

    /// The character at a position.
    pub(super) fn at(&self, position: usize) -> Option<char> {
        self.text.get(position..).unwrap_or_default().chars().next()
    }

    /// Where the character is next, at or after the position. All places of a character are looked
    /// up at once, so that asking again and again, from anywhere, takes no walk over the text.
    pub(super) fn next(&mut self, character: char, from: usize) -> Option<usize> {
        let places = self.places(character);
        places.get(places.partition_point(|at| *at < from)).copied()
    }

    fn places(&mut self, character: char) -> &[usize] {
        let known =
            self.places.iter().position(|(known, _)| *known == character).unwrap_or_else(|| {
                let places = self.text.match_indices(character).map(|(at, _)| at).collect();
                self.places.push((character, places));
                self.places.len().saturating_sub(1)
            });
        self.places.get(known).map_or(&[], |(_, places)| places)
    }

    /// Where the line of a position begins.
    pub(super) fn line_start(&mut self, position: usize) -> usize {
        let ends = self.places('\n');
        let before = ends.partition_point(|end| *end < position).checked_sub(1);
        before.and_then(|last| ends.get(last)).map_or(0, |end| end.saturating_add(1))
    }

    /// Where the line of a position ends, without the signs that end it.
    pub(super) fn line_end(&mut self, from: usize) -> usize {
        let end = self.next('\n', from).unwrap_or(self.text.len());
        match self.before(end) {
            Some('\r') if end > from && self.at(end).is_some() => end.saturating_sub(1),
            _ => end,
        }
    }

    /// Where the character is next on the line of the position.
    pub(super) fn next_on_line(&mut self, character: char, from: usize) -> Option<usize> {
        let end = self.line_end(from);
        self.next(character, from).filter(|found| *found < end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_next_is_found_from_anywhere() {
        let mut cursor = Cursor::new("a”b\r\nc”d");
        assert_eq!(cursor.next('”', 0), Some(1));
        assert_eq!(cursor.next('”', 4), Some(8));
        assert_eq!(cursor.next('”', 0), Some(1));
        assert_eq!(cursor.next('”', 11), None);
        assert_eq!(cursor.line_end(0), 5);
        assert_eq!(cursor.next_on_line('”', 4), None);
        assert_eq!(cursor.next_on_line('”', 7), Some(8));
    }
}
