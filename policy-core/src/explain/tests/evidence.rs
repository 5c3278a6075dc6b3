use crate::case::{CaseFacts, FactValue};
use crate::explain::evidence::evidence;
use crate::fixtures::explained::*;
use crate::fixtures::histories::{
    self, HIGHEST_DOSE, INFUSION, PRESCRIBED, TOLERATED, VIALS, amount, infusion, infusions,
};
use crate::fixtures::told::date as written_date;
use crate::policy::*;
use crate::possible::{
    AttributeValue, Comparator, Complete, Count, Date, Distance, Entry, Flag, History, Written,
};
use crate::unit::Unit;
use crate::vocabulary::FactId;
use rust_decimal::Decimal;

fn only(case: &CaseFacts, expression: &Expression) -> String {
    let lines = evidence(vocabulary(), case, expression);
    assert_eq!(lines.len(), 1, "{lines:?}");
    lines[0].clone()
}

#[test]
fn facts_with_one_value_are_shown_with_it_or_as_not_documented() {
    let dose = Term::Quantity(DOSE).is(Region::Quantity(QuantityTest::Compare(
        Operator::Less,
        threshold("300", Unit::MillionCells),
    )));
    let count =
        Term::Count(ADMINISTRATIONS).is(Region::Whole(CountTest::Compare(Operator::Equal, 0)));
    let adult = age(Operator::GreaterOrEqual, 18);
    let changed = date(LAST_CHANGE, DateTest::In(Window::at_least_ago(MONTH, Day::REQUEST)));
    let not_covered_yet =
        date(FactId::SERVICE_DATE, DateTest::Compare(Operator::Less, Day::On(day("2026-01-01"))));
    for (case, expression, expected) in [
        (case().flag(CARDIOMYOPATHY, true), flag(CARDIOMYOPATHY), "Ischemic cardiomyopathy: yes"),
        (
            case().flag(CARDIOMYOPATHY, false),
            not(flag(CARDIOMYOPATHY)),
            "Ischemic cardiomyopathy: no",
        ),
        (case(), flag(CARDIOMYOPATHY), "Ischemic cardiomyopathy: not documented"),
        (
            case().code(NYHA, 0b110),
            code(NYHA, 0b100),
            "New York Heart Association functional class: II or III",
        ),
        (
            case().code(NYHA, 0b1111),
            code(NYHA, 0b100),
            "New York Heart Association functional class: not documented",
        ),
        (
            case().count(ADMINISTRATIONS, 2),
            count,
            "Administrations of the product already received: 2",
        ),
        (
            case().date(BIRTH_DATE, "1958-12-01"),
            adult.clone(),
            "Age on the date of service: 68 years",
        ),
        (
            case().date(BIRTH_DATE, "1958-12-02"),
            adult.clone(),
            "Age on the date of service: 67 years",
        ),
        (
            case().date(BIRTH_DATE, "1958-12"),
            adult.clone(),
            "Age on the date of service: 67 or 68 years",
        ),
        (case(), adult, "Age on the date of service: not documented"),
        (
            case().date(LAST_CHANGE, "2026-10"),
            changed,
            "Beta-blocker: date of the last change of dose, the start included: 2026-10",
        ),
        (case(), not_covered_yet, "Date of service: 2026-12-01"),
        (
            case().quantity(DOSE, Written::Between(Decimal::from(300), Decimal::from(1_000))),
            dose.clone(),
            "CAR-positive T cells in the dose: 300 to 1,000 million cells",
        ),
        (
            case().quantity(DOSE, Written::Compared(Comparator::Less, Decimal::from(300))),
            dose.clone(),
            "CAR-positive T cells in the dose: < 300 million cells",
        ),
        (case(), dose, "CAR-positive T cells in the dose: not documented"),
    ] {
        assert_eq!(only(&case, &expression), expected);
    }
}

#[test]
fn each_fact_and_method_has_one_line() {
    let documented = case()
        .results(
            LVEF,
            &[
                ("38", "2026-10-02", Some(ECHO)),
                ("45", "2026-01-02", Some(ECHO)),
                ("50", "2026-11-01", None),
            ],
        )
        .results(NT_PROBNP, &[("1300", "2026-11", None)])
        .date(APPROVAL_DATE, "2026-02-01");
    let by_rhythm = when(flag(FIBRILLATION), nt_probnp_above("1200"), nt_probnp_above("1000"));
    let approved = date(
        APPROVAL_DATE,
        DateTest::Compare(Operator::LessOrEqual, Day::Fact(FactId::SERVICE_DATE)),
    );
    assert_eq!(
        evidence(vocabulary(), &documented, &and([reduced_lvef(), by_rhythm, approved])),
        [
            "Left ventricular ejection fraction 38 % by echo 2d on 2026-10-02",
            "Left ventricular ejection fraction by muga: not documented; received: 50 % on 2026-11-01 (method not documented)",
            "Atrial fibrillation (active): not documented",
            "N-terminal pro-B-type natriuretic peptide 1,300 pg/mL in 2026-11",
            "Date on which the FDA approved the product: 2026-02-01",
            "Date of service: 2026-12-01",
        ]
    );
}

