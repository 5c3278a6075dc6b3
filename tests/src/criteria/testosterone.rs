//! Testosterone, after QualChoice and Medical Mutual.

policy_macros::vocabulary! {
    /// Facts about requests for testosterone
    pub testosterone_facts {
        /// Kind of request
        request_type: code [Initial, Continuation],
        /// Product requested
        requested_product: code [PreferredGel, Other],
        /// Treatment with the preferred gel
        preferred_gel: courses,
        /// Prostate cancer
        prostate_cancer: flag,
        /// Breast cancer
        breast_cancer: flag,
        /// Hematocrit
        hematocrit: measurement in % from 10 to 80,
        /// Examination of the prostate
        prostate_exam: readings with {
            /// Nodule
            nodule: flag,
        },
        /// Prostate-specific antigen
        psa: measurement in ng/mL from 0 to 10_000,
        /// At high risk of prostate cancer, as the prescriber judges
        prostate_cancer_risk: flag,
        /// The urologist has evaluated the prostate
        urology_evaluation: flag,
        /// Cardiovascular event
        cardiovascular_event: events with {
            /// Kind
            kind: code [Infarction, Stroke, Other],
        },
        /// Test of total testosterone
        testosterone_test: readings with {
            /// Total testosterone
            total_testosterone: quantity in ng/dL from 0 to 5_000,
            /// Fasting
            fasting: flag,
            /// Time of day, in hours since midnight
            time_of_day: quantity in hours from 0 to 24,
        },
        /// Testosterone in serum
        testosterone: measurement in ng/dL by [Morning "morning sample", Other] from 0 to 5_000,
        /// Level under treatment
        treatment_level: events with {
            /// Level
            level: quantity in ng/dL from 0 to 5_000,
            /// Upper limit of the laboratory
            upper_limit: quantity in ng/dL from 0 to 5_000,
        },
        /// Change of dose
        dose_adjustment: events,
        /// Loss of libido
        libido_loss: flag,
        /// Erectile dysfunction
        erectile_dysfunction: flag,
        /// Fatigue
        fatigue: flag,
        /// Loss of body hair
        hair_loss: flag,
        /// Low bone density
        bone_loss: flag,
        /// Hypogonadism
        hypogonadism: code [Primary, Secondary],
        /// Evaluated by an endocrinologist
        endocrine_evaluation: flag,
    }
}

policy_macros::policy! {
    /// Testosterone
    qualchoice<testosterone_facts> {
        payer "QualChoice";
        number "Testosterone";
        source "criteria.tsv";

        define safety: all of {
            a: NOT prostate_cancer AND NOT breast_cancer;
            b: hematocrit <= 50%;
            c: latest prostate_exam within 6 months has NOT nodule;
            d: if prostate_cancer_risk then psa <= 3 ng/mL else psa <= 4 ng/mL;
            e: psa within 1 year <= psa at least 1 year ago OR urology_evaluation;
            f: no cardiovascular_event where kind in [Infarction, Stroke] within 6 months;
        }

        section renewal "1.B" for request_type = Continuation {
            1 "Safety": safety;
            2 "Level": any of {
                a: testosterone not above normal within 6 months;
                b: latest treatment_level within 6 months has level > upper_limit
                    AND any dose_adjustment after date of latest treatment_level within 6 months;
            }
        } => criteria_met for 12 months;
        section initial "1.A" {
            1 "Safety": safety;
            2: at least 3 testosterone_test where (total_testosterone < 280 ng/dL AND fasting
                AND time_of_day between 8 and 10 hours) on different days;
            3 "Symptoms": at least 3 of {
                a: libido_loss;
                b: erectile_dysfunction;
                c: fatigue;
                d: hair_loss;
                e: bone_loss;
            }
            4: hypogonadism = Primary OR endocrine_evaluation;
            5: requested_product = PreferredGel OR any preferred_gel;
        } => criteria_met for 3 months;
    }
}

policy_macros::policy! {
    /// Testosterone: levels
    medical_mutual<testosterone_facts> {
        payer "Medical Mutual";
        number "Testosterone";
        source "criteria.tsv";

        section criteria "2" {
            1: at least 2 testosterone by Morning below normal on different days;
        } => criteria_met for 12 months;
    }
}
