//! Home oxygen, after Medicare's NCD 240.2 and L33797.

policy_macros::vocabulary! {
    /// Facts about requests for oxygen at home
    pub oxygen_facts {
        /// Kind of request
        request_type: code [Initial, Recertification],
        /// Ordered by the practitioner who evaluated the member
        ordered_after_evaluation: attested flag,
        /// Test of oxygen in blood
        oxygen_test: readings with {
            /// State of the member
            state: code [Rest, Sleep],
            /// Tested by
            tester: code [Hospital, Practitioner, IndependentFacility, Supplier],
            /// An arterial sample was taken at this test, that is, on the same day and in the same state
            arterial: flag,
            /// Partial pressure of oxygen
            po2: quantity in mmHg from 10 to 700,
            /// Oxygen saturation
            saturation: quantity in % from 20 to 100,
            /// Oxygen given during the test
            flow: quantity in L/min from 0 to 20,
        },
        /// Test during sleep
        sleep_test: readings with {
            /// Partial pressure of oxygen, awake
            awake_po2: quantity in mmHg from 10 to 700,
            /// Partial pressure of oxygen, asleep
            asleep_po2: quantity in mmHg from 10 to 700,
            /// Oxygen saturation, awake
            awake_saturation: quantity in % from 20 to 100,
            /// Oxygen saturation, asleep
            asleep_saturation: quantity in % from 20 to 100,
        },
        /// Session of exercise
        exercise_session: readings with {
            /// Saturation at rest
            rest_saturation: quantity in % from 20 to 100,
            /// Saturation on exertion
            exertion_saturation: quantity in % from 20 to 100,
            /// Saturation on exertion with oxygen
            oxygen_saturation: quantity in % from 20 to 100,
        },
        /// Edema that suggests heart failure
        edema: flag,
        /// Pulmonary hypertension or cor pulmonale
        pulmonary_hypertension: flag,
        /// Hematocrit
        hematocrit: measurement in % from 10 to 80,
        /// Where the member was tested
        setting: code [Inpatient, Outpatient],
        /// Discharge
        discharge: date,
        /// Chronic stable state
        chronic_stable_state: attested flag,
        /// Alternative treatments were tried or considered
        alternatives_tried: attested flag,
        /// Certification
        certification: date,
        /// Start of oxygen therapy
        therapy_start: date,
        /// Flow of oxygen requested
        requested_flow: quantity in L/min from 0 to 20,
        /// A portable system is requested
        portable_requested: flag,
        /// Mobile within the home
        mobile_at_home: flag,
    }
}

policy_macros::policy! {
    /// Home oxygen
    oxygen<oxygen_facts> {
        payer "Medicare";
        number "L33797";
        source "criteria.tsv";

        section recertification "R" for request_type = Recertification {
            1 "Retest": any oxygen_test where (tester != Supplier AND state = Rest
                AND ((arterial AND po2 <= 59 mmHg) OR (NOT arterial AND saturation <= 89%)))
                between 61 and 90 days after therapy_start;
        } => criteria_met for 12 months;
        section initial "I" {
            1: ordered_after_evaluation;
            2 "Findings": any of {
                a "At rest": any oxygen_test where (tester != Supplier AND state = Rest
                    AND ((arterial AND po2 <= 55 mmHg) OR (NOT arterial AND saturation <= 88%)))
                    within 30 days before certification
                    interpretation "Of a test with an arterial sample, only the pressure counts.";
                b "During sleep": any oxygen_test where (tester != Supplier AND state = Sleep
                    AND ((arterial AND po2 <= 55 mmHg) OR (NOT arterial AND saturation <= 88%)))
                    within 30 days before certification
                    AND any oxygen_test where (tester != Supplier AND state = Rest
                    AND ((arterial AND po2 >= 56 mmHg) OR (NOT arterial AND saturation >= 89%)))
                    within 30 days before certification;
                c "Drop during sleep": any sleep_test where (asleep_po2 more than 10 mmHg below awake_po2
                    OR asleep_saturation more than 5 percentage points below awake_saturation)
                    within 30 days before certification;
                d "During exercise": any exercise_session where (rest_saturation >= 89% AND exertion_saturation <= 88%
                    AND oxygen_saturation > exertion_saturation) within 30 days before certification;
                e "Group II": all of {
                    i: any oxygen_test where (tester != Supplier
                        AND ((arterial AND po2 between 56 and 59 mmHg) OR (NOT arterial AND saturation = 89%)))
                        within 30 days before certification;
                    ii: edema OR pulmonary_hypertension OR hematocrit > 56%;
                }
            }
            3 "Time of the test": if setting = Inpatient
                then latest oxygen_test where state = Rest within 2 days before discharge has (tester != Supplier
                AND ((arterial AND po2 <= 59 mmHg) OR (NOT arterial AND saturation <= 89%)))
                else chronic_stable_state
                interpretation "Of an inpatient, the last test is the one that qualifies, in either group.";
            4: alternatives_tried;
            5 "High flow": requested_flow <= 4 L/min OR any oxygen_test where (tester != Supplier AND flow = 4 L/min
                AND ((arterial AND po2 <= 55 mmHg) OR (NOT arterial AND saturation <= 88%)));
            6: NOT portable_requested OR mobile_at_home;
        } => criteria_met for 12 months;
    }
}
