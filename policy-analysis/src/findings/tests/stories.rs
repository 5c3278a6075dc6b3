//! Sentences.

use crate::findings::{Finding, Kind, findings};
use policy_core::calendar::{CalendarDuration, CalendarUnit};
use policy_core::fixtures::example::{
    APPROVAL_DATE, CONSENTED, DIABETIC, DONOR, ECHO, HOSPITALIZATION, LAST_CHANGE, LVEF, SMOKER,
    TRANSPLANT, age, and, code, count, criterion, day, dose, flag, group, met, not, or, percent,
    policy, section,
};
use policy_core::policy::{
    Body, Conclusion, CountTest, Criterion, DateTest, Day, Entries, Expression, Gap, Operator,
    Policy, Quantifier, Region, Selection, Term, Window,
};
use policy_core::vocabulary::FactId;

pub(super) fn labelled(citation: &str, body: Body) -> Criterion {
    Criterion { citation: citation.to_owned().into(), ..criterion(body) }
}

/// A policy with one section, its criteria labeled 1, 2, 3.
fn one_section(conditions: Vec<Expression>) -> Policy {
    let mut only = section(1, None, Vec::new(), met());
    only.criteria = (1..)
        .zip(conditions)
        .map(|(label, condition)| labelled(&label.to_string(), Body::Condition(condition)))
        .collect();
    policy(Vec::new(), vec![only])
}

pub(super) fn messages(policy: &Policy) -> Vec<String> {
    findings(policy).unwrap().into_iter().map(|finding| finding.message).collect()
}

fn found(conditions: Vec<Expression>) -> Vec<String> {
    messages(&one_section(conditions))
}

fn nothing() -> Vec<String> {
    Vec::new()
}

fn ago(amount: u32, unit: CalendarUnit) -> Expression {
    Term::Date(LAST_CHANGE).is(Region::Day(DateTest::In(Window::at_least_ago(
        CalendarDuration::new(amount, unit),
        Day::REQUEST,
    ))))
}

fn within(amount: u32, unit: CalendarUnit) -> Expression {
    Term::Date(LAST_CHANGE).is(Region::Day(DateTest::In(Window::looking_back(
        CalendarDuration::new(amount, unit),
        Day::REQUEST,
    ))))
}

fn stays(at_least: u32, months: u32) -> Expression {
    let period = CalendarDuration::new(months, CalendarUnit::Months);
    let window = Window::looking_back(period, Day::REQUEST);
    Term::Entries(Entries::of(HOSPITALIZATION).within(window))
        .is(Region::Whole(CountTest::Compare(Operator::GreaterOrEqual, at_least)))
}

fn transplants(values: Option<u64>) -> Expression {
    let all = Entries::of(TRANSPLANT);
    Term::Entries(match values {
        Some(values) => all.with(DONOR, values),
        None => all,
    })
    .is(Region::Whole(CountTest::Compare(Operator::GreaterOrEqual, 1)))
}

pub(super) fn lvef(
    selection: Selection,
    method: Option<u8>,
    months: Option<u32>,
    operator: Operator,
    value: &str,
) -> Expression {
    let within = months.map(|months| CalendarDuration::new(months, CalendarUnit::Months));
    Term::Result {
        fact: LVEF,
        selection,
        method,
        window: within.map_or(Window::EVER, |within| Window::looking_back(within, Day::REQUEST)),
    }
    .is(Region::Quantity(percent(operator, value)))
}

fn before(one: FactId, operator: Operator, other: FactId) -> Expression {
    Term::Date(one).is(Region::Day(DateTest::Compare(operator, Day::Fact(other))))
}

#[test]
fn two_criteria_that_clash_are_named_together() {
    use Operator::{GreaterOrEqual, Less};
    assert_eq!(
        found(vec![age(GreaterOrEqual, 65), flag(SMOKER), age(Less, 18)]),
        ["no member can satisfy both `age >= 65` (1) and `age < 18` (3)"]
    );
    assert_eq!(found(vec![code(0b0011), code(0b0110), code(0b1100)]).len(), 1);
}

