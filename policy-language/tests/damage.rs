//! One mistake is one problem: every delimiter and quotation mark of the project's own policies is
//! left out once, and typed twice.

use policy_language::scan::{RawKind, Scanned, blocks, scan};
use std::path::Path;

fn policies() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../policies/src");
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| {
            Some((entry.path().display().to_string(), std::fs::read_to_string(entry.path()).ok()?))
        })
        .collect()
}

/// Where the delimiters and quotation marks of a block are, next to its own ones.
fn marks(text: &str, scanned: &Scanned) -> Vec<usize> {
    let own = blocks(text, scanned).into_iter().flat_map(|block| block.tokens);
    let tokens = own.filter_map(|index| scanned.tokens.get(index));
    tokens
        .flat_map(|token| match token.kind {
            RawKind::Open(_) | RawKind::Close(_) => vec![token.range.start],
            RawKind::Literal if token.text(text).starts_with('"') => {
                vec![token.range.start, token.range.end.saturating_sub(1)]
            }
            _ => vec![],
        })
        .collect()
}

/// What is wrong with the blocks of a text, and how many there are.
fn problems(text: &str) -> (usize, Vec<String>) {
    let scanned = scan(text);
    let blocks = blocks(text, &scanned);
    let problems = blocks.iter().flat_map(|block| block.problems(text, &scanned));
    (
        blocks.len(),
        problems
            .map(|problem| format!("{:?} {}", text.get(problem.range.clone()), problem.message))
            .collect(),
    )
}

/// Makes every change, and gives how many there were and what is reported where it is not one
/// problem.
fn damage(change: impl Fn(&mut String, usize)) -> (usize, Vec<String>) {
    let mut changes = 0_usize;
    let mut wrong = Vec::new();
    for (file, text) in policies() {
        let scanned = scan(&text);
        let (whole, none) = problems(&text);
        assert_eq!(none, [""; 0], "{file}");
        for at in marks(&text, &scanned) {
            let mut damaged = text.clone();
            change(&mut damaged, at);
            changes = changes.saturating_add(1);
            let (blocks, found) = problems(&damaged);
            assert_eq!(
                blocks,
                whole,
                "{file}: {:?}",
                text.get(at..).and_then(|rest| rest.lines().next())
            );
            if found.len() != 1 {
                wrong.push(format!(
                    "{file}: {:?}: {found:?}\n",
                    text.get(at..).and_then(|rest| rest.lines().next())
                ));
            }
        }
    }
    (changes, wrong)
}

#[test]
fn what_is_left_out_is_one_problem() {
    let (changes, wrong) = damage(|text, at| {
        text.remove(at);
    });
    assert!(changes > 800, "{changes}");
    assert!(wrong.is_empty(), "{}", wrong.concat());
}

#[test]
fn what_is_typed_twice_is_one_problem() {
    let (changes, wrong) = damage(|text, at| {
        let twice = text.get(at..at.saturating_add(1)).unwrap_or_default().to_owned();
        text.insert_str(at, &twice);
    });
    assert!(changes > 800, "{changes}");
    assert!(wrong.is_empty(), "{} of {changes}: {}", wrong.len(), wrong.concat());
}
