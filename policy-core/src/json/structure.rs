//! The grammar of JSON (RFC 8259) above strings, numbers and words. In: the first byte of each of
//! them, and every bracket, comma and colon. Out: what begins or ends there, or why nothing can.
//!
//! This is all the state that is needed to continue reading a text. It is small, so a copy of it
//! can be used to look ahead.

/// How deeply lists and objects can be nested: far deeper than a case needs, which is four.
pub const NESTING: usize = 64;

/// What is wrong with a text that is not JSON, or is nested too deeply.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fault {
    EndsInObject,
    EndsInList,
    EndsInString,
    EndsBeforeValue,
    NoColon,
    NoCommaInObject,
    NoCommaInList,
    TrailingComma,
    TrailingText,
    NoKey,
    NoValue,
    UnknownWord,
    MalformedNumber,
    UnknownEscape,
    ControlCharacter,
    LoneSurrogate,
    TooDeep,
}

/// What a byte begins or ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Token {
    Object,
    List,
    /// The end of an object or list.
    End,
    Key,
    String,
    /// A number, `true`, `false`, or `null`.
    Word,
}

/// What can come next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Next {
    Value,
    FirstElement,
    Element,
    FirstKey,
    Key,
    Colon,
    CommaOrEnd,
    Nothing,
}

/// How far a text has been read.
#[derive(Clone, Debug)]
pub(super) struct Structure {
    next: Next,
    /// The number of open lists and objects.
    depth: usize,
    /// Which of them are lists; the innermost is the last bit.
    lists: u64,
}

impl Structure {
    pub(super) const fn new() -> Structure {
        Structure { next: Next::Value, depth: 0, lists: 0 }
    }

    pub(super) const fn depth(&self) -> usize {
        self.depth
    }

    /// The value has ended, unless it is a number or a word, which ends where the next thing
    /// begins.
    pub(super) const fn is_complete(&self) -> bool {
        matches!(self.next, Next::Nothing)
    }

    pub(super) const fn expects_value(&self) -> bool {
        matches!(self.next, Next::Value | Next::FirstElement | Next::Element)
    }

    /// Accepts a comma or colon where one is expected.
    pub(super) const fn separate(&mut self, byte: u8) -> bool {
        match (self.next, byte) {
            (Next::CommaOrEnd, b',') if self.is_in_list() => self.next = Next::Element,
            (Next::CommaOrEnd, b',') => self.next = Next::Key,
            (Next::Colon, b':') => self.next = Next::Value,
            _ => return false,
        }
        true
    }

    /// Accepts any other byte except whitespace where it is expected.
    pub(super) const fn step(&mut self, byte: u8) -> Result<Token, Fault> {
        match (self.next, byte) {
            (Next::FirstElement, b']') | (Next::FirstKey, b'}') => Ok(self.close()),
            (Next::CommaOrEnd, b']') if self.is_in_list() => Ok(self.close()),
            (Next::CommaOrEnd, b'}') if !self.is_in_list() => Ok(self.close()),
            (Next::FirstKey | Next::Key, b'"') => {
                self.next = Next::Colon;
                Ok(Token::Key)
            }
            (Next::Value | Next::FirstElement | Next::Element, b'{') => self.open(false),
            (Next::Value | Next::FirstElement | Next::Element, b'[') => self.open(true),
            (Next::Value | Next::FirstElement | Next::Element, b'"') => {
                self.end_value();
                Ok(Token::String)
            }
            (Next::Value | Next::FirstElement | Next::Element, _) if is_of_word(byte) => {
                self.end_value();
                Ok(Token::Word)
            }
            (Next::Element, b']') | (Next::Key, b'}') => Err(Fault::TrailingComma),
            (Next::Value | Next::FirstElement | Next::Element, _) => Err(Fault::NoValue),
            (Next::FirstKey | Next::Key, _) => Err(Fault::NoKey),
            (Next::Colon, _) => Err(Fault::NoColon),
            (Next::CommaOrEnd, _) if self.is_in_list() => Err(Fault::NoCommaInList),
            (Next::CommaOrEnd, _) => Err(Fault::NoCommaInObject),
            (Next::Nothing, _) => Err(Fault::TrailingText),
        }
    }

    /// What is wrong if the text ends here, which is allowed only if it is complete.
    pub(super) const fn fault_at_end(&self) -> Fault {
        match self.next {
            Next::Value | Next::Element | Next::Nothing => Fault::EndsBeforeValue,
            Next::FirstElement => Fault::EndsInList,
            Next::CommaOrEnd if self.is_in_list() => Fault::EndsInList,
            Next::FirstKey | Next::Key | Next::Colon | Next::CommaOrEnd => Fault::EndsInObject,
        }
    }

    const fn is_in_list(&self) -> bool {
        self.lists & 1 == 1
    }

    const fn open(&mut self, is_list: bool) -> Result<Token, Fault> {
        if self.depth == NESTING {
            return Err(Fault::TooDeep);
        }
        self.depth = self.depth.saturating_add(1);
        self.lists = self.lists << 1 | is_list as u64;
        Ok(if is_list {
            self.next = Next::FirstElement;
            Token::List
        } else {
            self.next = Next::FirstKey;
            Token::Object
        })
    }

    const fn close(&mut self) -> Token {
        self.depth = self.depth.saturating_sub(1);
        self.lists >>= 1;
        self.end_value();
        Token::End
    }

    const fn end_value(&mut self) {
        self.next = if self.depth == 0 { Next::Nothing } else { Next::CommaOrEnd };
    }
}

/// A part of a number, `true`, `false`, or `null`.
pub(super) const fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.')
}

pub(super) const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}
