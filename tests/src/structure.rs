//! Small policies about what follows where criteria are not met, and about what follows where they
//! are.

policy_macros::vocabulary! {
    /// What is asked for, and what decides where criteria are not met.
    pub steps {
        /// What is asked for
        asked: code [First, Repeat, Trial, Device, Filed, Same],
        /// Date of birth
        birth_date: date,
        /// Age on the date of service
        age: age from birth_date,
        /// Line of business
        plan: code [Gold, Silver, Bronze],
        /// Earlier treatments
        treatments: count from 0 to 20,
        /// Response to treatment
        response: flag,
        /// Part of a trial
        in_trial: flag,
        /// Dose asked for
        dose: quantity in mg from 1 to 1_000,
        /// Hemoglobin A1c
        hba1c: measurement in % from 2 to 20,
    }
}

policy_macros::policy! {
    /// What follows otherwise
    fallbacks<steps> {
        payer "Example Health";
        number "EX.11";
        source "example.txt";

        define adult: age >= 18;

        section first "1" for asked = First {
            1: treatments >= 2;
            2: any of {
                a: response;
                b: hba1c >= 8% within 6 months;
            }
        } => criteria_met for 1 year
            otherwise refer "EX.900" when in_trial AND dose > 300 mg
            otherwise case_by_case "an earlier treatment is unusual" when treatments >= 1
            otherwise not_covered investigational;

        section repeat "2" for asked = Repeat AND response {
            1: dose <= 500 mg;
        } => criteria_met for 6 months, review "Board"
            otherwise refer by plan {
                Gold, Silver => "EX.901",
                Bronze => by in_trial { true => "EX.902", false => "EX.903" },
            } when adult
            otherwise criteria_not_met "the dose is too high for a child", basis not_medically_necessary;

        section trial "3" for asked = Trial {
            1: in_trial;
            2: treatments >= 3;
        } => refer "EX.904"
            otherwise refer "EX.905" when NOT in_trial
            otherwise refer by plan { Gold, Silver => "EX.904", Bronze => "EX.906" };

        section device "4" for asked = Device {
            1: response;
        } => criteria_met 1 device per lifetime
            otherwise not_covered by adult { true => not_covered, false => investigational }
                when dose > 100 mg OR treatments >= 5;

        section filed "5" for asked = Filed {
            1: hba1c on file within 3 months;
            2: treatments >= 1;
        } => case_by_case "seen by a board"
            otherwise case_by_case "no treatment" when response
            otherwise refer "EX.907" when in_trial;

        section rest "6" {
            1: none of {
                a: in_trial;
                b: response;
            }
        } => criteria_not_met "nothing is asked for"
            otherwise criteria_not_met basis does_not_meet_primary_coverage_criteria when dose >= 10 mg
            otherwise case_by_case;
    }
}

policy_macros::policy! {
    /// Approvals that depend on the member
    approvals<steps> {
        payer "Example Health";
        number "EX.12";
        source "example.txt";

        define heavy: dose > 300 mg;

        section first "1" for asked = First {
            1: treatments >= 1;
        } => criteria_met by plan {
            Gold => for 7 months, 2 pens per 28 days,
            Silver => by in_trial {
                true => for 12 months, 2 pens per 28 days,
                false => for 7 months, 4 pens per 28 days,
            },
            Bronze => for 12 months, 4 pens per 28 days,
        };

        section repeat "2" for asked = Repeat AND response {
            1: hba1c < 9% within 6 months;
        } => criteria_met by heavy {
            true => at most 500 mg every 4 weeks,
            false => at most 300 mg per month,
        }, for 12 months, review "Board";

        section device "3" for asked = Device
            => criteria_met by response { true => 1 device per 5 years, false => 1 device per lifetime };

        section rest "4" {
            1: in_trial;
            2: treatments < 3;
        } => criteria_met for 12 months, at most 4 pens every 28 days;
    }
}

policy_macros::vocabulary! {
    /// Medicines that were tried.
    pub medicines {
        /// Trial of a medicine
        trial: courses with {
            medicine: code [Topiramate, Propranolol, Amitriptyline, Other],
            outcome: code [Inadequate, NotTolerated, Effective],
            dose: quantity in mg from 0 to 1_000,
        },
        /// Headache days in the last month
        headache_days: count from 0 to 31,
        /// Severity of headaches
        severity: measurement in points from 0 to 10,
    }
}

policy_macros::policy! {
    /// Definitions that take values, attributes, numbers and durations
    step_therapy<medicines> {
        payer "Example Health";
        number "EX.13";
        source "example.txt";

        define tried(medicine_tried, days):
            any trial where (medicine = medicine_tried AND outcome != Effective) lasting at least days days;
        define step(medicine_tried): tried(medicine_tried, 56);
        define failed(which, period, n):
            at least n trial where (medicine in which AND outcome in [Inadequate, NotTolerated]) within period;
        define reached(part, least): any trial where part >= least;
        define often(what, least): what >= least;
        define severe(least, period): severity > least within period;

        section prevention "1" {
            1: any of {
                a: step(Topiramate);
                b: step(Propranolol);
                c: tried(Amitriptyline, 28);
            }
            2: failed([Topiramate, Propranolol], 2 years, 2) OR failed(Other, 6 months, 1);
            3: reached(dose, 100 mg);
            4: often(headache_days, 8) OR severe(7 points, 1 month);
        } => criteria_met for 6 months;
    }
}
