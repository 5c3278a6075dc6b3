//! The cases of a JSON list, one element after the other.
//!
//! An element goes up to the comma or bracket after it. That is found by counting brackets, which
//! works for elements that are no JSON as well, as long as their brackets are balanced; so one
//! broken case does not take the others with it.

use super::{Cases, Found, Mode, not_json};
use policy_core::json::{Progress, Scanner};
use std::io::{self, Read};

/// What comes before the place that reading has come to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Before {
    Beginning,
    Element,
    Comma,
}

impl<R: Read> Cases<R> {
    /// The next element; `None` at the end of the list.
    pub(super) fn next_in_list(&mut self, mut before: Before) -> io::Result<Option<Found>> {
        loop {
            let behind = self.source.skip_blanks()?;
            let place = self.source.place();
            match behind {
                None => {
                    self.mode = Mode::End;
                    return Ok(Some(not_json(
                        place,
                        "the text ends inside a list",
                        "close it with `]`",
                    )));
                }
                Some(b']') => {
                    self.source.take(1);
                    self.mode = Mode::Beginning;
                    return Ok((before == Before::Comma).then(|| {
                        not_json(place, "a comma with nothing after it", "remove the comma")
                    }));
                }
                Some(b',') => {
                    self.source.take(1);
                    self.mode = Mode::List(Before::Comma);
                    if before != Before::Element {
                        return Ok(Some(not_json(
                            place,
                            "a comma with nothing before it",
                            "remove the comma",
                        )));
                    }
                    before = Before::Comma;
                }
                Some(_) => {
                    self.mode = if self.take_element()? == Progress::Open {
                        Mode::End
                    } else {
                        Mode::List(Before::Element)
                    };
                    return Ok(Some(Found { place, problem: None }));
                }
            }
        }
    }

    /// Takes an element up to what ends it; open if the file ends in it.
    fn take_element(&mut self) -> io::Result<Progress> {
        let mut scanner = Scanner::new();
        let mut extent = Extent::default();
        loop {
            let bytes = self.source.look()?;
            if bytes.is_empty() {
                let is_complete = scanner.progress() == Progress::Complete;
                return Ok(if is_complete { Progress::Complete } else { Progress::Open });
            }
            let end = bytes.iter().position(|byte| extent.ends_before(*byte));
            let piece = bytes.get(..end.unwrap_or(bytes.len())).unwrap_or_default();
            let number = piece.len();
            // Of what is broken, the reader of cases needs no more than the place where it breaks.
            let kept = match scanner.progress() {
                Progress::Broken => 0,
                Progress::Complete => number,
                Progress::Open => {
                    let followed = scanner.feed(piece);
                    if scanner.progress() == Progress::Broken { followed } else { number }
                }
            };
            self.is_too_large |= self.case.len().saturating_add(kept) > self.largest;
            if self.is_too_large {
                self.case.clear();
            } else {
                self.case.extend(piece.iter().take(kept));
            }
            self.source.take(number);
            if end.is_some() {
                return Ok(Progress::Complete);
            }
        }
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
    fn ends_before(&mut self, byte: u8) -> bool {
        if self.in_text {
            // A string is closed on its line or never.
            self.in_text = byte != b'\n' && (byte != b'"' || self.is_escaped);
            self.is_escaped = byte == b'\\' && !self.is_escaped;
            return false;
        }
        match byte {
            b',' | b']' if self.depth == 0 => return true,
            b'"' => (self.in_text, self.is_escaped) = (true, false),
            b'{' | b'[' => self.depth = self.depth.saturating_add(1),
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        false
    }
}
