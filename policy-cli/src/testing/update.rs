//! Changing what is expected in a file. In: the bytes of the file, and the rows to change. Out: the
//! same bytes but for the values of the keys that differ.

use super::verdict::Update;
use crate::input::{Members, Place};
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use serde_json::value::RawValue;
use serde_json::{Deserializer, Value, json};
use std::io::{self, Write};
use std::ops::Range;

/// Text in the place of other text.
struct Edit {
    range: Range<usize>,
    text: String,
}

/// The file with these rows changed; `None` if a row is not where it was, which would be a fault
/// of this program.
pub fn updated<'u>(
    file: &[u8],
    updates: impl Iterator<Item = (Place, &'u Update)>,
) -> Option<Vec<u8>> {
    let lines = line_starts(file);
    let mut edits = Vec::new();
    for (place, update) in updates {
        let line = *lines.get(usize::try_from(place.line).ok()?.checked_sub(1)?)?;
        let column = usize::try_from(place.column).ok()?.checked_sub(1)?;
        let rest = file.get(line.checked_add(column)?..)?;
        let row = Deserializer::from_slice(rest).into_iter::<&RawValue>().next()?.ok()?.get();
        edits.extend(edits_of_row(file, row, update)?);
    }
    edits.sort_by_key(|edit| edit.range.start);
    let (mut changed, mut written) = (Vec::with_capacity(file.len()), 0);
    for Edit { range, text } in edits {
        changed.extend_from_slice(file.get(written..range.start)?);
        changed.extend_from_slice(text.as_bytes());
        written = range.end;
    }
    changed.extend_from_slice(file.get(written..)?);
    Some(changed)
}

fn line_starts(file: &[u8]) -> Vec<usize> {
    let after = memchr::memchr_iter(b'\n', file).map(|end| end.saturating_add(1));
    [0].into_iter().chain(after).collect()
}

fn edits_of_row(file: &[u8], row: &str, update: &Update) -> Option<Vec<Edit>> {
    let members = Members::read(row.as_bytes())?;
    match update {
        Update::Values(values) => {
            let expected = Members::read(members.get("expect")?.get().as_bytes())?;
            let edit = |(key, value): &(&str, Value)| {
                let range = range_in(file, expected.get(key)?.get())?;
                Some(Edit { range, text: on_one_line(value)? })
            };
            values.iter().map(edit).collect()
        }
        Update::Outcome(outcome) => {
            let expect = on_one_line(&json!({ "outcome": outcome }))?;
            let after = |text: &str| range_in(file, text).map(|range| range.end..range.end);
            if let Some(empty) = members.get("expect") {
                return Some(vec![Edit { range: range_in(file, empty.get())?, text: expect }]);
            }
            if let Some(case) = members.get("case") {
                let text = format!(", \"expect\": {expect}");
                return Some(vec![Edit { range: after(case.get())?, text }]);
            }
            // A case alone becomes the case of a row.
            let row_range = range_in(file, row)?;
            let before =
                Edit { range: row_range.start..row_range.start, text: "{\"case\": ".to_owned() };
            let text = format!(", \"expect\": {expect}}}");
            Some(vec![before, Edit { range: after(row)?, text }])
        }
    }
}

/// Where a part of the file is in it.
fn range_in(file: &[u8], part: &str) -> Option<Range<usize>> {
    let start = part.as_ptr().addr().checked_sub(file.as_ptr().addr())?;
    let range = start..start.checked_add(part.len())?;
    file.get(range.clone()).is_some_and(|found| found == part.as_bytes()).then_some(range)
}

/// JSON with a space after each comma and colon, so that a row stays on its line.
fn on_one_line(value: &Value) -> Option<String> {
    let mut text = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut text, OneLine)).ok()?;
    String::from_utf8(text).ok().map(policy_core::unseen::escaped_json)
}

struct OneLine;

fn separate<W: ?Sized + Write>(writer: &mut W, is_first: bool) -> io::Result<()> {
    if is_first { Ok(()) } else { writer.write_all(b", ") }
}

impl Formatter for OneLine {
    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        is_first: bool,
    ) -> io::Result<()> {
        separate(writer, is_first)
    }

    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        is_first: bool,
    ) -> io::Result<()> {
        separate(writer, is_first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }
}

#[cfg(test)]
mod tests {
    use super::{Update, updated};
    use crate::input::Place;
    use serde_json::{Value, json};

    fn change(file: &str, line: u64, column: u64, update: &Update) -> String {
        let changed = updated(file.as_bytes(), [(Place { line, column }, update)].into_iter());
        String::from_utf8(changed.unwrap()).unwrap()
    }

    fn values(values: &[(&'static str, Value)]) -> Update {
        Update::Values(values.to_vec())
    }

    #[test]
    fn nothing_changes_but_the_values_of_keys_that_are_expected() {
        let file = "\u{feff}{\"case\":{\"n\":1.50e0}  ,\t\"expect\" : { \"missing\":[],\"outcome\":\"refer\" },\"why\":\"\\u0041\"}\r\n\n[\n";
        let update =
            values(&[("outcome", json!("x\u{202e}")), ("missing", json!(["a", {"b": 1, "c": 2}]))]);
        assert_eq!(
            change(file, 1, 4, &update),
            "\u{feff}{\"case\":{\"n\":1.50e0}  ,\t\"expect\" : { \"missing\":[\"a\", {\"b\": 1, \"c\": 2}],\"outcome\":\"x\\u202e\" },\"why\":\"\\u0041\"}\r\n\n[\n"
        );
    }

    #[test]
    fn an_outcome_is_written_where_nothing_is_expected() {
        let update = || Update::Outcome(json!("refer"));
        for (row, changed) in [
            (
                r#"{"case": {}, "why": 1}"#,
                r#"{"case": {}, "expect": {"outcome": "refer"}, "why": 1}"#,
            ),
            (r#"{"expect": { }, "case": {}}"#, r#"{"expect": {"outcome": "refer"}, "case": {}}"#),
            (r#"{"id": 1}"#, r#"{"case": {"id": 1}, "expect": {"outcome": "refer"}}"#),
        ] {
            let file = |row: &str| format!("[{{}},\n  {row}, {{}}]");
            assert_eq!(change(&file(row), 2, 3, &update()), file(changed));
        }
    }

    #[test]
    fn a_row_that_is_not_there_changes_nothing() {
        for (line, column) in [(1, 2), (2, 1), (9, 1), (1, 99), (0, 0)] {
            let update = Update::Outcome(json!("refer"));
            let place = Place { line, column };
            assert!(updated(b"{\"a\": 1}\n", [(place, &update)].into_iter()).is_none());
        }
    }
}
