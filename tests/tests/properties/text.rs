//! What of a case does not matter: how it was written down, in which order, and what else it says.

use super::{for_every_policy, for_policy};
use policy_core::NaiveDate;
use policy_core::case::{FactValue, Problems};
use policy_core::json::{FactsDocument, case_to_json, read_case, read_facts};
use policy_core::vocabulary::FactId;
use policy_tests::agreement::assert_same;
use policy_tests::bundled::programs;
use policy_tests::dice::Dice;
use policy_tests::random::{Cases, case_of};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// The keys of a case, with what follows them.
type Members = BTreeMap<String, Box<RawValue>>;

#[test]
fn writing_a_case_and_reading_it_back_changes_nothing() {
    for_every_policy(Cases::of, |drawn| {
        let written = case_to_json(&*drawn.case(), Some(&"1".into()));
        let read = read_facts(&drawn.program.policy().vocabulary, written.as_bytes())
            .map_err(|problems| refused(&problems))?;
        prop_assert_eq!(
            &read,
            &FactsDocument {
                id: Some("1".into()),
                sources: Vec::new(),
                facts: drawn.facts.clone()
            }
        );
        // Numbers are equal whatever their digits; text is not.
        prop_assert_eq!(
            case_to_json(&*drawn.program.case(read.facts).unwrap(), Some(&"1".into())),
            written
        );
        Ok(())
    });
}

#[test]
fn the_order_of_results_and_events_does_not_matter() {
    for_every_policy(Cases::of, |drawn| {
        let mut dice = Dice::new(drawn.seed);
        let mut shuffled = drawn.facts.clone();
        for (_, value) in shuffled.iter_mut() {
            match value {
                FactValue::Measurement(results) => dice.shuffle(results),
                FactValue::History(history) => dice.shuffle(&mut history.entries),
                _ => {}
            }
        }
        assert_same(
            drawn.program,
            &case_of(drawn.program, &shuffled).evaluate(),
            &drawn.case().evaluate(),
        )
    });
}

#[test]
fn facts_that_the_policy_does_not_use_and_the_order_of_facts_do_not_matter() {
    for program in programs() {
        let used = program.policy().facts();
        let strangers =
            strangers(program.policy().vocabulary.name.as_ref(), |fact| !used.contains(&fact));
        for_policy(&Cases::of(program), |drawn| {
            let mut dice = Dice::new(drawn.seed);
            let mut members = members(&case_to_json(&*drawn.case(), None));
            let born = members.contains_key("birth_date");
            // Nothing is documented before the birth.
            let strangers = dice.pick(&strangers).iter();
            let strangers = strangers
                .filter(|(key, value)| *key != "birth_date" && (!born || !is_dated(value)));
            members.extend(strangers.map(|(key, value)| (key.clone(), value.clone())));
            let mut members = members
                .into_iter()
                .map(|(key, value)| format!("\"{key}\":{value}"))
                .collect::<Vec<_>>();
            dice.shuffle(&mut members);
            let read = read_case(&program, format!("{{{}}}", members.join(",")).as_bytes())
                .map_err(|problems| refused(&problems))?;
            assert_same(program, &read.case.evaluate(), &drawn.case().evaluate())
        })
        .unwrap_or_else(|error| panic!("{}: {error}", program.policy().name));
    }
}

/// Random facts of other policies over the vocabulary, as they are written; from so early a day
/// that they may be in any case.
fn strangers(vocabulary: &str, is_stranger: impl Fn(FactId) -> bool) -> Vec<Members> {
    let mut dice = Dice::new(728);
    let day = NaiveDate::from_ymd_opt(1999, 1, 31).unwrap();
    let others =
        programs().into_iter().filter(|other| other.policy().vocabulary.name == vocabulary);
    let others = others.map(|other| (other, Cases::of(other))).collect::<Vec<_>>();
    let draw = |_| {
        let mut drawn = Members::new();
        for (other, cases) in &others {
            let mut facts = cases.draw_for(day, day, &mut dice);
            facts.retain(|fact, _| is_stranger(fact));
            drawn.extend(members(&case_to_json(&*case_of(*other, &facts), None)));
        }
        drawn.retain(|key, _| !["request_date", "service_date"].contains(&key.as_str()));
        drawn
    };
    (0..50).map(draw).collect()
}

/// Whether a value of a case is a date, or has one.
fn is_dated(value: &RawValue) -> bool {
    let mut quoted = value.get().split('"').skip(1).step_by(2);
    quoted.any(|text| text.starts_with(|first: char| first.is_ascii_digit()))
}

fn members(case: &str) -> Members {
    serde_json::from_str(case).unwrap()
}

fn refused(problems: &Problems) -> TestCaseError {
    TestCaseError::fail(format!("the case is refused: {problems:?}"))
}
