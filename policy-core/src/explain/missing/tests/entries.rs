//! Conditions on several attributes of an entry, and on facts that they are compared with.

use crate::calendar::{CalendarDuration, CalendarUnit};
use crate::case::{CaseFacts, FactValue};
use crate::evaluator::Evaluator;
use crate::explain::missing::{missing_facts, missing_facts_by_weight};
use crate::fixtures::example::{and, date, met, not, on, or, policy, section};
use crate::fixtures::histories::{
    DOSE, HIGHEST_DOSE, INFUSION, SETTING, TREATMENT, amount, dosed, infusion, infusions, of_drug,
    vocabulary,
};
use crate::policy::{
    Body, Comparable, CountTest, Entries, Expression, Operator, Policy, QuantityTest, Region,
    Relation, Term, Threshold,
};
use crate::possible::{AttributeValue, Distance, Entry, History, Spacing};
use crate::unit::Unit;
use std::borrow::Cow;

const RITUXIMAB: u64 = 0b10;
const EITHER: u64 = 0b11;

fn case() -> CaseFacts {
    on("2026-11-21", "2026-11-25")
}

fn given(complete: bool, entries: impl Into<Vec<Entry>>) -> CaseFacts {
    let history = History { complete: complete.into(), entries: entries.into() };
    case().with(INFUSION, FactValue::History(history))
}

#[track_caller]
fn assert_missing(condition: &Expression, case: &CaseFacts, expected: &[&str]) {
    let criteria = vec![Body::Condition(condition.clone())];
    let policy = Policy {
        vocabulary: Cow::Owned(vocabulary()),
        ..policy(vec![], vec![section(1, None, criteria, met())])
    };
    let evaluator = Evaluator::new(policy).unwrap();
    let determination = evaluator.evaluate(case);
    let names = |facts: &[_]| {
        facts.iter().map(|fact| vocabulary().name_of(*fact).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&missing_facts(&determination, case)), expected, "{case:#?}");
    // Each is asked for.
    let mut asked = names(&missing_facts_by_weight(&determination, case));
    asked.sort_unstable();
    assert_eq!(asked, expected, "{case:#?}");
}

fn any_dose_allowed() -> Expression {
    let threshold = Threshold { value: 500.into(), unit: Unit::Milligram };
    let test = QuantityTest::Compare(Operator::Greater, threshold);
    Term::Quantity(HIGHEST_DOSE).is(Region::Quantity(test))
}

#[test]
fn what_holds_of_an_entry_holds_of_one_less_narrowly_described() {
    let high = || dosed(Operator::GreaterOrEqual, 300);
    let narrow = infusions(1, and([of_drug(RITUXIMAB), high()]));
    let wide = infusions(1, or([of_drug(RITUXIMAB), not(high())]));
    let narrow_but_not_wide = or([and([narrow.clone(), not(wide.clone())]), any_dose_allowed()]);
    assert_missing(&narrow_but_not_wide, &case(), &["highest_dose"]);
    let wide_but_not_narrow = or([and([wide, not(narrow)]), any_dose_allowed()]);
    assert_missing(&wide_but_not_narrow, &case(), &["highest_dose", "infusion"]);
    let low = infusion("2026-05-01", Some(EITHER), Some(100));
    assert_missing(&wide_but_not_narrow, &given(true, [low.clone()]), &[]);
    assert_missing(&wide_but_not_narrow, &given(false, [low]), &["highest_dose", "infusion"]);
    let high = infusion("2026-05-01", Some(RITUXIMAB), Some(300));
    assert_missing(&wide_but_not_narrow, &given(true, [high]), &["highest_dose"]);
}

#[test]
fn an_attribute_with_several_candidates_is_open() {
    let apart = |setting| {
        let month = CalendarDuration::new(1, CalendarUnit::Months);
        Term::Entries(Entries::of(TREATMENT).with(SETTING, setting).apart(Spacing::AtLeast(month)))
            .is(Region::Whole(CountTest::at_least(2)))
    };
    let condition = and([or([apart(0b01), apart(0b10)]), any_dose_allowed()]);
    let treated = |second| {
        let course =
            |(day, setting)| Entry::on(date(day)).with(SETTING, AttributeValue::Code(setting));
        let entries = [("2026-01-05", 0b01), ("2026-04-05", second)].map(course).into();
        case().with(TREATMENT, FactValue::History(History { complete: true.into(), entries }))
    };
    assert_missing(&condition, &treated(0b11), &["highest_dose", "treatment"]);
    assert_missing(&condition, &treated(0b01), &["highest_dose"]);
    assert_missing(&condition, &treated(0b10), &[]);
}

#[test]
fn a_fact_that_an_attribute_is_compared_with_is_asked_for() {
    let relation = Relation {
        operator: Operator::Greater,
        distance: Distance::None,
        other: Comparable::Quantity(HIGHEST_DOSE),
    };
    let too_high = infusions(1, Term::Quantity(DOSE).is(Region::Than(relation)));
    let allowed = |case: CaseFacts| {
        case.with(HIGHEST_DOSE, FactValue::Quantity(amount("200", Unit::Milligram)))
    };
    let dosed = || given(true, [infusion("2026-05-01", None, Some(300))]);
    assert_missing(&too_high, &case(), &["highest_dose", "infusion"]);
    assert_missing(&too_high, &allowed(case()), &["infusion"]);
    assert_missing(&too_high, &dosed(), &["highest_dose", "infusion"]);
    assert_missing(&too_high, &allowed(dosed()), &[]);
    let twice = or([and([too_high.clone(), any_dose_allowed()]), not(too_high)]);
    assert_missing(&twice, &case(), &["highest_dose", "infusion"]);
}
