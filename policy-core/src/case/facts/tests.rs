use super::CaseFacts;
use crate::case::{FactValue, PlainValue};
use crate::fixtures::example::{
    BIRTH_DATE, DONOR, DOSE, HOSPITALIZATION, LINES, LVEF, NYHA, SMOKER, TRANSPLANT, Told, date,
    day, history, lvef_amount, on, result, scale, vocabulary,
};
use crate::possible::{Amount, AttributeValue, Entry, Flag, History, Written};
use crate::unit::Unit;
use crate::vocabulary::FactId;
use rust_decimal::Decimal;

const AGE: FactId = FactId(3);

fn case() -> CaseFacts {
    on("2026-11-21", "2026-11-25")
}

#[test]
fn each_fact_is_there_once_in_the_order_of_the_vocabulary() {
    let mut facts = case().code(NYHA, 1).flag(SMOKER, true).code(NYHA, 2);
    let ids = |facts: &CaseFacts| facts.iter().map(|(fact, _)| fact).collect::<Vec<_>>();
    assert_eq!(ids(&facts), [SMOKER, NYHA]);
    facts.extend([
        (LVEF, FactValue::Measurement(vec![])),
        (BIRTH_DATE, FactValue::Date(date("1958"))),
        (NYHA, FactValue::Code(4)),
        (NYHA, FactValue::Code(8)),
    ]);
    assert_eq!(ids(&facts), [BIRTH_DATE, SMOKER, NYHA, LVEF]);
    assert_eq!(facts.get(NYHA), Some(&FactValue::Code(8)));
    assert_eq!(facts.insert(NYHA, FactValue::Code(1)), Some(FactValue::Code(8)));
    assert_eq!(facts.remove(NYHA), Some(FactValue::Code(1)));
    assert_eq!(facts.get(NYHA), None);
    assert_eq!(facts.remove(NYHA), None);
    facts.retain(|fact, _| fact != SMOKER);
    assert_eq!(ids(&facts), [BIRTH_DATE, LVEF]);
    assert_eq!(CaseFacts::of_chart(&facts, &vocabulary()), facts);
}

#[test]
fn a_fact_is_set_by_its_name() {
    let vocabulary = vocabulary();
    let dose = Amount::new(
        &scale(Unit::MillionCells, vec![], 1, 1_000),
        Written::Exactly(Decimal::from(300)),
        Unit::MillionCells,
    );
    let mut facts = CaseFacts::new(day("2026-01-01"), day("2026-01-01"));
    let mut set = |name, value: PlainValue<'_>| facts.set(&vocabulary, name, value).unwrap();
    set("request_date", "2026-11-21".into());
    set("service_date", day("2026-11-25").into());
    set("birth_date", "1958-04".into());
    set("smoker", true.into());
    set("smoker", false.into());
    set("nyha", "II".into());
    set("lines", 3.into());
    set("dose", (Decimal::from(300), Unit::MillionCells).into());
    set("transplant", history(true, &[("2020", Some(1))]).into());
    let expected = case()
        .date(BIRTH_DATE, "1958-04")
        .flag(SMOKER, false)
        .code(NYHA, 2)
        .count(LINES, 3)
        .with(DOSE, FactValue::Quantity(dose.unwrap()))
        .history(TRANSPLANT, true, &[("2020", Some(1))]);
    assert_eq!(facts, expected);
    assert_eq!(expected.clone().checked(&vocabulary), Ok(expected));
}

#[test]
fn what_is_no_value_of_the_fact_is_refused_and_changes_nothing() {
    let vocabulary = vocabulary();
    let unchanged = case().code(NYHA, 2);
    let percent = PlainValue::from((Decimal::from(30), Unit::Percent));
    for (name, value, expected) in [
        ("nhya", "II".into(), "`nhya` is no fact of the vocabulary; did you mean `nyha`?"),
        (
            "nyha",
            true.into(),
            "/nyha: a flag, not a code; the values are `I`, `II`, `III` and `IV`",
        ),
        (
            "nyha",
            "2".into(),
            "/nyha: a string of 1 character, not a value of `nyha`; the values are `I`, `II`, `III` and `IV`",
        ),
        (
            "nyha",
            FactValue::Code(16).into(),
            "/nyha: a candidate beyond the values of the code; the values are `I`, `II`, `III` and `IV`",
        ),
        ("smoker", "yes".into(), "/smoker: a string, not a flag; document it as `true` or `false`"),
        (
            "lines",
            26.into(),
            "/lines: a count outside the plausible range; write a whole number from 0 to 25, without a decimal point",
        ),
        (
            "birth_date",
            "1958-13".into(),
            "/birth_date: no such date: months go from 01 to 12; write `\"2026-11-21\"`, or `\"2026-11\"` or `\"2026\"` where no more is known",
        ),
        (
            "service_date",
            "2026-11".into(),
            "/service_date: not a full date; write the day, as in `\"2026-11-21\"`",
        ),
        (
            "request_date",
            FactValue::Code(1).into(),
            "/request_date: a code, not a date; document it as a day, a month or a year",
        ),
        (
            "age",
            60.into(),
            "/age: `age` is derived from `birth_date` and never given; give `birth_date`, and leave `age` out",
        ),
        (
            "dose",
            300.into(),
            "/dose: a number, not a quantity; document it as a number with its unit, `10*6`",
        ),
        (
            "dose",
            percent,
            "/dose: a unit that the fact does not accept; the plausible range is 1 to 1000 million cells; check the number and its unit",
        ),
        (
            "lvef",
            "38 %".into(),
            "/lvef: a string, not a list of results; document it as a list of dated results",
        ),
        (
            "transplant",
            day("2026-01-01").into(),
            "/transplant: a date, not a history of events; document it as a list of events, and whether it is complete",
        ),
    ] {
        let mut facts = unchanged.clone();
        let refused = facts.set(&vocabulary, name, value).unwrap_err();
        assert_eq!(refused.to_string(), expected);
        assert_eq!(facts, unchanged, "{expected}");
    }
}

