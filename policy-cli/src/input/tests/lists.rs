//! A defect in a list costs the case it is in, and no other.

use super::{Cases, texts};

/// Three cases, of the shape that real ones have.
const CASES: [&str; 3] = [
    r#"{"id": "a", "request_date": "2026-11-21", "visit": {"complete": true, "events": [{"date": "2026"}, {}]}}"#,
    r#"{"request_date": "2026-11-21", "lvef": [{"value": 34, "unit": "%"}, {"low": 1, "id": "x"}], "id": "b"}"#,
    r#"{"case": {"id": "c", "request_date": "2026-11-21", "k": {"a": [{"b": 1}]}}, "expect": {}}"#,
];

/// A list in which every case is on one line, or everything is on one line, or nothing is.
fn lists() -> [(String, [String; 3]); 3] {
    let pretty = CASES.map(|case| {
        let value = serde_json::from_str::<serde_json::Value>(case).unwrap();
        serde_json::to_string_pretty(&value).unwrap().replace('\n', "\n  ")
    });
    let plain = CASES.map(str::to_owned);
    [
        (format!("[{}]\n", CASES.join(",\n ")), plain.clone()),
        (format!("[{}]", CASES.join(", ")), plain),
        (format!("[\n  {}\n]\n", pretty.join(",\n  ")), pretty),
    ]
}

/// The cases that are handed out, each as it is.
fn sound(list: &str) -> Vec<String> {
    let mut cases = Cases::new(list.as_bytes());
    let mut found = Vec::new();
    while let Some(case) = cases.next().unwrap() {
        if let Ok(text) = case.text {
            found.push(String::from_utf8_lossy(text).into_owned());
        }
    }
    found
}

#[test]
fn a_sound_list_is_its_cases() {
    for (list, cases) in lists() {
        assert_eq!(texts(&list), cases);
    }
}

#[test]
fn a_defect_takes_no_other_case_with_it() {
    let mut failures = Vec::new();
    for (list, cases) in lists() {
        for position in 0..list.len() {
            let (before, after) = list.split_at(position);
            let cut = format!("{before}{}", &after[1..]);
            let added = ["{", "}", "[", "]", ",", ":", "\"", "x", "\n"]
                .map(|sign| format!("{before}{sign}{after}"));
            for defective in added.into_iter().chain([cut]) {
                let found = sound(&defective);
                for case in &cases {
                    let start = list.find(case.as_str()).unwrap();
                    let is_untouched = position < start || position > start + case.len();
                    let times = found.iter().filter(|text| *text == case).count();
                    if times > 1 || (is_untouched && times == 0) {
                        failures.push(format!("{times} times: {case}\nin {defective}"));
                    }
                }
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{} failures\n{}",
        failures.len(),
        failures[..failures.len().min(6)].join("\n\n")
    );
}

#[test]
fn two_lists_and_lines_behind_a_list_lose_nothing() {
    let [a, b, c] = CASES;
    for (file, problem) in [
        (format!("[{a}],[{b}, {c}]"), "a comma between two lists"),
        (format!("[{a}],\n{b},\n{c}]"), "a comma behind the end of a list"),
        (format!("[{a}]]\n[{b}]\n{c}\n"), "a bracket that closes nothing"),
        (format!("[{a}\n{b}, {c}]"), "a comma is missing between two cases of the list"),
    ] {
        assert_eq!(sound(&file), CASES, "{file}");
        assert_eq!(texts(&file).iter().filter(|text| text.contains(problem)).count(), 1, "{file}");
    }
}
