use crate::calendar::{CalendarDuration, CalendarUnit};
use crate::case::{CaseFacts, FactValue};
use crate::evaluator::Evaluator;
use crate::explain::missing::open::{Asks, Open};
use crate::explain::missing::outcome::facts;
use crate::explain::missing::{coarsely, missing_facts};
use crate::fixtures::example::{
    APPROVAL_DATE, BIRTH_DATE, CONSENTED, DIABETIC, DONOR, ECHO, Example, HOSPITALIZATION,
    LAST_CHANGE, LVEF, MUGA, NYHA, SMOKER, TRANSPLANT, Told, age, and, code, flag, group, history,
    met, not, on, or, percent, policy, section,
};
use crate::policy::{
    Arm, Body, Choice, Conclusion, CountTest, DateTest, Day, Entries, Expression, Operator, Policy,
    Quantifier, QuantityTest, Region, Selection, Selector, Term, Window,
};
use crate::vocabulary::FactId;
use std::collections::BTreeSet;

fn case() -> CaseFacts {
    on("2026-11-21", "2026-11-25")
}

/// One section without a guard.
fn all_of(criteria: impl IntoIterator<Item = Expression>) -> Policy {
    policy(
        vec![],
        vec![section(1, None, criteria.into_iter().map(Body::Condition).collect(), met())],
    )
}

#[track_caller]
fn assert_missing(policy: &Policy, case: &CaseFacts, expected: &[&str]) {
    let evaluator = Evaluator::new(policy.clone()).unwrap();
    let missing = missing_facts(&evaluator.evaluate(case), case);
    assert_eq!(
        missing.iter().map(|fact| policy.vocabulary.name_of(*fact)).collect::<Vec<_>>(),
        expected,
        "{case:#?}"
    );
}

fn lvef(selection: Selection, method: Option<u8>, test: QuantityTest) -> Expression {
    Term::Result { fact: LVEF, selection, method, window: Window::EVER }.is(Region::Quantity(test))
}

fn above(percentage: &str) -> Expression {
    lvef(Selection::Latest, None, percent(Operator::Greater, percentage))
}

fn events(fact: FactId, at_least: u32, values: Option<u64>, months: Option<u32>) -> Expression {
    let within = months.map(|months| CalendarDuration::new(months, CalendarUnit::Months));
    let window = within.map_or(Window::EVER, |within| Window::looking_back(within, Day::REQUEST));
    let all = Entries::of(fact).within(window);
    let entries = values.map_or(all.clone(), |values| all.with(DONOR, values));
    Term::Entries(entries).is(Region::Whole(CountTest::at_least(at_least)))
}

#[test]
fn a_fact_matters_only_between_the_thresholds_that_hang_on_it() {
    let threshold = Expression::If {
        condition: flag(SMOKER).into(),
        then: above("40").into(),
        otherwise: above("30").into(),
    };
    let policy = all_of([threshold]);
    let measured = |value| case().lvef(&[(value, "2026-10-01", None)]);
    assert_missing(&policy, &case(), &["lvef", "smoker"]);
    assert_missing(&policy, &measured("35"), &["smoker"]);
    assert_missing(&policy, &measured("45"), &[]);
    assert_missing(&policy, &measured("25"), &[]);
    assert_missing(&policy, &measured("25..29"), &[]);
    assert_missing(&policy, &measured("25..35"), &["lvef", "smoker"]);
    assert_missing(&policy, &measured("25..35").flag(SMOKER, false), &["lvef"]);
    assert_missing(&policy, &measured("25..35").flag(SMOKER, true), &[]);
}

#[test]
fn a_fact_is_irrelevant_once_a_sibling_is_met() {
    let policy = all_of([or([flag(SMOKER), above("40")]), flag(CONSENTED)]);
    assert_missing(&policy, &case(), &["consented", "lvef", "smoker"]);
    assert_missing(&policy, &case().flag(SMOKER, true), &["consented"]);
    assert_missing(&policy, &case().flag(SMOKER, false), &["consented", "lvef"]);
    assert_missing(&policy, &case().flag(CONSENTED, false), &[]);
}

