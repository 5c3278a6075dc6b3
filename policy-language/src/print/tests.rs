//! What is printed is read back as the same tree, and printed again as the same text.
//!
//! In: the real policies, the small ones and those of the guides, each whole, in parts and with
//! small changes; policies over what those leave out; random conditions.

#![expect(clippy::arithmetic_side_effects, reason = "tests may panic")]

mod drawn;
mod layout;

use super::{print_facts, print_policy, print_policy_over, print_vocabulary};
use crate::check::notation_tests::Author;
use crate::check::{check_policy, check_vocabulary};
use crate::diagnostic::Diagnostics;
use crate::fuzz::changes::{Choices, mutate};
use crate::fuzz::seeds::words;
use crate::samples::{self, CLINICAL, REAL, SMALL, tokens};
use crate::syntax::{parse_policy, parse_route, parse_vocabulary};
use crate::text::{BlockKind, File, Place, Tokens};
use policy_analysis::mutants::mutants;
use policy_core::policy::{Body, Criterion, Guard, Notation, Policy, Section, Slot, Version};
use policy_core::unit::Unit;
use policy_core::vocabulary::{Fact, FactId, Vocabulary};
use std::borrow::Cow;
use std::collections::BTreeSet;

const GUIDES: [&str; 3] = [
    include_str!("../../../docs/LANGUAGE.md"),
    include_str!("../../../docs/SEMANTICS.md"),
    include_str!("../../../README.md"),
];

/// What the other policies leave out.
const REST: &str = include_str!("tests/rest.rs");

fn whole(tokens: &Tokens) -> String {
    tokens.source(0, tokens.len())
}

fn written(tokens: &Tokens, place: Place) -> String {
    tokens.source(place.first, place.last + 1)
}

/// A policy, with everything that is said of it after it was parsed without a mistake.
fn checked(policy: &Tokens, vocabulary: &Vocabulary) -> (Option<Policy>, String, Vec<String>) {
    let mut errors = Diagnostics::default();
    let route = parse_route(policy, &mut errors).unwrap();
    let text = parse_policy(policy, &mut errors).unwrap();
    assert!(errors.is_empty(), "{}\n{}", errors.texts().join("\n"), whole(policy));
    let checked = check_policy(&text, vocabulary, &BTreeSet::new(), &mut errors);
    (checked, written(policy, route.path), errors.texts())
}

fn read(policy: &Tokens, vocabulary: &Vocabulary) -> (Policy, String) {
    let (checked, path, messages) = checked(policy, vocabulary);
    assert!(messages.is_empty(), "{}\n{}", messages.join("\n"), whole(policy));
    (checked.unwrap(), path)
}

/// A vocabulary, its visibility and its documentation.
fn read_vocabulary(vocabulary: &Tokens) -> (Vocabulary, String, String) {
    let mut errors = Diagnostics::default();
    let text = parse_vocabulary(vocabulary, &mut errors).unwrap();
    let checked = check_vocabulary(&text, &mut errors);
    assert!(errors.is_empty(), "{}\n{}", errors.texts().join("\n"), whole(vocabulary));
    let documentation =
        text.docs.iter().map(|line| line.value.as_str()).collect::<Vec<_>>().join("\n");
    (
        checked,
        text.visibility.map(|place| written(vocabulary, place)).unwrap_or_default(),
        documentation,
    )
}

/// Not a digit differs: trees are equal where their numbers are, and the line holds their digits as
/// well.
fn assert_same(read: &Policy, printed: &Policy, text: &str) {
    assert_eq!(read, printed, "{text}");
    assert_eq!(read.to_line(), printed.to_line(), "{text}");
}

fn assert_policy_reads_back(policy: &Policy) {
    let text = print_policy(policy, "crate::facts");
    let (again, path) = read(&tokens(&text), &policy.vocabulary);
    assert_same(&again, policy, &text);
    assert_eq!(path, "crate::facts");
    assert_eq!(print_policy(&again, "crate::facts"), text);
}

fn assert_vocabulary_reads_back(vocabulary: &Vocabulary, visibility: &str, documentation: &str) {
    let text = print_vocabulary(vocabulary, visibility, documentation);
    let (again, seen_by, said) = read_vocabulary(&tokens(&text));
    assert_eq!((&again, &*seen_by, &*said), (vocabulary, visibility, documentation), "{text}");
    assert_eq!(again.to_line(), vocabulary.to_line(), "{text}");
    assert_eq!(print_vocabulary(&again, &seen_by, &said), text);
}

