use crate::Truth;
use crate::calendar::{CalendarDuration, CalendarUnit};
use crate::case::{CaseFacts, FactValue};
use crate::evaluate::reference::truth;
use crate::fixtures::example::{
    ALLOGENEIC, APPROVAL_DATE, AUTOLOGOUS, BIRTH_DATE, DONOR, ECHO, Example, HOSPITALIZATION,
    LAST_CHANGE, LINES, LVEF, MUGA, NYHA, SMOKER, TRANSPLANT, Told, age, and, at_least, code,
    count, day, dose, flag, history, not, on, or, percent, policy, threshold,
};
use crate::policy::{
    CountTest, DateTest, Day, Entries, Expression, Operator, QuantityTest, Region, Selection, Term,
    Window,
};
use crate::unit::Unit;
use crate::vocabulary::FactId;

const MET: Truth = Truth::MET;
const NOT_MET: Truth = Truth::NOT_MET;
const UNKNOWN: Truth = Truth::UNKNOWN;

fn case() -> CaseFacts {
    on("2026-11-21", "2026-11-25")
}

#[track_caller]
fn assert_truth(case: &CaseFacts, expression: &Expression, expected: Truth) {
    assert_eq!(
        truth(expression, &policy(Vec::new(), Vec::new()), case),
        expected,
        "{expression:#?}\n{case:#?}"
    );
}

const fn months(amount: u32) -> CalendarDuration {
    CalendarDuration::new(amount, CalendarUnit::Months)
}

#[test]
fn a_flag_that_is_absent_is_unknown() {
    assert_truth(&case(), &flag(SMOKER), UNKNOWN);
    assert_truth(&case().flag(SMOKER, true), &flag(SMOKER), MET);
    assert_truth(&case().flag(SMOKER, false), &flag(SMOKER), NOT_MET);
}

#[test]
fn connectives_are_kleenes() {
    let known = case().flag(FactId(5), true).flag(FactId(6), false);
    let (unknown, yes, no) = (flag(SMOKER), flag(FactId(5)), flag(FactId(6)));
    assert_truth(&known, &and([unknown.clone(), no.clone()]), NOT_MET);
    assert_truth(&known, &and([unknown.clone(), yes.clone()]), UNKNOWN);
    assert_truth(&known, &or([unknown.clone(), yes.clone()]), MET);
    assert_truth(&known, &or([unknown.clone(), no.clone()]), UNKNOWN);
    assert_truth(&known, &not(unknown.clone()), UNKNOWN);
    assert_truth(&known, &at_least(2, [yes.clone(), unknown.clone(), yes.clone()]), MET);
    assert_truth(&known, &at_least(2, [yes.clone(), unknown.clone(), no.clone()]), UNKNOWN);
    assert_truth(&known, &at_least(2, [no.clone(), unknown.clone(), no.clone()]), NOT_MET);
    let branch = |then: &Expression, otherwise: &Expression| Expression::If {
        condition: unknown.clone().into(),
        then: then.clone().into(),
        otherwise: otherwise.clone().into(),
    };
    assert_truth(&known, &branch(&yes, &yes), MET);
    assert_truth(&known, &branch(&no, &no), NOT_MET);
    assert_truth(&known, &branch(&yes, &no), UNKNOWN);
}

#[test]
fn every_candidate_of_a_code_counts() {
    let charted = |mask| case().with(NYHA, FactValue::Code(mask));
    assert_truth(&charted(0b0110), &code(0b0110), MET);
    assert_truth(&charted(0b0110), &code(0b0100), UNKNOWN);
    assert_truth(&charted(0b0110), &code(0b1001), NOT_MET);
    assert_truth(&case(), &code(0b0100), UNKNOWN);
    assert_truth(&case(), &code(0b1111), MET);
}

