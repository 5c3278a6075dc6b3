//! Small charts: what is documented, how it may be told further, and the case that says so.

use crate::trials::{CountedCase, trials};
use policy_core::chrono::Duration;
use policy_core::possible::{
    Code, CodeSet, Comparator, Date, Event, Events, Quantity, QuantityFact,
};
use policy_core::unit::Unit;
use policy_core::{Decimal, NaiveDate, PartialDate};
use policy_tests::dice::Dice;

/// The day of the request and of the service. Days are counted over the end of a February.
pub const REQUEST: i64 = 10;

/// A day before all that is asked about.
pub const LONG_AGO: i64 = -100;

/// So many hundredths of a milligram are one.
pub const MILLIGRAM: i64 = 100;

pub fn day(number: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 2, 22).unwrap() + Duration::days(number)
}

/// What is documented about a date: the first and the last day that it may be.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Day {
    Between(i64, i64),
    Never,
    Undocumented,
}

impl Day {
    fn date(self) -> Date {
        let end = |number| Some(PartialDate::Day(day(number)));
        match self {
            Day::Between(first, last) if first == last => day(first).into(),
            Day::Between(first, last) => {
                PartialDate::between(end(first), end(last)).unwrap().into()
            }
            Day::Never => Date::NEVER,
            Day::Undocumented => Date::UNKNOWN,
        }
    }

    /// Days that it may be, as far as questions tell them apart; `None` if it never was.
    pub fn each(self) -> Vec<Option<i64>> {
        match self {
            Day::Between(first, last) => (first..=last).map(Some).collect(),
            Day::Never => vec![None],
            Day::Undocumented => {
                [None, Some(LONG_AGO)].into_iter().chain((-20..=40).map(Some)).collect()
            }
        }
    }

    /// The days of something that happened up to the request.
    pub fn each_past(self) -> Vec<i64> {
        self.each().into_iter().flatten().filter(|day| *day <= REQUEST).collect()
    }

    fn told(self, low: i64, latest: i64, dice: &mut Dice) -> Day {
        let (first, last) = match self {
            Day::Between(first, last) => (first, last.min(latest)),
            Day::Never => return Day::Never,
            Day::Undocumented => (low, latest),
        };
        let one = dice.between(first, last);
        match dice.below(3) {
            0 => Day::Between(one, self.last().unwrap_or(latest).min(one + 3)),
            _ => Day::Between(one, one),
        }
    }

    const fn last(self) -> Option<i64> {
        match self {
            Day::Between(_, last) => Some(last),
            Day::Never | Day::Undocumented => None,
        }
    }

    const fn exact(self) -> Day {
        match self {
            Day::Between(first, _) => Day::Between(first, first),
            other => other,
        }
    }
}

/// What is written of a dose, in hundredths of a milligram.
#[derive(Clone, Copy, Debug)]
pub enum Written {
    Exactly(i64),
    Between(i64, i64),
    Less(i64),
    AtLeast(i64),
}

impl Written {
    pub fn holds(self, dose: i64) -> bool {
        match self {
            Written::Exactly(only) => dose == only,
            Written::Between(low, high) => (low..=high).contains(&dose),
            Written::Less(high) => dose < high,
            Written::AtLeast(low) => low <= dose,
        }
    }

    pub fn ends(self) -> Vec<i64> {
        match self {
            Written::Exactly(only) | Written::Less(only) | Written::AtLeast(only) => vec![only],
            Written::Between(low, high) => vec![low, high],
        }
    }

    fn quantity<F: QuantityFact>(self, in_grams: bool) -> Quantity<F> {
        let unit = if in_grams { Unit::Gram } else { Unit::Milligram };
        let value = |hundredths| Decimal::new(hundredths, if in_grams { 5 } else { 2 });
        match self {
            Written::Exactly(only) => F::exactly(value(only), unit),
            Written::Between(low, high) => F::between(value(low), value(high), unit),
            Written::Less(high) => F::compared(Comparator::Less, value(high), unit),
            Written::AtLeast(low) => F::compared(Comparator::GreaterOrEqual, value(low), unit),
        }
        .unwrap()
    }

