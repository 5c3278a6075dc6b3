//! `docs/ERRORS.md` is the compile-fail suite in readable form, and current; and what it gives as the right form compiles.

mod catalogue;

use catalogue::{FAMILIES, Mistake, mistakes};
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

const HEADER: &str = "# Errors

Every mistake that the compiler is known to explain, its message, and the right form.

This file is generated from `tests/compile_fail/cases` by `tests/compile_fail/tests/errors_document.rs`, which fails where it is not current. To write it anew:

```sh
UPDATE_DOCS=1 cargo test -p policy-compile-fail --test errors_document
```

Each message says what is wrong, `help:` what to type, `note:` what else matters. Beside what is listed here, the compiler underlines the place, and a note names
the line of another place that is involved, or where the vocabulary declares the fact. `policy check` says the same, and underlines both.
";

fn document(mistakes: &[Mistake]) -> String {
    let mut text = HEADER.to_owned();
    for (family, what) in FAMILIES {
        let _ = writeln!(text, "\n## {}\n\n{what}", capital(family));
        for mistake in mistakes.iter().filter(|mistake| mistake.family == family) {
            let _ = write!(text, "\n### {}\n\n{}", capital(&mistake.name.replace('_', " ")), block("rust", &mistake.written()));
            text += &mistake.messages().iter().map(|message| block("text", &[message.as_str()])).collect::<Vec<_>>().join("\n");
            if let Some(right) = right_form(mistake) {
                let _ = write!(text, "\nRight:\n\n{right}");
            }
        }
    }
    text
}

fn right_form(mistake: &Mistake) -> Option<String> {
    let corrected = mistake.corrected();
    if corrected.is_empty() {
        return None;
    }
    let lines: Vec<&str> = corrected.into_iter().filter(|line| !line.is_empty()).collect();
    Some(if lines.is_empty() { "without this line.\n".to_owned() } else { block("rust", &lines) })
}

fn block(language: &str, lines: &[&str]) -> String {
    format!("```{language}\n{}\n```\n", lines.join("\n").trim_end())
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(char::to_uppercase).into_iter().flatten().chain(letters).collect()
}

#[test]
fn the_document_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/ERRORS.md");
    let document = document(&mistakes());
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &document).expect("docs/ERRORS.md is written");
    }
    let on_disk = fs::read_to_string(&path).unwrap_or_default();
    assert!(on_disk == document, "docs/ERRORS.md is not current: run `UPDATE_DOCS=1 cargo test -p policy-compile-fail --test errors_document`");
}

#[test]
fn every_family_of_the_catalogue_has_cases() {
    let mistakes = mistakes();
    assert!(FAMILIES.iter().all(|(family, _)| mistakes.iter().any(|mistake| mistake.family == *family)));
    assert!(mistakes.len() >= 100);
}

#[test]
fn no_message_names_an_internal() {
    for mistake in mistakes() {
        for internal in ["__", "policy_core::", "Cow", "in this macro invocation", "originates in the macro", "warning:", "unreachable"] {
            assert!(!mistake.printed.contains(internal), "{}/{} says `{internal}`", mistake.family, mistake.name);
        }
    }
}

/// All of them together in one program.
#[test]
fn every_corrected_form_compiles() {
    let mut program = String::from("#![allow(dead_code, unused_imports)]\n");
    for mistake in mistakes() {
        let Some(case) = mistake.corrected_case() else { continue };
        // Two vocabularies that are equal cannot both be exported from one crate.
        let case = case.replace("    pub members", "    pub(crate) members");
        let _ = writeln!(program, "mod {}_{} {{\n{case}}}", mistake.family, mistake.name);
    }
    program += "fn main() {}\n";
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corrected.rs");
    fs::write(&path, program).expect("the program is written");
    trybuild::TestCases::new().pass(path);
}
