use super::Walker;
use crate::json::syntax::Broken;
use crate::json::value::Value;
use crate::json::{Progress, Scanner};
use serde_json::value::RawValue;

/// The content of a text, as `serde_json` would represent it.
fn read(walker: &mut Walker<'_>) -> Result<serde_json::Value, Broken> {
    Ok(match walker.value()? {
        Value::Null => serde_json::Value::Null,
        Value::Flag(flag) => flag.into(),
        Value::Number(text) => serde_json::from_str::<serde_json::Number>(text).unwrap().into(),
        Value::Text(text) => text.into(),
        Value::List => {
            let mut list = Vec::new();
            while walker.has_element()? {
                list.push(read(walker)?);
            }
            list.into()
        }
        Value::Object => {
            let mut object = serde_json::Map::new();
            while let Some(key) = walker.key()? {
                object.insert(key.into_owned(), read(walker)?);
            }
            object.into()
        }
    })
}

fn whole(text: &str) -> Option<serde_json::Value> {
    let mut walker = Walker::new(text);
    read(&mut walker).and_then(|value| walker.end().map(|()| value)).ok()
}

fn is_skipped(text: &str) -> bool {
    let mut walker = Walker::new(text);
    walker.skip().and_then(|()| walker.end()).is_ok()
}

/// The elements of JSON, valid and broken.
const PIECES: [&str; 40] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    " ",
    "\n",
    "\"",
    "\"a\"",
    "\"b\": ",
    "\"é\"",
    "\\",
    "\\n",
    "\"\\u00e9\"",
    "\"\\ud83d\\ude00\"",
    "\"\\ud83d\"",
    "\"\\u12\"",
    "0",
    "1",
    "-",
    "-0.5",
    ".",
    "e",
    "E+2",
    "01",
    "1e999",
    "1.",
    "true",
    "tru",
    "false",
    "null",
    "nul",
    "x",
    "{}",
    "[]",
    "[1, 2]",
    "{\"a\": [1]}",
    "\t",
    "\u{1}",
];

/// The same numbers in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap().checked_rem(end).unwrap()
    }
}

const DOCUMENT: &str =
    r#"{"a": [1, -2.50e+3, {"b": null}], "c\u0041\n": "x\"y\\", "d": [true, false, [], {}, [""]]}"#;

#[test]
fn what_is_json_and_what_it_says_is_the_same_as_for_serde_json() {
    let mut numbers = Numbers(1);
    let mut accepted = Vec::new();
    for round in 0..40_000 {
        let text = if round % 2 == 0 {
            (0..=numbers.below(6)).map(|_| PIECES[numbers.below(PIECES.len())]).collect::<String>()
        } else {
            let (start, end) = (numbers.below(DOCUMENT.len()), numbers.below(DOCUMENT.len()));
            let piece = PIECES[numbers.below(PIECES.len())];
            format!("{}{piece}{}", &DOCUMENT[..start], &DOCUMENT[start.max(end.min(start + 2))..])
        };
        let value = serde_json::from_str::<serde_json::Value>(&text).ok();
        // A double cannot hold this number; this reader only has to keep its digits.
        if !text.contains("999") {
            assert_eq!(whole(&text), value, "{text:?}");
        }
        // Neither of the two checks the surrogates in what it skips.
        let is_json = serde_json::from_str::<&RawValue>(&text).is_ok();
        assert_eq!(is_skipped(&text), is_json, "{text:?}");
        accepted.extend(value);
        let mut scanner = Scanner::new();
        scanner.feed(text.as_bytes());
        // A number may continue; every other complete value has ended.
        let is_number = text.trim().ends_with(|last: char| last.is_ascii_alphanumeric());
        assert!(!is_json || is_number || scanner.progress() == Progress::Complete, "{text:?}");
    }
    assert!(accepted.len() > 2_000, "{}", accepted.len());
}

#[test]
fn numbers_keep_every_digit() {
    for number in ["-0", "1.50", "123456789012345678901234567890.000", "1E-400", "1e999"] {
        assert_eq!(Walker::new(number).value(), Ok(Value::Number(number)));
    }
}

#[test]
fn parts_are_passed_over_or_read() {
    let text = r#"{"a": [1, [2]], "b": {"c": "]"}, "d": [3, 4], "e": 5}"#;
    let mut walker = Walker::new(text);
    assert_eq!(walker.value(), Ok(Value::Object));
    assert_eq!(walker.key().unwrap().unwrap(), "a");
    assert_eq!(walker.whole_value(), Ok(Value::List));
    assert_eq!(walker.key().unwrap().unwrap(), "b");
    walker.skip().unwrap();
    assert_eq!(walker.key().unwrap().unwrap(), "d");
    assert_eq!(walker.value(), Ok(Value::List));
    assert_eq!(walker.has_element(), Ok(true));
    walker.leave().unwrap();
    assert_eq!(walker.key().unwrap().unwrap(), "e");
    assert_eq!(walker.value(), Ok(Value::Number("5")));
    assert_eq!(walker.key(), Ok(None));
    assert_eq!(walker.end(), Ok(()));
}
