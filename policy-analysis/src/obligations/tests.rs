//! Suites of small policies, and of random ones against brute force.

#![expect(clippy::arithmetic_side_effects, reason = "tests may panic")]

mod attack;

use super::{GeneratedCase, Standing, Suite};
use crate::random::{CYCLES, PLANNED, REACTION, about_entries};
use policy_core::calendar::{CalendarDuration, CalendarUnit, PartialDate};
use policy_core::case::CaseFacts;
use policy_core::case::{Chart, FactValue};
use policy_core::fixtures::example::{
    BIRTH_DATE, CONSENTED, DIABETIC, Dice, LAST_CHANGE, LINES, LVEF, NYHA, SMOKER, TRANSPLANT, age,
    and, at_least, code, count, day, flag, group, met, not, or, percent, policy, section, version,
};
use policy_core::policy::{
    Advisory, Body, Comparable, Conclusion, CountTest, DateTest, Day, Entries, Expression,
    Operator, Outcome, Policy, Quantifier, Region, Relation, Selection, Term, Window,
};
use policy_core::possible::{Count, Date, Distance, Flag, Written};
use policy_core::vocabulary::FactId;
use std::collections::{BTreeMap, BTreeSet};

fn suite(policy: &Policy) -> Suite<'_> {
    Suite::of(policy, None).unwrap()
}

fn condition(condition: Expression) -> Body {
    Body::Condition(condition)
}

/// A policy whose only section has these criteria, cited 1, 2, …
fn with_criteria(conditions: Vec<Expression>) -> Policy {
    let mut section = section(1, None, conditions.into_iter().map(condition).collect(), met());
    section.criteria = (1..)
        .zip(section.criteria.iter())
        .map(|(number, criterion)| {
            let mut criterion = criterion.clone();
            criterion.citation = format!("{number}").into();
            criterion
        })
        .collect();
    policy(Vec::new(), vec![section])
}

fn standing(suite: &Suite<'_>, id: &str) -> Standing {
    suite
        .obligations
        .iter()
        .find(|obligation| obligation.id == id)
        .unwrap_or_else(|| panic!("no obligation {id}: {:?}", ids(suite)))
        .standing
}

fn ids<'s>(suite: &'s Suite<'_>) -> Vec<&'s str> {
    suite.obligations.iter().map(|obligation| &*obligation.id).collect()
}

/// The cases that cover an obligation.
fn covering<'s>(suite: &'s Suite<'_>, id: &str) -> Vec<&'s GeneratedCase<'s>> {
    let position = suite
        .obligations
        .iter()
        .position(|obligation| obligation.id == id)
        .unwrap_or_else(|| panic!("no obligation {id}: {:?}", ids(suite)));
    suite.cases.iter().filter(|case| case.covers.contains(&position)).collect()
}

fn lvef(operator: Operator, value: &str) -> Expression {
    Term::Result { fact: LVEF, selection: Selection::Latest, method: None, window: Window::EVER }
        .is(Region::Quantity(percent(operator, value)))
}

fn changed_within_3_months() -> Expression {
    Term::Date(LAST_CHANGE).is(Region::Day(DateTest::In(Window::looking_back(
        CalendarDuration::new(3, CalendarUnit::Months),
        Day::REQUEST,
    ))))
}

/// The facts in which two members differ.
fn differences(one: &CaseFacts, other: &CaseFacts) -> BTreeSet<FactId> {
    let facts = one.iter().chain(other.iter()).map(|(fact, _)| fact).collect::<BTreeSet<_>>();
    facts.into_iter().filter(|fact| one.get(*fact) != other.get(*fact)).collect()
}

fn example() -> Policy {
    with_criteria(vec![
        age(Operator::GreaterOrEqual, 18),
        or([flag(SMOKER), and([flag(DIABETIC), code(0b0110)])]),
        not(flag(CONSENTED)),
        count(Operator::LessOrEqual, 3),
        lvef(Operator::Less, "40"),
        changed_within_3_months(),
    ])
}