    fn random(dice: &mut Dice) -> Written {
        let some = |dice: &mut Dice| *dice.pick(&[40, 50, 90, 100, 110, 120, 150, 160]) * MILLIGRAM;
        match dice.below(8) {
            0 => Written::Less(some(dice)),
            1 => Written::AtLeast(some(dice)),
            2 => {
                let (one, other) = (some(dice), some(dice));
                Written::Between(one.min(other), one.max(other))
            }
            _ => Written::Exactly(some(dice)),
        }
    }

    /// One of the numbers that it may be.
    fn told(self, dice: &mut Dice) -> Written {
        Written::Exactly(match self {
            Written::Exactly(only) => only,
            Written::Between(low, high) => *dice.pick(&[low, low.midpoint(high), high]),
            Written::Less(high) => high - *dice.pick(&[1, 10, 20]) * MILLIGRAM,
            Written::AtLeast(low) => low + *dice.pick(&[0, 10, 70]) * MILLIGRAM,
        })
    }
}

/// What is documented about a trial.
#[derive(Clone, Copy, Debug)]
pub struct Trial {
    pub date: Day,
    /// The candidates of the two codes, as bits.
    pub medicine: u64,
    pub outcome: u64,
    pub dose: Option<Written>,
    pub in_grams: bool,
    pub cycles: Option<u32>,
    pub planned: Option<u32>,
    pub adherent: Option<bool>,
    pub finished: Day,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Complete {
    No,
    Since(i64),
    Yes,
}

/// What is documented.
#[derive(Clone, Debug)]
pub struct Chart {
    pub start: Day,
    pub target: Option<Written>,
    pub protocol: Option<u32>,
    pub complete: Complete,
    pub trials: Vec<Trial>,
}

const MEDICINES: u64 = 0b111;
const OUTCOMES: u64 = 0b11;

fn candidates(all: u64, dice: &mut Dice) -> u64 {
    if dice.chance(20) {
        return all;
    }
    let one = |dice: &mut Dice| 1 << dice.below(usize::try_from(all.count_ones()).unwrap());
    if dice.chance(20) { one(dice) | one(dice) } else { one(dice) }
}

fn one_candidate(known: u64, dice: &mut Dice) -> u64 {
    let bits = (0..3).map(|position| 1 << position).filter(|bit| known & bit != 0);
    *dice.pick(&bits.collect::<Vec<_>>())
}

fn number(dice: &mut Dice) -> u32 {
    u32::try_from(dice.between(0, 5)).unwrap()
}

fn date(first: i64, last: i64, dice: &mut Dice) -> Day {
    match dice.below(20) {
        0 => Day::Undocumented,
        1..=5 => {
            let first = dice.between(first, last);
            Day::Between(first, first + dice.between(1, 4))
        }
        _ => {
            let only = dice.between(first, last);
            Day::Between(only, only)
        }
    }
}

impl Trial {
    fn random(dice: &mut Dice) -> Trial {
        Trial {
            date: date(0, REQUEST, dice),
            medicine: candidates(MEDICINES, dice),
            outcome: candidates(OUTCOMES, dice),
            dose: dice.chance(80).then(|| Written::random(dice)),
            in_grams: dice.chance(30),
            cycles: dice.chance(80).then(|| number(dice)),
            planned: dice.chance(80).then(|| number(dice)),
            adherent: dice.chance(75).then(|| dice.chance(50)),
            finished: if dice.chance(5) { Day::Never } else { date(0, REQUEST + 5, dice) },
        }
    }

    /// The same, with more of it told: each part that is open with this chance.
    fn told(self, percent: usize, dice: &mut Dice) -> Trial {
        let mut told = self;
        let tells = |dice: &mut Dice| dice.chance(percent);
        if tells(dice) {
            told.date = self.date.told(-5, REQUEST, dice);
        }
        if tells(dice) {
            told.medicine = one_candidate(self.medicine, dice);
        }
        if tells(dice) {
            told.outcome = one_candidate(self.outcome, dice);
        }
        if tells(dice) {
            let written = self.dose.map(|written| written.told(dice));
            told.dose = written.or_else(|| Some(Written::random(dice)));
        }
        if tells(dice) {
            told.cycles = self.cycles.or_else(|| Some(number(dice)));
        }
        if tells(dice) {
            told.planned = self.planned.or_else(|| Some(number(dice)));
        }
        if tells(dice) {
            told.adherent = self.adherent.or_else(|| Some(dice.chance(50)));
        }
        if tells(dice) {
            told.finished = self.finished.told(-5, REQUEST + 9, dice);
        }
        told
    }

