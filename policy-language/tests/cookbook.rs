//! The cookbook of `docs/LANGUAGE.md` says what it says of its lines: what a table says to write
//! stands in the policy above it and builds, and what it says not to write does not.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

use policy_language::{File, check_files};

const GUIDE: &str = include_str!("../../docs/LANGUAGE.md");

/// Whether a build refuses a text.
fn refused(text: &str) -> bool {
    !check_files(&[File::read("cookbook.rs", text)]).diagnostics.is_empty()
}

fn code(cell: &str) -> &str {
    cell.trim().strip_prefix('`').and_then(|code| code.strip_suffix('`')).unwrap_or_else(|| {
        panic!("{cell} is no code");
    })
}

#[test]
fn the_cookbook_writes_what_builds_and_warns_of_what_does_not() {
    let (_, cookbook) = GUIDE.split_once("\n## 23 Cookbook\n").unwrap();
    let mut phrases = 0;
    for recipe in cookbook.split("\n### ").skip(1) {
        let (_, rest) = recipe.split_once("```rust\n").unwrap();
        let (policy, rest) = rest.split_once("```").unwrap();
        assert!(!refused(policy), "{policy}");
        for row in rest.lines().filter(|line| line.starts_with("| \"")) {
            let cells = row.trim_matches(['|', ' ']).split(" | ").collect::<Vec<_>>();
            let [phrase, write, not] = cells[..] else { panic!("{row}") };
            let (write, not) = (code(write), code(not));
            assert!(policy.contains(write), "{phrase}: `{write}` is not in the policy above");
            assert!(refused(&policy.replacen(write, not, 1)), "{phrase}: `{not}` builds");
            phrases += 1;
        }
    }
    assert!(phrases >= 50, "{phrases}");
}
