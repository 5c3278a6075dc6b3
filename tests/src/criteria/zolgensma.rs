//! Onasemnogene abeparvovec, after eviCore, BCBS of North Dakota, QualChoice and Western Health
//! Advantage.

policy_macros::vocabulary! {
    /// Facts about requests for onasemnogene abeparvovec
    pub zolgensma_facts {
        /// Date of birth
        birth_date: date,
        /// Age on the date of service
        age: age from birth_date,
        /// Changes of both copies of SMN1
        biallelic_change: flag,
        /// Copies of SMN2
        smn2_copies: count from 0 to 10,
        /// Antibodies against AAV9
        anti_aav9: measurement in titer,
        /// Complete paralysis of the limbs
        complete_paralysis: flag,
        /// Ventilation
        ventilation: courses with {
            /// Hours a day
            hours_a_day: quantity in hours from 0 to 24,
            /// During or after an operation
            perioperative: flag,
        },
        /// Alanine aminotransferase
        alt: measurement in U/L from 0 to 20_000,
        /// Aspartate aminotransferase
        ast: measurement in U/L from 0 to 20_000,
        /// Bilirubin
        bilirubin: measurement in mg/dL from 0 to 100,
        /// Prothrombin time
        prothrombin_time: measurement in seconds from 1 to 300,
        /// Creatinine
        creatinine: measurement in mg/dL from 0 to 30,
        /// White blood cells
        white_cells: measurement in cells/uL from 0 to 500_000,
        /// Hemoglobin
        hemoglobin: measurement in g/dL from 1 to 30,
        /// Body weight
        weight: measurement in kg from 0.5 to 100,
        /// Kit that is requested
        requested_kit: code [
            Kg3_0 "kit for 2.6 to 3.0 kg",
            Kg3_5 "kit for 3.1 to 3.5 kg",
            Kg4_0 "kit for 3.6 to 4.0 kg",
            Kg4_5 "kit for 4.1 to 4.5 kg",
            Kg5_0 "kit for 4.6 to 5.0 kg",
            Kg5_5 "kit for 5.1 to 5.5 kg",
            Kg6_0 "kit for 5.6 to 6.0 kg",
            Kg6_5 "kit for 6.1 to 6.5 kg",
            Kg7_0 "kit for 6.6 to 7.0 kg",
            Kg7_5 "kit for 7.1 to 7.5 kg",
            Kg8_0 "kit for 7.6 to 8.0 kg",
            Kg8_5 "kit for 8.1 to 8.5 kg",
            Kg9_0 "kit for 8.6 to 9.0 kg",
            Kg9_5 "kit for 9.1 to 9.5 kg",
            Kg10_0 "kit for 9.6 to 10.0 kg",
            Kg10_5 "kit for 10.1 to 10.5 kg",
            Kg11_0 "kit for 10.6 to 11.0 kg",
            Kg11_5 "kit for 11.1 to 11.5 kg",
            Kg12_0 "kit for 11.6 to 12.0 kg",
            Kg12_5 "kit for 12.1 to 12.5 kg",
            Kg13_0 "kit for 12.6 to 13.0 kg",
            Kg13_5 "kit for 13.1 to 13.5 kg",
        ],
        /// Dose of the vector
        vector_dose: quantity in vector genomes/kg,
        /// First day of the corticosteroid
        steroid_start: date,
        /// Days of the corticosteroid that are planned
        steroid_planned: quantity in days from 0 to 365,
        /// Gene therapy received earlier
        gene_therapy: events,
        /// Specialty of the prescriber
        prescriber_specialty: code [Neuromuscular, Other],
        /// A medical director has verified the request
        director_verified: attested flag,
        /// Onset of symptoms
        onset: date,
        /// Treatment with nusinersen
        nusinersen: courses,
        /// Motor score
        motor_score: measurement in points from 0 to 64,
    }
}

policy_macros::policy! {
    /// Onasemnogene abeparvovec for spinal muscular atrophy
    zolgensma<zolgensma_facts> {
        payer "Several";
        number "Onasemnogene abeparvovec";
        source "criteria.tsv";

        define kit by weight within 14 days {
            up to 3.0 kg => Kg3_0,
            above 3.0 kg to 3.5 kg => Kg3_5,
            above 3.5 kg to 4.0 kg => Kg4_0,
            above 4.0 kg to 4.5 kg => Kg4_5,
            above 4.5 kg to 5.0 kg => Kg5_0,
            above 5.0 kg to 5.5 kg => Kg5_5,
            above 5.5 kg to 6.0 kg => Kg6_0,
            above 6.0 kg to 6.5 kg => Kg6_5,
            above 6.5 kg to 7.0 kg => Kg7_0,
            above 7.0 kg to 7.5 kg => Kg7_5,
            above 7.5 kg to 8.0 kg => Kg8_0,
            above 8.0 kg to 8.5 kg => Kg8_5,
            above 8.5 kg to 9.0 kg => Kg9_0,
            above 9.0 kg to 9.5 kg => Kg9_5,
            above 9.5 kg to 10.0 kg => Kg10_0,
            above 10.0 kg to 10.5 kg => Kg10_5,
            above 10.5 kg to 11.0 kg => Kg11_0,
            above 11.0 kg to 11.5 kg => Kg11_5,
            above 11.5 kg to 12.0 kg => Kg12_0,
            above 12.0 kg to 12.5 kg => Kg12_5,
            above 12.5 kg to 13.0 kg => Kg13_0,
            above 13.0 kg => Kg13_5,
        }

        section criteria "I" {
            1 "Disease": all of {
                a: age < 2;
                b: biallelic_change;
                c: smn2_copies <= 3;
                d: age at onset < 6 months;
                e: NOT complete_paralysis;
                f: no ventilation where (hours_a_day >= 16 hours AND NOT perioperative) lasting at least 14 days;
            }
            2 "Laboratory": all of {
                a: anti_aav9 <= 1:50;
                b: alt <= 2 times the upper limit of normal AND ast <= 2 times the upper limit of normal
                    AND bilirubin <= 2 times the upper limit of normal
                    AND prothrombin_time <= 2 times the upper limit of normal;
                c: creatinine <= 1.8 mg/dL AND white_cells <= 20_000 cells/uL AND hemoglobin between 8 and 18 g/dL;
                d: weight on file within 14 days;
            }
            3 "Treatment": all of {
                a: vector_dose = 1.1e14 vector genomes/kg;
                b: steroid_start at least 1 day before service_date AND steroid_planned >= 30 days;
                c: no gene_therapy;
                d: no nusinersen OR motor_score within 3 months < motor_score between 3 and 6 months before request_date;
                e: weight within 14 days between 2.6 and 13.5 kg AND requested_kit = kit;
            }
            4: prescriber_specialty = Neuromuscular;
            5: director_verified;
        } => criteria_met 1 administration per lifetime;
    }
}
