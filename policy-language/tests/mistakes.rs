//! Every mistake that is known to be made, and the words that it gets: `tests/mistakes/` is the
//! table, `docs/ERRORS.md` the same for people.
//!
//! The words are reviewed like code: an analyst has no other teacher.
//! `UPDATE_MISTAKES=1 cargo test -p policy-language --test mistakes` writes both anew; read every
//! change before it is committed.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test may fail"
)]

mod table;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};
use table::{Case, Family, cases, check, families};

const HEADER: &str = "# Errors

Every mistake that the compiler is known to explain, its message, and the right form.

This file is made from the tables in `policy-language/tests/mistakes` by `policy-language/tests/mistakes.rs`, which fails where it is not current. To write it anew:

```sh
UPDATE_MISTAKES=1 cargo test -p policy-language --test mistakes
```

Each message says what is wrong, `help:` what to type, `note:` what else matters. Beside what is listed here, the compiler underlines the place, and a note names
the line of another place that is involved, or where the vocabulary declares the fact. `policy check` says the same, and underlines both. Of a sign that Rust cannot read, only
`policy check` says what is here.
";

fn updates() -> bool {
    env::var_os("UPDATE_MISTAKES").is_some()
}

fn document(families: &[Family]) -> String {
    let mut text = HEADER.to_owned();
    for family in families {
        let _ = writeln!(text, "\n## {}\n\n{}", capital(family.name), family.what);
        for case in &family.cases {
            let _ = write!(
                text,
                "\n### {}\n\n{}",
                capital(&case.name.replace('_', " ")),
                block("rust", &case.wrong_lines())
            );
            text += &case
                .messages()
                .into_iter()
                .map(|message| block("text", &[message]))
                .collect::<Vec<_>>()
                .join("\n");
            if let Some(right) = right_form(case) {
                let _ = write!(text, "\nRight:\n\n{right}");
            }
        }
    }
    text
}

fn right_form(case: &Case) -> Option<String> {
    let corrected = case.corrected();
    if corrected.is_empty() {
        return None;
    }
    let lines = corrected
        .into_iter()
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect::<Vec<_>>();
    Some(if lines.is_empty() { "without this line.\n".to_owned() } else { block("rust", &lines) })
}

fn block(language: &str, lines: &[String]) -> String {
    format!("```{language}\n{}\n```\n", lines.join("\n").trim_end())
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(char::to_uppercase).into_iter().flatten().chain(letters).collect()
}

fn errors_document() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/ERRORS.md")
}

#[test]
fn every_mistake_is_explained_as_the_table_says() {
    let families = families();
    if updates() {
        table::write(&families);
        return;
    }
    let mut wrong = Vec::new();
    for case in families.iter().flat_map(|family| &family.cases) {
        let said = case.report();
        assert!(!said.is_empty(), "{}/{}: nothing is said", case.family, case.name);
        if said != case.said {
            wrong.push(format!(
                "{}/{}\nexpected\n{}\nsaid\n{said}",
                case.family, case.name, case.said
            ));
        }
    }
    assert!(wrong.is_empty(), "{} differ from the tables:\n\n{}", wrong.len(), wrong.join("\n\n"));
    assert!(families.iter().map(|family| family.cases.len()).sum::<usize>() >= 380);
}

#[test]
fn the_document_is_current() {
    let document = document(&families());
    if updates() {
        fs::write(errors_document(), &document).unwrap();
    }
    assert!(
        fs::read_to_string(errors_document()).unwrap() == document,
        "docs/ERRORS.md is not current: UPDATE_MISTAKES=1 cargo test -p policy-language --test mistakes"
    );
}

#[test]
fn every_corrected_form_is_right() {
    let mut corrected = 0;
    for case in cases() {
        let Some(text) = case.corrected_text() else { continue };
        let found = check(&text);
        assert!(found.is_empty(), "{}/{}: {found:#?}\n{text}", case.family, case.name);
        corrected += 1;
    }
    assert!(corrected > 300, "{corrected}");
}

#[test]
fn no_message_names_an_internal() {
    for case in cases() {
        for said in case.messages() {
            for internal in
                ["__", "policy_core", "policy_language", "Cow", "unreachable", "Option<"]
            {
                assert!(
                    !said.contains(internal),
                    "{}/{} says `{internal}`",
                    case.family,
                    case.name
                );
            }
        }
    }
}