#[test]
fn an_age_is_asked_for_as_its_birth_date() {
    let policy = all_of([age(Operator::GreaterOrEqual, 18)]);
    assert_missing(&policy, &case(), &["birth_date"]);
    assert_missing(&policy, &case().date(BIRTH_DATE, "2008"), &["birth_date"]);
    assert_missing(&policy, &case().date(BIRTH_DATE, "2007"), &[]);
}

#[test]
fn a_fact_that_only_changes_a_detail_is_not_asked_for() {
    let refer = |to: &'static str| Conclusion::Refer { to: Choice::Always(to.into()) };
    let arm = |values, to: &'static str| Arm { values, choice: Choice::Always(to.into()) };
    let by_flag = Choice::By {
        selector: Selector::Flag(DIABETIC),
        arms: vec![arm(1, "A"), arm(2, "B")].into(),
    };
    let sections = vec![
        section(1, Some(flag(SMOKER)), vec![], refer("A")),
        section(2, None, vec![], Conclusion::Refer { to: by_flag }),
    ];
    let policy = policy(vec![flag(CONSENTED)], sections);
    assert_missing(&policy, &case().flag(CONSENTED, true), &[]);
    assert_missing(&policy, &case(), &["consented"]);
}

#[test]
fn candidates_of_a_code_that_are_treated_alike_are_not_told_apart() {
    let policy = all_of([or([code(0b0010), code(0b0100)]), or([code(0b0001), flag(CONSENTED)])]);
    let charted = |mask| case().with(NYHA, FactValue::Code(mask));
    assert_missing(&policy, &charted(0b0110), &["consented"]);
    assert_missing(&policy, &charted(0b0111), &["consented", "nyha"]);
    // Class II or III: met either way. But because the evaluator looks at one predicate at a time,
    // it does not see that.
    assert_missing(&policy, &charted(0b0110).flag(CONSENTED, true), &["nyha"]);
}

#[test]
fn an_open_comparison_of_two_dates_asks_for_both() {
    let compared = Term::Date(LAST_CHANGE)
        .is(Region::Day(DateTest::Compare(Operator::Less, Day::Fact(APPROVAL_DATE))));
    let converse = Term::Date(APPROVAL_DATE)
        .is(Region::Day(DateTest::Compare(Operator::LessOrEqual, Day::Fact(LAST_CHANGE))));
    let policy = all_of([compared.clone()]);
    assert_missing(&policy, &case(), &["approval_date", "last_change"]);
    assert_missing(&policy, &case().date(LAST_CHANGE, "2026-10-05"), &["approval_date"]);
    assert_missing(
        &policy,
        &case().date(LAST_CHANGE, "2026-10").date(APPROVAL_DATE, "2026-10-05"),
        &["last_change"],
    );
    assert_missing(
        &policy,
        &case().date(LAST_CHANGE, "2026-10").date(APPROVAL_DATE, "2026-11"),
        &[],
    );
    // One of the two holds if both were some day: then only the consent matters.
    let either = all_of([or([compared, converse]), flag(CONSENTED)]);
    let both = case().date(LAST_CHANGE, "2026").date(APPROVAL_DATE, "2026");
    assert_missing(&either, &both, &["consented"]);
    assert_missing(&either, &case(), &["approval_date", "consented", "last_change"]);
}

