//! An unchecked tree is a fault in the program that made it: every proof reports that, and nothing
//! else.

use super::compare::{Refused, compare};
use super::findings::findings;
use super::moments::{Period, moments};
use super::mutants::{difference, mutants};
use super::obligations::Suite;
use super::side::Side;
use super::space::Space;
use policy_core::calendar::CalendarUnit;
use policy_core::fixtures::example::{
    BIRTH_DATE, DIABETIC, DOSE, LINES, NYHA, SMOKER, and, flag, met, not, percent, policy, section,
    vocabulary,
};
use policy_core::policy::{
    Algebra, Body, CountTest, DateTest, Day, Expression, Operator, Policy, Region, Term,
};
use policy_core::vocabulary::FactId;
use policy_core::worlds::atoms::Completeness;
use policy_core::worlds::{Fault, Unanswered};

/// Beyond the vocabulary.
const NOWHERE: FactId = FactId(99);

fn asking(condition: Expression) -> Policy {
    policy(Vec::new(), vec![section(1, None, vec![Body::Condition(condition)], met())])
}

fn years(birth_date: FactId, at: Day) -> Expression {
    let term = Term::Age { birth_date, at, unit: CalendarUnit::Years };
    term.is(Region::Whole(CountTest::Compare(Operator::Less, 18)))
}

/// Tests that do not fit their facts.
fn unfit() -> Vec<Expression> {
    let next = DateTest::Compare(Operator::Less, Day::Fact(NOWHERE));
    vec![
        flag(NOWHERE),
        flag(NYHA),
        Term::Code(SMOKER).is(Region::Values(1)),
        Term::Code(NYHA).is(Region::Yes),
        years(LINES, Day::SERVICE),
        years(BIRTH_DATE, Day::Fact(LINES)),
        Term::Date(FactId(9)).is(Region::Day(next)),
        Term::Quantity(DOSE).is(Region::Quantity(percent(Operator::Less, "40"))),
    ]
}

#[test]
fn no_proof_says_anything_of_a_test_that_does_not_fit_its_fact() {
    let sound = asking(flag(SMOKER));
    for test in unfit() {
        // Where it would be found to be met by no one, and where it would not.
        for condition in [test.clone(), not(test.clone()), and([test.clone(), flag(SMOKER)])] {
            let broken = asking(condition);
            assert_eq!(findings(&broken), Err(Fault::Fact), "{test:?}");
            for [a, b] in [[&sound, &broken], [&broken, &sound], [&broken, &broken]] {
                let side = |policy| Side { policy, version: &a.versions[0] };
                let (a, b) = (side(a), Side { policy: b, version: &b.versions[0] });
                let refused = compare(a, b).unwrap_err();
                assert_eq!(
                    refused,
                    Refused::Unanswered(Unanswered::Fault(Fault::Fact)),
                    "{test:?}"
                );
            }
            let suite = Suite::of(&broken, None).map(|suite| suite.obligations);
            assert_eq!(suite, Err(Unanswered::Fault(Fault::Fact)), "{test:?}");
            let mutant = mutants(&sound).swap_remove(0);
            let shown = difference(&broken, &mutant);
            assert_eq!(shown, Err(Unanswered::Fault(Fault::Fact)), "{test:?}");
        }
    }
}

#[test]
fn a_test_that_was_not_collected_is_neither_met_nor_failed() {
    let vocabulary = vocabulary();
    let (collected, other) = (flag(SMOKER), flag(DIABETIC));
    let moments = moments(Period::default(), []);
    let mut space =
        Space::of_moments(&vocabulary, [&collected], &moments, Completeness::Decided, 1_000)
            .unwrap();
    let both = and([collected.clone(), other.clone()]);
    assert!(space.condition(&collected).is_ok());
    for condition in [&other, &both] {
        assert_eq!(space.condition(condition), Err(Unanswered::Fault(Fault::Test)));
    }
}
