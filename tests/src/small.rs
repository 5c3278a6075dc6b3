//! Small policies that together use every construct of the language.

use crate::calculations::CalculationsCase;
use crate::norms::NormsCase;
use crate::scales::NumbersCase;
use crate::structure::{ApprovalsCase, FallbacksCase, StepTherapyCase};
use crate::sums::SumsCase;
use crate::tables::LookedUpCase;
use policy_core::case::Program;

/// All of them.
pub const PROGRAMS: [Program; 16] = [
    EverythingCase::PROGRAM,
    OutcomesCase::PROGRAM,
    VersionedCase::PROGRAM,
    NeverCase::PROGRAM,
    OppositesCase::PROGRAM,
    SilentCase::PROGRAM,
    DaysCase::PROGRAM,
    EntriesCase::PROGRAM,
    NumbersCase::PROGRAM,
    CalculationsCase::PROGRAM,
    SumsCase::PROGRAM,
    NormsCase::PROGRAM,
    FallbacksCase::PROGRAM,
    LookedUpCase::PROGRAM,
    ApprovalsCase::PROGRAM,
    StepTherapyCase::PROGRAM,
];

policy_macros::vocabulary! {
    /// Facts for the small policies: one of each type, and a few more.
    pub facts {
        /// Date of birth
        birth_date: date,
        /// Age on the date of service
        age: age from birth_date,
        /// Smoker
        smoker: flag,
        /// Willing to follow the plan
        ///
        /// Stated by the member.
        willing: attested flag,
        /// Stage of the disease
        stage: code [One, Two, Three, Four],
        /// Plan of the member
        plan: code [Gold, Silver, Bronze],
        /// Earlier treatments
        treatments: count from 0 to 20,
        /// Visits
        visits: count,
        /// Date of diagnosis
        diagnosis_date: date,
        /// Date of the last relapse
        relapse_date: date,
        /// Onset of the disease
        onset: date,
        /// Surgery
        surgery: date,
        /// Dose asked for
        dose: quantity in mg or g from 0.5 to 5_000,
        /// Hemoglobin A1c
        #[loinc("4548-4")]
        hba1c: measurement in % from 2 to 20,
        /// Creatinine clearance
        clearance: measurement in mL/min or mL/s or L/h by [Measured, Estimated] from 0 to 300,
        /// Hospital stay
        hospital_stay: events,
        /// Transplant
        transplant: events with donor [Self_, Sibling, Stranger],
        /// Infusion
        infusion: events with {
            /// Drug
            drug: code [Old, New, Other],
            /// Amount given
            amount: quantity in mg or g from 1 to 5_000,
            /// Cycles given
            cycles: count from 0 to 20,
            /// Cycles planned
            planned: count from 0 to 20,
            /// Well tolerated
            tolerated: flag,
            /// Day of the last reaction
            reaction: date,
        },
        /// Course of another therapy
        therapy: courses with {
            /// Line of therapy
            line: count from 1 to 9,
            /// Response
            response: code [Complete, Partial, Failed],
            /// Medicine
            medicine: code [First, Second, Other many],
        },
        /// Relative with the disease
        relative: records with {
            /// Relation
            relation: code [Parent, Brother, Cousin],
            /// Age at onset
            age_at_onset: count from 0 to 120,
        },
    }
}

policy_macros::policy! {
    /// Everything in one section
    everything<facts> {
        payer "Example Health";
        number "EX.1";
        source "example.txt";
        reviewed 2026-01-31;
        codes hcpcs ["J3590"];
        note "A policy that exists only to be tested.";

        define adult: age >= 18 AND NOT age > 120;
        define recent(day): day within 2 weeks AND NOT day within 10 days;
        define stages: any of {
            a: stage = One;
            b: stage in [Two, Three] AND stage != Three;
        }

        applies when plan not in [Bronze] else "not for the bronze plan";
        applies when diagnosis_date <= service_date AND diagnosis_date >= 2000-01-01;

        section criteria "II.B" {
            note "read it aloud";
            1 "Adult": adult;
            2: stages;
            3 "History": at least 2 of {
                interpretation "two of four";
                a: no transplant where donor = Stranger;
                b: at least 2 hospital_stay within 1 year;
                c: any transplant where donor in [Self_, Sibling] within 3 months;
                d: no hospital_stay within 30 days note "a month of thirty days";
            }
            4 "Results": none of {
                i: any hba1c > 9% within 6 months;
                ii: highest hba1c >= 12.5%;
                iii: every hba1c < 4%;
                iv: lowest hba1c = 3%;
            }
            5: clearance by Measured > 45 mL/min OR clearance by Estimated >= 2.7 L/h within 1 year;
            6: dose between 100 and 500 mg OR (dose < 0.05 g AND dose != 20 mg);
            7: if smoker then treatments between 1 and 3 else visits = 2;
            8: recent(diagnosis_date) OR relapse_date at least 1 month ago;
            9: relapse_date > diagnosis_date AND NOT relapse_date = service_date;
            10: diagnosis_date between 2020-01-01 and 2030-12-31 OR relapse_date < request_date;
            11: clearance <= 0.75 mL/s OR willing;
            12: at least 2 of (smoker, willing, visits >= 1 AND age < 65);
        } => criteria_met for 1 year, 2 doses per month, at most 1_000 mg;

        advisory "every time" on criteria_met, criteria_not_met, need_information, not_applicable;
        advisory "only where met" on criteria_met;
        advisory "smokers" on criteria_not_met, need_information when smoker;
    }
}