#[test]
fn what_others_say_already_is_named_with_them() {
    use Operator::GreaterOrEqual;
    assert_eq!(
        found(vec![age(GreaterOrEqual, 18), age(GreaterOrEqual, 21)]),
        ["every member who meets `age >= 21` (2) meets `age >= 18` (1) as well"]
    );
    assert_eq!(
        found(vec![flag(SMOKER), or([flag(SMOKER), flag(DIABETIC)])]),
        ["`smoker` is asked for twice: 1 says it already, so this is always met"]
    );
    assert_eq!(
        found(vec![or([code(0b0010), code(0b0110)])]),
        ["every member who meets `nyha = II` meets `nyha in [II, III]` as well"]
    );
    assert_eq!(
        found(vec![
            or([flag(SMOKER), flag(DIABETIC)]),
            or([not(flag(SMOKER)), flag(CONSENTED)]),
            or([flag(DIABETIC), flag(CONSENTED)])
        ]),
        [
            "every member who meets `smoker OR diabetic` (1) and `NOT smoker OR consented` (2) meets `diabetic OR consented` (3) as well"
        ]
    );
}

#[test]
fn windows_of_one_history_hang_together() {
    assert_eq!(
        found(vec![stays(1, 9), stays(1, 12)]),
        [
            "every member who meets `any hospitalization within 9 months` (1) meets `any hospitalization within 12 months` (2) as well"
        ]
    );
    assert_eq!(found(vec![stays(2, 9), stays(1, 12)]).len(), 1);
    assert_eq!(found(vec![stays(1, 9), stays(2, 12)]), nothing());
    assert_eq!(found(vec![not(transplants(Some(0b10))), transplants(None)]), nothing());
    assert_eq!(found(vec![not(transplants(None)), transplants(Some(0b10))]).len(), 1);
    assert_eq!(found(vec![transplants(Some(0b01)), transplants(Some(0b10))]), nothing());
    assert_eq!(
        found(vec![not(transplants(Some(0b01))), not(transplants(Some(0b10))), transplants(None)])
            .len(),
        1,
        "there is no third donor"
    );
}

#[test]
fn results_of_one_measurement_hang_together() {
    use Operator::{Greater, GreaterOrEqual, LessOrEqual};
    use Selection::{Any, Every, Highest, Latest, Lowest};
    let any = |months, operator, value| lvef(Any, None, months, operator, value);
    assert_eq!(
        found(vec![any(Some(3), LessOrEqual, "40"), any(Some(6), LessOrEqual, "40")]).len(),
        1
    );
    assert_eq!(
        found(vec![any(Some(6), LessOrEqual, "40"), any(Some(3), LessOrEqual, "40")]).len(),
        1
    );
    assert_eq!(
        found(vec![any(Some(3), LessOrEqual, "40"), any(Some(6), LessOrEqual, "35")]),
        nothing()
    );
    assert_eq!(
        found(vec![
            lvef(Highest, None, None, LessOrEqual, "40"),
            lvef(Every, None, None, LessOrEqual, "40")
        ])
        .len(),
        1
    );
    assert_eq!(
        found(vec![
            lvef(Highest, None, None, LessOrEqual, "40"),
            lvef(Latest, None, None, Greater, "40")
        ])
        .len(),
        1
    );
    assert_eq!(
        found(vec![
            lvef(Lowest, None, None, LessOrEqual, "40"),
            lvef(Latest, None, None, Greater, "40")
        ]),
        nothing()
    );
    assert_eq!(
        found(vec![
            lvef(Latest, Some(ECHO), None, LessOrEqual, "40"),
            lvef(Latest, None, None, GreaterOrEqual, "50")
        ]),
        nothing()
    );
    assert_eq!(
        found(vec![lvef(Latest, None, None, GreaterOrEqual, "1")]),
        ["every result meets `lvef >= 1%`"]
    );
}

