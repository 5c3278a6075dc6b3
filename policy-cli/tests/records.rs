//! Files of one case a line, some of them broken: one answer a line, in order, with the line in the
//! file.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "what helps tests may fail as they do"
)]

mod support;

use support::{case, evaluate};

/// Numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    /// Cut off, with a sign too many, or something else altogether.
    fn broken(&mut self, record: &str) -> String {
        let (before, after) = record.split_at(1 + self.below(record.len() - 1));
        match self.below(5) {
            0 | 1 => before.to_owned(),
            2 => format!("{record}{}", ["}", "]", ",", " and more", "\""][self.below(5)]),
            3 => after.to_owned(),
            _ => ["not json", "12", "null", "[1, 2]", "{", "}", "\"text\"", "[", ",", "{}{}"]
                [self.below(10)]
            .to_owned(),
        }
    }
}

#[test]
fn behind_a_whole_case_every_line_is_answered_once_in_order_and_with_its_line() {
    let mut numbers = Numbers(3);
    for _ in 0..30 {
        let is_good = (0..60).map(|line| line == 0 || numbers.below(3) == 0).collect::<Vec<_>>();
        let line = |(number, is_good): (usize, &bool)| {
            let case = case(&format!("c{number}"));
            if *is_good { case } else { numbers.broken(&case) }
        };
        let lines = is_good.iter().enumerate().map(line).collect::<Vec<_>>();
        let ran = evaluate(lines.join("\n"));
        let answers = ran.answers();
        assert_eq!((answers.len(), ran.status), (lines.len(), 1), "{lines:#?}");
        for (number, (answer, is_good)) in answers.iter().zip(&is_good).enumerate() {
            if *is_good {
                assert_eq!(
                    (&answer["id"], &answer["outcome"]),
                    (&format!("c{number}").into(), &"need_information".into()),
                    "{}",
                    lines[number]
                );
                continue;
            }
            let [problem] = &**answer["problems"].as_array().unwrap() else { panic!("{answer}") };
            assert_eq!(problem["path"], "", "{}: {answer}", lines[number]);
            let line = format!("(line {}", number + 1);
            assert!(
                problem["problem"].as_str().unwrap().contains(&line),
                "{}: {answer}",
                lines[number]
            );
        }
    }
}

#[test]
fn two_broken_lines_behind_each_other_are_two_refusals() {
    let ran = evaluate(format!(
        "{}\n{{\"id\": \"b\", \"lvef\": [\n{{\"value\": 38, \"unit\"\n{}\n",
        case("a"),
        case("d")
    ));
    assert_eq!(ran.ids(), ["a", "b", "-", "d"]);
    let cut_off_first = evaluate(format!(
        "{{\"id\": \"a\", \"lvef\": [\n{{\"id\": \"b\", \"lvef\": [\n{}\n",
        case("c")
    ));
    assert_eq!(cut_off_first.ids(), ["a", "b", "c"]);
}
