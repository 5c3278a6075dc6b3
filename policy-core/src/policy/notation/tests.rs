//! Conditions as they are typed. That each one parses back is tested next to the parser, in
//! `policy-language`.

use super::{Notation, grouped, number, quantity, write_any, write_short};
use crate::calendar::{CalendarDuration, CalendarUnit, Shift};
use crate::fixtures::example::{
    APPROVAL_DATE, BIRTH_DATE, DIABETIC, DONOR, DOSE, ECHO, HOSPITALIZATION, LAST_CHANGE, LVEF,
    SMOKER, TRANSPLANT, age, and, at_least, code, count, day, flag, not, or, percent, threshold,
    vocabulary,
};
use crate::fixtures::histories::{
    self, HIGHEST_DOSE, INFUSION, SETTING, TOLERATED, TREATMENT, dosed, infusions, of_drug,
};
use crate::policy::{
    Comparable, CountTest, DateTest, Day, End, Entries, Expression, FoundDay, Operator,
    QuantityTest, Region, Relation, Selection, Term, Threshold, Window,
};
use crate::possible::{Distance, EntryDay, Extreme, Lasting, Spacing};
use crate::unit::Unit;
use crate::vocabulary::FactId;
use rust_decimal::Decimal;

fn written(expression: &Expression) -> String {
    Notation::of(&vocabulary(), expression).to_string()
}

fn when(condition: Expression, then: Expression, otherwise: Expression) -> Expression {
    Expression::If { condition: condition.into(), then: then.into(), otherwise: otherwise.into() }
}

fn from_12_to_64() -> Expression {
    Term::age(BIRTH_DATE).is(Region::Whole(CountTest::Between(12, 64)))
}

fn dose(test: QuantityTest) -> Expression {
    Term::Quantity(DOSE).is(Region::Quantity(test))
}

fn cells(value: &str) -> Threshold {
    threshold(value, Unit::MillionCells)
}

fn lvef(
    selection: Selection,
    method: Option<u8>,
    within: Option<CalendarDuration>,
    operator: Operator,
) -> Expression {
    Term::Result {
        fact: LVEF,
        selection,
        method,
        window: within.map_or(Window::EVER, |within| Window::looking_back(within, Day::REQUEST)),
    }
    .is(Region::Quantity(percent(operator, "40")))
}

fn last_change(test: DateTest) -> Expression {
    Term::Date(LAST_CHANGE).is(Region::Day(test))
}

fn events(
    fact: FactId,
    at_least: u32,
    values: Option<u64>,
    within: Option<CalendarDuration>,
) -> Expression {
    let window = within.map_or(Window::EVER, |within| Window::looking_back(within, Day::REQUEST));
    let all = Entries::of(fact).within(window);
    let entries = values.map_or(all.clone(), |values| all.with(DONOR, values));
    Term::Entries(entries).is(Region::Whole(CountTest::at_least(at_least)))
}

fn months(amount: u32) -> CalendarDuration {
    CalendarDuration::new(amount, CalendarUnit::Months)
}

