//! Where reading can start afresh behind a broken element of a list. In: the text from the element
//! on, as it arrives. Out: the first place that a case can begin at, or where the list ends.
//!
//! A case begins at a brace from which the text names a date of the case, or at one that begins a
//! line in the same column as the broken element, or behind a comma that its brackets leave outside
//! of it. The first sign is the surest, since every case has these dates; the others keep broken
//! cases apart from each other.

use policy_core::json::{Progress, Scanner};

/// Where reading goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Afresh {
    /// After so many bytes.
    At(usize),
    /// The text that has arrived does not tell.
    NotYet,
}

/// The keys that tell a case from what is inside one; the last is that of a case with what is
/// expected of it.
const KEYS: [&[u8]; 3] = [b"request_date", b"service_date", b"case"];

/// How much of the text after a brace is kept, to tell whether a case begins there.
const KEPT: usize = 4096;

/// Looks for the place.
pub struct Search {
    /// The column of the broken element.
    column: u64,
    /// It begins as an object does; anything else ends at its first comma.
    is_object: bool,
    /// How many bytes have been looked at.
    passed: usize,
    /// The column of the next byte.
    here: u64,
    /// Only spaces came before on this line.
    begins_line: bool,
    extent: Extent,
    /// The last byte that is not blank was a comma outside of the element.
    is_behind_comma: bool,
}

impl Search {
    pub fn new(column: u64, is_object: bool) -> Search {
        Search {
            column,
            is_object,
            passed: 0,
            here: column,
            begins_line: false,
            extent: Extent::default(),
            is_behind_comma: false,
        }
    }

    /// Looks at what has arrived, `text`, which begins where the element does; `is_all` if nothing
    /// more will.
    pub fn go_on(&mut self, text: &[u8], is_all: bool) -> Afresh {
        while let Some(byte) = text.get(self.passed).copied() {
            let rest = text.get(self.passed..).unwrap_or_default();
            if byte == b'{' && self.passed > 0 {
                let in_column = self.begins_line && self.here == self.column;
                if self.is_behind_comma || in_column || begins_case(rest) {
                    return Afresh::At(self.passed);
                }
                // Its first key may still be to come.
                if rest.len() < KEPT && !is_all && scan(rest) == Progress::Open {
                    return Afresh::NotYet;
                }
            }
            if byte == b',' && !self.is_object && self.extent.is_outside() {
                return Afresh::At(self.passed);
            }
            if byte == b']' && self.extent.is_outside() {
                match rest.iter().skip(1).find(|byte| !byte.is_ascii_whitespace()) {
                    Some(b'[' | b'{') => return Afresh::At(self.passed),
                    None if is_all => return Afresh::At(self.passed),
                    None => return Afresh::NotYet,
                    Some(_) => {}
                }
            }
            self.pass(byte);
        }
        Afresh::NotYet
    }

    fn pass(&mut self, byte: u8) {
        if !byte.is_ascii_whitespace() {
            self.is_behind_comma = byte == b',' && self.extent.is_outside();
        }
        self.extent.pass(byte);
        self.begins_line = byte == b'\n' || self.begins_line && byte.is_ascii_whitespace();
        self.here = if byte == b'\n' { 1 } else { self.here.saturating_add(1) };
        self.passed = self.passed.saturating_add(1);
    }

    /// Lets go of what has been looked at, but for one byte: how much that is.
    pub const fn forget(&mut self) -> usize {
        let forgotten = self.passed.saturating_sub(1);
        self.passed = self.passed.saturating_sub(forgotten);
        forgotten
    }
}

/// How far an element goes, by its brackets alone.
#[derive(Default)]
struct Extent {
    depth: u64,
    in_text: bool,
    is_escaped: bool,
}

impl Extent {
    const fn is_outside(&self) -> bool {
        self.depth == 0 && !self.in_text
    }

    const fn pass(&mut self, byte: u8) {
        if self.in_text {
            // A string is closed on its line or never.
            self.in_text = byte != b'\n' && (byte != b'"' || self.is_escaped);
            self.is_escaped = byte == b'\\' && !self.is_escaped;
            return;
        }
        match byte {
            b'"' => (self.in_text, self.is_escaped) = (true, false),
            b'{' | b'[' => self.depth = self.depth.saturating_add(1),
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }
}

fn scan(text: &[u8]) -> Progress {
    let mut scanner = Scanner::new();
    scanner.feed(text);
    scanner.progress()
}

/// The object at the beginning of the text has one of the keys of a case, as far as it can be read.
fn begins_case(text: &[u8]) -> bool {
    let mut scanner = Scanner::new();
    let readable = text.get(..scanner.feed(text)).unwrap_or_default();
    let (mut depth, mut before) = (0_u64, b' ');
    let mut rest = readable;
    while let Some((byte, behind)) = rest.split_first() {
        rest = behind;
        match byte {
            b'"' => {
                let end = end_of_string(rest);
                let string = rest.get(..end).unwrap_or_default();
                if depth == 1 && b"{,".contains(&before) && KEYS.contains(&string) {
                    return true;
                }
                rest = rest.get(end.saturating_add(1)..).unwrap_or_default();
            }
            b'{' | b'[' => depth = depth.saturating_add(1),
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = *byte;
        }
    }
    false
}

/// The position of the quotation mark that ends a string.
fn end_of_string(text: &[u8]) -> usize {
    let mut is_escaped = false;
    let ends = |byte: &u8| {
        let ends = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        ends
    };
    text.iter().position(ends).unwrap_or(text.len())
}