#[test]
fn events_of_a_short_window_are_in_the_longer_ones() {
    let (recent, ever) =
        (events(HOSPITALIZATION, 1, None, Some(9)), events(HOSPITALIZATION, 1, None, None));
    let recent_but_never = all_of([or([and([recent, not(ever)]), flag(CONSENTED)])]);
    assert_missing(&recent_but_never, &case(), &["consented"]);
    let (any, allogeneic) =
        (events(TRANSPLANT, 1, None, None), events(TRANSPLANT, 1, Some(0b10), None));
    let allogeneic_but_none =
        all_of([or([and([allogeneic.clone(), not(any.clone())]), flag(CONSENTED)])]);
    assert_missing(&allogeneic_but_none, &case(), &["consented"]);
    let none_allogeneic = all_of([or([and([any, not(allogeneic)]), flag(CONSENTED)])]);
    assert_missing(&none_allogeneic, &case(), &["consented", "transplant"]);
    assert_missing(
        &none_allogeneic,
        &case().with(TRANSPLANT, history(true, &[("2020", None)])),
        &["consented", "transplant"],
    );
    assert_missing(
        &none_allogeneic,
        &case().with(TRANSPLANT, history(false, &[("2020", Some(1))])),
        &["consented"],
    );
}

#[test]
fn selections_of_results_cut_at_their_thresholds() {
    let at_least =
        |selection, bound| lvef(selection, None, percent(Operator::GreaterOrEqual, bound));
    for selection in
        [Selection::Highest, Selection::Lowest, Selection::Latest, Selection::Any, Selection::Every]
    {
        let impossible = and([at_least(selection, "50"), not(at_least(selection, "40"))]);
        assert_missing(&all_of([or([impossible, flag(CONSENTED)])]), &case(), &["consented"]);
    }
    let some_high_some_low = and([
        at_least(Selection::Any, "50"),
        lvef(Selection::Any, None, percent(Operator::Less, "40")),
    ]);
    let policy = all_of([or([some_high_some_low, flag(CONSENTED)])]);
    assert_missing(&policy, &case(), &["consented", "lvef"]);
    assert_missing(&policy, &case().lvef(&[("39..50", "2026-10-01", None)]), &["consented"]);
    assert_missing(
        &policy,
        &case().lvef(&[("39..50", "2026-10-01", None), ("30", "2026-10-02", None)]),
        &["consented", "lvef"],
    );
}

#[test]
fn each_method_is_asked_for_by_its_measurement() {
    let by = |method, bound| {
        lvef(Selection::Latest, Some(method), percent(Operator::LessOrEqual, bound))
    };
    let policy = all_of([or([by(ECHO, "40"), by(MUGA, "35")])]);
    assert_missing(&policy, &case().lvef(&[("45", "2026-10-01", Some(ECHO))]), &["lvef"]);
    assert_missing(&policy, &case().lvef(&[("38", "2026-10-01", Some(ECHO))]), &[]);
}

#[test]
fn the_coarse_answer_holds_the_exact_one() {
    let three = [SMOKER, DIABETIC, CONSENTED].map(|fact| Body::Condition(flag(fact)));
    let criteria = vec![
        group(Quantifier::AtLeast(2), three.to_vec()),
        Body::Condition(or([flag(SMOKER), not(flag(SMOKER))])),
    ];
    let policy = policy(vec![], vec![section(1, None, criteria, met())]);
    assert_missing(&policy, &case(), &["consented", "diabetic", "smoker"]);
    assert_missing(&policy, &case().flag(DIABETIC, true).flag(CONSENTED, false), &["smoker"]);
    // Only a tautology is left: the evaluator does not see that, and asks.
    assert_missing(&policy, &case().flag(DIABETIC, true).flag(CONSENTED, true), &["smoker"]);
    let case = case();
    let evaluator = Evaluator::new(policy).unwrap();
    let open = Open::of(&evaluator.evaluate(&case), &case, Asks::Unknown).unwrap();
    assert!(facts(&open, 30).is_err());
    assert_eq!(facts(&open, 60).map(|facts| facts.len()), Ok(3));
    assert_eq!(BTreeSet::from_iter(coarsely(&open)), [SMOKER, DIABETIC, CONSENTED].into());
}
