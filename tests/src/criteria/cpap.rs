//! Positive airway pressure, after Medicare's L33718 and MedStar MP.023.

policy_macros::vocabulary! {
    /// Facts about requests for a device for sleep apnea
    pub cpap_facts {
        /// Kind of request
        request_type: code [Trial, Continued, SecondTrial, Replacement, NewEnrollee],
        /// What is requested
        requested_item: code [Device, Supplies],
        /// Device requested
        requested_device: code [Cpap "CPAP device", Bilevel],
        /// Evaluation by the treating practitioner
        evaluation: events with {
            /// Face to face
            in_person: flag,
            /// History of sleep and symptoms
            sleep_history: flag,
            /// Epworth scale
            epworth_scale: flag,
            /// Physical examination
            examination: flag,
        },
        /// Sleep test
        sleep_test: events with {
            /// Kind
            kind: code [Facility, HomeTypeII "home test of type II", HomeTypeIII "home test of type III", HomeTypeIV "home test of type IV", Other],
            /// Apnea-hypopnea index
            ahi: quantity in per hour from 0 to 200,
            /// Apneas and hypopneas recorded
            event_count: count from 0 to 2_000,
        },
        /// Excessive daytime sleepiness
        sleepiness: flag,
        /// Impaired cognition
        impaired_cognition: flag,
        /// Mood disorder
        mood_disorder: flag,
        /// Insomnia
        insomnia: flag,
        /// Hypertension
        hypertension: flag,
        /// Ischemic heart disease
        ischemic_heart_disease: flag,
        /// History of stroke
        stroke: flag,
        /// The member or a caregiver was instructed in the use of the device
        instruction: attested flag,
        /// Treatment with CPAP
        cpap_trial: courses with {
            /// Result
            outcome: code [Effective, Ineffective],
        },
        /// Start of therapy
        therapy_start: date,
        /// Nights of use, each as a course of one night or of several alike
        nights_of_use: courses with {
            /// Hours of use per night
            hours: quantity in hours from 0 to 24,
        },
        /// Last day of the report of use
        report_end: date,
        /// Share of nights of use in the report
        use_share: calculated in % as days covered by nights_of_use where hours >= 4 hours less than 30 days before report_end / 30 days,
        /// Symptoms improved
        symptoms_improved: attested flag,
        /// Delivery of the device
        device_delivered: date,
        /// Enrollment
        enrollment: date,
    }
}

policy_macros::policy! {
    /// Positive airway pressure for sleep apnea
    cpap<cpap_facts> {
        payer "Medicare";
        number "L33718";
        source "criteria.tsv";

        interpretation "An index between 14 and 15 an hour is read as written: it belongs to neither path.";

        define sleep_apnea: any of {
            a: any sleep_test where (kind in [Facility, HomeTypeII, HomeTypeIII, HomeTypeIV]
                AND ahi >= 15 per hour AND event_count >= 30);
            b: all of {
                i: any sleep_test where (kind in [Facility, HomeTypeII, HomeTypeIII, HomeTypeIV]
                    AND ahi between 5 and 14 per hour AND event_count >= 10);
                ii: sleepiness OR impaired_cognition OR mood_disorder OR insomnia
                    OR hypertension OR ischemic_heart_disease OR stroke;
            }
        }

        section continued "B" for request_type = Continued {
            1: any evaluation where in_person between 31 and 91 days after therapy_start;
            2: symptoms_improved;
            3: use_share >= 70% AND report_end within 3 months after therapy_start
                interpretation "Whoever reads the device chooses the thirty nights in a row: their last day is the end of the report.";
        } => criteria_met for 12 months;
        section second_trial "C" for request_type = SecondTrial {
            1: any evaluation where in_person after end of latest cpap_trial where outcome = Ineffective;
            2: any sleep_test where kind = Facility after date of latest evaluation where in_person;
            3: sleep_apnea;
        } => criteria_met for 3 months;
        section replacement "D" for request_type = Replacement {
            1: device_delivered at least 5 years ago;
        } => criteria_met by requested_item {
            Device => 1 device per 5 years,
            Supplies => 1 set per 3 months,
        }, for 12 months;
        section new_enrollee "E" for request_type = NewEnrollee {
            1: any sleep_test where (kind in [Facility, HomeTypeII, HomeTypeIII, HomeTypeIV] AND ahi >= 5 per hour) before enrollment;
            2: any evaluation where in_person on or after enrollment;
        } => criteria_met for 12 months;
        section initial "A" {
            1: any evaluation where (in_person AND (sleep_history OR epworth_scale OR examination)) before date of latest sleep_test;
            2 "Sleep apnea": sleep_apnea;
            3: instruction;
            4: requested_device = Cpap OR any cpap_trial where outcome = Ineffective;
        } => criteria_met for 3 months;
    }
}