#[test]
fn predicates_are_written_as_they_are_typed() {
    let latest = |method, within, operator| lvef(Selection::Latest, method, within, operator);
    for (expression, expected) in [
        (flag(SMOKER), "smoker"),
        (not(flag(SMOKER)), "NOT smoker"),
        (code(0b0010), "nyha = II"),
        (code(0b0110), "nyha in [II, III]"),
        (not(code(0b0010)), "nyha != II"),
        (not(code(0b0110)), "nyha not in [II, III]"),
        (count(Operator::GreaterOrEqual, 4), "lines >= 4"),
        (not(count(Operator::Equal, 4)), "lines != 4"),
        (not(count(Operator::Less, 4)), "NOT lines < 4"),
        (count(Operator::Equal, 1_000), "lines = 1_000"),
        (age(Operator::GreaterOrEqual, 18), "age >= 18"),
        (from_12_to_64(), "age between 12 and 64"),
        (not(from_12_to_64()), "NOT age between 12 and 64"),
        (
            dose(QuantityTest::Compare(Operator::LessOrEqual, cells("1200.5"))),
            "dose <= 1_200.5 million cells",
        ),
        (
            dose(QuantityTest::Between(cells("300"), cells("510"))),
            "dose between 300 and 510 million cells",
        ),
        (
            dose(QuantityTest::Between(cells("300"), threshold("6", Unit::HundredMillionCells))),
            "dose between 300 million cells and 6 hundred million cells",
        ),
        (
            not(dose(QuantityTest::Compare(Operator::Equal, cells("300")))),
            "dose != 300 million cells",
        ),
        (latest(None, None, Operator::Less), "lvef < 40%"),
        (latest(Some(ECHO), None, Operator::LessOrEqual), "lvef by Echo <= 40%"),
        (not(latest(Some(ECHO), None, Operator::Equal)), "lvef by Echo != 40%"),
        (
            lvef(Selection::Highest, None, Some(months(6)), Operator::Less),
            "highest lvef < 40% within 6 months",
        ),
        (lvef(Selection::Lowest, None, None, Operator::Equal), "lowest lvef = 40%"),
        (lvef(Selection::Any, None, None, Operator::GreaterOrEqual), "any lvef >= 40%"),
        (not(lvef(Selection::Every, None, None, Operator::Equal)), "NOT every lvef = 40%"),
        (
            last_change(DateTest::In(Window::at_least_ago(months(1), Day::REQUEST))),
            "last_change at least 1 month ago",
        ),
        (
            last_change(DateTest::In(Window::looking_back(months(6), Day::REQUEST))),
            "last_change within 6 months",
        ),
        (
            last_change(DateTest::Compare(Operator::Less, Day::On(day("2024-08-21")))),
            "last_change < 2024-08-21",
        ),
        (
            last_change(DateTest::Compare(
                Operator::GreaterOrEqual,
                Day::Fact(FactId::SERVICE_DATE),
            )),
            "last_change >= service_date",
        ),
        (
            not(last_change(DateTest::Compare(Operator::Equal, Day::Fact(APPROVAL_DATE)))),
            "last_change != approval_date",
        ),
        (
            last_change(DateTest::In(Window::between(
                Day::On(day("2025-01-01")),
                Day::On(day("2025-12-31")),
            ))),
            "last_change between 2025-01-01 and 2025-12-31",
        ),
        (events(HOSPITALIZATION, 1, None, None), "any hospitalization"),
        (not(events(HOSPITALIZATION, 1, None, None)), "no hospitalization"),
        (
            events(HOSPITALIZATION, 2, None, Some(months(9))),
            "at least 2 hospitalization within 9 months",
        ),
        (not(events(HOSPITALIZATION, 2, None, None)), "at most 1 hospitalization"),
        (not(events(TRANSPLANT, 1, Some(0b10), None)), "no transplant where donor = Allogeneic"),
        (
            events(TRANSPLANT, 1, Some(0b11), Some(months(1))),
            "any transplant where donor in [Autologous, Allogeneic] within 1 month",
        ),
    ] {
        assert_eq!(written(&expression), expected);
    }
}

#[test]
fn a_condition_on_entries_is_in_parentheses_unless_it_is_one_test() {
    let rituximab = || of_drug(0b10);
    let high = || dosed(Operator::GreaterOrEqual, 300);
    let tolerated = || flag(TOLERATED);
    let relation = Relation {
        operator: Operator::GreaterOrEqual,
        distance: Distance::Percent(Decimal::TEN),
        other: Comparable::Quantity(HIGHEST_DOSE),
    };
    let too_high = Term::Quantity(histories::DOSE).is(Region::Than(relation));
    let recent = Entries::of(INFUSION)
        .that(or([not(rituximab()), high()]))
        .within(Window::looking_back(months(6), Day::REQUEST))
        .apart(Spacing::AtLeast(months(1)));
    let refills = Entries::of(TREATMENT)
        .with(SETTING, 0b01)
        .joined(vec![SETTING], CalendarDuration::new(7, CalendarUnit::Days))
        .lasting(Lasting::AtLeast(months(3)))
        .by(EntryDay::Any);
    for (expression, expected) in [
        (
            Term::Entries(refills).is(Region::Whole(CountTest::at_least(1))),
            "any treatment where setting = Hospital joined by (setting) within 7 days lasting at least 3 months",
        ),
        (infusions(1, rituximab()), "any infusion where drug = Rituximab"),
        (infusions(1, not(rituximab())), "any infusion where drug != Rituximab"),
        (infusions(1, tolerated()), "any infusion where tolerated"),
        (
            not(infusions(1, and([rituximab(), high(), not(tolerated())]))),
            "no infusion where (drug = Rituximab AND dose >= 300 mg AND NOT tolerated)",
        ),
        (
            infusions(2, or([and([rituximab(), high()]), not(or([tolerated(), high()]))])),
            "at least 2 infusion where ((drug = Rituximab AND dose >= 300 mg) OR NOT (tolerated OR dose >= 300 mg))",
        ),
        (
            infusions(1, when(tolerated(), high(), rituximab())),
            "any infusion where (if tolerated then dose >= 300 mg else drug = Rituximab)",
        ),
        (
            infusions(1, at_least(2, [rituximab(), high(), tolerated()])),
            "any infusion where (at least 2 of (drug = Rituximab, dose >= 300 mg, tolerated))",
        ),
        (infusions(1, too_high), "any infusion where (dose at least 10% above highest_dose)"),
        (
            Term::Entries(recent).is(Region::Whole(CountTest::at_least(2))),
            "at least 2 infusion where (drug != Rituximab OR dose >= 300 mg) within 6 months at least 1 month apart",
        ),
    ] {
        assert_eq!(Notation::of(&histories::vocabulary(), &expression).to_string(), expected);
    }
}