policy_macros::policy! {
    /// Every outcome, chosen by guards
    outcomes<facts> {
        payer "Example Health";
        number "EX.2";
        source "example.txt";
        effective from 2026-01-01 to 2027-12-31;
        interpretation "the order of the sections is the order of the source";

        define heavy: dose > 1 g;

        section wait "A" for stage = One => case_by_case "stage one is rare";
        section stop "B" for stage = Two AND smoker AND willing => criteria_not_met "no smokers";
        section elsewhere "C", "D" for stage = Two
            => refer by plan { Gold => "G.1", Silver => by smoker { true => "S.1", false => "S.2" }, Bronze => "G.1" };
        section never "E" for stage = Three => not_covered by heavy { true => investigational, false => not_medically_necessary };
        section out "F" for visits = 0 => not_applicable "nobody came";
        section limits {
            preamble: treatments <= 2;
            limit restated: NOT stage = One;
        } => criteria_met 1 administration per lifetime, review "Board";
    }
}

policy_macros::policy! {
    /// Two versions
    versioned<facts> {
        payer "Example Health";
        number "EX.3";
        source "example.txt";

        define adult: age >= 18;
        applies when plan = Gold;

        version "2026" from 2026-07-01 {
            define sober: NOT smoker;
            interpretation "stricter than before";
            section main "1" for stage in [One, Two] { 1: adult; 2: sober; } => criteria_met for 90 days;
            section rest "2" => refer "EX.9";
            advisory "the new version" when NOT smoker;
        }
        version "2025" from 2025-01-01 to 2026-06-30 {
            section main "1" { 1: adult; } => criteria_met 3 visits;
        }
    }
}

policy_macros::policy! {
    /// Nothing is ever approved
    never<facts> {
        payer "Example Health";
        number "EX.4";
        source "example.txt";
        never approves;

        section all => not_covered by plan { Gold, Silver => not_covered, Bronze => investigational };
    }
}

policy_macros::policy! {
    /// Opposites, and what several conditions look at
    opposites<facts> {
        payer "Example Health";
        number "EX.5";
        source "example.txt";

        section early "1" for NOT stage in [Three, Four] => criteria_not_met "the disease is not advanced";
        section advanced "2" {
            1: NOT treatments > 4 AND NOT visits = 3;
            2: NOT dose >= 2 g AND NOT dose between 20 and 30 mg;
            3: NOT clearance by Measured < 45 mL/min AND clearance by Measured <= 200 mL/min;
            4: NOT diagnosis_date > service_date OR NOT relapse_date <= 2020-01-01 OR NOT relapse_date < diagnosis_date;
            5 "Transplants": at least 2 of {
                a: no transplant where donor = Stranger;
                b: NOT at least 3 transplant where donor = Stranger;
                c: any transplant where donor in [Stranger, Sibling] within 1 year;
                d: NOT at least 2 transplant where donor in [Stranger, Sibling] within 1 year;
            }
            6 "Stays": any of {
                a: no hospital_stay within 1 year;
                b: at least 3 hospital_stay within 1 year AND no hospital_stay within 30 days;
            }
            7 "Results": none of {
                a: hba1c > 9% within 6 months;
                b: NOT hba1c >= 4% within 6 months;
                c: hba1c = 5% within 6 months;
            }
            8: NOT age < 18 AND plan != Gold;
        } => criteria_met for 1 year;
    }
}

policy_macros::policy! {
    /// Ages at other days and in other units, and results on file
    days<facts> {
        payer "Example Health";
        number "EX.7";
        source "example.txt";

        define young_at(day): age at day < 10;

        section infants "1" for age < 6 months {
            1: age >= 28 days OR age between 1 and 3 weeks;
            2: hba1c on file within 3 months;
        } => criteria_met for 3 months;
        section children "2" for age at request_date < 12 {
            1: young_at(onset) AND age at surgery >= 18 months;
            2: NOT age at surgery between 30 and 40 months OR age at onset != 5;
            3: clearance by Measured on file OR clearance by Estimated on file within 2 weeks;
        } => criteria_met for 6 months;
        section others "3" {
            1: age at 2020-02-29 >= 10 OR NOT age at onset >= 2_000 days;
            2: at least 1 of {
                a: hba1c on file AND smoker;
                b: clearance on file within 1 year AND willing;
            }
        } => criteria_met for 1 year;
    }
}

policy_macros::policy! {
    /// Conditions on the entries of histories
    entries<facts> {
        payer "Example Health";
        number "EX.8";
        source "example.txt";

        define tried: any infusion where (drug = Old AND NOT tolerated) OR any therapy where response = Failed;

        section first "1" for stage in [One, Two] {
            1: tried;
            2: any infusion where (drug != Other AND amount >= 100 mg) within 1 year;
            3: no infusion where (cycles < planned OR reaction > 2024-01-31);
        } => criteria_met for 1 year;
        section second "2" {
            1: NOT any infusion where amount between 0.5 and 1 g;
            2: at least 2 of {
                a: any relative where (relation in [Parent, Brother] AND age_at_onset < 50);
                b: at most 1 relative where relation = Cousin;
                c: at least 2 therapy where (line >= 2 AND response not in [Complete]) within 2 years;
                d: any infusion where (if drug = New then tolerated else reaction within 30 days);
                e: any therapy where response = Failed joined by (medicine) within 2 weeks lasting at least 90 days within 2 years;
                f: at least 2 different medicine of therapy joined by (medicine) within 2 weeks;
                g: any infusion where (at least 2 of (drug = Old, tolerated, amount >= 200 mg)) within 2 years;
            }
        } => criteria_met for 6 months;
    }
}

policy_macros::policy! {
    /// Nothing is asked
    silent<facts> {
        payer "Example Health";
        number "EX.6";
        source "example.txt";

        section all => case_by_case "every request is reviewed";
    }
}
