//! Different cases for the questions, the same in every run. In one of twenty, some day is known in
//! part, and so is now and then an attribute.

use super::facts::{
    FillStrength, Hba1c, Question, RequestType, TrialAdherent, TrialDose, TrialMedicine,
    TrialOutcome, WeeklyDose, Weight,
};
use super::facts::{MigraineDayAura, MigraineDayPain};
use super::{RecordsCase, RenewalCase, StepsCase};
use crate::cases::Chance;
use policy_core::calendar::PartialDate;
use policy_core::chrono::{Datelike, TimeDelta};
use policy_core::possible::{CodeSet, Date, Event, Events, HistoryFact, Measured, QuantityFact};
use policy_core::unit::Unit;
use policy_core::{Decimal, NaiveDate};

/// The day of every request.
fn request() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 2).unwrap()
}

struct Charts {
    chance: Chance,
    /// Whether some days of this chart are known in part.
    is_partial: bool,
}

impl Charts {
    fn new() -> Charts {
        Charts { chance: Chance::new(), is_partial: false }
    }

    fn next(&mut self) -> &mut Charts {
        self.is_partial = self.one_of(20);
        self
    }

    fn one_of(&mut self, number: usize) -> bool {
        self.chance.below(number) == 0
    }

    fn among(&mut self, low: usize, high: usize) -> i64 {
        i64::try_from(low + self.chance.below(high - low + 1)).unwrap()
    }

    fn day(&mut self, day: NaiveDate) -> Date {
        if self.is_partial && self.one_of(4) {
            PartialDate::Month { year: day.year(), month: day.month() }.into()
        } else {
            day.into()
        }
    }

    /// A day up to so many days before the request.
    fn before(&mut self, days: usize) -> Date {
        let day = request() - TimeDelta::days(self.among(0, days));
        self.day(day)
    }

    fn value<E: CodeSet>(&mut self) -> E {
        E::ALL[self.chance.below(E::ALL.len())]
    }

    fn history<F: HistoryFact>(&mut self, entries: Vec<Event<F>>) -> Events<F> {
        match self.chance.below(8) {
            0 => Events::incomplete(entries),
            1 => {
                let since = request() - TimeDelta::days(self.among(30, 3_000));
                Events::complete_since(since, entries)
            }
            _ => Events::complete(entries),
        }
    }
}

/// Renewals: from two to six weights.
///
/// # Panics
///
/// Never: all numbers are of their ranges.
#[must_use]
pub fn renewals(count: usize) -> Vec<RenewalCase> {
    let mut charts = Charts::new();
    let each = (0..count).map(|_| {
        let charts = charts.next();
        let start = request() - TimeDelta::days(charts.among(120, 400));
        let number = charts.among(2, 6);
        let weights = (0..number).map(|_| {
            let kilograms = Decimal::new(charts.among(800, 1_000), 1);
            let weight = Weight::exactly(kilograms, Unit::Kilogram).unwrap();
            weight.on(charts.before(700))
        });
        let weight = weights.collect::<Vec<Measured<Weight>>>().into();
        let dose = Decimal::new(charts.among(15, 25), 1);
        let events = if charts.one_of(8) { vec![Event::on(charts.before(700))] } else { vec![] };
        RenewalCase {
            request_type: RequestType::Continuation.into(),
            weekly_dose: Some(WeeklyDose::exactly(dose, Unit::Milligram).unwrap()),
            taken_as_prescribed: (!charts.one_of(10)).into(),
            pancreatitis: charts.history(events),
            therapy_start: charts.day(start),
            weight,
            ..RenewalCase::new(request(), request())
        }
    });
    each.collect()
}

/// Step therapies over so many courses.
///
/// # Panics
///
/// Never: all numbers are of their ranges.
#[must_use]
pub fn step_therapies(count: usize, courses: usize) -> Vec<StepsCase> {
    let mut charts = Charts::new();
    let each = (0..count).map(|_| {
        let charts = charts.next();
        let trials = (0..courses).map(|number| {
            let start = request() - TimeDelta::days(charts.among(0, 2_500));
            let end = start + TimeDelta::days(charts.among(10, 200));
            let trial = Event::started(charts.day(start)).called(number.to_string());
            let trial =
                if end > request() { trial.ongoing() } else { trial.ended(charts.day(end)) };
            let trial = trial
                .with(charts.value::<TrialMedicine>())
                .with(charts.value::<TrialOutcome>())
                .with(TrialAdherent(!charts.one_of(3)));
            let dose = Decimal::from(25 * charts.among(1, 8));
            trial.with(TrialDose::exactly(dose, Unit::Milligram).unwrap())
        });
        let trials = trials.collect();
        StepsCase { trial: charts.history(trials), ..StepsCase::new(request(), request()) }
    });
    each.collect()
}

/// So many records of each kind.
///
/// # Panics
///
/// Never: all numbers are of their ranges.
#[must_use]
pub fn records(count: usize, number: usize, question: Question) -> Vec<RecordsCase> {
    let mut charts = Charts::new();
    let each = (0..count).map(|_| {
        let charts = charts.next();
        let days = (0..number).map(|place| {
            let day = Event::on(charts.before(800)).called(place.to_string());
            let pain = u32::try_from(charts.among(0, 6)).unwrap();
            day.with(MigraineDayPain(pain)).with(MigraineDayAura(charts.one_of(10)))
        });
        let days = days.collect();
        let fills = (0..number).map(|place| {
            let start = request() - TimeDelta::days(charts.among(0, 3_000));
            let end = start + TimeDelta::days(30);
            let fill = Event::started(charts.day(start)).ended(charts.day(end));
            fill.with(charts.value::<FillStrength>()).called(place.to_string())
        });
        let fills = fills.collect();
        let results = (0..number).map(|_| {
            let percent = Decimal::new(charts.among(50, 72), 1);
            let result = Hba1c::exactly(percent, Unit::Percent).unwrap();
            result.on(charts.before(2_000))
        });
        let hba1c = results.collect::<Vec<Measured<Hba1c>>>().into();
        let start = request() - TimeDelta::days(charts.among(100, 1_000));
        RecordsCase {
            question: question.into(),
            therapy_start: charts.day(start),
            migraine_day: charts.history(days),
            fill: charts.history(fills),
            hba1c,
            ..RecordsCase::new(request(), request())
        }
    });
    each.collect()
}
