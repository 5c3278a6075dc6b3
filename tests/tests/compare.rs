//! Compares every two versions of the bundled policies: the witnesses are cases that can be read,
//! and the compiled evaluators give the answers that the comparison states.

use policies::POLICIES;
use policy_analysis::compare::{Comparison, Refused, Transition, Verdict, Witness, compare};
use policy_analysis::side::Side;
use policy_core::Truth;
use policy_core::case::Program;
use policy_core::json::{chart_to_json, read_case};
use policy_tests::small;

type Versioned = (Program, Side<'static>);

fn versions(programs: impl IntoIterator<Item = Program>) -> Vec<Versioned> {
    let sides = |program: Program| {
        program
            .policy()
            .versions
            .iter()
            .map(move |version| (program, Side { policy: program.policy(), version }))
    };
    programs.into_iter().flat_map(sides).collect()
}

fn bundled() -> Vec<Versioned> {
    versions(POLICIES.iter().map(|bundled| bundled.program))
}

fn small() -> Vec<Versioned> {
    let comparable = small::PROGRAMS
        .into_iter()
        .filter(|program| program.policy().vocabulary == small::EVERYTHING.vocabulary);
    versions(comparable)
}

/// All witnesses, those of criteria with the slots of the criterion on each side.
fn witnesses<'c>(
    comparison: &'c Comparison<'_>,
) -> Vec<(&'c Witness, [Option<policy_core::policy::Slot>; 2])> {
    let transitions = comparison
        .outcomes
        .iter()
        .chain(&comparison.terms)
        .filter_map(|transition| transition.witness.as_ref());
    let sections = comparison.sections.iter().flat_map(|section| &section.governs.witnesses);
    let criteria =
        comparison.sections.iter().flat_map(|section| &section.criteria).flat_map(|row| {
            let slots = row.criteria.map(|criterion| criterion.map(|criterion| criterion.slot));
            row.members.witnesses.iter().map(move |witness| (witness, slots))
        });
    transitions
        .chain(&comparison.applicability.witnesses)
        .chain(sections)
        .map(|witness| (witness, [None; 2]))
        .chain(criteria)
        .collect()
}

/// The case is read, and the generated code says what is claimed. Returns whether it is read: the
/// search looks at one fact at a time, so where a small policy is about infants, a member may have a
/// result from before the birth. For nothing else may a case be refused.
fn assert_shown(
    witness: &Witness,
    position: usize,
    (program, side): &Versioned,
    slot: Option<policy_core::policy::Slot>,
) -> bool {
    let json = chart_to_json(&side.policy.vocabulary, &witness.members[position], None);
    let document = match read_case(program, json.as_bytes()) {
        Ok(document) => document,
        Err(problems) => {
            let before_birth = "the date is before the birth date";
            let known = problems.problems.iter().all(|found| found.problem == before_birth);
            assert!(known, "{side}: {problems}: {json}");
            return false;
        }
    };
    let said = document.case.evaluate();
    let claimed = &witness.answers[position];
    assert_eq!(said.version().map(|version| &version.name), Some(&side.version.name), "{json}");
    assert_eq!(said.outcome(), claimed.outcome, "{side}: {json}");
    assert_eq!(
        (said.approval(), said.review()),
        (claimed.approval.clone(), claimed.review.as_deref()),
        "{side}: {json}"
    );
    assert_eq!(
        (said.refer_to(), said.basis()),
        (claimed.refer_to.as_deref(), claimed.basis),
        "{side}: {json}"
    );
    if let (Some(truth), Some(met)) =
        (slot.and_then(|slot| said.truth(slot)), witness.met[position])
    {
        assert_eq!(truth, if met { Truth::MET } else { Truth::NOT_MET }, "{side}: {json}");
    }
    true
}

fn mirrored(verdict: Verdict) -> Verdict {
    match verdict {
        Verdict::Stricter => Verdict::Broader,
        Verdict::Broader => Verdict::Stricter,
        other => other,
    }
}

/// Compares every two and returns how many witnesses were shown, and how many were refused.
fn assert_all(versions: &[Versioned]) -> [usize; 2] {
    let (mut shown, mut refused) = (0, 0);
    for a in versions {
        for b in versions {
            let comparison = compare(a.1, b.1).unwrap();
            let back = compare(b.1, a.1).unwrap();
            assert_eq!(comparison.verdict, mirrored(back.verdict), "{} and {}", a.1, b.1);
            assert_eq!(comparison.outcomes.len(), back.outcomes.len());
            let unshown = |transition: &&Transition| transition.witness.is_none();
            assert_eq!(
                comparison.outcomes.iter().chain(&comparison.terms).find(unshown),
                None,
                "{} and {}",
                a.1,
                b.1
            );
            for transition in &comparison.outcomes {
                if let Some(witness) = &transition.witness {
                    assert_ne!(witness.answers[0].outcome, witness.answers[1].outcome);
                }
            }
            for (witness, [slot_a, slot_b]) in witnesses(&comparison) {
                let sides = [(0, a, slot_a), (1, b, slot_b)];
                let read = sides.map(|(side, of, slot)| assert_shown(witness, side, of, slot));
                assert!(!comparison.share_dates || witness.members[0] == witness.members[1]);
                shown += 1;
                refused += usize::from(read.contains(&false));
            }
        }
    }
    [shown, refused]
}

#[test]
fn witnesses_of_the_bundled_policies_are_cases_that_show_both_outcomes() {
    let [shown, refused] = assert_all(&bundled());
    assert!(shown > 200, "{shown}");
    assert_eq!(refused, 0);
}

#[test]
fn witnesses_of_the_small_policies_are_cases_that_show_both_outcomes() {
    let [shown, refused] = assert_all(&small());
    assert!(shown > 50, "{shown}");
    assert!(refused * 30 < shown, "{refused} of {shown}");
}

#[test]
fn a_version_is_equal_to_itself() {
    for (_, side) in bundled().into_iter().chain(small()) {
        let comparison = compare(side, side).unwrap();
        assert_eq!(
            (comparison.verdict, comparison.where_both_apply),
            (Verdict::Equal, Some(Verdict::Equal)),
            "{side}"
        );
        assert!(witnesses(&comparison).is_empty() && comparison.details.is_empty(), "{side}");
        for section in &comparison.sections {
            assert!(section.is_equal(), "{side}");
        }
    }
}

#[test]
fn what_became_guidance_made_abecma_broader() {
    let [newer, older] = POLICIES
        .iter()
        .find(|bundled| bundled.program.policy().name == "abecma")
        .unwrap()
        .program
        .policy()
        .versions
        .as_ref()
    else {
        panic!("two versions")
    };
    let policy = policies::abecma::AbecmaCase::PROGRAM.policy();
    let comparison =
        compare(Side { policy, version: newer }, Side { policy, version: older }).unwrap();
    assert_eq!((comparison.verdict, comparison.share_dates), (Verdict::Broader, false));
    let rows = comparison
        .sections
        .iter()
        .flat_map(|section| &section.criteria)
        .filter(|row| row.members.verdict != Verdict::Equal);
    let rows = rows.map(|row| {
        row.criteria
            .map(|criterion| criterion.map_or("-", |criterion| &*criterion.citation))
            .join("/")
    });
    assert_eq!(rows.collect::<Vec<_>>(), ["5/5", "-/5.b", "-/5.d", "-/5.e", "-/5.f", "-/5.g"]);
}

#[test]
fn policies_over_different_vocabularies_are_refused() {
    assert_eq!(compare(bundled()[0].1, small()[0].1).unwrap_err(), Refused::Vocabularies);
}
