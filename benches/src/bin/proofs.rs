//! What the proofs of a policy cost in the build: CPU time of `findings`, for the bundled policies
//! and for policies of growing size.
//!
//! ```sh
//! cargo run --release -p benches --bin proofs
//! ```
//!
//! The policies of growing size are sound, so that every proof is made to its end. Each criterion
//! asks about facts of its own and about one that it shares with its neighbors.

use cpu_time::ProcessTime;
use policies::POLICIES;
use policy_analysis::findings::findings;
use policy_core::calendar::{CalendarDuration, CalendarUnit};
use policy_core::policy::{
    Approval, Body, Choice, Conclusion, CountTest, Criterion, Day, Entries, Expression, Guard,
    Operator, Policy, Quantifier, Region, Section, Slot, Term, Version, Window,
};
use policy_core::vocabulary::{
    Attributes, Concept, Fact, FactId, FactKind, HistoryForm, Vocabulary,
};
use std::borrow::Cow;
use std::time::Duration as Time;

const SIZES: [u16; 7] = [10, 30, 60, 100, 200, 300, 400];

fn main() {
    println!("{:>24} {:>9} {:>10} {:>14}", "policy", "criteria", "CPU ms", "ms a criterion");
    for bundled in POLICIES {
        let policy = bundled.program.policy();
        let criteria = policy.versions.iter().flat_map(Version::conditions).count();
        print(&policy.name, criteria, cost(policy));
    }
    let only = std::env::args().nth(1).and_then(|size| size.parse::<u16>().ok());
    for size in SIZES.into_iter().filter(|size| only.is_none_or(|only| only == *size)) {
        let policy = policy_of(size);
        let found = findings(&policy).unwrap();
        assert!(found.is_empty(), "a policy of {size} criteria is not sound: {found:#?}");
        print("generated", usize::from(size), cost(&policy));
    }
}

fn print(name: &str, criteria: usize, time: Time) {
    let milliseconds = time.as_secs_f64() * 1_000.0;
    let criteria_or_one = u32::try_from(criteria.max(1)).map_or(1.0, f64::from);
    println!(
        "{name:>24} {criteria:>9} {milliseconds:>10.2} {:>14.3}",
        milliseconds / criteria_or_one
    );
}

/// The least of several runs.
fn cost(policy: &Policy) -> Time {
    let run = || {
        let start = ProcessTime::now();
        std::hint::black_box(findings(std::hint::black_box(policy)).unwrap());
        start.elapsed()
    };
    (0..7).map(|_| run()).min().unwrap_or_default()
}

fn fact(name: String, kind: FactKind) -> Fact {
    Fact {
        label: name.clone().into(),
        name: name.into(),
        note: None,
        asked_of: None,
        codes: Cow::default(),
        kind,
    }
}

/// The facts of criterion `number` begin here: a flag, a code, a count and a kind of event for
/// each.
const fn first_fact(number: u16) -> u16 {
    2 + 4 * number
}

fn vocabulary(criteria: u16) -> Vocabulary {
    let mut facts = vec![
        fact("request_date".into(), FactKind::Date),
        fact("service_date".into(), FactKind::Date),
    ];
    for number in 0..=criteria + 2 {
        let values = ["A", "B", "C", "D"].map(Concept::from).to_vec();
        facts.push(fact(format!("flag_{number}"), FactKind::Flag { attested: false }));
        facts.push(fact(
            format!("code_{number}"),
            FactKind::Code { values: values.into(), many: 0 },
        ));
        facts.push(fact(format!("count_{number}"), FactKind::Count { low: 0, high: 25 }));
        let (form, attributes) = (HistoryForm::Events, Attributes::NONE);
        facts.push(fact(format!("events_{number}"), FactKind::History { form, attributes }));
    }
    Vocabulary::of("generated", facts)
}

fn condition(number: u16) -> Expression {
    let first = first_fact(number);
    let flag = Term::Flag(FactId(first)).is(Region::Yes);
    let next_flag = Term::Flag(FactId(first_fact(number + 2))).is(Region::Yes);
    let code = Term::Code(FactId(first + 1)).is(Region::Values(0b0110));
    let count = Term::Count(FactId(first + 2))
        .is(Region::Whole(CountTest::Compare(Operator::GreaterOrEqual, 2)));
    let nine_months = CalendarDuration::new(9, CalendarUnit::Months);
    let window = Window::looking_back(nine_months, Day::REQUEST);
    let events = Term::Entries(Entries::of(FactId(first + 3)).within(window))
        .is(Region::Whole(CountTest::Compare(Operator::GreaterOrEqual, 1)));
    match number % 4 {
        0 => Expression::any(vec![flag, count].into()),
        1 => Expression::all(vec![code, count].into()),
        2 => Expression::any(vec![next_flag, events].into()),
        _ => Expression::any(vec![Expression::all(vec![flag, code].into()), events].into()),
    }
}

fn criterion(number: u16, body: Body) -> Criterion {
    Criterion {
        slot: Slot(number),
        citation: format!("I.{number}").into(),
        title: None,
        restated: false,
        remarks: Cow::default(),
        body,
    }
}

/// Every fifth and sixth criterion are alternatives of a group.
fn policy_of(size: u16) -> Policy {
    let mut criteria = Vec::new();
    let mut number = 0;
    while number < size {
        let leaf = |number| criterion(number, Body::Condition(condition(number)));
        if number % 6 == 4 && number + 1 < size {
            let parts = vec![leaf(number), leaf(number + 1)];
            criteria.push(criterion(
                number,
                Body::Group { quantifier: Quantifier::AnyOf, criteria: parts.into() },
            ));
            number += 2;
        } else {
            criteria.push(leaf(number));
            number += 1;
        }
    }
    let section =
        |name: &'static str, guard: Option<Guard>, criteria: Vec<Criterion>, conclusion| Section {
            name: name.into(),
            citations: Cow::default(),
            guard,
            criteria: criteria.into(),
            remarks: Cow::default(),
            conclusion,
            otherwise: vec![].into(),
        };
    let approval = Approval {
        duration: Some(CalendarDuration::new(3, CalendarUnit::Months)),
        limit: None,
        at_most: None,
    };
    let guard = Guard {
        slot: Slot(0),
        condition: Term::Code(FactId(first_fact(size) + 1)).is(Region::Values(0b0011)),
    };
    let sections = vec![
        section(
            "criteria",
            Some(guard),
            criteria,
            Conclusion::CriteriaMet { approval: Choice::Always(approval), review: None },
        ),
        section("rest", None, Vec::new(), Conclusion::CaseByCase { reason: None }),
    ];
    let version = Version {
        name: None,
        from: None,
        to: None,
        looks_from: Day::REQUEST,
        remarks: Cow::default(),
        sections: sections.into(),
        advisories: Cow::default(),
    };
    Policy {
        name: "generated".into(),
        title: "Generated".into(),
        payer: "Example Health Plan".into(),
        number: "EX.1".into(),
        source: "none".into(),
        reviewed: None,
        codes: Cow::default(),
        remarks: Cow::default(),
        vocabulary: Cow::Owned(vocabulary(size)),
        applicability: Cow::default(),
        versions: vec![version].into(),
        advisories: Cow::default(),
        looks_from: Day::REQUEST,
        never_approves: false,
        gaps: Cow::default(),
        accepted: Cow::default(),
    }
}
