//! Cases that someone wrote, and what becomes of them when bytes are deleted, doubled, moved and
//! replaced.

use super::choices::Choices;
use policies::POLICIES;
use serde_json::value::RawValue;
use std::sync::LazyLock;

const REFUSED: &str = include_str!("../../cases/invalid.ndjson");

/// What a case is made of, and what other programs and people write for it.
const PIECES: [&str; 40] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\n",
    "\u{feff}",
    "\u{0}",
    "null",
    "true",
    "-1",
    "1e400",
    "1e-400",
    "0.0000000000000000000000000001",
    "9999999999999999999999999999",
    "18446744073709551616",
    "NaN",
    "\\ud800",
    "\\u0000",
    "\"2026-02-30\"",
    "\"+262143-01-01\"",
    "\"0000\"",
    "\"id\": ",
    "\"request_date\": ",
    "\"value\": ",
    "\"low\": ",
    "\"high\": ",
    "\"comparator\": ",
    "\"unit\": ",
    "\"method\": ",
    "\"date\": ",
    "\"one_of\": ",
    "\"complete\": ",
    "\"events\": ",
    "[[[[[[[[[[[[[[[[",
    "{\"a\":{\"a\":{\"a\":",
    "\u{202e}",
];

/// The bundled cases of every policy, and those that have to be refused, each as the text of its
/// JSON.
///
/// # Panics
///
/// Where a line of them is no JSON.
#[must_use]
pub fn seeds() -> Vec<String> {
    #[derive(serde::Deserialize)]
    struct Line<'a> {
        #[serde(borrow)]
        case: Option<&'a RawValue>,
        raw: Option<String>,
    }
    let lines = POLICIES
        .iter()
        .flat_map(|bundled| bundled.cases.lines())
        .chain(REFUSED.lines())
        .filter(|line| !line.trim().is_empty());
    let text = |line| {
        let line: Line<'_> = serde_json::from_str(line).unwrap();
        line.case.map(|case| case.get().to_owned()).or(line.raw).unwrap()
    };
    lines.map(text).collect()
}

/// One of the seeds, changed as the bytes say.
pub fn changed(bytes: &[u8]) -> Vec<u8> {
    static SEEDS: LazyLock<Vec<String>> = LazyLock::new(seeds);
    let mut choices = Choices(bytes);
    let mut case = SEEDS[choices.below(SEEDS.len())].clone().into_bytes();
    for _ in 0..=choices.below(4) {
        change(&mut case, &mut choices);
    }
    case
}

fn change(case: &mut Vec<u8>, choices: &mut Choices<'_>) {
    let place = choices.below(case.len());
    let end = (place + 1 + choices.below(16)).min(case.len());
    let place = place.min(end);
    match choices.below(7) {
        0 => drop(case.drain(place..end)),
        1 => {
            let doubled = case[place..end].to_vec();
            case.splice(end..end, doubled);
        }
        2 => {
            let moved = case.drain(place..end).collect::<Vec<_>>();
            let to = choices.below(case.len() + 1);
            case.splice(to..to, moved);
        }
        3 => drop(case.splice(place..end, choices.one_of(&PIECES).bytes())),
        4 => drop(case.splice(place..place, choices.one_of(&PIECES).bytes())),
        5 => drop(case.splice(place..end, choices.bytes(4).to_vec())),
        _ => case.truncate(place),
    }
}
