//! Long texts take time that grows as they do, and deep ones no room on the stack.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test may fail"
)]

use policy_language::scan::{blocks, scan};
use std::time::{Duration, Instant};

mod pieces;

/// Far more than any text of this length needs, and far less than one takes that is walked over for
/// every character.
const LIMIT: Duration = Duration::from_secs(4);

fn read(text: &str, name: &str) {
    let start = Instant::now();
    let scanned = scan(text);
    let reported: usize =
        blocks(text, &scanned).iter().map(|block| block.problems(text, &scanned).count()).sum();
    assert!(reported <= scanned.problems.len());
    assert!(start.elapsed() < LIMIT, "{name:?} takes {:?}", start.elapsed());
}

#[test]
fn every_piece_may_be_repeated() {
    for piece in pieces::PIECES.iter().chain(pieces::CONTENTS) {
        read(&piece.repeat(40_000 / piece.len()), piece);
    }
}

#[test]
fn what_ends_nowhere_may_be_repeated() {
    let repeated = [
        "\\\" {",
        "\"\\\" ",
        "‘’b",
        "‘",
        "“x",
        "„",
        "/*/",
        "*/*",
        "/* */*",
        "r#\"",
        "r##\"#",
        "'a",
        "'a ",
        "' ",
        "\" {\n",
        "([",
        "{\n (\n",
        ")]",
        "}\n {",
        "[)",
        "(}",
        "policy! {",
        "a::policy! (",
        "//\r",
        "#!/*",
        "１、",
        "（",
        "– 1",
        "²",
        "½",
        "a\u{200B}",
        "a'",
        "a’",
        "\n\"a b",
        "::a",
        "1½",
        "₂",
        "\"\n\"(",
    ];
    for piece in repeated {
        let text = piece.repeat(40_000 / piece.len());
        for (before, after) in [
            ("", ""),
            ("\"", " {\n\"x"),
            ("/*", ""),
            ("policy! {", "}"),
            ("", "\n}\n"),
            ("#!", ""),
            ("‘", "’b"),
        ] {
            read(&format!("{before}{text}{after}"), &format!("{before}{piece}{after}"));
        }
    }
}

#[test]
fn delimiters_may_be_nested_deeply() {
    for (open, close) in
        [("(", ")"), ("[", "]"), ("{", "}"), ("{\n", "}\n"), ("/*", "*/"), ("a![", "]")]
    {
        let deep = format!("{}{}", open.repeat(100_000), close.repeat(100_000));
        assert_eq!(scan(&deep).problems, []);
        read(&open.repeat(100_000), open);
        read(&close.repeat(100_000), close);
        read(&format!("{}{}", open.repeat(100_000), close.repeat(99_999)), open);
    }
}
