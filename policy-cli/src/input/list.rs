//! The cases of a JSON list, one element after the other.
//!
//! A sound element ends where its object does. A broken one takes no other with it: reading starts
//! afresh at the next place where a case can begin, which is told by what is written there, since
//! the brackets and quotation marks of a broken element tell nothing for certain.

mod afresh;

use super::{Cases, Found, Mode, not_json};
use afresh::{Afresh, Search};
use policy_core::json::{Progress, Scanner};
use std::io::{self, Read};

/// What comes before the place that reading has come to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Before {
    Beginning,
    Element,
    Comma,
    /// What could not be read: signs that are missing before the next element are part of it.
    Broken,
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
                    if before == Before::Comma && self.source.skip_blanks()? == Some(b'{') {
                        return Ok(Some(not_json(
                            place,
                            "a bracket that closes the list before its last case",
                            "remove it",
                        )));
                    }
                    self.mode = Mode::BehindList;
                    return Ok((before == Before::Comma).then(|| {
                        not_json(place, "a comma with nothing after it", "remove the comma")
                    }));
                }
                Some(b',') => {
                    self.source.take(1);
                    self.mode = Mode::List(Before::Comma);
                    if ![Before::Element, Before::Broken].contains(&before) {
                        return Ok(Some(not_json(
                            place,
                            "a comma with nothing before it",
                            "remove the comma",
                        )));
                    }
                    before = Before::Comma;
                }
                Some(b'{') if before == Before::Element => {
                    self.mode = Mode::List(Before::Comma);
                    return Ok(Some(not_json(
                        place,
                        "a comma is missing between two cases of the list",
                        "write a comma after each case but the last",
                    )));
                }
                Some(_) if before == Before::Element => {
                    self.take_broken(place.column)?;
                    self.case.clear();
                    return Ok(Some(not_json(
                        place,
                        "something stands between two cases of the list",
                        "remove it, or put it into one of them",
                    )));
                }
                Some(_) => {
                    self.take_element()?;
                    return Ok(Some(Found { place, problem: None }));
                }
            }
        }
    }

    /// A list whose first bracket is missing or follows something else; `None` for anything but a
    /// list.
    pub(super) fn begin_broken_list(&mut self) -> io::Result<Option<Found>> {
        let place = self.source.place();
        if let Some(bracket) = self.bracket_behind_signs()? {
            self.source.take(bracket.saturating_add(1));
            self.mode = Mode::List(Before::Beginning);
            let problem = "something stands before the list";
            return Ok(Some(not_json(place, problem, "remove it: a list begins with `[`")));
        }
        // The first object, and what follows it on its line.
        let mut scanner = Scanner::new();
        let mut followed = 0;
        let follows = loop {
            let new = self.source.arrived().get(followed..).unwrap_or_default();
            followed = followed.saturating_add(scanner.feed(new));
            let behind = self.source.arrived().get(followed..).unwrap_or_default();
            let is_blank = |byte: &&u8| b" \t\r".contains(byte);
            let follows = behind.iter().find(|byte| !is_blank(byte)).copied();
            let is_known = follows.is_some() || scanner.progress() == Progress::Broken;
            if is_known || followed > self.largest || !self.source.look_further()? {
                break follows.filter(|_| scanner.progress() == Progress::Complete);
            }
        };
        if follows == Some(b',') {
            self.mode = Mode::List(Before::Comma);
            let problem = "the list is not opened";
            return Ok(Some(not_json(place, problem, "write `[` before its first case")));
        }
        Ok(None)
    }

    /// The position of a bracket that begins a list of objects, behind signs that mean nothing there
    /// or a single letter.
    fn bracket_behind_signs(&mut self) -> io::Result<Option<usize>> {
        let ends = |(position, byte): (usize, &u8)| {
            b"[\n".contains(byte) || position > 0 && byte.is_ascii_alphanumeric()
        };
        loop {
            let arrived = self.source.arrived();
            let end = arrived.iter().enumerate().position(ends);
            let behind = end.and_then(|end| arrived.get(end.saturating_add(1)..));
            let follows = behind.and_then(|behind| behind.trim_ascii_start().first());
            if end.is_some_and(|end| arrived.get(end) != Some(&b'[')) {
                return Ok(None);
            }
            if follows.is_some() {
                return Ok(end.filter(|_| follows == Some(&b'{')));
            }
            if !self.source.look_further()? {
                return Ok(None);
            }
        }
    }

    /// What follows the end of a list: the end of the file, another list, or cases. Anything else
    /// shows that the list was closed too early.
    pub(super) fn behind_list(&mut self) -> io::Result<Option<Found>> {
        let behind = self.source.skip_blanks()?;
        let place = self.source.place();
        let Some(sign) = behind.filter(|sign| b",]}".contains(sign)) else {
            self.mode = Mode::Beginning;
            return Ok(None);
        };
        self.source.take(1);
        if sign != b',' {
            let problem = "a bracket that closes nothing";
            return Ok(Some(not_json(place, problem, "remove it")));
        }
        if self.source.skip_blanks()? == Some(b'[') {
            self.mode = Mode::Beginning;
            let problem = "a comma between two lists";
            return Ok(Some(not_json(
                place,
                problem,
                "write all cases into one list, or remove it",
            )));
        }
        self.mode = Mode::List(Before::Comma);
        let problem = "a comma behind the end of a list";
        Ok(Some(not_json(place, problem, "remove the `]` before it: the list goes on")))
    }

    /// Takes an element: an object up to its end, anything else up to where reading can start
    /// afresh.
    fn take_element(&mut self) -> io::Result<()> {
        let column = self.source.place().column;
        let mut scanner = Scanner::new();
        let mut followed = 0;
        while scanner.progress() == Progress::Open && followed <= self.largest {
            let new = self.source.arrived().get(followed..).unwrap_or_default();
            followed = followed.saturating_add(scanner.feed(new));
            let is_open = scanner.progress() == Progress::Open;
            if is_open && followed <= self.largest && !self.source.look_further()? {
                break;
            }
        }
        let is_object = self.source.arrived().first() == Some(&b'{');
        let is_sound = scanner.progress() == Progress::Complete && is_object;
        if is_sound && followed <= self.largest {
            self.case.extend(self.source.arrived().iter().take(followed));
            self.source.take(followed);
            self.mode = Mode::List(Before::Element);
            return Ok(());
        }
        self.is_too_large = followed > self.largest;
        self.take_broken(column)
    }

    /// Takes an element that is no object, up to where reading can start afresh.
    fn take_broken(&mut self, column: u64) -> io::Result<()> {
        let is_object = self.source.arrived().first() == Some(&b'{');
        let mut search = Search::new(column, is_object);
        loop {
            let found = search.go_on(self.source.arrived(), false);
            if found == Afresh::NotYet {
                if self.source.arrived().len() > self.largest {
                    self.is_too_large = true;
                    let passed = search.forget();
                    self.source.take(passed);
                    continue;
                }
                if self.source.look_further()? {
                    continue;
                }
            }
            let end = match found {
                Afresh::At(end) => end,
                Afresh::NotYet => match search.go_on(self.source.arrived(), true) {
                    Afresh::At(end) => end,
                    Afresh::NotYet => self.source.arrived().len(),
                },
            };
            if !self.is_too_large {
                let text = self.source.arrived().get(..end).unwrap_or_default().trim_ascii_end();
                let text = text.strip_suffix(b",").unwrap_or(text);
                self.case.extend_from_slice(text);
            }
            self.source.take(end);
            let is_end = self.source.look()?.is_empty();
            self.mode = if is_end { Mode::End } else { Mode::List(Before::Broken) };
            return Ok(());
        }
    }
}
