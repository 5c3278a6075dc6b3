//! The structure of JSON, byte by byte. In: a text in pieces. Out: where its value ends, and where
//! it stops being the beginning of any.
//!
//! It looks at brackets, keys, commas and strings, not into numbers and words, so it only tells how
//! far a value goes; whether it is one is for the reader of cases to say. It is what makes
//! streaming possible: nothing has to be parsed twice, and an unfinished value is never mistaken
//! for a finished one.

/// Deeper than the reader of cases follows; it refuses what is cut off here.
const DEEPEST: usize = 256;

/// How far a value has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    /// More has to follow.
    Open,
    /// The value has ended.
    Complete,
    /// No continuation makes it JSON.
    Broken,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Container {
    List,
    Object,
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Value,
    FirstElement,
    FirstKey,
    Key,
    Colon,
    CommaOrEnd,
    Text { is_key: bool, escaped: bool },
    Word,
    Complete,
    Broken,
}

/// Follows one value.
#[derive(Clone)]
pub struct Scanner {
    containers: Vec<Container>,
    state: State,
}

impl Scanner {
    pub const fn new() -> Scanner {
        Scanner { containers: Vec::new(), state: State::Value }
    }

    pub const fn progress(&self) -> Progress {
        match self.state {
            State::Complete => Progress::Complete,
            State::Broken => Progress::Broken,
            _ => Progress::Open,
        }
    }

    /// A value may begin here.
    pub const fn expects_value(&self) -> bool {
        matches!(self.state, State::Value | State::FirstElement)
    }

    /// Follows a piece until the value ends or breaks; hands back how many bytes of it that took.
    pub fn feed(&mut self, piece: &[u8]) -> usize {
        for (position, byte) in piece.iter().enumerate() {
            if self.progress() != Progress::Open {
                return position;
            }
            self.step(*byte);
        }
        piece.len()
    }

    /// Follows one byte.
    pub fn step(&mut self, byte: u8) {
        self.state = match (self.state, byte) {
            (State::Text { is_key, escaped: false }, b'"') => {
                if is_key {
                    State::Colon
                } else {
                    self.after_value()
                }
            }
            (State::Text { is_key, escaped: false }, b'\\') => {
                State::Text { is_key, escaped: true }
            }
            // Strings hold no line breaks: one that is not closed on its line never will be.
            (State::Text { .. }, ..b' ') => State::Broken,
            (State::Text { is_key, .. }, _) => State::Text { is_key, escaped: false },
            (State::Word, b',' | b']' | b'}' | b' ' | b'\t' | b'\r' | b'\n') => {
                self.state = self.after_value();
                return self.step(byte);
            }
            (State::Word, _) if is_word(byte) => State::Word,
            (state, b' ' | b'\t' | b'\r' | b'\n') => state,
            (State::Value | State::FirstElement, b'{') => {
                self.open(Container::Object, State::FirstKey)
            }
            (State::Value | State::FirstElement, b'[') => {
                self.open(Container::List, State::FirstElement)
            }
            (State::Value | State::FirstElement, b'"') => {
                State::Text { is_key: false, escaped: false }
            }
            (State::Value | State::FirstElement, _) if is_word(byte) => State::Word,
            (State::FirstKey | State::Key, b'"') => State::Text { is_key: true, escaped: false },
            (State::Colon, b':') => State::Value,
            (State::CommaOrEnd, b',') if self.containers.last() == Some(&Container::List) => {
                State::Value
            }
            (State::CommaOrEnd, b',') => State::Key,
            (State::FirstElement | State::CommaOrEnd, b']') => self.close(Container::List),
            (State::FirstKey | State::CommaOrEnd, b'}') => self.close(Container::Object),
            _ => State::Broken,
        };
    }

    fn open(&mut self, container: Container, inside: State) -> State {
        self.containers.push(container);
        if self.containers.len() > DEEPEST { State::Broken } else { inside }
    }

    fn close(&mut self, container: Container) -> State {
        if self.containers.pop() == Some(container) { self.after_value() } else { State::Broken }
    }

    fn after_value(&self) -> State {
        if self.containers.is_empty() { State::Complete } else { State::CommaOrEnd }
    }
}

/// A part of a number, `true`, `false` or `null`.
const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.')
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