#[test]
fn every_predicate_decides_in_two_cases_that_differ_in_its_fact_alone() {
    let policy = example();
    let suite = suite(&policy);
    let sites = [
        ("1", BIRTH_DATE),
        ("2#1", SMOKER),
        ("2#2", DIABETIC),
        ("2#3", NYHA),
        ("3", CONSENTED),
        ("4", LINES),
        ("5", LVEF),
        ("6", LAST_CHANGE),
    ];
    for (site, fact) in sites {
        let holding = covering(&suite, &format!("{site}:met"));
        let failing = covering(&suite, &format!("{site}:not-met"));
        let flips = |one: &GeneratedCase, other: &GeneratedCase| {
            differences(&one.member, &other.member) == [fact].into()
                && one.member.request_date == other.member.request_date
                && one.determination.outcome != other.determination.outcome
                && ![one, other]
                    .iter()
                    .any(|case| case.determination.outcome == Outcome::NeedInformation)
        };
        assert!(holding.iter().any(|one| failing.iter().any(|other| flips(one, other))), "{site}");
    }
}

#[test]
fn edges_lie_exactly_where_the_policy_changes_its_mind() {
    let policy = example();
    let suite = suite(&policy);
    let outcomes = |id: &str| {
        covering(&suite, id)
            .iter()
            .map(|case| case.determination.outcome.name())
            .collect::<BTreeSet<_>>()
    };
    let (met, not_met) = (BTreeSet::from(["criteria_met"]), BTreeSet::from(["criteria_not_met"]));
    for (id, expected) in [
        ("1:day-before-birthday=18", &not_met),
        ("1:birthday=18", &met),
        ("4:number=2", &met),
        ("4:number=3", &met),
        ("4:number=4", &not_met),
        ("5:just-below=40%", &met),
        ("5:at=40%", &not_met),
        ("5:just-above=40%", &not_met),
        ("6:day-before=P3M", &not_met),
        ("6:day-of=P3M", &met),
        ("6:day-after=P3M", &met),
        ("6:day-of=request_date", &met),
        ("6:day-after=request_date", &not_met),
        ("2#3:value=I", &not_met),
        ("2#3:value=III", &met),
    ] {
        assert_eq!(outcomes(id), *expected, "{id}");
    }
    let case = covering(&suite, "4:number=4")[0];
    assert_eq!(case.member.get(LINES), Some(&FactValue::Count(Count::from(4))));
    let Some(FactValue::Measurement(results)) =
        covering(&suite, "5:just-below=40%")[0].member.get(LVEF)
    else {
        panic!("no results")
    };
    assert!(
        matches!(results.as_slice(), [result] if result.amount.written() == Written::Exactly("39.9".parse().unwrap()))
    );
}

#[test]
fn what_leaves_a_predicate_open_leaves_the_outcome_open() {
    let policy = example();
    let suite = suite(&policy);
    for id in [
        "1:undocumented",
        "1:partial-date",
        "2#3:candidates",
        "5:range",
        "5:comparator",
        "6:partial-date",
        "3:undocumented",
    ] {
        let cases = covering(&suite, id);
        assert!(!cases.is_empty(), "{id}");
        assert!(
            cases.iter().all(|case| case.determination.outcome == Outcome::NeedInformation),
            "{id}"
        );
    }
}

#[test]
fn no_fact_of_a_case_can_be_left_out() {
    let policy = example();
    let suite = suite(&policy);
    for case in &suite.cases {
        for (fact, _) in case.member.iter() {
            let mut less = case.member.clone();
            less.remove(fact);
            let coverage = suite.coverage(&policy, &[&less]);
            assert!(
                case.covers.iter().any(|obligation| coverage[*obligation].is_empty()),
                "{}: {fact:?} shows nothing",
                case.id
            );
        }
    }
}