/// The Rust blocks of a guide. Lines that its reader does not see are left out.
fn examples(guide: &str) -> Vec<String> {
    let blocks = guide.split("\n```").skip(1).step_by(2);
    let rust = blocks.filter(|block| block.starts_with("rust"));
    rust.map(|block| {
        block.lines().skip(1).filter(|line| !line.starts_with("# ")).collect::<Vec<_>>().join("\n")
    })
    .collect()
}

fn blocks(file: &str, kind: BlockKind) -> Vec<Tokens> {
    samples::blocks(file, kind).into_iter().map(|block| block.tokens).collect()
}

/// Files, each with a vocabulary and the policies over it.
fn files() -> Vec<String> {
    let clinical = [CLINICAL].into_iter().chain(REAL).collect::<String>();
    let examples = GUIDES.into_iter().flat_map(examples).filter(|example| {
        File::read("example.rs", example.as_str())
            .blocks
            .iter()
            .any(|block| block.kind == BlockKind::Vocabulary)
    });
    [clinical, SMALL.to_owned(), REST.to_owned()].into_iter().chain(examples).collect()
}

fn vocabulary_of(file: &str) -> (Vocabulary, String, String) {
    read_vocabulary(&blocks(file, BlockKind::Vocabulary)[0])
}

fn policies() -> Vec<Policy> {
    let of = |file: String| {
        let (vocabulary, ..) = vocabulary_of(&file);
        blocks(&file, BlockKind::Policy).into_iter().map(move |policy| read(&policy, &vocabulary).0)
    };
    files().into_iter().flat_map(of).collect()
}

#[test]
fn every_policy_is_read_back() {
    let policies = policies();
    for policy in &policies {
        assert_policy_reads_back(policy);
    }
    // The real ones, the small ones, those below, and at least one for each chapter of the guide
    // that has some.
    assert!(policies.len() >= 5 + 6 + 2 + 18, "{}", policies.len());
}

#[test]
fn every_vocabulary_is_read_back() {
    let vocabularies = files().iter().map(|file| vocabulary_of(file)).collect::<Vec<_>>();
    for (vocabulary, visibility, documentation) in &vocabularies {
        for (visibility, documentation) in [
            (&**visibility, &**documentation),
            ("", ""),
            ("pub(crate)", "Two\n\nparagraphs, “quoted”"),
        ] {
            assert_vocabulary_reads_back(vocabulary, visibility, documentation);
        }
    }
    assert!(vocabularies.len() >= 3 + 20, "{}", vocabularies.len());
}

#[test]
fn every_unit_is_read_back_before_and_behind_every_other_of_its_kind() {
    for unit in Unit::ALL {
        let alike = Unit::ALL.iter().filter(|other| *other != unit && other.kind() == unit.kind());
        let units = [unit]
            .into_iter()
            .chain(alike)
            .map(|unit| unit.words())
            .collect::<Vec<_>>()
            .join(" or ");
        let facts = format!(
            "/// A\n one: quantity in {units}, /// B\n two: measurement in {units} by [Method] from -1.50 to 1_000,"
        );
        let (vocabulary, ..) = read_vocabulary(&tokens(&format!("facts {{ {facts} }}")));
        assert_vocabulary_reads_back(&vocabulary, "", "");
    }
}

/// The criteria with their slots as the check hands them out.
fn numbered(criteria: &[Criterion], next: &mut u16) -> Vec<Criterion> {
    let number = |criterion: &Criterion| {
        let slot = slot(next);
        let body = match &criterion.body {
            Body::Group { quantifier, criteria } => {
                Body::Group { quantifier: *quantifier, criteria: numbered(criteria, next).into() }
            }
            condition @ Body::Condition(_) => condition.clone(),
        };
        Criterion { slot, body, ..criterion.clone() }
    };
    criteria.iter().map(number).collect()
}

fn slot(next: &mut u16) -> Slot {
    *next += 1;
    Slot(*next - 1)
}

