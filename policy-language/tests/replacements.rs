//! A replacement does what it says: put in its place, its mistake is gone, and nothing new is
//! wrong.
//!
//! In: every case of the tables of mistakes, and every mistake that the parser knows. Each
//! replacement is made alone, and then all of them, again and again.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test may fail"
)]

mod table;

use policy_language::scan::scan;
use policy_language::{File, Located, Span, check_files};
use std::collections::BTreeMap;

/// How many times everything is replaced until nothing is left to replace.
const MOST_ROUNDS: usize = 5;

/// Whose replacement brings out what was hidden before, so that as much is wrong as there was:
/// case, message, what comes out.
const UNCOVERED: &[(&str, &str, &str)] = &[
    // Of a line with a wrong character, nothing else is said until that is right.
    (
        "spelling/curly_quotation_marks",
        "curly quotation marks cannot be read",
        "a value is written without quotation marks",
    ),
    // Databases write both words in capitals.
    (
        "windows/between_in_capitals",
        "`BETWEEN` is written in small letters",
        "the ends of `between` are not joined with `AND`",
    ),
    (
        "lists/single_marks",
        "a value is written without quotation marks",
        "`<>` is not a comparison",
    ),
    // Nothing is said about the meaning of a fact that cannot be read.
    (
        "facts: a: code I, II, III, b: date",
        "a list in square brackets is missing after `code`",
        "`a` has no label",
    ),
    (
        "facts: a: quantity mg, b: date",
        "`in` with the unit is missing after `quantity`",
        "`a` has no label",
    ),
    (
        "facts: a: quantity in mg between 1 and 5,",
        "a plausible range is not written with `between`",
        "`a` has no label",
    ),
];

/// Whose replacement is not the corrected line of the case, and why that is as it should be.
const CORRECTED_OTHERWISE: &[(&str, &str)] = &[(
    "sections/reason_without_quotation_marks",
    "that `_` was to be a blank, only its author can say",
)];

/// A text with mistakes, and the file that it is checked with.
struct Case {
    name: String,
    text: String,
    vocabulary: Option<String>,
    /// The text without its mistakes, where it is known.
    right: Option<String>,
}

impl Case {
    fn check(&self, text: &str) -> Vec<Located> {
        let mut files = vec![File::read("case", text)];
        files.extend(
            self.vocabulary.as_deref().map(|vocabulary| File::read("vocabulary", vocabulary)),
        );
        check_files(&files).diagnostics
    }
}

/// The cases of the tables.
fn suite() -> Vec<Case> {
    let case = |case: table::Case| {
        let text = case.text();
        let vocabulary = (!text.contains("vocabulary!"))
            .then(|| include_str!("../../policies/src/vocabulary.rs").to_owned());
        Case {
            name: format!("{}/{}", case.family, case.name),
            right: case.corrected_text(),
            text,
            vocabulary,
        }
    };
    table::cases().into_iter().map(case).collect()
}

/// What the parser's tests know as mistakes. The vocabulary is without its braces, so that nothing
/// is said about the meaning.
fn slips() -> Vec<Case> {
    let case = |slip: &str| {
        let (kind, typed) = slip.split_once('\n').unwrap().0.split_once(": ").unwrap();
        let text = match kind {
            "condition" => format!("policy! {{ sample<clinical> {{ define sample: {typed}; }} }}"),
            "criteria" => format!(
                "policy! {{ sample<clinical> {{ section s {{ {typed} }} => case_by_case; }} }}"
            ),
            "statements" => format!("policy! {{ sample<clinical> {{ {typed} }} }}"),
            "facts" => format!("vocabulary! {{ pub sample {{ {typed} }} }}"),
            _ => format!("policy! {{ {typed} }}"),
        };
        let vocabulary = (kind != "facts").then(|| "vocabulary! { pub clinical }".to_owned());
        Case { name: format!("{kind}: {typed}"), text, vocabulary, right: None }
    };
    include_str!("../src/syntax/parse/tests/slips.txt").split("\n\n").map(case).collect()
}

fn replaced(text: &str, (span, new): &(Span, String)) -> String {
    let mut text = text.to_owned();
    text.replace_range(span.range.clone(), new);
    text
}

/// Makes all replacements of a text that do not meet each other; `None` where there is none.
fn all_replaced(text: &str, found: &[Located]) -> Option<String> {
    let mut replacements = found
        .iter()
        .filter_map(|found| found.replacement.as_ref())
        .filter(|(span, _)| span.file == 0)
        .collect::<Vec<_>>();
    replacements.sort_by_key(|(span, _)| (span.range.start, span.range.end));
    replacements
        .dedup_by(|next, one| next.0.range.start < one.0.range.end || next.0.range == one.0.range);
    let mended = replacements
        .iter()
        .rev()
        .fold(text.to_owned(), |text, replacement| replaced(&text, replacement));
    (!replacements.is_empty()).then_some(mended)
}

/// The text with everything replaced, as long as something can be.
fn mended(case: &Case) -> String {
    let mut text = case.text.clone();
    for _ in 0..MOST_ROUNDS {
        let Some(next) = all_replaced(&text, &case.check(&text)) else { return text };
        text = next;
    }
    panic!("{}: the replacements have no end: {text}", case.name);
}

