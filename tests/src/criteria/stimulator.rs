//! Spinal cord stimulators, after Aetna CPB 0194 and eviCore CMM-211.

policy_macros::vocabulary! {
    /// Facts about requests for a spinal cord stimulator
    pub stimulator_facts {
        /// Service requested
        service: code [TestStimulation, Implantation, Replacement],
        /// Reason for treatment
        indication: code [NeuropathicPain, Angina, LimbIschemia, Other],
        /// Evaluation by a multidisciplinary team
        team_evaluation: attested flag,
        /// Psychological clearance
        psychological_clearance: attested flag,
        /// Untreated substance use
        untreated_substance_use: flag,
        /// Conservative therapy
        conservative_therapy: courses with {
            /// Result
            outcome: code [Effective, Ineffective],
        },
        /// Pain
        pain: measurement in points from 0 to 10,
        /// Onset of pain
        pain_onset: date,
        /// Oswestry disability index
        oswestry: measurement in % from 0 to 100,
        /// Test stimulation
        test_stimulation: courses with {
            /// Pain before
            pain_before: quantity in points from 0 to 10,
            /// Pain during stimulation
            pain_during: quantity in points from 0 to 10,
        },
        /// Treatment with a medicine for angina
        antianginal: courses with {
            /// Class
            class: code [BetaBlocker, CalciumChannelBlocker, Nitrate, Other many],
        },
        /// Functional class
        nyha: code [I "class I", II "class II", III "class III", IV "class IV"],
        /// Pacemaker
        pacemaker: flag,
        /// Implanted defibrillator
        defibrillator: flag,
        /// Surgery of the spine
        spinal_surgery: events,
        /// Systolic pressure at the ankle
        ankle_pressure: measurement in mmHg from 0 to 300,
        /// Systolic pressure at the toe
        toe_pressure: measurement in mmHg from 0 to 300,
        /// Condition of the standard device
        device_condition: code [Working, NotWorking],
    }
}

policy_macros::policy! {
    /// Spinal cord stimulators
    stimulator<stimulator_facts> {
        payer "Aetna and eviCore";
        number "Spinal cord stimulators";
        source "criteria.tsv";

        define fitness: all of {
            a: team_evaluation;
            b: psychological_clearance AND NOT untreated_substance_use;
        }

        section replacement "V" for service = Replacement {
            1: device_condition = NotWorking;
        } => criteria_met 1 device;
        section implantation "IV" for service = Implantation {
            1: any test_stimulation where pain_during at least 50% below pain_before lasting between 3 and 7 days;
        } => criteria_met 1 device;
        section angina "II" for indication = Angina {
            1 "Fitness": fitness;
            2: nyha in [III, IV];
            3: at least 2 different class of antianginal lasting at least 1 month;
            4 "Other devices": none of {
                a: pacemaker;
                b: defibrillator;
            }
        } => criteria_met 1 trial;
        section ischemia "III" for indication = LimbIschemia {
            1 "Fitness": fitness;
            2: ankle_pressure < 50 mmHg OR toe_pressure < 30 mmHg;
        } => criteria_met 1 trial;
        section pain "I" for indication = NeuropathicPain {
            1 "Fitness": fitness;
            2: any conservative_therapy where outcome = Ineffective lasting at least 6 months;
            3: pain >= 5 points;
            4: pain_onset at least 12 months ago;
            5: oswestry >= 21%;
            6: no spinal_surgery within 6 months;
        } => criteria_met 1 trial;
        section others "VI" => case_by_case "a use that the policy does not name";
    }
}