#[test]
fn a_count_that_is_not_documented_is_still_no_less_than_nought() {
    for (operator, bound, expected) in [
        (Operator::GreaterOrEqual, 0, MET),
        (Operator::Less, 0, NOT_MET),
        (Operator::Equal, 0, UNKNOWN),
        (Operator::LessOrEqual, 25, UNKNOWN),
        (Operator::Greater, u32::MAX, UNKNOWN),
    ] {
        assert_truth(&case(), &count(operator, bound), expected);
    }
    assert_truth(&case().count(LINES, 2), &count(Operator::GreaterOrEqual, 2), MET);
    assert_truth(&case().count(LINES, 1), &count(Operator::GreaterOrEqual, 2), NOT_MET);
    assert_truth(
        &case().count(LINES, 2),
        &Term::Count(FactId(8)).is(Region::Whole(CountTest::Between(2, 3))),
        MET,
    );
}

#[test]
fn age_counts_on_the_day_of_service() {
    for (birth, expected) in [
        ("2008-11-25", MET),
        ("2008-11-26", NOT_MET),
        ("2008-11", UNKNOWN),
        ("2008", UNKNOWN),
        ("2007", MET),
        ("2008-12", NOT_MET),
        ("2027", NOT_MET),
    ] {
        assert_truth(&case().date(BIRTH_DATE, birth), &age(Operator::GreaterOrEqual, 18), expected);
    }
    assert_truth(&case(), &age(Operator::GreaterOrEqual, 18), UNKNOWN);
    assert_truth(&case(), &age(Operator::GreaterOrEqual, 0), MET);
}

#[test]
fn look_backs_include_both_ends() {
    let asked = |test| Term::Date(LAST_CHANGE).is(Region::Day(test));
    let (ago, within) = (
        asked(DateTest::In(Window::at_least_ago(months(1), Day::REQUEST))),
        asked(DateTest::In(Window::looking_back(months(1), Day::REQUEST))),
    );
    for (written, at_least_a_month_ago, within_a_month) in [
        ("2026-10-20", MET, NOT_MET),
        ("2026-10-21", MET, MET),
        ("2026-10-22", NOT_MET, MET),
        ("2026-11-21", NOT_MET, MET),
        ("2026-11-22", NOT_MET, NOT_MET),
        ("2026-10", UNKNOWN, UNKNOWN),
        ("2026-09", MET, NOT_MET),
        ("2026-11", NOT_MET, UNKNOWN),
        ("2026", UNKNOWN, UNKNOWN),
    ] {
        assert_truth(&case().date(LAST_CHANGE, written), &ago, at_least_a_month_ago);
        assert_truth(&case().date(LAST_CHANGE, written), &within, within_a_month);
    }
    assert_truth(&case(), &ago, UNKNOWN);
    assert_truth(&case(), &within, UNKNOWN);
}

#[test]
fn dates_compare_with_days_and_with_each_other() {
    let compared = |fact, operator, other| {
        Term::Date(fact).is(Region::Day(DateTest::Compare(operator, other)))
    };
    let in_force = compared(APPROVAL_DATE, Operator::LessOrEqual, Day::Fact(FactId::SERVICE_DATE));
    assert_truth(&case().date(APPROVAL_DATE, "2026-11-25"), &in_force, MET);
    assert_truth(&case().date(APPROVAL_DATE, "2026-11-26"), &in_force, NOT_MET);
    assert_truth(&case().date(APPROVAL_DATE, "2026-11"), &in_force, UNKNOWN);
    assert_truth(&case(), &in_force, UNKNOWN);
    let served =
        |operator, other: &str| compared(FactId::SERVICE_DATE, operator, Day::On(day(other)));
    assert_truth(&case(), &served(Operator::GreaterOrEqual, "2026-11-25"), MET);
    assert_truth(&case(), &served(Operator::Greater, "2026-11-25"), NOT_MET);
    let both = case().date(APPROVAL_DATE, "2026-10").date(LAST_CHANGE, "2026-10");
    for operator in [
        Operator::Less,
        Operator::LessOrEqual,
        Operator::Equal,
        Operator::Greater,
        Operator::GreaterOrEqual,
    ] {
        assert_truth(&both, &compared(APPROVAL_DATE, operator, Day::Fact(LAST_CHANGE)), UNKNOWN);
    }
    let apart = case().date(APPROVAL_DATE, "2026-09").date(LAST_CHANGE, "2026-10");
    assert_truth(&apart, &compared(APPROVAL_DATE, Operator::Less, Day::Fact(LAST_CHANGE)), MET);
    assert_truth(
        &apart,
        &compared(APPROVAL_DATE, Operator::Equal, Day::Fact(LAST_CHANGE)),
        NOT_MET,
    );
    let between = Term::Date(APPROVAL_DATE).is(Region::Day(DateTest::In(Window::between(
        Day::On(day("2026-09-01")),
        Day::On(day("2026-09-30")),
    ))));
    assert_truth(&apart, &between, MET);
    assert_truth(&case().date(APPROVAL_DATE, "2026"), &between, UNKNOWN);
}