#[test]
fn a_day_in_a_history_is_written_where_it_is_counted_from() {
    let of = |entries: Entries, which, is_end| FoundDay { which, is_end, entries };
    let from = |included| {
        let end = End { day: Day::Fact(FactId::found(0)), shift: Shift::None, included };
        Window { from: Some(end), to: None, until: Day::REQUEST }
    };
    let rituximab = Entries::of(INFUSION).that(of_drug(0b10));
    let stay = Entries::of(TREATMENT)
        .lasting(Lasting::AtLeast(months(1)))
        .by(EntryDay::Last)
        .within(Window::looking_back(months(6), Day::REQUEST));
    let any = |window| Term::Entries(Entries::of(INFUSION).within(window));
    for (day, included, expected) in [
        (
            of(rituximab, Extreme::Latest, false),
            false,
            "any infusion after date of latest infusion where (drug = Rituximab)",
        ),
        (
            of(stay, Extreme::Earliest, true),
            true,
            "any infusion on or after end of earliest treatment lasting at least 1 month ended within 6 months",
        ),
    ] {
        let term = any(from(included)).anchored(vec![day].into());
        let expression = term.is(Region::Whole(CountTest::at_least(1)));
        assert_eq!(Notation::of(&histories::vocabulary(), &expression).to_string(), expected);
        let negated = not(expression);
        let expected = expected.replacen("any", "no", 1);
        assert_eq!(Notation::of(&histories::vocabulary(), &negated).to_string(), expected);
    }
}

#[test]
fn gaps_and_chains_are_written_with_their_distance() {
    let since = Window { from: Some(End::at(Day::SERVICE)), to: None, until: Day::REQUEST };
    let rituximab = Entries::of(INFUSION).that(of_drug(0b10));
    let chain = rituximab.clone().apart(Spacing::AtMost(months(1)));
    let gap = |asked: Entries| {
        Term::Entries(asked.within(since).apart(Spacing::NoGap(months(2)))).is(Region::Yes)
    };
    let treatment = Entries::of(TREATMENT).lasting(Lasting::AtLeast(months(1)));
    for (expression, expected) in [
        (
            Term::Entries(chain).is(Region::Whole(CountTest::at_least(3))),
            "at least 3 infusion where drug = Rituximab at most 1 month apart",
        ),
        (
            gap(rituximab.clone()),
            "infusion where drug = Rituximab at most 2 months apart since service_date",
        ),
        (
            not(gap(treatment)),
            "NOT treatment lasting at least 1 month at most 2 months apart since service_date",
        ),
    ] {
        assert_eq!(Notation::of(&histories::vocabulary(), &expression).to_string(), expected);
    }
}

#[test]
fn parentheses_stand_where_the_language_demands_them() {
    let [a, b, c] = [flag(SMOKER), flag(DIABETIC), code(0b1000)];
    let choice = when(a.clone(), b.clone(), c.clone());
    for (expression, expected) in [
        (or([and([a.clone(), b.clone()]), c.clone()]), "(smoker AND diabetic) OR nyha = IV"),
        (and([a.clone(), and([b.clone(), c.clone()])]), "smoker AND (diabetic AND nyha = IV)"),
        (not(or([a.clone(), b.clone()])), "NOT (smoker OR diabetic)"),
        (not(not(a.clone())), "NOT NOT smoker"),
        (
            at_least(2, [a.clone(), or([b.clone(), c.clone()]), not(c.clone())]),
            "at least 2 of (smoker, diabetic OR nyha = IV, nyha != IV)",
        ),
        (
            and([not(at_least(2, [a.clone(), b.clone(), c.clone()])), a.clone()]),
            "NOT at least 2 of (smoker, diabetic, nyha = IV) AND smoker",
        ),
        (choice.clone(), "if smoker then diabetic else nyha = IV"),
        (not(choice.clone()), "NOT (if smoker then diabetic else nyha = IV)"),
        (and([choice.clone(), a.clone()]), "(if smoker then diabetic else nyha = IV) AND smoker"),
        (
            when(and([a.clone(), b.clone()]), or([a.clone(), c.clone()]), choice.clone()),
            "if smoker AND diabetic then smoker OR nyha = IV else if smoker then diabetic else nyha = IV",
        ),
        (
            when(choice.clone(), choice.clone(), a.clone()),
            "if (if smoker then diabetic else nyha = IV) then (if smoker then diabetic else nyha = IV) else smoker",
        ),
    ] {
        assert_eq!(written(&expression), expected);
    }
}

