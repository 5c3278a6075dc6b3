//! Predicates and facts that are independent of everything else.

use super::axes::random_axis;
use crate::evaluate::reference::Documentation;
use crate::evaluator::Evaluator;
use crate::explain::missing::open::{Asks, Open};
use crate::explain::missing::outcome::facts;
use crate::explain::missing::weight::by_weight;
use crate::fixtures::example::{
    CONSENTED, DIABETIC, Dice, ECHO, LVEF, MUGA, SMOKER, code, count, dose, flag, group, met, not,
    on, or, percent, policy, section, vocabulary,
};
use crate::policy::{
    Body, Expression, Operator, Policy, Quantifier, Region, Selection, Term, Window,
};
use crate::worlds::atoms::{Atoms, Completeness, only_answer};

/// The answer from all cells of a predicate: the slow way.
fn by_cells(predicate: &Expression, documentation: Documentation<'_>) -> Option<bool> {
    match Atoms::of([predicate], &[documentation], Completeness::Decided).groups() {
        [group] => {
            if let [only] = &*group.cells {
                Some(only[0])
            } else {
                None
            }
        }
        _ => panic!("one predicate is one group"),
    }
}

#[test]
fn a_predicate_by_itself_answers_as_its_cells_do() {
    let vocabulary = vocabulary();
    let mut unknown = 0;
    for seed in 0..500 {
        let axis = random_axis(&mut Dice(seed));
        let case = (axis.documented)(on("2026-11-21", "2026-11-25"));
        let documentation = Documentation { vocabulary: &vocabulary, chart: &case };
        for predicate in
            axis.predicates.iter().filter(|predicate| documentation.truth(predicate).is_unknown())
        {
            unknown += 1;
            assert_eq!(
                only_answer(predicate, documentation),
                by_cells(predicate, documentation),
                "{seed}: {predicate:?}"
            );
        }
    }
    assert!(unknown > 500, "{unknown}");
}

#[test]
fn a_number_without_a_plausible_other_answer_has_one() {
    let vocabulary = vocabulary();
    let case = on("2026-11-21", "2026-11-25");
    let documentation = Documentation { vocabulary: &vocabulary, chart: &case };
    for (predicate, answer) in [
        (count(Operator::LessOrEqual, 25), Some(true)),
        (count(Operator::LessOrEqual, 24), None),
        (count(Operator::Greater, 25), Some(false)),
        (dose(Operator::GreaterOrEqual, "1"), Some(true)),
        (dose(Operator::Greater, "1"), None),
        (dose(Operator::Less, "1"), Some(false)),
    ] {
        assert!(documentation.truth(&predicate).is_unknown(), "{predicate:?}");
        assert_eq!(
            (only_answer(&predicate, documentation), by_cells(&predicate, documentation)),
            (answer, answer),
            "{predicate:?}"
        );
    }
}

/// How many visits to children of diagrams it takes.
fn looks(policy: &Policy, build: impl Fn(&Open<'_>, usize) -> bool) -> usize {
    let case = on("2026-11-21", "2026-11-25");
    let evaluator = Evaluator::new(policy.clone()).unwrap();
    let open = Open::of(&evaluator.evaluate(&case), &case, Asks::Either).unwrap();
    (0..1_000).find(|limit| build(&open, *limit)).unwrap()
}

fn joined(open: &Open<'_>, looks: usize) -> bool {
    facts(open, looks).is_ok()
}

#[test]
fn results_by_different_methods_need_no_diagram() {
    let by = |method| {
        Term::Result { fact: LVEF, selection: Selection::Latest, method, window: Window::EVER }.is(
            Region::Quantity(percent(
                Operator::LessOrEqual,
                if method == Some(ECHO) { "40" } else { "35" },
            )),
        )
    };
    let either = |methods: [Option<u8>; 2]| {
        policy(vec![], vec![section(1, None, vec![Body::Condition(or(methods.map(by)))], met())])
    };
    assert_eq!(looks(&either([Some(ECHO), Some(MUGA)]), joined), 0);
    assert!(looks(&either([Some(ECHO), None]), joined) > 0);
}

#[test]
fn parts_that_ask_about_facts_of_their_own_take_as_many_looks_as_one_fact() {
    let one_fact =
        policy(vec![], vec![section(1, None, vec![Body::Condition(flag(SMOKER))], met())]);
    let three = [SMOKER, DIABETIC, CONSENTED].map(|fact| Body::Condition(flag(fact)));
    let criteria = vec![
        group(Quantifier::AtLeast(2), three.to_vec()),
        Body::Condition(not(code(0b10))),
        Body::Condition(count(Operator::Less, 3)),
    ];
    let many_facts = policy(vec![], vec![section(1, None, criteria, met())]);
    let fact_by_fact = |open: &Open<'_>, looks: usize| by_weight(open, looks).is_ok();
    assert_eq!(looks(&many_facts, joined), looks(&one_fact, joined));
    assert!(looks(&many_facts, fact_by_fact) > looks(&one_fact, fact_by_fact));
}