#[test]
fn quantities_may_be_ranges_or_lie_on_one_side() {
    for (written, at_most_300, more_than_300, equal_300) in [
        ("300", MET, NOT_MET, MET),
        ("300.0000000001", NOT_MET, MET, NOT_MET),
        ("280..300", MET, NOT_MET, UNKNOWN),
        ("280..301", UNKNOWN, UNKNOWN, UNKNOWN),
        ("<300", MET, NOT_MET, NOT_MET),
        ("<=300", MET, NOT_MET, UNKNOWN),
        (">300", NOT_MET, MET, NOT_MET),
        (">=300", UNKNOWN, UNKNOWN, UNKNOWN),
        (">=301", NOT_MET, MET, NOT_MET),
    ] {
        let case = case().dose(written);
        assert_truth(&case, &dose(Operator::LessOrEqual, "300"), at_most_300);
        assert_truth(&case, &dose(Operator::Greater, "300"), more_than_300);
        assert_truth(&case, &dose(Operator::Equal, "300"), equal_300);
    }
    assert_truth(&case(), &dose(Operator::Greater, "0"), UNKNOWN);
    let authorized = QuantityTest::Between(
        threshold("300", Unit::MillionCells),
        threshold("510", Unit::MillionCells),
    );
    let authorized = Term::Quantity(FactId(11)).is(Region::Quantity(authorized));
    for (written, expected) in [
        ("300", MET),
        ("510", MET),
        ("299.9", NOT_MET),
        ("400..600", UNKNOWN),
        (">510", NOT_MET),
        ("<511", UNKNOWN),
    ] {
        assert_truth(&case().dose(written), &authorized, expected);
    }
}

fn lvef(selection: Selection, method: Option<u8>, within: Option<CalendarDuration>) -> Expression {
    Term::Result {
        fact: LVEF,
        selection,
        method,
        window: within.map_or(Window::EVER, |within| Window::looking_back(within, Day::REQUEST)),
    }
    .is(Region::Quantity(percent(Operator::LessOrEqual, "40")))
}

#[test]
fn the_latest_result_counts() {
    let latest = |method| lvef(Selection::Latest, method, None);
    let improved =
        case().lvef(&[("35", "2026-01-05", Some(ECHO)), ("45", "2026-10-02", Some(MUGA))]);
    assert_truth(&improved, &latest(None), NOT_MET);
    assert_truth(&improved, &latest(Some(ECHO)), MET);
    let no_method = case().lvef(&[("35", "2026-01-05", None)]);
    assert_truth(&no_method, &latest(None), MET);
    assert_truth(&no_method, &latest(Some(ECHO)), UNKNOWN);
    let same_day = case().lvef(&[("35", "2026-10-02", None), ("45", "2026-10-02", None)]);
    assert_truth(&same_day, &latest(None), UNKNOWN);
    let overlapping = case().lvef(&[("35", "2026-10-02", None), ("45", "2026-10", None)]);
    assert_truth(&overlapping, &latest(None), UNKNOWN);
    let later = case().lvef(&[
        ("35", "2026-10-02", None),
        ("45", "2026-11-22", None),
        ("45", "2026-12", None),
    ]);
    assert_truth(&later, &latest(None), MET);
    let cut_off =
        case().lvef(&[("35", "2026-11", None), ("45", "2026-11-21", None), ("46", "2026", None)]);
    assert_truth(&cut_off, &latest(None), UNKNOWN);
    assert_truth(&case(), &latest(None), UNKNOWN);
}

