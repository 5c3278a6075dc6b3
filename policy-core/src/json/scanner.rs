//! Finds the end of a JSON value in text that arrives in pieces. In: the pieces. Out: where the
//! value ends, or where it stops being valid.
//!
//! It does not check numbers, words and escapes, so it only finds where a value ends; whether it is
//! valid is left to the case reader. This makes streaming possible: nothing is parsed twice, and an
//! unfinished value is never mistaken for a complete one.

use super::structure::{Structure, Token, is_blank, is_of_word};

/// The state of a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    /// More must follow.
    Open,
    /// The value is complete.
    Complete,
    /// No continuation makes it JSON that could be a case.
    Broken,
}

/// What the last byte belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Within {
    Structure,
    String { escaped: bool },
    Word,
    Broken,
}

/// Tracks one value.
#[derive(Clone, Debug)]
pub struct Scanner {
    structure: Structure,
    within: Within,
}

impl Default for Scanner {
    fn default() -> Scanner {
        Scanner::new()
    }
}

impl Scanner {
    /// At the start of a value.
    #[must_use]
    pub const fn new() -> Scanner {
        Scanner { structure: Structure::new(), within: Within::Structure }
    }

    /// The state of the value.
    #[must_use]
    pub const fn progress(&self) -> Progress {
        match self.within {
            Within::Structure if self.structure.is_complete() => Progress::Complete,
            Within::Structure | Within::String { .. } | Within::Word => Progress::Open,
            Within::Broken => Progress::Broken,
        }
    }

    /// A value may begin here.
    #[must_use]
    pub const fn expects_value(&self) -> bool {
        matches!(self.within, Within::Structure) && self.structure.expects_value()
    }

    /// Reads a piece until the value ends or becomes invalid; returns the number of bytes read.
    pub fn feed(&mut self, piece: &[u8]) -> usize {
        for (position, byte) in piece.iter().enumerate() {
            if self.progress() != Progress::Open {
                return position;
            }
            self.step(*byte);
        }
        piece.len()
    }

    fn step(&mut self, byte: u8) {
        self.within = match (self.within, byte) {
            (Within::String { escaped: false }, b'"') => Within::Structure,
            (Within::String { escaped: false }, b'\\') => Within::String { escaped: true },
            // Strings contain no line breaks: one that is not closed on its line never will be.
            (Within::String { .. }, ..b' ') | (Within::Broken, _) => Within::Broken,
            (Within::String { .. }, _) => Within::String { escaped: false },
            (Within::Word, _) if is_of_word(byte) => Within::Word,
            (Within::Structure | Within::Word, _) if is_blank(byte) => Within::Structure,
            (Within::Word, b',' | b']' | b'}') | (Within::Structure, _)
                if self.structure.separate(byte) =>
            {
                Within::Structure
            }
            (Within::Word, b',' | b']' | b'}') | (Within::Structure, _) => {
                match self.structure.step(byte) {
                    Ok(Token::Object | Token::List | Token::End) => Within::Structure,
                    Ok(Token::Key | Token::String) => Within::String { escaped: false },
                    Ok(Token::Word) => Within::Word,
                    Err(_) => Within::Broken,
                }
            }
            (Within::Word, _) => Within::Broken,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::{Progress, Scanner};

    fn scan(text: &str) -> (Progress, usize) {
        let mut scanner = Scanner::new();
        let end = scanner.feed(text.as_bytes());
        (scanner.progress(), end)
    }

    #[test]
    fn values_end_where_they_end() {
        for (text, end) in [
            ("{}", 2),
            (" {} ", 3),
            (r#"{"a": 1}{"b": 2}"#, 8),
            (r#"{"a": {"b": [1, {"c": null}], "d": "}\"]"}} x"#, 43),
            ("[1, -2.5e+3, true]", 18),
            (r#""text" "#, 6),
            ("12 ", 3),
        ] {
            assert_eq!(scan(text), (Progress::Complete, end), "{text}");
        }
    }

    #[test]
    fn every_proper_beginning_of_a_value_is_open() {
        let value = r#"{"a": {"b": [1, {"c": null}], "d": "}\"]"}, "e": [[], {}], "f": -1.5e3}"#;
        for end in 0..value.len() {
            assert_eq!(scan(&value[..end]).0, Progress::Open, "{}", &value[..end]);
        }
        assert_eq!(scan(value), (Progress::Complete, value.len()));
    }

    #[test]
    fn what_can_never_become_json_is_broken_at_once() {
        for text in [
            "}",
            "]",
            ",",
            ":",
            "#",
            "{1",
            "{a",
            "{,",
            r#"{"a","#,
            r#"{"a" 1"#,
            r#"{"a": }"#,
            r#"{"a": 1 ""#,
            r#"{"a": 1,}"#,
            "[1, 2}",
            "[1 2",
            "[,",
            "[1,]",
            "\"a\n",
            "\"a\\\n",
            "{]",
            "nul#",
            r#"{"a": tru""#,
        ] {
            assert_eq!(scan(text), (Progress::Broken, text.len()), "{text}");
        }
        assert_eq!(scan(&"[".repeat(300)).0, Progress::Broken);
    }
}