    fn event(&self, number: usize) -> Event<trials::Trial> {
        // Two of which the same is documented are two.
        let mut event = Event::on(self.date.date()).called(number.to_string());
        if self.medicine != MEDICINES {
            event = event.with(code::<trials::TrialMedicine>(self.medicine));
        }
        if self.outcome != OUTCOMES {
            event = event.with(code::<trials::TrialOutcome>(self.outcome));
        }
        if let Some(dose) = self.dose {
            event = event.with(dose.quantity::<trials::TrialDose>(self.in_grams));
        }
        if let Some(cycles) = self.cycles {
            event = event.with(trials::TrialCycles(cycles));
        }
        if let Some(planned) = self.planned {
            event = event.with(trials::TrialPlanned(planned));
        }
        if let Some(adherent) = self.adherent {
            event = event.with(trials::TrialAdherent(adherent));
        }
        if self.finished != Day::Undocumented {
            event = event.with(trials::TrialFinished(self.finished.date()));
        }
        event
    }
}

fn code<E: CodeSet>(candidates: u64) -> Code<E> {
    let is_candidate = |value: &E| candidates >> value.position() & 1 == 1;
    Code::candidates(E::ALL.iter().copied().filter(is_candidate))
}

impl Chart {
    pub fn random(dice: &mut Dice) -> Chart {
        let trials = (0..dice.below(4)).map(|_| Trial::random(dice)).collect();
        Chart {
            start: if dice.chance(5) { Day::Never } else { date(2, 9, dice) },
            target: dice.chance(85).then(|| Written::random(dice)),
            protocol: dice.chance(85).then(|| number(dice)),
            complete: match dice.below(4) {
                0 => Complete::No,
                1 => Complete::Since(dice.between(2, 7)),
                _ => Complete::Yes,
            },
            trials,
        }
    }

    /// The same, with more of it told: what is open is told further, and perhaps trials are added
    /// where others may be.
    pub fn told(&self, percent: usize, dice: &mut Dice) -> Chart {
        let mut told = self.clone();
        let tells = |dice: &mut Dice| dice.chance(percent);
        if tells(dice) {
            told.start = self.start.told(-2, REQUEST + 4, dice);
        }
        if tells(dice) {
            let written = self.target.map(|written| written.told(dice));
            told.target = written.or_else(|| Some(Written::random(dice)));
        }
        if tells(dice) {
            told.protocol = self.protocol.or_else(|| Some(number(dice)));
        }
        for trial in &mut told.trials {
            *trial = trial.told(percent, dice);
        }
        let last_open = match self.complete {
            Complete::No => REQUEST,
            Complete::Since(day) => day - 1,
            Complete::Yes => return told,
        };
        if tells(dice) {
            told.complete = match self.complete {
                Complete::Since(day) if dice.chance(50) => Complete::Since(dice.between(0, day)),
                Complete::No if dice.chance(50) => Complete::Since(dice.between(0, REQUEST)),
                _ => Complete::Yes,
            };
        }
        while told.trials.len() < 3 && dice.chance(50) {
            let only = dice.between(-3, last_open);
            told.trials.push(Trial { date: Day::Between(only, only), ..Trial::random(dice) });
        }
        told
    }

    /// A chart that tells all.
    pub fn told_in_full(&self, dice: &mut Dice) -> Chart {
        let mut full = self.told(100, dice);
        full.complete = Complete::Yes;
        full.start = full.start.exact();
        full.target = full.target.map(|written| written.told(dice));
        for trial in &mut full.trials {
            *trial = trial.told(100, dice);
            trial.dose = trial.dose.map(|written| written.told(dice));
            (trial.date, trial.finished) = (trial.date.exact(), trial.finished.exact());
        }
        full
    }

    pub fn case(&self) -> CountedCase {
        let trials = self.trials.iter().enumerate().map(|(number, trial)| trial.event(number));
        CountedCase {
            start: self.start.date(),
            target_dose: self.target.map(|written| written.quantity(false)),
            protocol_cycles: self.protocol.into(),
            trial: match self.complete {
                Complete::No => Events::incomplete(trials),
                Complete::Since(first) => Events::complete_since(day(first), trials),
                Complete::Yes => Events::complete(trials),
            },
            ..CountedCase::new(day(REQUEST), day(REQUEST))
        }
    }
}
