//! Blocks are found in files of Rust, and a missing brace in one of them leaves the next one alone.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test may fail"
)]

use policy_language::scan::{Block, BlockKind, Scanned, blocks, scan};

/// Two policies in a file of Rust, as they are written.
const FILE: &str = "\
use policy_macros::policy;

pub fn first<'a>(text: &'a str) -> &'a str {
    text.trim_matches('{')
}

policy! {
    /// One
    one<facts> {
        payer \"A\";
        section x \"I\" for y in [A, B] {
            1: age >= 18;
            2 \"Severity\": any of {
                a: p;
                b: q;
            }
            3: r;
        } => criteria_met;
    }
}

mod inner {
    policy_macros::policy! {
        /// Two
        two<facts> {
            section x \"I\" { 1: a; } => criteria_met;
        }
    }

    #[cfg(test)]
    mod tests {
        fn f() {}
    }
}
";

fn found(text: &str) -> (Scanned, Vec<Block>) {
    let scanned = scan(text);
    let blocks = blocks(text, &scanned);
    (scanned, blocks)
}

/// For every block what is wrong in it: what is underlined, its line, message and help.
fn problems(text: &str) -> Vec<Vec<String>> {
    let (scanned, blocks) = found(text);
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    let show = |block: &Block| {
        let problems = block.problems(text, &scanned);
        problems
            .map(|problem| {
                let place = &text[problem.range.clone()];
                format!(
                    "{place} {}: {}; {}",
                    line(problem.range.start),
                    problem.message,
                    problem.help.as_deref().unwrap_or_default()
                )
            })
            .collect()
    };
    blocks.iter().map(show).collect()
}

/// The first and last tokens of every block.
fn ends(text: &str) -> Vec<(String, String)> {
    let (scanned, blocks) = found(text);
    let token = |index: usize| scanned.tokens[index].text(text).to_owned();
    blocks.iter().map(|block| (token(block.tokens.start), token(block.tokens.end - 1))).collect()
}

#[test]
fn blocks_are_found_wherever_they_are() {
    let (_, blocks) = found(FILE);
    let calls: Vec<(BlockKind, &str)> = blocks
        .iter()
        .map(|block| (block.kind, FILE[block.range.clone()].split('{').next().unwrap()))
        .collect();
    assert_eq!(
        calls,
        [(BlockKind::Policy, "policy! "), (BlockKind::Policy, "policy_macros::policy! ")]
    );
    assert!(blocks.iter().all(|block| FILE[block.range.clone()].ends_with('}')));
    assert_eq!(problems(FILE), [[""; 0]; 2]);
}

#[test]
fn any_path_and_any_delimiter_will_do() {
    let text = "#!/bin/sh '\n::a::vocabulary!(x y); fn f() -> u8 { r#policy! [z]; crate :: policy ! { } return ::b::policy! { c } }";
    let (_, blocks) = found(text);
    let calls: Vec<(BlockKind, &str, usize)> = blocks
        .iter()
        .map(|block| (block.kind, &text[block.range.clone()], block.tokens.len()))
        .collect();
    let expected = [
        (BlockKind::Vocabulary, "::a::vocabulary!(x y)", 2),
        (BlockKind::Policy, "r#policy! [z]", 1),
        (BlockKind::Policy, ":: policy ! { }", 0),
        (BlockKind::Policy, "::b::policy! { c }", 1),
    ];
    assert_eq!(calls, expected);
}

#[test]
fn what_is_no_block_is_none() {
    let text = "macro_rules! m { ($x:tt) => { policy! { $x } }; }
        // policy! { a }
        /// policy! { a }
        /* vocabulary! { a } */
        const A: &str = \"policy! { a }\"; const B: &str = r#\"policy! { \"a\" }\"#;
        fn policy(policy: bool) -> bool { policy != (true) && !policy && policy ! = [] } vec![policy, {}]";
    assert!(found(text).1.is_empty());
}

#[test]
fn problems_of_rust_are_left_to_rust() {
    let text = "fn f() { let a = '≥'; let b = ≥; ] }\npolicy! { a – b }\nfn g() { ☃ }\n";
    let (scanned, blocks) = found(text);
    assert_eq!(scanned.problems.len(), 4);
    let own: Vec<&str> =
        blocks[0].problems(text, &scanned).map(|problem| &text[problem.range.clone()]).collect();
    assert_eq!(own, ["–"]);
}

#[test]
fn a_missing_brace_of_a_group_is_found_by_the_indentation() {
    let text =
        FILE.replacen("                b: q;\n            }\n", "                b: q;\n", 1);
    assert_eq!(
        problems(&text),
        [vec!["{ 13: `{` is never closed; write `}` before `3` on line 16".to_owned()], vec![]]
    );
    assert_eq!(ends(&text), ends(FILE));
}