#[test]
fn results_are_shown_that_decide() {
    let results = [
        ("41", "2026-03-01", None),
        ("42", "2026-10-02", Some(ECHO)),
        ("35", "2026-10", Some(MUGA)),
        ("30", "2026-11-22", Some(ECHO)),
        ("43", "2026-02-01", None),
        ("44", "2025-01-01", None),
        ("39", "2024-01-01", None),
        ("46", "2023-01-01", None),
    ];
    let documented = case().results(LVEF, &results);
    let shown = |selection, within| {
        only(&documented, &lvef(selection, None, within, percent(Operator::LessOrEqual, "40")))
    };
    // The result from an unknown day in October may be later than the second; the one after the
    // request does not count.
    assert_eq!(
        shown(Selection::Latest, None),
        "Left ventricular ejection fraction 35 % by muga in 2026-10, 42 % by echo 2d on 2026-10-02"
    );
    assert_eq!(
        shown(Selection::Any, None),
        "Left ventricular ejection fraction 35 % by muga in 2026-10, 39 % on 2024-01-01, 42 % by echo 2d on 2026-10-02, 41 % on 2026-03-01, 43 % on 2026-02-01 \
         and 2 more"
    );
    assert_eq!(
        shown(Selection::Highest, Some(NINE_MONTHS)),
        "Left ventricular ejection fraction 42 % by echo 2d on 2026-10-02, 41 % on 2026-03-01, 35 % by muga in 2026-10"
    );
    assert_eq!(
        only(
            &documented,
            &lvef(Selection::Latest, Some(MUGA), Some(MONTH), percent(Operator::Less, "40"))
        ),
        "Left ventricular ejection fraction 35 % by muga in 2026-10"
    );
    assert_eq!(
        only(
            &case().results(LVEF, &results[4..]),
            &lvef(Selection::Latest, None, Some(MONTH), percent(Operator::Less, "40"))
        ),
        "Left ventricular ejection fraction: not documented within 1 month before the request; received: 43 % on 2026-02-01 (too early)"
    );
    let measured = Term::Result {
        fact: CD18,
        selection: Selection::Latest,
        method: None,
        window: Window::EVER,
    }
    .is(Region::Quantity(percent(Operator::Less, "2")));
    assert_eq!(
        only(&case().results(CD18, &[("1.50", "2026-10-02", None)]), &measured),
        "Neutrophils expressing CD18: 1.50 % on 2026-10-02"
    );
}

#[test]
fn histories_say_whether_they_are_complete() {
    let within = events(HOSPITALIZATION, 1, None, Some(NINE_MONTHS));
    let allogeneic = events(STEM_CELL_THERAPY, 1, Some(0b10), None);
    for (case, expression, expected) in [
        (
            case().history(HOSPITALIZATION, true, &[("2026-06-10", None)]),
            &within,
            "Heart-failure hospitalization: 2026-06-10; complete history",
        ),
        (
            case().history(HOSPITALIZATION, false, &[]),
            &within,
            "Heart-failure hospitalization: none documented; history incomplete",
        ),
        (case(), &within, "Heart-failure hospitalization: none documented; history incomplete"),
        (
            case().history(HOSPITALIZATION, true, &[]),
            &within,
            "Heart-failure hospitalization: none; complete history",
        ),
        (
            case().history(HOSPITALIZATION, true, &[("2026-12-01", None)]),
            &within,
            "Heart-failure hospitalization: none; complete history",
        ),
        (
            case().history(
                STEM_CELL_THERAPY,
                false,
                &[("2026-06", Some(0)), ("2020", None), ("2019-05-01", Some(1))],
            ),
            &allogeneic,
            "Stem cell therapy received earlier: 2020 (kind not documented), 2019-05-01 (allogeneic), 2026-06 (autologous; does not count); history incomplete",
        ),
        (
            case().history(
                HOSPITALIZATION,
                false,
                &["2021", "2022", "2026-06-10", "2023", "2024", "2025", "2026-07-10"]
                    .map(|when| (when, None)),
            ),
            &within,
            "Heart-failure hospitalization: 2026-07-10, 2026-06-10, 2025 (too early), 2024 (too early), 2023 (too early) and 2 more; history incomplete",
        ),
    ] {
        assert_eq!(only(&case, expression), expected);
    }
}

#[test]
fn each_entry_is_shown_with_what_is_documented_about_it() {
    let relation = Relation {
        operator: Operator::Greater,
        distance: Distance::None,
        other: Comparable::Quantity(HIGHEST_DOSE),
    };
    let too_high = Term::Quantity(histories::DOSE).is(Region::Than(relation));
    let asked = infusions(1, and([too_high, flag(TOLERATED)]));
    let entries = [
        infusion("2026-05", Some(0b10), Some(300))
            .with(TOLERATED, AttributeValue::Flag(Flag::from(false)))
            .with(VIALS, AttributeValue::Count(Count::from(3)))
            .with(PRESCRIBED, AttributeValue::Date(written_date("2026-04"))),
        infusion("2026-07-01", Some(0b101), None)
            .with(PRESCRIBED, AttributeValue::Date(Date::NEVER)),
        infusion("2025", Some(0b111), None),
        Entry::default(),
    ];
    let history = History { complete: Complete::No, entries: entries.into() };
    let case = case()
        .with(INFUSION, FactValue::History(history))
        .with(HIGHEST_DOSE, FactValue::Quantity(amount("1.5", Unit::Gram)));
    assert_eq!(
        evidence(&histories::vocabulary(), &case, &asked),
        [
            "Infusion: date not documented (tolerated not documented, dose not documented), \
             2026-07-01 (infliximab or vedolizumab, tolerated not documented, prescribed never, dose not documented), \
             2025 (tolerated not documented, dose not documented), \
             2026-05 (rituximab, tolerated: no, vials 3, prescribed in 2026-04, dose 300 mg; does not count); history incomplete",
            "Highest dose: 1.5 g"
        ]
    );
}
