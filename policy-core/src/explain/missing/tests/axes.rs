//! Partly documented facts: how they may turn out, and what may be asked about them.

use crate::calendar::{CalendarDuration, CalendarUnit};
use crate::case::{CaseFacts, FactValue};
use crate::fixtures::example::{
    BIRTH_DATE, DIABETIC, DONOR, DOSE, Dice, ECHO, Example, LAST_CHANGE, LINES, LVEF, MUGA, NYHA,
    SMOKER, TRANSPLANT, Told, age, code, count, day, dose, flag, history, percent,
};
use crate::policy::{
    CountTest, DateTest, Day, Entries, Expression, Operator, Region, Selection, Term, Window,
};
use crate::vocabulary::FactId;

pub(super) type Document = Box<dyn Fn(CaseFacts) -> CaseFacts>;

pub(super) struct Axis {
    pub(super) fact: FactId,
    pub(super) documented: Document,
    pub(super) completions: Vec<Document>,
    pub(super) predicates: Vec<Expression>,
}

fn document(document: impl Fn(CaseFacts) -> CaseFacts + 'static) -> Document {
    Box::new(document)
}

pub(super) fn random_axis(dice: &mut Dice) -> Axis {
    match dice.below(9) {
        0 => flags(SMOKER),
        1 => flags(DIABETIC),
        2 => codes(dice),
        3 => counts(),
        4 => births(dice),
        5 => changes(dice),
        6 => doses(dice),
        7 => results(dice),
        _ => transplants(dice),
    }
}

fn months(amount: u32) -> CalendarDuration {
    CalendarDuration::new(amount, CalendarUnit::Months)
}

fn flags(fact: FactId) -> Axis {
    let completions = [false, true].map(|yes| document(move |case| case.flag(fact, yes)));
    Axis {
        fact,
        documented: document(|case| case),
        completions: completions.into(),
        predicates: vec![flag(fact)],
    }
}

fn codes(dice: &mut Dice) -> Axis {
    let charted = dice.pick(&[0b1111_u64, 0b0110, 0b0111, 0b1010]);
    let candidates = (0..4).filter(|position| charted >> position & 1 == 1);
    Axis {
        fact: NYHA,
        documented: document(move |case| case.with(NYHA, FactValue::Code(charted))),
        completions: candidates
            .map(|position| document(move |case| case.with(NYHA, FactValue::Code(1 << position))))
            .collect(),
        predicates: vec![code(0b0001), code(0b0110), code(0b0100), code(0b1100)],
    }
}

fn counts() -> Axis {
    Axis {
        fact: LINES,
        documented: document(|case| case),
        completions: (0..6).map(|number| document(move |case| case.count(LINES, number))).collect(),
        predicates: vec![
            count(Operator::GreaterOrEqual, 2),
            count(Operator::Less, 4),
            count(Operator::Equal, 1),
        ],
    }
}