#[test]
fn a_missing_brace_of_a_section_leaves_the_next_block_alone() {
    let text = FILE.replacen(
        "        } => criteria_met;\n    }\n}",
        "        => criteria_met;\n    }\n}",
        1,
    );
    assert_eq!(
        problems(&text),
        [vec!["{ 11: `{` is never closed; write `}` before `=` on line 18".to_owned()], vec![]]
    );
    assert_eq!(ends(&text), ends(FILE));
}

#[test]
fn a_missing_last_brace_leaves_the_next_block_alone() {
    let text = FILE.replacen("    }\n}\n\nmod", "    }\n\nmod", 1);
    assert_eq!(
        problems(&text),
        [vec!["{ 7: `{` is never closed; write `}` before `mod` on line 21".to_owned()], vec![]]
    );
    assert_eq!(ends(&text), ends(FILE));
    let text = FILE.replacen("    }\n}\n\nmod", "\nmod", 1);
    assert_eq!(problems(&text)[1], [""; 0]);
    assert_eq!(problems(&text)[0].len(), 1, "{:?}", problems(&text));
}

#[test]
fn a_text_that_breaks_off_is_one_problem() {
    let (whole, _) = FILE.split_once("            3: r;").unwrap();
    assert_eq!(
        problems(whole),
        [["{ 11: `{` is never closed; write `} } }` at the end of the text"]]
    );
}

#[test]
fn a_brace_too_many_is_found_by_the_indentation() {
    let text = FILE.replacen("            3: r;\n", "            }\n            3: r;\n", 1);
    assert_eq!(problems(&text)[1], [""; 0]);
    assert_eq!(
        problems(&text)[0],
        ["} 17: `}` closes nothing; delete it, or write the `{` that it closes"]
    );
    assert_eq!(ends(&text), ends(FILE));
}

#[test]
fn a_brace_too_many_is_a_problem_of_the_block_even_where_it_ends_it() {
    let text = "policy! {\na<b> {\n1: x;\n}\n}\n}\nfn f() {}\n";
    assert_eq!(
        problems(text),
        [["} 6: `}` closes nothing; delete it, or write the `{` that it closes"]]
    );
}

#[test]
fn without_indentation_a_block_ends_at_the_next_one() {
    let text = "policy! {\na<b> {\n1: x;\n}\npolicy! {\nc<d> { 1: y; }\n}\n";
    assert_eq!(
        problems(text),
        [vec!["{ 1: `{` is never closed; write `}` before `policy` on line 5".to_owned()], vec![]]
    );
    assert_eq!(ends(text), [("a".to_owned(), "}".to_owned()), ("c".to_owned(), "}".to_owned())]);
}

#[test]
fn brackets_end_with_their_statement() {
    let text = FILE.replacen("[A, B]", "[A, B", 1).replacen("1: a;", "1: (a;", 1);
    let expected = [
        ["[ 11: `[` is never closed; write `]` before `{` on line 11"],
        ["( 26: `(` is never closed; write `)` before `;` on line 26"],
    ];
    assert_eq!(problems(&text), expected);
    assert_eq!(ends(&text), ends(FILE));
    let text = FILE.replacen("[A, B]", "[A, B)", 1);
    assert_eq!(
        problems(&text)[0],
        [") 11: `)` does not close `[`; write `]`: `[` was opened on line 11"]
    );
    let text = FILE.replacen("3: r;", "3) r;", 1);
    assert_eq!(problems(&text)[0], [") 17: a label does not end with `)`; write `3:`"]);
}

#[test]
fn an_unclosed_text_leaves_the_next_line_alone() {
    let text = FILE.replacen("payer \"A\";", "payer \"A;", 1);
    assert_eq!(
        problems(&text),
        [vec!["\"A 10: the closing quotation mark is missing; write `\"A\"`".to_owned()], vec![]]
    );
    assert_eq!(ends(&text), ends(FILE));
    let text = FILE.replacen("2 \"Severity\": any", "2 \"Severity: any", 1);
    assert_eq!(
        problems(&text),
        [
            vec![
                "\"Severity 13: the closing quotation mark is missing; write `\"Severity\"`"
                    .to_owned()
            ],
            vec![]
        ]
    );
    let last = "policy! {\n    a<b> {\n        payer \"A;\n    }\n}\n";
    assert_eq!(problems(last), [["\"A 3: the closing quotation mark is missing; write `\"A\"`"]]);
}

#[test]
fn a_remark_that_is_not_closed_leaves_the_next_line_alone() {
    let text = FILE.replacen("3: r;", "/* open\n            3: r;", 1);
    assert_eq!(
        problems(&text)[0],
        [
            "/* 17: this comment is never closed; end it with `*/`, or begin a remark of one line with `//`"
        ]
    );
    assert_eq!(ends(&text), ends(FILE));
}
