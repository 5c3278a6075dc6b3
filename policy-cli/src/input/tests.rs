mod lists;
mod records;

use super::Cases;
use std::io::{self, Read};

/// Hands out a few bytes at a time, as a pipe may.
struct Trickle<'a>(&'a [u8], usize);

impl Read for Trickle<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let number = self.1.min(self.0.len()).min(buffer.len());
        buffer[..number].copy_from_slice(&self.0[..number]);
        self.0 = &self.0[number..];
        Ok(number)
    }
}

fn read_all(mut cases: Cases<impl Read>) -> Vec<(u64, u64, String)> {
    let mut found = Vec::new();
    while let Some(case) = cases.next().unwrap() {
        let text = case.text.map_or_else(
            |problem| problem.problem,
            |text| String::from_utf8_lossy(text).trim().to_owned(),
        );
        found.push((case.place.line, case.place.column, text));
    }
    found
}

/// The texts of the cases, the same however the bytes arrive.
fn texts(file: &str) -> Vec<String> {
    let at_once = read_all(Cases::new(file.as_bytes()));
    for step in [1, 3, 7] {
        assert_eq!(
            read_all(Cases::new(Trickle(file.as_bytes(), step))),
            at_once,
            "{step} bytes at a time"
        );
    }
    at_once.into_iter().map(|(_, _, text)| text).collect()
}