#[test]
fn a_window_that_may_be_empty_leaves_everything_open() {
    for selection in
        [Selection::Latest, Selection::Any, Selection::Every, Selection::Highest, Selection::Lowest]
    {
        let within = lvef(selection, None, Some(months(1)));
        assert_truth(&case().lvef(&[("35", "2026-10-21", None)]), &within, MET);
        assert_truth(&case().lvef(&[("35", "2026-10", None)]), &within, UNKNOWN);
        assert_truth(&case().lvef(&[("35", "2026-10-20", None)]), &within, UNKNOWN);
        assert_truth(&case().lvef(&[("45", "2026-11", None)]), &within, NOT_MET);
    }
}

#[test]
fn selections_look_at_all_results_of_the_window() {
    for (results, any, every, highest, lowest) in [
        (&["35", "45"][..], MET, NOT_MET, NOT_MET, MET),
        (&["35", "36"], MET, MET, MET, MET),
        (&["45", "46"], NOT_MET, NOT_MET, NOT_MET, NOT_MET),
        (&["35", "38..42"], MET, UNKNOWN, UNKNOWN, MET),
        (&["45", "38..42"], UNKNOWN, NOT_MET, NOT_MET, UNKNOWN),
    ] {
        let results =
            results.iter().map(|result| (*result, "2026-10-02", None)).collect::<Vec<_>>();
        let case = case().lvef(&results);
        for (selection, expected) in [
            (Selection::Any, any),
            (Selection::Every, every),
            (Selection::Highest, highest),
            (Selection::Lowest, lowest),
        ] {
            assert_truth(&case, &lvef(selection, None, None), expected);
        }
    }
}

#[test]
fn presence_shows_in_an_incomplete_history_and_absence_only_in_a_complete_one() {
    let events = |at_least| {
        let window = Window::looking_back(months(9), Day::REQUEST);
        Term::Entries(Entries::of(HOSPITALIZATION).within(window))
            .is(Region::Whole(CountTest::at_least(at_least)))
    };
    for (complete, documented, at_least_one, at_least_two) in [
        (true, &[][..], NOT_MET, NOT_MET),
        (false, &[], UNKNOWN, UNKNOWN),
        (false, &["2026-05"], MET, UNKNOWN),
        (true, &["2026-05"], MET, NOT_MET),
        (true, &["2026-02-20"], NOT_MET, NOT_MET),
        (true, &["2026-02-21"], MET, NOT_MET),
        (true, &["2026-02", "2026-11-21"], MET, UNKNOWN),
        (true, &["2026-11-22", "2026-12"], NOT_MET, NOT_MET),
        (true, &["2026-11"], MET, NOT_MET),
    ] {
        let documented = documented.iter().map(|date| (*date, None)).collect::<Vec<_>>();
        let case = case().with(HOSPITALIZATION, history(complete, &documented));
        assert_truth(&case, &events(1), at_least_one);
        assert_truth(&case, &events(2), at_least_two);
    }
    assert_truth(&case(), &events(1), UNKNOWN);
}

#[test]
fn an_event_without_its_attribute_may_have_any() {
    let events = |values| {
        Term::Entries(Entries::of(TRANSPLANT).with(DONOR, values))
            .is(Region::Whole(CountTest::at_least(1)))
    };
    let (autologous, allogeneic) = (1 << AUTOLOGOUS, 1 << ALLOGENEIC);
    for (attribute, expected) in
        [(Some(ALLOGENEIC), MET), (Some(AUTOLOGOUS), NOT_MET), (None, UNKNOWN)]
    {
        assert_truth(
            &case().with(TRANSPLANT, history(true, &[("2020", attribute)])),
            &events(allogeneic),
            expected,
        );
    }
    assert_truth(
        &case().with(TRANSPLANT, history(true, &[("2020", None)])),
        &events(autologous | allogeneic),
        MET,
    );
}
