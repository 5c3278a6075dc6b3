//! Whatever a file holds, every case of it is handed out once: in its place, and the same however
//! its bytes arrive.
//!
//! In: a fuzzer's bytes, as the content of a file. Out: nothing, or a panic that says what was
//! lost, changed or handed out twice. `cargo test` runs a few thousand inputs; the coverage-guided
//! target in `fuzz/` runs the same function.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    clippy::unwrap_used,
    reason = "tests may panic"
)]

use super::input::Cases;
use serde_json::Value;
use std::io::{self, Read};

/// The content of a file.
pub fn file(bytes: &[u8]) {
    let cases = handed_out(bytes);
    // What is wrong between two cases may stand where the second begins.
    let in_order = |pair: &[Case]| {
        pair[0].place < pair[1].place || pair[0].text.is_none() && pair[0].place == pair[1].place
    };
    assert!(cases.windows(2).all(in_order), "two cases at one place, or out of order");
    if let Some(lines) = records(bytes) {
        let found =
            cases.iter().map(|case| (case.place.0, case.text.as_deref())).collect::<Vec<_>>();
        assert_eq!(found, lines, "a line without its answer, or with two");
    }
    for step in [1, 64] {
        assert!(
            handed_out(Trickle { rest: bytes, step }) == cases,
            "{step} bytes at a time, other cases are found"
        );
    }
}

#[derive(PartialEq, Debug)]
struct Case {
    place: (u64, u64),
    /// `None` where something other than a case is wrong.
    text: Option<Vec<u8>>,
}

fn handed_out(file: impl Read) -> Vec<Case> {
    let mut cases = Cases::new(file);
    let mut found = Vec::new();
    while let Some(case) = cases.next().unwrap() {
        found.push(Case {
            place: (case.place.line, case.place.column),
            text: case.text.ok().map(<[u8]>::to_vec),
        });
    }
    found
}

/// The number of a line, and what it holds.
type Record<'a> = (u64, Option<&'a [u8]>);

/// Where the first line that is not blank is a whole object, the lines that are not blank, with
/// their numbers: each is one case, whatever is in it.
fn records(bytes: &[u8]) -> Option<Vec<Record<'_>>> {
    let lines = (1..)
        .zip(bytes.split(|byte| *byte == b'\n'))
        .map(|(number, line)| (number, line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line)));
    let lines = lines
        .map(|(number, line)| (number, Some(line.trim_ascii_end())))
        .filter(|(_, line)| line.is_some_and(|line| !line.is_empty()));
    let lines = lines.collect::<Vec<_>>();
    let (_, first) = lines.first()?;
    let is_object =
        |line: &[u8]| line.starts_with(b"{") && serde_json::from_slice::<Value>(line).is_ok();
    is_object((*first)?).then_some(lines)
}

/// Hands out a few bytes at a time, as a pipe may.
struct Trickle<'a> {
    rest: &'a [u8],
    step: usize,
}

impl Read for Trickle<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let (taken, rest) = self.rest.split_at(self.step.min(self.rest.len()).min(buffer.len()));
        buffer[..taken.len()].copy_from_slice(taken);
        self.rest = rest;
        Ok(taken.len())
    }
}

#[cfg(test)]
mod tests {
    use super::{file, records};

    /// What files of cases are made of.
    const PIECES: [&str; 24] = [
        "{\"a\": 1}",
        "{\"a\": {\"b\": [1, 2]}}",
        "{",
        "}",
        "[",
        "]",
        ",",
        "\n",
        "\n",
        "\r\n",
        " ",
        "\t",
        "\"",
        "\\",
        "\u{feff}",
        "x",
        "{\"a\"",
        ": 1}",
        "\"}\"",
        "null",
        "\n{\"b\": 2}\n",
        "[{\"a\": 1}, {\"b\": 2}]",
        "{\n  \"a\": 1\n}\n",
        "é",
    ];

    #[test]
    fn every_case_of_a_file_is_handed_out_once() {
        bolero::check!().with_type::<Vec<u8>>().for_each(|choices| {
            let pieces = choices.iter().map(|choice| PIECES[usize::from(*choice) % PIECES.len()]);
            file(pieces.collect::<String>().as_bytes());
        });
    }

    #[test]
    fn every_byte_is_part_of_a_file() {
        bolero::check!().with_type::<Vec<u8>>().for_each(|bytes| file(bytes));
    }

    #[test]
    fn lines_are_known_where_the_first_is_a_whole_object() {
        assert_eq!(
            records(b"\n{} \r\nx\n\n"),
            Some(vec![(2, Some(&b"{}"[..])), (3, Some(&b"x"[..]))])
        );
        assert_eq!(records(b"{\n}\n"), None);
        assert_eq!(records(b""), None);
    }
}