#[test]
fn cases_stand_on_lines() {
    assert_eq!(texts("{\"a\": 1}\n{\"b\": 2}\n"), [r#"{"a": 1}"#, r#"{"b": 2}"#]);
    assert_eq!(texts("\n\n{\"a\": 1}\r\n\r\n  \t\n{\"b\": 2}"), [r#"{"a": 1}"#, r#"{"b": 2}"#]);
    assert_eq!(texts("\u{feff}{\"a\": 1}\n\u{feff}{\"b\": 2}\n"), [r#"{"a": 1}"#, r#"{"b": 2}"#]);
    assert!(texts("").is_empty() && texts(" \n\r\n\t").is_empty() && texts("\u{feff}").is_empty());
}

#[test]
fn cases_stand_on_several_lines_or_behind_each_other() {
    assert_eq!(texts("{\n  \"a\": 1\n}\n"), ["{\n  \"a\": 1\n}"]);
    assert_eq!(
        texts("{\n  \"a\": {\n    \"b\": [\n      1\n    ]\n  }\n}\n\n{\n  \"c\": 2\n}"),
        ["{\n  \"a\": {\n    \"b\": [\n      1\n    ]\n  }\n}", "{\n  \"c\": 2\n}"]
    );
    assert_eq!(
        texts("{\"a\": 1}{\"b\": 2} {\"c\":\n3}{\"d\": 4}"),
        [r#"{"a": 1}"#, r#"{"b": 2}"#, "{\"c\":\n3}", r#"{"d": 4}"#]
    );
    assert_eq!(texts("{\n}{\n}\n"), ["{\n}", "{\n}"]);
    assert_eq!(
        texts("{\n\n\"a\": 1\n\n\n}\n\n{\"c\": 3}"),
        ["{\n\n\"a\": 1\n\n\n}", r#"{"c": 3}"#]
    );
}

#[test]
fn objects_inside_a_case_may_begin_lines_where_nothing_is_indented() {
    let case = "{\n\"a\": [\n{\n\"b\": 1\n},\n{\"b\": {\n}}\n],\n\"c\":\n{\n\"d\": \"}\"\n}\n}";
    assert_eq!(texts(case), [case]);
    assert_eq!(
        texts(&format!("{case}\n\n{case}\n{{\"e\": 1}}{case}")),
        [case, case, r#"{"e": 1}"#, case]
    );
    assert_eq!(texts(&case.replace('\n', "\r\n")), [case.replace('\n', "\r\n")]);
    // Where the lines do not end it, it was cut off.
    let cut_off = "{\n\"a\": [\n{\"b\": 1}";
    assert_eq!(
        texts(&format!("{cut_off}\n{case}\n{case}")),
        ["{\n\"a\": [", "{\"b\": 1}", case, case]
    );
    assert_eq!(
        texts(&format!("{cut_off},\n{case}\n{case}")),
        ["{\n\"a\": [", "{\"b\": 1},", case, case]
    );
    assert_eq!(texts(&format!("{cut_off},\n{case}")), ["{\n\"a\": [", "{\"b\": 1},", case]);
    assert_eq!(texts(&format!("{{\"a\": 1,\n{case}\n")), ["{\"a\": 1,", case]);
}

#[test]
fn an_object_that_would_grow_too_large_before_it_ends_is_cut_off() {
    let inner = "{\"b\": 1},\n".repeat(20);
    let limited = |largest| {
        read_all(Cases::with_limit(
            format!("{{\"a\": [\n{inner}{{}}]}}\n{{\"c\": 1}}\n").as_bytes(),
            largest,
        ))
        .len()
    };
    assert_eq!((limited(1_000), limited(100)), (2, 23));
}

#[test]
fn a_broken_line_is_one_case_and_takes_no_other_with_it() {
    for broken in [
        "not json",
        "}",
        "]",
        "\"text\"",
        "12",
        "null",
        "[1, 2]",
        "{\"a\": 1} and more",
        "{\"a\": 1}}",
        "{\"a\": 1},",
        "{\"a\": 1]",
        "{\"a\" 1}",
        "{\"a\": 1 \"b\": 2}",
        "{\"a\": [}",
        "{\"a\": tru}",
        "{\"a\": \"text",
        "{\"a\": \"tex\\",
        "{\"a",
        "{\"a\"",
        "{\"a\":",
        "{\"a\": 4",
        "{\"a\": 4,",
        "{\"a\": [",
        "{\"a\": [{\"b\": 1},",
        "{\"a\": [{\"b\": 1}",
        "{",
        "{'a': 1}",
        "{\"a\": {\"b\": [1, 2",
        "\u{1b}[0m",
    ] {
        let good = "{\"id\": \"good\"}";
        assert_eq!(
            texts(&format!("{good}\n{broken}\n{good}\n{good}\n")),
            [good, broken, good, good],
            "{broken}"
        );
        assert_eq!(
            texts(&format!("{good}\n{broken}\r\n\r\n{good}\r\n")),
            [good, broken, good],
            "{broken}"
        );
        assert_eq!(texts(&format!("{good}\n{broken}")), [good, broken], "{broken}");
        assert_eq!(
            texts(&format!("{good}\n{broken}\nnot json\n{good}\n")),
            [good, broken, "not json", good],
            "{broken}"
        );
        assert_eq!(
            texts(&format!("{good}\n{broken}\n{{\"c\" 1}}\n{good}")),
            [good, broken, "{\"c\" 1}", good],
            "{broken}"
        );
    }
}

#[test]
fn several_records_that_are_cut_off_are_several_cases() {
    let file = "{\"a\": 4\n{\"a\": 4\n{\"a\": {\"b\"\n{\"a\": 1}\n{\"a\": [1\n";
    assert_eq!(
        texts(file),
        ["{\"a\": 4", "{\"a\": 4", "{\"a\": {\"b\"", "{\"a\": 1}", "{\"a\": [1"]
    );
}

#[test]
fn a_broken_object_on_several_lines_is_one_case() {
    let good = "{\n  \"id\": \"good\"\n}";
    for broken in [
        "{\n  \"a\": 1\n  \"b\": 2,\n  \"c\": 3\n}",
        "{\n  \"a\": [\n    {\n      \"b\": 1\n    }\n  \"c\": 3\n}",
        "{\n  \"a\": 1,\n}",
        "{\n  \"a\": \"text\n  \"c\": 3\n}",
    ] {
        let cases = texts(&format!("{good}\n{broken}\n{good}\n"));
        assert_eq!(cases.len(), 3, "{cases:?}");
        assert_eq!((&*cases[0], &*cases[2]), (good, good));
    }
    // It is cut off, where an object could be.
    assert_eq!(texts(&format!("{{\n  \"a\":\n{good}\n")), ["{\n  \"a\":", good]);
}

#[test]
fn cases_are_elements_of_a_list() {
    assert_eq!(
        texts("[{\"a\": 1}, {\"b\": [1, {}]},\n {\"c\": \"],[\\\"\"}]"),
        [r#"{"a": 1}"#, r#"{"b": [1, {}]}"#, r#"{"c": "],[\""}"#]
    );
    assert_eq!(texts(" [\n  1,\n  null, \"x\" ]\n"), ["1", "null", "\"x\""]);
    assert!(texts("[]").is_empty() && texts("\u{feff}\n[ \n ]\n").is_empty());
    assert_eq!(texts("[{\"a\": 1}]\u{feff}[{\"b\": 2}]"), [r#"{"a": 1}"#, r#"{"b": 2}"#]);
    assert_eq!(
        texts("[{\"a\": 1}]\n[{\"b\": 2}] {\"c\": 3}\n{\"d\": 4}"),
        [r#"{"a": 1}"#, r#"{"b": 2}"#, r#"{"c": 3}"#, r#"{"d": 4}"#]
    );
}

#[test]
fn a_broken_element_takes_no_other_with_it() {
    for broken in ["{\"a\" 1}", "{\"a\": tru}", "nothing", "{\"a\": [}]}", "{\"a\": \"text\n}"] {
        let cases = texts(&format!("[{{\"id\": 1}}, {broken}, {{\"id\": 2}}]"));
        assert_eq!(
            (cases.len(), &*cases[0], &*cases[2]),
            (3, "{\"id\": 1}", "{\"id\": 2}"),
            "{broken}"
        );
        assert!(broken.starts_with(&cases[1]), "{}", cases[1]);
    }
}

#[test]
fn a_list_with_stray_or_missing_signs_says_so_and_keeps_its_cases() {
    assert_eq!(
        texts("[{\"a\": 1},]"),
        ["{\"a\": 1}", "not JSON: a comma with nothing after it (line 1, column 11)"]
    );
    assert_eq!(
        texts("[,{\"a\": 1}]"),
        ["not JSON: a comma with nothing before it (line 1, column 2)", "{\"a\": 1}"]
    );
    assert_eq!(
        texts("[{\"a\": 1}\n"),
        ["{\"a\": 1}", "not JSON: the text ends inside a list (line 2, column 1)"]
    );
    assert_eq!(texts("[{\"a\": 1},\n{\"b\": [\n"), ["{\"a\": 1}", "{\"b\": ["]);
    assert_eq!(texts("["), ["not JSON: the text ends inside a list (line 1, column 2)"]);
}

#[test]
fn places_are_counted_in_lines_and_bytes() {
    let places = |file: &str| {
        read_all(Cases::new(file.as_bytes()))
            .into_iter()
            .map(|(line, column, _)| (line, column))
            .collect::<Vec<_>>()
    };
    assert_eq!(places("{}\n\n{\n}\n{} {}\nx"), [(1, 1), (3, 1), (4, 1), (5, 1), (6, 1)]);
    assert_eq!(places("{\n}\n\n{\n}\n{} {}\nx"), [(1, 1), (4, 1), (6, 1), (6, 4), (7, 1)]);
    assert_eq!(places("[{},\n  {}, {\n}, 1]\n{}"), [(1, 2), (2, 3), (2, 7), (3, 4), (4, 1)]);
}

#[test]
fn bytes_that_are_no_text_stay_on_their_line() {
    let file = b"{\"a\": 1}\n{\"id\": \"\xFF\xFE\"}\n\xC3\x28\n{\"b\": 2}\n";
    let mut cases = Cases::new(&file[..]);
    let mut found = Vec::new();
    while let Some(case) = cases.next().unwrap() {
        found.push(case.text.unwrap().to_vec());
    }
    assert_eq!(
        found,
        file.trim_ascii_end().split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect::<Vec<_>>()
    );
    let utf_16 = "{\"a\": 1}\n".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let utf_16 = [&[0xFF, 0xFE], &*utf_16].concat();
    assert_eq!(
        read_all(Cases::new(&*utf_16))[0].2,
        "not JSON: the file is written in UTF-16 (line 1, column 1)"
    );
}

#[test]
fn a_case_that_is_too_large_is_refused_and_the_next_one_is_found() {
    let long = "x".repeat(200);
    let too_large = "a case of more than 1 MB (line 1)";
    let limited = |file: &str| {
        read_all(Cases::with_limit(file.as_bytes(), 100))
            .into_iter()
            .map(|(_, _, text)| text)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        limited(&format!("{{\"a\": \"{long}\"}}\n{{\"b\": 2}}\n")),
        [too_large, r#"{"b": 2}"#]
    );
    assert_eq!(
        limited(&format!("[{{\"a\": \"{long}\"}}, {{\"b\": 2}}]\n")),
        [too_large, r#"{"b": 2}"#]
    );
    assert_eq!(
        limited(&format!("{{\n{}  \"a\": 1\n}}\n{{\"b\": 2}}\n", "  \"a\": 1,\n".repeat(50))),
        [too_large, r#"{"b": 2}"#]
    );
    assert_eq!(
        limited(&format!("{{\"a\":\n\"{long}\"}}\n{{\"b\": 2}}\n")).last().unwrap(),
        r#"{"b": 2}"#
    );
    assert_eq!(limited(&format!("{long}\n{{\"b\": 2}}")), [too_large, r#"{"b": 2}"#]);
}

#[test]
fn what_has_arrived_is_handed_out_before_more_is_waited_for() {
    let mut cases = Cases::new(Trickle(b"{\"a\": 1}\n{\"b\": 2}\n", 9));
    for _ in 0..2 {
        assert!(cases.next().unwrap().is_some());
        assert!(cases.is_drained());
    }
    let mut cases = Cases::new(&b"{\"a\": 1}{\"b\": 2}\n"[..]);
    assert!(cases.next().unwrap().is_some());
    assert!(!cases.is_drained());
}
