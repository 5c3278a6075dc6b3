//! Records on lines of their own: a broken one costs one answer and takes no other with it.

#![expect(clippy::arithmetic_side_effects, reason = "what helps tests may fail as they do")]

use super::texts;

#[test]
fn a_brace_in_the_first_column_begins_a_case() {
    assert_eq!(
        texts("{\"a\": [\n{\"b\": 1},\n{\"c\": 2}"),
        ["{\"a\": [", "{\"b\": 1},", "{\"c\": 2}"]
    );
    assert_eq!(texts("{\"a\":\n{\n\"b\": 1\n}\n"), ["{\"a\":", "{\n\"b\": 1\n}"]);
    assert_eq!(texts("{\"a\": [\n{\"b\": [\n{\"c\": 1"), ["{\"a\": [", "{\"b\": [", "{\"c\": 1"]);
}

#[test]
fn where_the_first_line_is_a_whole_object_every_line_is_one_case() {
    let lines = [
        "{\"a\": 1}",
        "{\"a\": {",
        "\"b\": 1",
        "}}",
        "{\"c\": [",
        "{\"d\": 1}",
        "{\"e\": 1} {\"f\": 1}",
        "[{\"g\": 1},",
        "{\"h\": 1}]",
        "\u{feff}{}",
    ];
    let expected = lines.map(|line| line.trim_start_matches('\u{feff}'));
    assert_eq!(texts(&lines.join("\n")), expected);
    assert_eq!(texts(&format!("\u{feff}\n  \n{}\r\n", lines.join("\r\n\r\n"))), expected);
}

/// Numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn one_of<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    /// The record as it is, or cut off, or with a sign too many, or with one that is another.
    fn damaged(&mut self, record: &str) -> String {
        let place = 1 + self.below(record.len() - 1);
        let (before, after) = record.split_at(place);
        let sign = self.one_of(&["{", "}", "[", "]", ",", ":", "\"", "\\", "x", "0", "{}", "}{"]);
        match self.below(5) {
            0 => before.to_owned(),
            1 => format!("{before}{sign}{after}"),
            2 => format!("{before}{sign}{}", &after[1..]),
            3 => after.to_owned(),
            _ => record.to_owned(),
        }
    }
}

fn record(number: usize) -> String {
    format!(
        r#"{{"id":"{number}","nyha":{{"one_of":["II","III"]}},"lvef":[{{"value":38,"unit":"%"}},{{"value":40,"unit":"%"}}],"x":"}}\"]"}}"#
    )
}

#[test]
fn behind_a_whole_record_every_line_is_answered_once_and_in_order() {
    let mut numbers = Numbers(1);
    for _ in 0..2_000 {
        let damaged = (1..=1 + numbers.below(12))
            .map(|number| numbers.damaged(&record(number)))
            .collect::<Vec<_>>();
        let lines = [vec![record(0)], damaged].concat();
        let file = lines.join(numbers.one_of(&["\n", "\r\n", "\n\n", "\n \t\n"]));
        assert_eq!(texts(&file), lines, "{file}");
    }
}

#[test]
fn records_that_are_cut_off_are_answered_once_and_in_order_wherever_they_stand() {
    let mut numbers = Numbers(2);
    for _ in 0..2_000 {
        let lines = (0..=numbers.below(12)).map(|number| {
            let record = record(number);
            let end = if numbers.below(2) == 0 {
                record.len()
            } else {
                1 + numbers.below(record.len() - 1)
            };
            record[..end].to_owned()
        });
        let lines = lines.collect::<Vec<_>>();
        let file = lines.join("\n");
        assert_eq!(texts(&file), lines, "{file}");
    }
}