#[test]
fn what_no_policy_can_say_is_written_as_what_comes_to_the_same() {
    for (expression, expected) in [
        (and([flag(SMOKER)]), "smoker"),
        (not(or([code(0b1)])), "nyha != I"),
        (and([or([and([flag(SMOKER), flag(DIABETIC)])])]), "smoker AND diabetic"),
        (and(Vec::new()), "request_date = request_date"),
        (or(Vec::new()), "request_date != request_date"),
        (
            and([flag(SMOKER), at_least(0, [flag(DIABETIC)])]),
            "smoker AND request_date = request_date",
        ),
        (not(at_least(3, [flag(SMOKER), flag(DIABETIC)])), "NOT request_date != request_date"),
        (code(0), "nyha not in [I, II, III, IV]"),
        (not(code(0)), "nyha in [I, II, III, IV]"),
    ] {
        assert_eq!(written(&expression), expected);
    }
}

#[test]
fn numbers_keep_their_digits() {
    for (digits, expected) in [
        ("0", "0"),
        ("999", "999"),
        ("1200", "1_200"),
        ("-1200", "-1_200"),
        ("-120", "-120"),
        ("1234567.1250", "1_234_567.1250"),
        ("0.0005", "0.0005"),
        ("9999999999", "9_999_999_999"),
        ("10000000000", "1e10"),
        ("110000000000000", "1.1e14"),
        ("110000000000000.00", "1.1e14"),
        ("-110000000000000", "-1.1e14"),
        ("123456000000000", "123_456_000_000_000"),
        ("12345000000000.5", "12_345_000_000_000.5"),
    ] {
        assert_eq!(number(Decimal::from_str_exact(digits).unwrap()), expected);
    }
}

#[test]
fn what_has_a_way_of_its_own_to_be_written() {
    use crate::unit::Unit;
    for (digits, unit, expected) in [
        ("40", Unit::Percent, "40%"),
        ("50", Unit::Titer, "1:50"),
        ("12800", Unit::Titer, "1:12_800"),
        ("-1", Unit::Titer, "-1 titer"),
        ("95", Unit::Percentile, "95th percentile"),
        ("-2.5", Unit::StandardDeviation, "-2.5 SD"),
        ("110000000000000", Unit::VectorGenomesPerKilogram, "1.1e14 vector genomes/kg"),
    ] {
        assert_eq!(quantity(Decimal::from_str_exact(digits).unwrap(), unit), expected);
    }
    for (number, ordinal) in [
        ("1", "1st"),
        ("2", "2nd"),
        ("3", "3rd"),
        ("4", "4th"),
        ("11", "11th"),
        ("12", "12th"),
        ("113", "113th"),
        ("101", "101st"),
        ("99.1", "99.1th"),
    ] {
        assert_eq!(Unit::Percentile.after(number), format!("{ordinal} percentile"));
    }
    assert_eq!(grouped(Decimal::from(110_000_000_000_000_u64), ','), "1.1 × 10^14");
}

#[test]
fn short_numbers_are_written_as_all_others_are() {
    let digits = (0..19_u32)
        .map(|zeros| 10_i128.pow(zeros))
        .flat_map(|power| [power - 1, power, power + 1, power * 9 / 7]);
    let ends = [i128::from(u64::MAX), i128::from(u64::MAX) + 1, (1 << 96) - 1];
    let mut short = 0;
    for mantissa in digits.chain(ends).flat_map(|mantissa| [mantissa, -mantissa]) {
        for scale in 0..=Decimal::MAX_SCALE {
            let mut number = Decimal::from_i128_with_scale(mantissa, scale);
            number.set_sign_negative(mantissa < 0 || scale == 3);
            let (mut one, mut other) = (String::new(), String::new());
            write_any(&mut one, number, ',').unwrap();
            assert_eq!(one.replace(',', ""), number.to_string());
            if let Some(written) = write_short(&mut other, number, ',') {
                written.unwrap();
                assert_eq!(other, one);
                short += 1;
            }
        }
    }
    assert!(short > 1_000, "{short}");
}
