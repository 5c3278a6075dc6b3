//! Each frequent mistake gets one message, and it is the right one: `slips.txt` has what was typed,
//! what it is read as, and the message.

use super::*;
use crate::syntax::parse::parse_route;

/// What was read and the messages, in the notation of `slips.txt`.
fn outcome(kind: &str, typed: &str) -> (String, Vec<String>) {
    match kind {
        "condition" => repaired(typed),
        "criteria" => {
            let (policy, messages) =
                policy_with_messages(&format!("section s {{ {typed} }} => case_by_case;"));
            let Some(Statement::Section(section)) = policy.statements.first() else {
                panic!("{typed}")
            };
            (section.outline.as_ref().map(show_outline).unwrap_or_default(), messages)
        }
        "statements" => {
            let (policy, messages) = policy_with_messages(typed);
            let count = policy.statements.len();
            (format!("{count} statement{}", if count == 1 { "" } else { "s" }), messages)
        }
        "facts" => {
            let (vocabulary, messages) = vocabulary_with_messages(typed);
            (
                vocabulary
                    .facts
                    .iter()
                    .map(|fact| fact.name.value.as_str())
                    .collect::<Vec<_>>()
                    .join(" "),
                messages,
            )
        }
        _ => {
            let mut errors = Diagnostics::default();
            assert!(kind == "route", "{kind}");
            parse_route(&tokens(typed), &mut errors);
            (String::new(), errors.texts())
        }
    }
}

#[test]
fn every_slip_has_one_message_that_teaches() {
    let mut wrong = Vec::new();
    for slip in include_str!("slips.txt").split("\n\n") {
        let slip = slip.trim_end();
        let (head, rest) = slip.split_once('\n').expect("a message");
        let (kind, typed) = head.split_once(": ").expect("a kind");
        let (read, messages) = outcome(kind, typed);
        let reads = if kind == "route" {
            String::new()
        } else {
            format!("{}\n", format!("reads: {read}").trim_end())
        };
        let got = format!("{reads}{}", messages.join("\nAND ALSO\n"));
        if got != rest {
            wrong.push(format!("{head}\n{got}\n\nin place of\n{rest}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn messages_have_no_capital_no_full_stop_and_no_word_of_a_compiler() {
    for line in include_str!("slips.txt").lines() {
        if ["condition: ", "criteria: ", "statements: ", "facts: ", "route: ", "reads: "]
            .iter()
            .any(|head| line.starts_with(head))
        {
            continue;
        }
        let text =
            line.strip_prefix("help: ").or_else(|| line.strip_prefix("note: ")).unwrap_or(line);
        let small = text
            .chars()
            .next()
            .is_none_or(|first| !first.is_uppercase() || text.starts_with("Rust"));
        assert!(small && !text.ends_with('.'), "{line}");
        for word in ["token", "identifier", "literal", "expression", "parse", "expected"] {
            assert!(!text.contains(word), "{line}");
        }
    }
}

#[test]
fn a_doc_comment_among_criteria_is_explained() {
    let (policy, messages) = policy_with_messages(
        "section s {\n /// one\n /// two\n a: x; } => refer;\n /// three\n note \"n\";",
    );
    assert_eq!(messages.len(), 2, "{messages:#?}");
    assert!(messages.iter().all(|message| {
        message.starts_with("a comment with three slashes cannot be here\nhelp: ")
    }));
    assert_eq!(policy.statements.len(), 2);
}

#[test]
fn nesting_has_an_end() {
    let deep = |open: &str, close: &str| format!("{}x{}", open.repeat(200), close.repeat(200));
    let (_, messages) = repaired(&format!("{} AND y", deep("(", ")")));
    assert_eq!(messages.len(), 1, "{messages:#?}");
    assert!(messages[0].starts_with("this is nested too deeply\nhelp: "));
    for typed in [deep("NOT ", ""), format!("{}z", "if x then y else ".repeat(200))] {
        assert_eq!(repaired(&typed).1.len(), 1);
    }
    let groups = format!("{}a: x;{}", "a: all of { ".repeat(200), " }".repeat(200));
    let (policy, messages) =
        policy_with_messages(&format!("section s {{ {groups} b: y; }} => refer;"));
    assert_eq!(messages.len(), 1, "{messages:#?}");
    assert_eq!(policy.statements.len(), 1);
    let arms = format!("{}\"x\"{}", "by f { A => ".repeat(200), " }".repeat(200));
    assert_eq!(policy_with_messages(&format!("section s => refer {arms};")).1.len(), 1);
    let versions =
        format!("{}note \"x\";{}", "version \"v\" from 2025 { ".repeat(200), " }".repeat(200));
    assert_eq!(policy_with_messages(&versions).1.len(), 1);
}