/// The policy with its slots as the check hands them out.
fn renumbered(policy: &Policy) -> Policy {
    let mut next = 0;
    let applicability = policy.applicability.iter().cloned().map(|mut applicability| {
        applicability.slot = slot(&mut next);
        applicability
    });
    let applicability = applicability.collect::<Vec<_>>();
    let version = |version: &Version| {
        let mut next = next;
        let section = |section: &Section| {
            let guard = section
                .guard
                .as_ref()
                .map(|guard| Guard { slot: slot(&mut next), condition: guard.condition.clone() });
            let criteria = numbered(&section.criteria, &mut next).into();
            let otherwise = section.otherwise.iter().cloned().map(|mut otherwise| {
                if let Some(when) = &mut otherwise.when {
                    when.slot = slot(&mut next);
                }
                otherwise
            });
            Section { guard, criteria, otherwise: otherwise.collect(), ..section.clone() }
        };
        let sections = version.sections.iter().map(section).collect::<Vec<_>>();
        Version { sections: sections.into(), ..version.clone() }
    };
    let versions = policy.versions.iter().map(version).collect::<Vec<_>>();
    Policy { applicability: applicability.into(), versions: versions.into(), ..policy.clone() }
}

/// A policy that holds a single section, for everyone.
fn with_section(policy: &Policy, version: usize, section: &Section) -> Policy {
    let mut versions = policy.versions.to_vec();
    versions[version].sections = vec![Section { guard: None, ..section.clone() }].into();
    // What is accepted in other sections has no place here, nor has the reason.
    let own = policy.remarks.len() - policy.accepted.len();
    let (remarks, accepted) = (policy.remarks[..own].to_vec().into(), Cow::default());
    renumbered(&Policy { versions: versions.into(), remarks, accepted, ..policy.clone() })
}

#[test]
fn every_section_is_read_back_alone() {
    let mut sections = 0;
    for policy in policies() {
        for (number, version) in policy.versions.iter().enumerate() {
            for section in version.sections.iter() {
                assert_policy_reads_back(&with_section(&policy, number, section));
                sections += 1;
            }
        }
    }
    assert!(sections > 60, "{sections}");
}

/// A text read over what is printed of some facts of a vocabulary; `None` if they do not suffice.
fn read_over(text: &str, vocabulary: &Vocabulary, facts: &[FactId]) -> Option<Policy> {
    let printed = print_facts(vocabulary, &declared(vocabulary, facts));
    let mut errors = Diagnostics::default();
    let read = parse_vocabulary(&tokens(&format!("facts {{ {printed} }}")), &mut errors)?;
    let vocabulary = check_vocabulary(&read, &mut errors);
    if !errors.is_empty() {
        return None;
    }
    let (read, _, messages) = checked(&tokens(&text.replacen("<>", "<facts>", 1)), &vocabulary);
    read.filter(|_| messages.is_empty())
}

fn declared<'v>(vocabulary: &'v Vocabulary, facts: &[FactId]) -> Vec<(FactId, &'v Fact)> {
    facts.iter().map(|id| (*id, vocabulary.fact(*id).unwrap())).collect()
}

/// So a digest of both texts leaves nothing out, and nothing else is in it.
#[test]
fn a_policy_is_read_back_over_the_facts_that_it_needs_and_no_fewer() {
    let (mut derived, mut needed) = (0, 0);
    for policy in policies() {
        let (name, vocabulary, facts) = (&policy.name, &policy.vocabulary, policy.declarations());
        let text = print_policy_over(&policy, &declared(vocabulary, &facts));
        let again = read_over(&text, vocabulary, &facts).unwrap_or_else(|| panic!("{name}"));
        let own = again.vocabulary.iter().filter(|(id, _)| !id.is_built_in()).collect::<Vec<_>>();
        assert_eq!(own.len(), facts.len());
        assert_eq!(print_policy_over(&again, &own), text);
        derived += facts.len() - policy.facts().len();
        for left_out in &facts {
            let fewer = facts.iter().copied().filter(|fact| fact != left_out).collect::<Vec<_>>();
            let fact = vocabulary.name_of(*left_out);
            assert!(read_over(&text, vocabulary, &fewer).is_none(), "{name}: {fact}");
            needed += 1;
        }
    }
    assert!(derived > 10 && needed > 200, "{derived} {needed}");
}

/// A change may be one that no policy can have, such as a label that is missing; but what is read
/// is what was printed, and not another policy.
#[test]
fn every_small_change_is_read_back() {
    let (mut sound, mut refused) = (0, 0);
    for policy in policies() {
        for mutant in mutants(&policy) {
            let changed = renumbered(&mutant.policy);
            let text = print_policy(&changed, "facts");
            let (again, _, messages) = checked(&tokens(&text), &changed.vocabulary);
            if let Some(again) = &again {
                assert_same(again, &changed, &text);
                assert_eq!(print_policy(again, "facts"), text);
            }
            assert!(again.is_some() || !messages.is_empty(), "{text}");
            *if messages.is_empty() { &mut sound } else { &mut refused } += 1;
        }
    }
    assert!(sound > 5 * refused && sound > 1_000, "{sound} sound, {refused} refused");
}