#[test]
fn dates_hang_together_on_every_day_of_the_calendar() {
    use CalendarUnit::{Days, Months, Years};
    assert_eq!(found(vec![ago(1, Months), ago(2, Months)]).len(), 1);
    // A month has 28 to 31 days.
    assert_eq!(found(vec![ago(1, Months), ago(28, Days)]).len(), 1);
    assert_eq!(found(vec![ago(1, Months), ago(30, Days)]), nothing());
    assert_eq!(found(vec![ago(1, Months), ago(31, Days)]).len(), 1);
    assert_eq!(found(vec![ago(12, Months), ago(1, Years)]).len(), 1);
    // Both hold on the day one month ago.
    assert_eq!(found(vec![ago(1, Months), within(1, Months)]), nothing());
    assert_eq!(found(vec![ago(2, Months), within(1, Months)]).len(), 1);
    assert_eq!(found(vec![ago(31, Days), within(1, Months)]), nothing());
    assert_eq!(found(vec![ago(32, Days), within(1, Months)]).len(), 1);
}

#[test]
fn dates_that_are_compared_hang_together() {
    use Operator::{Greater, Less, LessOrEqual};
    assert_eq!(
        found(vec![
            before(APPROVAL_DATE, Less, LAST_CHANGE),
            before(APPROVAL_DATE, Greater, LAST_CHANGE)
        ])
        .len(),
        1
    );
    assert_eq!(
        found(vec![
            before(APPROVAL_DATE, LessOrEqual, LAST_CHANGE),
            before(LAST_CHANGE, LessOrEqual, FactId::SERVICE_DATE)
        ]),
        nothing()
    );
    let transitive = vec![
        before(APPROVAL_DATE, LessOrEqual, LAST_CHANGE),
        before(LAST_CHANGE, LessOrEqual, FactId::SERVICE_DATE),
        before(APPROVAL_DATE, LessOrEqual, FactId::SERVICE_DATE),
    ];
    assert_eq!(found(transitive).len(), 1);
    // The service may be after the request.
    assert_eq!(
        found(vec![
            before(LAST_CHANGE, LessOrEqual, FactId::SERVICE_DATE),
            within(1, CalendarUnit::Months)
        ]),
        nothing()
    );
    let on = |operator, day: &str| {
        Term::Date(FactId::SERVICE_DATE)
            .is(Region::Day(DateTest::Compare(operator, Day::On(day.parse().unwrap()))))
    };
    assert_eq!(found(vec![on(Operator::GreaterOrEqual, "2025-01-01")]), nothing());
    assert_eq!(
        found(vec![on(Operator::GreaterOrEqual, "2025-01-01"), on(Less, "2025-01-01")]).len(),
        1
    );
    assert_eq!(
        found(vec![on(Operator::GreaterOrEqual, "2025-01-01"), on(Less, "2026-01-01")]),
        nothing()
    );
}

#[test]
fn sections_that_nobody_reaches_are_found() {
    let refer = || Conclusion::CaseByCase { reason: None };
    let wide_first = policy(
        Vec::new(),
        vec![
            section(1, Some(flag(SMOKER)), Vec::new(), met()),
            section(2, Some(and([flag(SMOKER), flag(DIABETIC)])), Vec::new(), refer()),
            section(3, None, Vec::new(), refer()),
        ],
    );
    assert_eq!(
        messages(&wide_first),
        [
            "section `section_2` can never be reached: everybody whom it is for goes to `section_1` first"
        ]
    );
    let nobody_left = policy(
        Vec::new(),
        vec![
            section(1, Some(flag(SMOKER)), Vec::new(), met()),
            section(2, Some(not(flag(SMOKER))), Vec::new(), refer()),
            section(3, None, Vec::new(), refer()),
        ],
    );
    assert_eq!(
        messages(&nobody_left),
        [
            "section `section_3` can never be reached: every member goes to `section_1` or `section_2`"
        ]
    );
    let outside = policy(
        vec![code(0b0011)],
        vec![
            section(1, Some(code(0b1000)), Vec::new(), met()),
            section(2, None, Vec::new(), refer()),
        ],
    );
    assert_eq!(
        messages(&outside),
        [
            "no member can satisfy both `nyha in [I, II]` (`applies when`) and `nyha = IV` (`for` of `section_1`)"
        ]
    );
    let taken_away = policy(
        Vec::new(),
        vec![
            section(1, Some(flag(SMOKER)), Vec::new(), refer()),
            section(
                2,
                None,
                vec![Body::Condition(flag(SMOKER)), Body::Condition(flag(DIABETIC))],
                met(),
            ),
        ],
    );
    assert_eq!(messages(&taken_away).len(), 1);
}