#[test]
fn each_alone_takes_its_mistake_away() {
    let mut wrong = Vec::new();
    let mut counts = BTreeMap::new();
    let mut uncovered = Vec::new();
    let all = [("the suite", suite()), ("slips", slips())];
    for (family, case) in
        all.iter().flat_map(|(family, cases)| cases.iter().map(move |case| (*family, case)))
    {
        let before = case.check(&case.text);
        let of = counts.entry(family).or_insert((0, 0));
        for found in &before {
            of.0 += 1;
            let Some(replacement) = found.replacement.as_ref().filter(|(span, _)| span.file == 0)
            else {
                continue;
            };
            of.1 += 1;
            let start = replacement.0.range.start;
            let end = start + replacement.1.len();
            let text = replaced(&case.text, replacement);
            let after = case.check(&text);
            let touches = |left: &&Located| {
                left.message == found.message
                    && left.at.range.start <= end
                    && start <= left.at.range.end
            };
            if let Some(left) = after.iter().find(touches) {
                wrong.push(format!(
                    "{}: still `{}` at {:?} in {text}",
                    case.name, left.message, left.at.range
                ));
            }
            if after.len() >= before.len() {
                let new = after
                    .iter()
                    .filter(|left| before.iter().all(|old| old.message != left.message))
                    .map(|left| left.message.as_str());
                let new = new.collect::<Vec<_>>().join("; ");
                uncovered.push((case.name.clone(), found.message.clone(), new));
                if after.len() > before.len() {
                    wrong.push(format!(
                        "{}: more is wrong without `{}` in {text}: {after:#?}",
                        case.name, found.message
                    ));
                }
            }
        }
    }
    println!("mistakes, and how many of them have a replacement: {counts:?}");
    assert!(counts["the suite"].1 > 110 && counts["slips"].1 > 150, "{counts:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let known = UNCOVERED
        .iter()
        .map(|(name, message, new)| ((*name).to_owned(), (*message).to_owned(), (*new).to_owned()));
    let known = known.collect::<Vec<_>>();
    assert_eq!(uncovered, known, "as much is wrong as before");
}

#[test]
fn all_of_them_come_to_an_end() {
    for case in suite().into_iter().chain(slips()) {
        mended(&case);
    }
}

#[test]
fn what_is_put_there_is_what_is_right() {
    let words = |text: &str| {
        scan(text).tokens.iter().map(|token| token.text(text).to_owned()).collect::<Vec<_>>()
    };
    let mut otherwise = Vec::new();
    let mut compared = 0;
    for case in suite() {
        let Some(right) = case.right.clone() else { continue };
        let [only] = &case.check(&case.text)[..] else { continue };
        if only.replacement.is_none() {
            continue;
        }
        compared += 1;
        let mended = mended(&case);
        if words(&mended) != words(&right) {
            let (mended, right) = (words(&mended), words(&right));
            let first =
                mended.iter().zip(&right).position(|(one, other)| one != other).unwrap_or_default();
            let around = |words: &[String]| {
                words
                    .iter()
                    .skip(first.saturating_sub(3))
                    .take(10)
                    .cloned()
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            otherwise
                .push((case.name, format!("`{}` and not `{}`", around(&mended), around(&right))));
        }
    }
    println!("compared with what is right: {compared}");
    let known = CORRECTED_OTHERWISE.iter().map(|(name, _)| *name).collect::<Vec<_>>();
    assert_eq!(
        otherwise.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
        known,
        "{otherwise:#?}"
    );
}

/// Conditions as typed, and with everything replaced.
const BLANKS: &[(&str, &str)] = &[
    ("a&&b", "a AND b"),
    ("!a", "NOT a"),
    ("a AND(!b)", "a AND(NOT b)"),
    ("age=>-5", "age>= -5"),
    ("age =>18", "age >=18"),
    ("nyha is in [II]", "nyha in [II]"),
    ("nyha in [I or II]", "nyha in [I, II]"),
    ("nyha in [I II]", "nyha in [I, II]"),
    ("nyha in(I, II)", "nyha in[I, II]"),
    ("age between 1,2", "age between 1 and 2"),
    ("age >= 18 years old", "age >= 18"),
    ("given within 9-months", "given within 9 months"),
    ("given at least 1 month", "given at least 1 month ago"),
];

#[test]
fn words_are_kept_apart() {
    for (typed, expected) in BLANKS {
        let text = |condition: &str| {
            format!("policy! {{ sample<clinical> {{ define sample: {condition}; }} }}")
        };
        let case = Case {
            name: (*typed).to_owned(),
            text: text(typed),
            vocabulary: Some("vocabulary! { pub clinical }".to_owned()),
            right: None,
        };
        assert_eq!(mended(&case), text(expected), "{typed}");
    }
}

#[test]
fn remarks_to_colleagues_are_kept() {
    let found = |text: &str| {
        check_files(&[
            File::read("case", text),
            File::read("vocabulary", "vocabulary! { pub clinical }"),
        ])
        .diagnostics
    };
    let list = |remark: &str| {
        format!("policy! {{ sample<clinical> {{ define sample: nyha in (I, {remark} II); }} }}")
    };
    let in_brackets = |text: &str| {
        found(text)
            .into_iter()
            .find(|found| found.message == "a list is written in square brackets")
            .unwrap()
    };
    assert!(in_brackets(&list("")).replacement.is_some());
    assert_eq!(in_brackets(&list("/* not III */")).replacement, None);
    let behind =
        "policy! { sample<clinical> { define sample: smoker // or not\n define other: sample; } }";
    let mended = all_replaced(behind, &found(behind)).unwrap();
    assert_eq!(mended, behind.replace("smoker", "smoker;"));
}
