//! One table: what a case costs with more criteria, and with more results and events of a fact.
//! Ratios are to the smallest.

use benches::contest::{Contest, heading};
use policies::POLICIES;
use policy_core::calendar::PartialDate;
use policy_core::case::{Case, CaseFacts, FactValue, Program, validate};
use policy_core::chrono::{Datelike, TimeDelta};
use policy_core::explain::Assessment;
use policy_core::json::{case_to_json, read_case};
use policy_core::possible::{
    Amount, Count, Date, DocumentedResult, Entry, Flag, History, Normal, Scale, Written,
};
use policy_core::vocabulary::{Fact, FactKind};
use policy_core::{Decimal, NaiveDate};
use std::slice;

mod growing {
    include!(concat!(env!("OUT_DIR"), "/growing.rs"));
}

fn main() {
    println!("{}", heading());
    let sizes = [
        growing::Of10Case::PROGRAM,
        growing::Of30Case::PROGRAM,
        growing::Of100Case::PROGRAM,
        growing::Of300Case::PROGRAM,
    ];
    let named = |cases: Vec<Box<dyn Case>>| {
        [10, 30, 100, 300]
            .into_iter()
            .map(|size| format!("{size} criteria"))
            .zip(cases)
            .collect::<Vec<_>>()
    };
    grow(
        "everything documented",
        &named(sizes.iter().map(|program| documented(*program, 1, false)).collect()),
    );
    grow(
        "nothing documented",
        &named(
            sizes
                .iter()
                .map(|program| program.case(CaseFacts::new(request(), request())).unwrap())
                .collect(),
        ),
    );
    let counts = [1, 10, 100, 1_000, 10_000];
    let revascor = POLICIES[0].program;
    for (title, partial) in [("revascor, exact dates", false), ("revascor, partial dates", true)] {
        let cases = counts.iter().map(|count| {
            (format!("{count} results and events a fact"), documented(revascor, *count, partial))
        });
        grow(title, &cases.collect::<Vec<_>>());
    }
}

/// Everything that is done with a case, for larger and larger cases.
fn grow(title: &str, cases: &[(String, Box<dyn Case>)]) {
    contest(&format!("{title}: evaluate"), cases, policy_core::Case::evaluate);
    contest(&format!("{title}: check"), cases, |case| validate(&case.policy().vocabulary, &**case));
    let assessed =
        cases.iter().map(|(name, case)| (name.clone(), case.assess())).collect::<Vec<_>>();
    contest(&format!("{title}: explain"), &assessed, Assessment::explain);
    let texts = cases
        .iter()
        .map(|(name, case)| (name.clone(), (program_of(&**case), case_to_json(&**case, None))))
        .collect::<Vec<_>>();
    contest(&format!("{title}: read"), &texts, |(program, text)| {
        read_case(program, text.as_bytes()).unwrap()
    });
}

fn contest<C, R>(title: &str, cases: &[(String, C)], answer: impl Fn(&C) -> R + Copy) {
    cases
        .iter()
        .fold(Contest::new(title, 1), |contest, (name, case)| {
            contest.enter(name, slice::from_ref(case), answer)
        })
        .print();
}

fn program_of(case: &dyn Case) -> Program {
    let growing = [
        growing::Of10Case::PROGRAM,
        growing::Of30Case::PROGRAM,
        growing::Of100Case::PROGRAM,
        growing::Of300Case::PROGRAM,
    ];
    let known = growing.into_iter().chain(POLICIES.iter().map(|policy| policy.program));
    known.into_iter().find(|program| program.policy().name == case.policy().name).unwrap()
}

fn request() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

/// A case in which every fact is documented, with so many results and events of each.
fn documented(program: Program, count: usize, partial: bool) -> Box<dyn Case> {
    let vocabulary = &program.policy().vocabulary;
    let value = |id| (id, value_of(vocabulary.fact(id).unwrap(), count, partial));
    let mut facts = CaseFacts::new(request(), request());
    facts.extend(program.policy().facts().into_iter().map(value));
    let case = program.case(facts).unwrap();
    assert!(validate(&case.policy().vocabulary, &*case).is_empty());
    case
}

fn value_of(fact: &Fact, count: usize, partial: bool) -> FactValue {
    let amount = |scale: &Scale| {
        Amount::new(scale, Written::Exactly((scale.low + scale.high) / Decimal::TWO), scale.unit)
            .unwrap()
    };
    match &fact.kind {
        FactKind::Flag { .. } => FactValue::Flag(Flag::from(true)),
        FactKind::Code { .. } => FactValue::Code(1),
        FactKind::Count { low, .. } => FactValue::Count(Count::from(*low)),
        FactKind::Date | FactKind::Age { .. } => FactValue::Date(day(400, partial)),
        FactKind::Quantity { scale } => FactValue::Quantity(amount(scale)),
        FactKind::Calculated { .. } => unreachable!("a policy asks for what it is calculated from"),
        FactKind::Measurement { scale, methods } => {
            let method = |position: usize| {
                u8::try_from(position % methods.len().max(1)).ok().filter(|_| !methods.is_empty())
            };
            let result = |position| DocumentedResult {
                date: day(position, partial),
                method: method(position),
                amount: amount(scale),
                normal: Normal::NONE,
            };
            FactValue::Measurement((0..count).map(result).collect())
        }
        FactKind::History { .. } => {
            let entries = (0..count).map(|position| Entry::on(day(position, partial))).collect();
            FactValue::History(History { complete: true.into(), entries }.told_apart())
        }
    }
}

/// One day after the other, backwards; or only their months.
fn day(back: usize, partial: bool) -> Date {
    let day = request() - TimeDelta::days(i64::try_from(back % 9_000).unwrap());
    if partial {
        Date::from(PartialDate::Month { year: day.year(), month: day.month() })
    } else {
        Date::from(day)
    }
}