#[test]
fn what_nobody_can_show_is_said_to_be_impossible() {
    let policy = with_criteria(vec![or([flag(SMOKER), and([flag(SMOKER), flag(DIABETIC)])])]);
    let suite = suite(&policy);
    assert!(matches!(standing(&suite, "1#3:met"), Standing::Impossible(_)));
    // With it in its place alone, those who do not smoke and have diabetes would meet the
    // criterion.
    assert_eq!(standing(&suite, "1#2:not-met"), Standing::Possible);
    assert!(matches!(standing(&suite, "1#2:met"), Standing::Impossible(_)));
    assert_eq!(standing(&suite, "1#1:met"), Standing::Possible);
    // Counts of the vocabulary go from 0 to 25.
    let policy = with_criteria(vec![count(Operator::LessOrEqual, 25)]);
    let suite = super::tests::suite(&policy);
    assert!(matches!(standing(&suite, "1:not-met"), Standing::Impossible(_)));
    assert!(!ids(&suite).contains(&"1:number=26"));
}

#[test]
fn a_criterion_that_only_restates_hides_nothing() {
    let mut policy = with_criteria(vec![flag(SMOKER), flag(SMOKER)]);
    let mut version = policy.versions[0].clone();
    let mut section = version.sections[0].clone();
    section.criteria.to_mut()[1].restated = true;
    version.sections = vec![section].into();
    policy.versions = vec![version].into();
    let suite = suite(&policy);
    assert_eq!(standing(&suite, "1:not-met"), Standing::Possible);
    assert!(matches!(standing(&suite, "2:not-met"), Standing::Impossible(_)));
}

#[test]
fn the_days_at_which_a_version_begins_and_ends_are_tried() {
    let sections = || vec![section(1, None, vec![condition(flag(SMOKER))], met())];
    let mut policy = policy(vec![flag(DIABETIC)], Vec::new());
    policy.versions = vec![version(Some("2025-03-01"), Some("2025-12-31"), sections())].into();
    let suite = suite(&policy);
    for (date, speaks) in
        [("2025-02-28", false), ("2025-03-01", true), ("2025-12-31", true), ("2026-01-01", false)]
    {
        let cases = covering(&suite, &format!("service_date={date}"));
        assert!(!cases.is_empty(), "{date}");
        for case in cases {
            assert_eq!(case.member.service_date, day(date));
            assert_eq!(case.determination.outcome != Outcome::NotApplicable, speaks, "{date}");
        }
    }
}

#[test]
fn advisories_and_conclusions_are_reached() {
    let mut policy = policy(
        Vec::new(),
        vec![
            section(1, Some(flag(SMOKER)), Vec::new(), Conclusion::CaseByCase { reason: None }),
            section(2, None, vec![condition(flag(DIABETIC))], met()),
        ],
    );
    let advisory = Advisory {
        text: "Look twice.".into(),
        outcomes: vec![Outcome::CriteriaMet].into(),
        condition: Some(age(Operator::Less, 65)),
    };
    policy.advisories = vec![advisory].into();
    let suite = suite(&policy);
    for id in [
        "section_1:conclusion",
        "section_2:conclusion",
        "advisory.1:given",
        "advisory.1:met",
        "advisory.1:not-met",
        "advisory.1:birthday=65",
    ] {
        assert!(!covering(&suite, id).is_empty(), "{id}");
    }
    assert!(
        covering(&suite, "advisory.1:met").iter().all(|case| case.advisories == ["Look twice."])
    );
}

/// A condition over three flags and a code.
fn random_condition(dice: &mut Dice, depth: usize) -> Expression {
    match dice.below(if depth == 0 { 2 } else { 6 }) {
        5 => at_least(2, [(); 3].map(|()| random_condition(dice, depth - 1))),
        0 => flag(dice.pick(&[SMOKER, DIABETIC, CONSENTED])),
        1 => code(dice.pick(&[0b0001, 0b0011, 0b0110])),
        2 => not(random_condition(dice, depth - 1)),
        3 => and([random_condition(dice, depth - 1), random_condition(dice, depth - 1)]),
        _ => or([random_condition(dice, depth - 1), random_condition(dice, depth - 1)]),
    }
}