#[test]
fn checking_finds_what_is_no_value_of_its_fact() {
    let vocabulary = vocabulary();
    let far = scale(Unit::Percent, vec![], 1, 1_000);
    let far = Amount::new(&far, Written::Exactly(Decimal::from(96)), Unit::Percent).unwrap();
    let mut elsewhere = scale(Unit::Percent, vec![], 1, 95);
    elsewhere.multiplier = 3;
    let elsewhere =
        Amount::new(&elsewhere, Written::Exactly(Decimal::from(38)), Unit::Percent).unwrap();
    let of_lvef = |amount, method| {
        let mut result = result("38", "2026-10-02", method);
        result.amount = amount;
        FactValue::Measurement(vec![result])
    };
    let flag = || FactValue::Flag(Flag::from(true));
    let of_transplant = |donor| {
        let entries = vec![Entry::default().with(DONOR, donor)];
        FactValue::History(History { complete: true.into(), entries })
    };
    for (fact, value, path, problem) in [
        (NYHA, flag(), "/nyha", "a flag, not a code"),
        (NYHA, FactValue::Code(0), "/nyha", "no candidate at all"),
        (NYHA, FactValue::Code(0b1_0001), "/nyha", "a candidate beyond the values of the code"),
        (SMOKER, FactValue::Code(1), "/smoker", "a code, not a flag"),
        (AGE, flag(), "/age", "`age` is derived from `birth_date` and never given"),
        (FactId::SERVICE_DATE, flag(), "/service_date", "a date of the case, not a fact"),
        (FactId(99), flag(), "", "a value of fact 99, which the vocabulary example lacks"),
        (LVEF, of_lvef(far, None), "/lvef/0", "a value outside the plausible range"),
        (LVEF, of_lvef(elsewhere, None), "/lvef/0", "an amount that was made for another fact"),
        (
            LVEF,
            of_lvef(lvef_amount("38"), Some(2)),
            "/lvef/0/method",
            "a method beyond those of the fact",
        ),
        (
            TRANSPLANT,
            history(true, &[("2020", Some(0)), ("2021", Some(2))]),
            "/transplant/events/1/donor",
            "a candidate beyond the values of the code",
        ),
        (
            TRANSPLANT,
            of_transplant(AttributeValue::Code(0)),
            "/transplant/events/0/donor",
            "no candidate at all",
        ),
        (
            TRANSPLANT,
            of_transplant(AttributeValue::Flag(Flag::from(true))),
            "/transplant/events/0/donor",
            "a flag, not a code",
        ),
        (
            TRANSPLANT,
            history(true, &[("2020", Some(0)), ("2021", Some(0)), ("2020", Some(0))]),
            "/transplant/events/2",
            "the same as the entry at position 0",
        ),
        (
            HOSPITALIZATION,
            history(true, &[("2020", Some(0))]),
            "/hospitalization/events/0",
            "an attribute of another history",
        ),
        // Something that is only a contradiction is found once, with the same text as elsewhere.
        (
            LVEF,
            FactValue::Measurement(vec![result("38", "2027", None)]),
            "/lvef/0/date",
            "the date is after the request date",
        ),
        (LINES, FactValue::Count(26.into()), "/lines", "a count outside the plausible range"),
    ] {
        let refused = case().with(fact, value).checked(&vocabulary).unwrap_err().problems;
        let found = refused.iter().map(|found| (&*found.path, &*found.problem)).collect::<Vec<_>>();
        assert_eq!(found, [(path, problem)]);
    }
}