fn dates(
    fact: FactId,
    written: Option<&'static str>,
    days: &[&'static str],
    predicates: Vec<Expression>,
) -> Axis {
    let possible =
        days.iter().copied().filter(|day| written.is_none_or(|written| day.starts_with(written)));
    Axis {
        fact,
        documented: document(move |case| match written {
            Some(written) => case.date(fact, written),
            None => case,
        }),
        completions: possible.map(|day| document(move |case| case.date(fact, day))).collect(),
        predicates,
    }
}

fn births(dice: &mut Dice) -> Axis {
    let days = [
        "1950-01-01",
        "1961-11-25",
        "1961-11-26",
        "2007-12-31",
        "2008-01-01",
        "2008-06-30",
        "2008-07-01",
        "2008-11-24",
        "2008-11-25",
        "2008-11-26",
        "2008-12-31",
        "2015-01-01",
    ];
    let born_by = DateTest::Compare(Operator::LessOrEqual, Day::On(day("2008-06-30")));
    let predicates = vec![
        age(Operator::GreaterOrEqual, 18),
        age(Operator::Less, 65),
        Term::Date(BIRTH_DATE).is(Region::Day(born_by)),
    ];
    dates(BIRTH_DATE, dice.pick(&[None, Some("2008"), Some("2008-11")]), &days, predicates)
}

fn changes(dice: &mut Dice) -> Axis {
    let days = [
        "2025-01-01",
        "2026-05-20",
        "2026-05-21",
        "2026-10-01",
        "2026-10-20",
        "2026-10-21",
        "2026-10-22",
        "2026-11-21",
        "2026-11-22",
        "2026-11-24",
        "2026-11-25",
        "2026-11-26",
    ];
    let compared = DateTest::Compare(Operator::GreaterOrEqual, Day::Fact(FactId::SERVICE_DATE));
    let predicates = [
        DateTest::In(Window::at_least_ago(months(1), Day::REQUEST)),
        DateTest::In(Window::looking_back(months(6), Day::REQUEST)),
        compared,
    ]
    .map(|test| Term::Date(LAST_CHANGE).is(Region::Day(test)));
    dates(LAST_CHANGE, dice.pick(&[None, Some("2026"), Some("2026-10")]), &days, predicates.into())
}

fn doses(dice: &mut Dice) -> Axis {
    let (written, possible) = dice.pick(&[
        (None, &["100", "300", "400", "510", "900"][..]),
        (Some("280..400"), &["280", "300", "400"]),
        (Some(">=300"), &["300", "400", "510", "511"]),
        (Some(">300"), &["301", "510", "511"]),
        (Some("<510"), &["1", "300", "301"]),
        (Some("301..509"), &["302"]),
    ]);
    Axis {
        fact: DOSE,
        documented: document(move |case| match written {
            Some(written) => case.dose(written),
            None => case,
        }),
        completions: possible
            .iter()
            .copied()
            .map(|value| document(move |case| case.dose(value)))
            .collect(),
        predicates: vec![
            dose(Operator::GreaterOrEqual, "300"),
            dose(Operator::LessOrEqual, "510"),
            dose(Operator::Greater, "300"),
            dose(Operator::Equal, "300"),
        ],
    }
}

/// The latest result by each of two methods.
fn results(dice: &mut Dice) -> Axis {
    let amounts = [
        (None, &["30", "35", "38", "40", "41"][..]),
        (Some("35..38"), &["35", "36"]),
        (Some("36..45"), &["36", "40", "41"]),
        (Some("<41"), &["30", "35", "38", "40.5"]),
    ];
    let [(echo, echos), (muga, mugas)] = [dice.pick(&amounts), dice.pick(&amounts)];
    let by_echo = |amount| (amount, "2026-10-01", Some(ECHO));
    let by_muga = |amount| (amount, "2026-10-02", Some(MUGA));
    let documented = echo.map(by_echo).into_iter().chain(muga.map(by_muga)).collect::<Vec<_>>();
    let completed =
        echos.iter().flat_map(|echo| mugas.iter().map(move |muga| [by_echo(echo), by_muga(muga)]));
    let at_most = |method, bound| {
        let test = percent(Operator::LessOrEqual, bound);
        Term::Result {
            fact: LVEF,
            selection: Selection::Latest,
            method: Some(method),
            window: Window::EVER,
        }
        .is(Region::Quantity(test))
    };
    Axis {
        fact: LVEF,
        completions: completed.map(|results| document(move |case| case.lvef(&results))).collect(),
        documented: document(move |case| case.lvef(&documented)),
        predicates: vec![
            at_most(ECHO, "40"),
            at_most(ECHO, "35"),
            at_most(MUGA, "35"),
            at_most(MUGA, "40"),
        ],
    }
}

type Happened = (&'static str, Option<u8>);

type HalfDocumented = (bool, &'static [Happened], &'static [&'static [Happened]]);

/// An event of each kind that the predicates below distinguish.
const KINDS: [Happened; 6] = [
    ("2015-01-01", Some(0)),
    ("2015-01-01", Some(1)),
    ("2025-06-01", Some(0)),
    ("2025-06-01", Some(1)),
    ("2026-10-01", Some(0)),
    ("2026-10-01", Some(1)),
];

/// Complete or not, what is documented, and how each event of it may turn out.
const HISTORIES: [HalfDocumented; 5] = [
    (false, &[], &[]),
    (false, &[("2025-06-01", None)], &[&[KINDS[2], KINDS[3]]]),
    (true, &[("2025-06-01", None), ("2015-01-01", Some(0))], &[&[KINDS[2], KINDS[3]], &[KINDS[0]]]),
    (true, &[("2026", Some(0))], &[&[("2026-01-10", Some(0)), KINDS[4]]]),
    (false, &[("2026-10-01", Some(1))], &[&[KINDS[5]]]),
];

fn transplants(dice: &mut Dice) -> Axis {
    let (complete, documented, each) = dice.pick(&HISTORIES);
    let with = |worlds: &[Vec<Happened>], events: &[Happened]| {
        let mut more = worlds
            .iter()
            .flat_map(|world| events.iter().map(|event| [world.as_slice(), &[*event]].concat()))
            .collect::<Vec<_>>();
        for world in &mut more {
            world.sort_unstable();
        }
        more.sort();
        more.dedup();
        more
    };
    let mut worlds = each.iter().fold(vec![vec![]], |worlds, events| with(&worlds, events));
    if !complete {
        let one = with(&worlds, &KINDS);
        let two = with(&one, &KINDS);
        let three = with(&two, &KINDS);
        worlds = [worlds, one, two, three].concat();
    }
    let asked = |at_least, values: Option<u64>, within: Option<CalendarDuration>| {
        let window =
            within.map_or(Window::EVER, |within| Window::looking_back(within, Day::REQUEST));
        let all = Entries::of(TRANSPLANT).within(window);
        let entries = values.map_or(all.clone(), |values| all.with(DONOR, values));
        Term::Entries(entries).is(Region::Whole(CountTest::at_least(at_least)))
    };
    Axis {
        fact: TRANSPLANT,
        documented: document(move |case| case.with(TRANSPLANT, history(complete, documented))),
        completions: worlds
            .into_iter()
            .map(|events| document(move |case| case.with(TRANSPLANT, history(true, &events))))
            .collect(),
        predicates: vec![
            asked(1, None, None),
            asked(1, Some(0b10), None),
            asked(1, Some(0b01), Some(months(9))),
            asked(2, None, Some(months(24))),
            Term::Entries(Entries::of(TRANSPLANT))
                .is(Region::Whole(CountTest::Compare(Operator::Equal, 1))),
        ],
    }
}