fn random_policy(dice: &mut Dice) -> Policy {
    let first = section(
        1,
        Some(random_condition(dice, 1)),
        vec![condition(random_condition(dice, 1))],
        Conclusion::CaseByCase { reason: None },
    );
    let parts = vec![
        condition(random_condition(dice, 1)),
        condition(random_condition(dice, 1)),
        condition(random_condition(dice, 0)),
    ];
    let quantifier = dice.pick(&[Quantifier::AnyOf, Quantifier::NoneOf, Quantifier::AtLeast(2)]);
    let last = section(
        2,
        None,
        vec![condition(random_condition(dice, 2)), group(quantifier, parts)],
        met(),
    );
    policy(vec![random_condition(dice, 0)], vec![first, last])
}

/// Every way to document three flags and a code of four values: each known, or not; the code also
/// as one of two.
fn all_charts() -> Vec<CaseFacts> {
    let mut charts = vec![BTreeMap::new()];
    for fact in [SMOKER, DIABETIC, CONSENTED] {
        let values = [None, Some(false), Some(true)]
            .map(|value| value.map(|value| FactValue::Flag(Flag::from(value))));
        charts = charts
            .iter()
            .flat_map(|chart| values.iter().map(move |value| (chart, value)))
            .map(|(chart, value)| {
                chart
                    .iter()
                    .map(|(fact, value): (&FactId, &FactValue)| (*fact, value.clone()))
                    .chain(value.clone().map(|value| (fact, value)))
                    .collect()
            })
            .collect();
    }
    let codes =
        [None].into_iter().chain([1, 2, 4, 8, 3, 5, 6, 9, 10, 12].map(Some)).collect::<Vec<_>>();
    let with_codes = charts.iter().flat_map(|chart| {
        codes.iter().map(move |code| {
            let mut chart = chart.clone();
            chart.extend(code.map(|code| (NYHA, FactValue::Code(code))));
            chart
        })
    });
    with_codes
        .map(|facts| {
            let mut chart = CaseFacts::new(day("2026-06-15"), day("2026-06-15"));
            chart.extend(facts);
            chart
        })
        .collect()
}

#[test]
fn what_is_impossible_is_shown_by_no_chart_at_all() {
    let members = all_charts();
    let charts = members.iter().map(|member| member as &dyn Chart).collect::<Vec<_>>();
    let mut counts = [0; 3];
    for seed in 0..12 {
        let policy = random_policy(&mut Dice(seed));
        let suite = suite(&policy);
        for (obligation, covering) in suite.obligations.iter().zip(suite.coverage(&policy, &charts))
        {
            let kind = match obligation.standing {
                Standing::Possible => 0,
                Standing::Impossible(_) => 1,
                Standing::NotFound => 2,
            };
            counts[kind] += 1;
            assert_eq!(
                !covering.is_empty(),
                kind == 0,
                "seed {seed}: {} {:?}",
                obligation.id,
                obligation.standing
            );
        }
        let own = suite.cases.iter().map(|case| &case.member as &dyn Chart).collect::<Vec<_>>();
        for (obligation, covering) in suite.obligations.iter().zip(suite.coverage(&policy, &own)) {
            assert_eq!(
                !covering.is_empty(),
                obligation.standing == Standing::Possible,
                "seed {seed}: {}",
                obligation.id
            );
        }
    }
    assert!(counts[0] > 100 && counts[1] > 10, "{counts:?}");
}

