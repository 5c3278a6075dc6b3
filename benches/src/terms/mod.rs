//! The newer terms of the language, each beside what a careful engineer would write by hand over the
//! same data: a renewal with a baseline, a step therapy over 20 courses, and questions about 100
//! records.

pub mod cases;
pub mod hand;

use facts::Question;
use policy_core::Truth;

policy_macros::vocabulary! {
    /// Facts for the policies that are measured
    pub facts {
        /// The question that is measured
        question: code [Counted, Apart, Chained, Filled, Joined, Repeated, Other],
        /// Type of request
        request_type: code [Initial, Continuation],
        /// Start of therapy
        therapy_start: date,
        /// Weekly dose
        weekly_dose: quantity in mg from 0.1 to 10,
        /// Taken as prescribed
        taken_as_prescribed: flag,
        /// Pancreatitis
        pancreatitis: events,
        /// Body weight
        weight: measurement in kg from 1 to 500,
        /// Hemoglobin A1c
        hba1c: measurement in % from 2 to 20,
        /// Trial of a medicine
        trial: courses with {
            medicine: code [Amitriptyline, Propranolol, Metoprolol, Timolol, Topiramate, Valproate, Venlafaxine, Candesartan],
            /// Result
            outcome: code [Inadequate, NotTolerated, Effective],
            /// Highest daily dose
            dose: quantity in mg from 1 to 1000,
            adherent: flag,
        },
        /// Fill of a prescription
        fill: courses with strength [Low, High],
        /// Day with migraine
        migraine_day: events with { pain: count from 0 to 10, aura: flag },
    }
}

policy_macros::policy! {
    /// A renewal
    renewal<facts> {
        payer "Example Health";
        number "EX.20";
        source "example.txt";

        section continued {
            1: request_type = Continuation;
            2: therapy_start at least 6 months ago;
            3: taken_as_prescribed;
            4: weekly_dose between 1.7 and 2.4 mg;
            5: no pancreatitis within 1 year;
            6: weight after therapy_start at least 5% below weight on or before therapy_start;
        } => criteria_met for 1 year;
    }
}

policy_macros::policy! {
    /// A step therapy
    steps<facts> {
        payer "Example Health";
        number "EX.21";
        source "example.txt";

        section prevention {
            1: at least 2 different medicine of trial where outcome in [Inadequate, NotTolerated] lasting at least 8 weeks within 5 years;
            2: any trial where (medicine = Topiramate AND dose >= 100 mg AND adherent) lasting at least 8 weeks;
            3: no trial where outcome = Effective ended within 6 months;
            4: latest trial has outcome in [Inadequate, NotTolerated];
        } => criteria_met for 1 year;
    }
}

policy_macros::policy! {
    /// Questions about many records
    records<facts> {
        payer "Example Health";
        number "EX.22";
        source "example.txt";

        section counted for question = Counted {
            1: at least 4 migraine_day where (pain >= 4 OR aura) within 3 months on different days;
        } => criteria_met for 1 year;
        section apart for question = Apart {
            1: at least 3 migraine_day where pain >= 4 within 1 year at least 4 weeks apart;
        } => criteria_met for 1 year;
        section chained for question = Chained {
            1: at least 5 migraine_day within 1 year at most 3 days apart;
        } => criteria_met for 1 year;
        section filled for question = Filled {
            1: fill at most 45 days apart since therapy_start;
        } => criteria_met for 1 year;
        section refilled for question = Joined {
            1: at least 2 fill joined by (strength) within 7 days lasting at least 90 days;
        } => criteria_met for 1 year;
        section repeated for question = Repeated {
            1: at least 2 hba1c > 7% on different days within 1 year;
        } => criteria_met for 1 year;
        section others => case_by_case;
    }
}

/// What is done with each of the questions.
pub trait Visitor {
    /// Whether a question is visited.
    fn is_wanted(&self, name: &str) -> bool;

    /// The cases, and the two that answer each of them.
    fn visit<C: std::fmt::Debug>(
        &mut self,
        name: &str,
        cases: &[C],
        hand: impl Fn(&C) -> Truth,
        compiled: impl Fn(&C) -> Truth,
    );
}

/// Visits all questions, after checking that both answer every case alike.
pub fn each(visitor: &mut impl Visitor) {
    let mut checked = Checked(visitor);
    checked.visit(
        "renewal with a baseline",
        || cases::renewals(COUNT),
        hand::renewal,
        evaluate_renewal_continued,
    );
    checked.visit(
        "step therapy over 20 courses",
        || cases::step_therapies(COUNT, 20),
        hand::steps,
        evaluate_steps_prevention,
    );
    let mut records = |name: &str, question, hand: fn(&_) -> Truth, compiled: fn(&_) -> Truth| {
        checked.visit(name, || cases::records(COUNT, 100, question), hand, compiled);
    };
    records("days, of 100", Question::Counted, hand::counted, evaluate_records_counted);
    records("weeks apart, of 100", Question::Apart, hand::spaced, evaluate_records_apart);
    records("a chain, of 100", Question::Chained, hand::chained, evaluate_records_chained);
    records("no gap, of 100", Question::Filled, hand::filled, evaluate_records_filled);
    records("joined, of 100", Question::Joined, hand::joined, evaluate_records_refilled);
    records("results, of 100", Question::Repeated, hand::repeated, evaluate_records_repeated);
}

/// How many cases there are of each question.
const COUNT: usize = 2_048;

struct Checked<'v, V>(&'v mut V);

impl<V: Visitor> Checked<'_, V> {
    fn visit<C: std::fmt::Debug>(
        &mut self,
        name: &str,
        cases: impl FnOnce() -> Vec<C>,
        hand: impl Fn(&C) -> Truth,
        compiled: impl Fn(&C) -> Truth,
    ) {
        if !self.0.is_wanted(name) {
            return;
        }
        let cases = cases();
        for case in &cases {
            assert_eq!(hand(case), compiled(case), "{name}: {case:?}");
        }
        self.0.visit(name, &cases, hand, compiled);
    }
}