/// Words of a policy deleted, doubled, swapped and replaced: whatever is then still a policy is
/// read back.
#[test]
fn every_policy_that_is_left_of_changed_words_is_read_back() {
    let of = |file: String| {
        let (vocabulary, ..) = vocabulary_of(&file);
        words(&file, BlockKind::Policy).into_iter().map(move |words| (vocabulary.clone(), words))
    };
    let seeds = files().into_iter().flat_map(of).collect::<Vec<_>>();
    bolero::check!().with_type::<Vec<u8>>().for_each(|bytes| {
        let mut choices = Choices(bytes);
        let (vocabulary, words) = &seeds[choices.below(seeds.len())];
        let mut words = words.clone();
        mutate(&mut words, &mut choices);
        if let Some(policy) = sound(&words.join(" "), vocabulary) {
            assert_policy_reads_back(&policy);
        }
    });
}

/// A policy without mistakes.
fn sound(policy: &str, vocabulary: &Vocabulary) -> Option<Policy> {
    let block = File::read("policy.rs", format!("policy! {{ {policy} }}"))
        .blocks
        .into_iter()
        .next()
        .filter(|block| block.problems.is_empty())?;
    let mut errors = Diagnostics::default();
    parse_route(&block.tokens, &mut errors)?;
    let text = parse_policy(&block.tokens, &mut errors)?;
    check_policy(&text, vocabulary, &BTreeSet::new(), &mut errors).filter(|_| errors.is_empty())
}

/// What is counted, and for what time, may be called like many other words.
#[test]
fn every_limit_is_read_back() {
    let vocabulary = vocabulary_of(SMALL).0;
    let typed = files().into_iter().flat_map(|file| words(&file, BlockKind::Policy)).flatten();
    let typed = typed.filter(|word| word.starts_with(char::is_alphabetic));
    let mut typed = typed.collect::<BTreeSet<_>>();
    typed.extend(["different", "total", "mos", "units", "weekly"].map(str::to_owned));
    let mut limits = 0;
    for word in typed {
        for terms in
            ["2 W", "at most 2 W", "at most 2 W per 28 days", "2 pens per W", "at most 2 mg per W"]
        {
            let outcome = format!("criteria_met {}", terms.replace('W', &word));
            let text = format!(
                "sample<facts> {{ payer \"p\"; number \"n\"; source \"s\"; section all => {outcome}; }}"
            );
            if let Some(policy) = sound(&text, &vocabulary) {
                limits += 1;
                assert_policy_reads_back(&policy);
            }
        }
    }
    assert!(limits > 500, "{limits}");
}

/// Conditions of every form and length, in every place that one can have.
#[test]
fn every_condition_is_read_back_wherever_it_stands() {
    let vocabularies = [SMALL, CLINICAL, REST].map(|file| vocabulary_of(file).0);
    bolero::check!().with_type::<(u8, u64, u8)>().for_each(|(which, seed, depth)| {
        let vocabulary = &vocabularies[usize::from(*which % 3)];
        let condition = Author::new(vocabulary, *seed).condition(usize::from(*depth % 5));
        let sample = SAMPLE.replace("CONDITION", &Notation::of(vocabulary, &condition).to_string());
        let (policy, _) = read(&tokens(&sample), vocabulary);
        assert_eq!(policy.applicability[0].condition, condition);
        assert_policy_reads_back(&policy);
    });
}

/// A date may be called like a word that begins a statement.
#[test]
fn a_window_is_counted_from_a_date_of_any_name() {
    let vocabulary = vocabulary_of(REST).0;
    let condition =
        "lowest cells after define exactly 12 million cells below cells on or before define";
    let (policy, _) = read(&tokens(&SAMPLE.replace("CONDITION", condition)), &vocabulary);
    assert_policy_reads_back(&policy);
}

const SAMPLE: &str = r#"
    sample<facts> {
        payer "p"; number "n"; source "s";
        define fact: CONDITION;
        applies when fact else "otherwise";
        applies when fact;
        section one "I" for fact {
            1: fact;
            2 "title" restated: all of { a: fact note "n"; b: fact interpretation "i" note "n"; }
        } => refer "X";
        section two for fact => not_covered by fact { true => investigational, false => not_covered };
        section three => case_by_case;
        advisory "a" when fact;
        advisory "b" on refer when fact;
    }"#;
