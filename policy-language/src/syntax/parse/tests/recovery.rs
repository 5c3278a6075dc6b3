//! A mistake never hides the next, and whatever can be read is in the tree.

use super::*;
use crate::scan::scan;
use crate::syntax::parse::parse_route;

#[test]
fn every_criterion_is_read_whatever_stands_before_it() {
    let (policy, messages) = policy_with_messages(
        "section s {
            1: age >= ;
            2: nyha in [II III];
            3: all of {
                a: lvef <= 40% b: x
                c: foo II baz;
                d: any { i: p and q; ii: r == S; }
            }
            4: done
        } => criteria_met for months, 1 dose;
        note missing;
        never approves;",
    );
    let firsts: Vec<&str> = messages.iter().filter_map(|message| message.lines().next()).collect();
    assert_eq!(
        firsts,
        [
            "what the fact is compared with is missing after `>=`",
            "`,` is missing between `II` and `III`",
            "`;` is missing after criterion `a`",
            "`;` is missing after criterion `b`",
            "nothing says how `foo` compares with `II`",
            "a group does not begin with `any`",
            "two conditions are not joined with `and`",
            "`==` is not a comparison",
            "`;` is missing after criterion `4`",
            "a number is missing after `for`",
            "the text after `note` is written in quotation marks",
        ]
    );
    assert_eq!(policy.statements.len(), 3);
    let Some(Statement::Section(section)) = policy.statements.first() else { panic!() };
    assert!(section.outcome.is_none());
    assert_eq!(
        section.outline.as_ref().map(show_outline).as_deref(),
        Some("1 2 3:AllOf(a b c d:AnyOf(i ii)) 4")
    );
}

#[test]
fn what_cannot_be_read_keeps_its_names() {
    assert_eq!(
        repaired("nyha in [II, I-III] AND on_dose(mra)").0,
        "unreadable(nyha II I III on_dose mra)"
    );
    assert_eq!(repaired("(a b) AND c = D").0, "and(unreadable(a b), c = D)");
}

#[test]
fn a_missing_semicolon_does_not_swallow_the_next_statement() {
    let (policy, messages) = policy_with_messages(
        r#"payer "P" number "N" reviewed 2026-05 applies when a define x: lvef <= 40 % define y: any e within 3 days section s "I" => refer "x" note "n";"#,
    );
    assert_eq!(messages.len(), 7, "{messages:#?}");
    assert!(messages.iter().all(|message| message.starts_with("`;` is missing after ")));
    assert_eq!(policy.statements.len(), 8);
}

#[test]
fn a_version_without_a_date_keeps_its_statements() {
    let (policy, messages) = policy_with_messages(
        "version \"x\" from May { section s => refer; } version \"y\" { note \"n\"; }",
    );
    assert_eq!(messages.len(), 2, "{messages:#?}");
    let lengths: Vec<usize> = policy
        .statements
        .iter()
        .filter_map(|statement| {
            if let Statement::Version(version) = statement {
                Some(version.statements.len())
            } else {
                None
            }
        })
        .collect();
    assert_eq!(lengths, [1, 1]);
}

#[test]
fn a_section_without_a_name_is_looked_at_all_the_same() {
    let (policy, messages) = policy_with_messages("section { a: x and y; } => refer; note \"n\";");
    assert_eq!(messages.len(), 2, "{messages:#?}");
    assert_eq!(policy.statements.len(), 1);
}

#[test]
fn every_fact_is_read_whatever_stands_before_it() {
    let (vocabulary, messages) = vocabulary_with_messages(
        "/// A\n a: kode [I, II], /// B\n #[loinc(1-2)] b: flag /// C\n c: code I, II, III, d: measurement in mg from 1,000 to 5_000, e: quantity in, f: date",
    );
    assert_eq!(messages.len(), 6, "{messages:#?}");
    let facts: Vec<&str> = vocabulary.facts.iter().map(|fact| fact.name.value.as_str()).collect();
    assert_eq!(facts, ["b", "d", "f"]);
}

/// Every prefix of a text, and the text without any one of its tokens: never a panic, never an
/// endless loop, and never silence about a hole.
#[test]
fn no_damage_brings_the_parser_down() {
    let whole = r#"payer "P"; codes hcpcs ["Q"]; effective from 2025-01-01 to 2026-01-01; applies when a AND b else "r";
        define d(x, y): x = A OR lvef by M <= 40% within 3 months; define g: any of { a: p; b: q; };
        section s "I", "II" for t in [A, B] { 1 "T" restated: if a then b else NOT c note "n"; a: at least 2 of { i: no e where f = G; ii: h at least 1 month ago; } }
        => criteria_met by k { A, B => "x", C => y }, for 3 months, 1 dose per day, at most 3 mg, review "R";
        version "v" from 2025-01-01 { never approves; } advisory "t" on refer when z between 1 and 2 mg;"#;
    let words: Vec<&str> = whole.split_whitespace().collect();
    for skipped in 0..words.len() {
        for length in [1, 2, 3] {
            let damaged: Vec<&str> = words
                .iter()
                .enumerate()
                .filter(|(at, _)| !(skipped..skipped + length).contains(at))
                .map(|(_, word)| *word)
                .collect();
            let text = damaged.join(" ");
            for (kind, text) in [
                ("policy", format!("p {{ {text} }}")),
                ("vocabulary", format!("v {{ {text} }}")),
                ("route", format!("r<{text}> {{}}")),
            ] {
                if !scan(&text).problems.is_empty() {
                    continue;
                }
                let tokens = tokens(&text);
                let mut errors = Diagnostics::default();
                match kind {
                    "policy" => drop(parse_policy(&tokens, &mut errors)),
                    "vocabulary" => drop(parse_vocabulary(&tokens, &mut errors)),
                    _ => drop(parse_route(&tokens, &mut errors)),
                }
                assert!(kind == "policy" || !errors.is_empty());
                assert!(kind != "policy" || errors.texts().len() <= 4, "{text}\n{errors:#?}");
            }
        }
    }
}