#[test]
fn attributes_of_entries_have_boundaries() {
    let within = |condition| {
        Term::Entries(Entries::of(TRANSPLANT).that(condition))
            .is(Region::Whole(CountTest::at_least(1)))
    };
    let three_months = CalendarDuration::new(3, CalendarUnit::Months);
    let recently = DateTest::In(Window::looking_back(three_months, Day::REQUEST));
    let relation = Relation {
        operator: Operator::GreaterOrEqual,
        distance: Distance::None,
        other: Comparable::Count(PLANNED),
    };
    let criteria = with_criteria(vec![
        within(Term::Date(REACTION).is(Region::Day(recently))),
        within(Term::Count(CYCLES).is(Region::Than(relation))),
    ]);
    let policy = Policy { vocabulary: about_entries(&mut Dice(0)).vocabulary, ..criteria };
    let suite = suite(&policy);
    for id in [
        "1:reaction-day-before=P3M",
        "1:reaction-day-of=P3M",
        "1:reaction-day-after=P3M",
        "2:cycles-below",
        "2:cycles-at",
        "2:cycles-above",
    ] {
        assert!(!covering(&suite, id).is_empty(), "{id}: {:?}", standing(&suite, id));
    }
    let outcomes = |id: &str| {
        let cases = covering(&suite, id).into_iter();
        cases.map(|case| case.determination.outcome).collect::<BTreeSet<_>>()
    };
    assert!(outcomes("1:reaction-day-of=P3M").contains(&Outcome::CriteriaMet));
    assert!(outcomes("2:cycles-at").contains(&Outcome::CriteriaMet));
    assert!(outcomes("2:cycles-below").contains(&Outcome::CriteriaNotMet));
}

#[test]
fn obligations_are_told_in_words() {
    let policy = with_criteria(vec![
        age(Operator::GreaterOrEqual, 21),
        lvef(Operator::Less, "40"),
        changed_within_3_months(),
        count(Operator::LessOrEqual, 3),
    ]);
    let suite = suite(&policy);
    for (id, ending) in [
        ("1:met", "it is met"),
        ("1:day-before-birthday=21", "the date of service is the day before the 21st birthday"),
        ("1:birthday=22", "the date of service is the day of the 22nd birthday"),
        ("2:just-below=40%", "the value is just below 40 %"),
        ("2:range", "it is unknown, because the value is a range"),
        ("3:day-after=P3M", "the date is one day later than 3 months before the request"),
        ("3:day-of=request_date", "the date is exactly the day of the request"),
        ("4:number=4", "the number is 4"),
    ] {
        let obligation = suite.obligations.iter().find(|obligation| obligation.id == id);
        let sentence = &obligation.unwrap_or_else(|| panic!("{id}: {:?}", ids(&suite))).sentence;
        assert!(sentence.ends_with(&format!("; {ending}")), "{id}: {sentence}");
        assert!(sentence.starts_with(&format!("{} decides: ", &id[..1])), "{id}: {sentence}");
    }
}

#[test]
fn the_birthday_of_a_leap_day_is_the_calendar_s() {
    let policy = with_criteria(vec![age(Operator::GreaterOrEqual, 18)]);
    let suite = suite(&policy);
    let shows = |id: &str, birth: &str, service: &str| {
        let born = FactValue::Date(Date::from(PartialDate::Day(day(birth))));
        let member = CaseFacts::new(day(service), day(service)).with(BIRTH_DATE, born);
        let coverage = suite.coverage(&policy, &[&member]);
        let position = suite.obligations.iter().position(|obligation| obligation.id == id);
        coverage[position.unwrap()] == [0]
    };
    for (birth, birthday, eve) in [
        ("2008-02-29", "2026-02-28", "2026-02-27"),
        ("2008-02-28", "2026-02-28", "2026-02-27"),
        ("2008-03-01", "2026-03-01", "2026-02-28"),
    ] {
        assert!(shows("1:birthday=18", birth, birthday), "{birth}");
        assert!(shows("1:day-before-birthday=18", birth, eve), "{birth}");
        assert!(!shows("1:birthday=18", birth, eve), "{birth}");
        assert!(!shows("1:day-before-birthday=18", birth, birthday), "{birth}");
    }
}