#[test]
fn a_number_that_falls_to_neither_neighbour_is_a_gap() {
    use Operator::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual};
    let split = |one: Expression, other: Expression| {
        let rest = Conclusion::CaseByCase { reason: None };
        policy(
            Vec::new(),
            vec![
                section(1, Some(one), Vec::new(), met()),
                section(2, Some(other), Vec::new(), met()),
                section(3, None, Vec::new(), rest),
            ],
        )
    };
    let latest = |operator, value| lvef(Selection::Latest, None, None, operator, value);
    assert_eq!(
        messages(&split(latest(Less, "40"), latest(Greater, "40"))),
        [
            "`lvef = 40%` falls to neither `lvef < 40%` (`for` of `section_1`) nor `lvef > 40%` (`for` of `section_2`)"
        ]
    );
    assert_eq!(messages(&split(latest(LessOrEqual, "39"), latest(GreaterOrEqual, "40"))).len(), 1);
    assert_eq!(
        messages(&split(latest(LessOrEqual, "39.9"), latest(GreaterOrEqual, "40"))).len(),
        1
    );
    assert_eq!(
        messages(&split(latest(LessOrEqual, "35"), latest(GreaterOrEqual, "40"))),
        nothing()
    );
    assert_eq!(
        messages(&split(latest(LessOrEqual, "40"), latest(Greater, "40"))).len(),
        1,
        "nobody is left for the third section"
    );
    assert_eq!(messages(&split(age(Less, 18), age(Greater, 18))).len(), 1);
    assert_eq!(messages(&split(count(LessOrEqual, 2), count(GreaterOrEqual, 4))).len(), 1);
    assert_eq!(messages(&split(count(LessOrEqual, 2), count(GreaterOrEqual, 5))), nothing());
    let changed = |operator, operand| {
        Term::Date(LAST_CHANGE).is(Region::Day(DateTest::Compare(operator, operand)))
    };
    let on = |text| Day::On(day(text));
    assert_eq!(
        messages(&split(changed(Less, on("2025-03-01")), changed(Greater, on("2025-03-01")))),
        [
            "`last_change = 2025-03-01` falls to neither `last_change < 2025-03-01` (`for` of `section_1`) nor `last_change > 2025-03-01` (`for` of `section_2`)"
        ]
    );
    assert_eq!(
        messages(&split(
            changed(LessOrEqual, on("2025-02-28")),
            changed(Greater, on("2025-03-01"))
        ))
        .len(),
        1
    );
    assert_eq!(
        messages(&split(
            changed(LessOrEqual, on("2025-02-28")),
            changed(GreaterOrEqual, on("2025-03-02"))
        ))
        .len(),
        1
    );
    assert_eq!(
        messages(&split(
            changed(LessOrEqual, on("2025-02-27")),
            changed(GreaterOrEqual, on("2025-03-01"))
        ))
        .len(),
        1
    );
    assert_eq!(
        messages(&split(
            changed(LessOrEqual, on("2025-02-27")),
            changed(GreaterOrEqual, on("2025-03-02"))
        )),
        nothing()
    );
    let service = Day::Fact(FactId::SERVICE_DATE);
    assert_eq!(
        messages(&split(changed(Less, service), changed(Greater, service))),
        [
            "`last_change = service_date` falls to neither `last_change < service_date` (`for` of `section_1`) nor `last_change > service_date` (`for` of `section_2`)"
        ]
    );
    // The same issue between alternatives, and none if one criterion leaves a value out on purpose.
    assert_eq!(found(vec![or([dose(Less, "40"), dose(Greater, "40")])]).len(), 1);
    assert_eq!(found(vec![not(dose(Equal, "40"))]), nothing());
    let with_forty = or([
        and([dose(Less, "40"), flag(SMOKER)]),
        and([dose(Greater, "40"), flag(DIABETIC)]),
        dose(Equal, "40"),
    ]);
    assert!(
        findings(&one_section(vec![with_forty]))
            .unwrap()
            .iter()
            .all(|finding| finding.kind != Kind::Gap)
    );

    // Two sections for different members have no gap between them, whatever they require.
    let therapy = |first: Expression, continued: Expression| {
        let sections = [(Some(flag(SMOKER)), continued), (None, first)];
        let sections = (1..).zip(sections).map(|(number, (guard, condition))| {
            section(number, guard, vec![Body::Condition(condition)], met())
        });
        policy(Vec::new(), sections.collect())
    };
    assert_eq!(messages(&therapy(latest(Greater, "40"), latest(Less, "40"))), nothing());
    let low_and_high = |low: Expression, high: Expression| {
        let sections = [(latest(Less, "40"), low), (latest(Greater, "40"), high)];
        let sections = (1..).zip(sections).map(|(number, (guard, asks))| {
            section(number, Some(guard), vec![Body::Condition(asks)], met())
        });
        let rest = section(3, None, Vec::new(), Conclusion::CaseByCase { reason: None });
        policy(Vec::new(), sections.chain([rest]).collect())
    };
    // What they require of their members is another matter.
    assert_eq!(messages(&low_and_high(flag(SMOKER), not(flag(SMOKER)))).len(), 1);
    // Alternatives of one criterion are next to each other.
    assert_eq!(
        found(vec![or([
            and([dose(Less, "40"), flag(SMOKER)]),
            and([dose(Greater, "40"), not(flag(SMOKER))])
        ])])
        .len(),
        1
    );
    // What is excluded ends where the rest begins.
    assert_eq!(
        found(vec![or([
            and([not(dose(GreaterOrEqual, "40")), flag(SMOKER)]),
            dose(Greater, "40")
        ])]),
        [
            "`dose = 40 million cells` falls to neither `NOT dose >= 40 million cells` nor `dose > 40 million cells`"
        ]
    );
    assert_eq!(
        found(vec![or([
            and([not(or([dose(GreaterOrEqual, "40"), flag(DIABETIC)])), flag(SMOKER)]),
            dose(Greater, "40")
        ])]),
        [
            "`dose = 40 million cells` falls to neither the opposite of `dose >= 40 million cells` nor `dose > 40 million cells`"
        ]
    );

    let mut accepted = split(latest(Less, "40"), latest(Greater, "40"));
    accepted.gaps =
        vec![Gap { condition: latest(Equal, "40"), reason: "the source says so".into() }].into();
    assert_eq!(messages(&accepted), nothing());
    accepted.gaps =
        vec![Gap { condition: latest(Equal, "41"), reason: "the source says so".into() }].into();
    assert_eq!(messages(&accepted).len(), 2);
}

#[test]
fn a_group_is_looked_into() {
    let inner = group(
        Quantifier::AnyOf,
        vec![
            Body::Condition(flag(SMOKER)),
            Body::Condition(and([flag(DIABETIC), not(flag(DIABETIC))])),
        ],
    );
    let mut only = section(1, None, Vec::new(), met());
    only.criteria = vec![labelled("1", inner)].into();
    let found: Vec<Finding> = findings(&policy(Vec::new(), vec![only])).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "no member can satisfy both `diabetic` and `NOT diabetic`");
    assert_eq!(found[0].at.path, [0, 1, 1]);
}
