//! PCSK9 antibodies, after Medica (homozygous), CareFirst (heterozygous) and BCBS of Alabama.

policy_macros::vocabulary! {
    /// Facts about requests for a PCSK9 antibody
    pub pcsk9_facts {
        /// Kind of request
        request_type: code [Initial, Continuation],
        /// Product requested
        requested_product: code [Preferred, NonPreferred],
        /// Date of birth
        birth_date: date,
        /// Age on the date of service
        age: age from birth_date,
        /// Variant found by a genetic test
        variant: records with {
            /// Gene
            gene: code [Ldlr "LDLR", Apob "APOB", Pcsk9 "PCSK9", Ldlrap1 "LDLRAP1", Other],
        },
        /// First xanthoma or other sign of the disease
        first_manifestation: date,
        /// Low-density lipoprotein cholesterol
        ldl: measurement in mg/dL from 1 to 1_500,
        /// Start of lipid-lowering therapy
        lipid_therapy_start: date,
        /// Start of the PCSK9 antibody
        antibody_start: date,
        /// Relative
        relative: records with {
            /// Relation
            relation: code [Mother, Father, Other],
            /// LDL cholesterol without treatment
            untreated_ldl: quantity in mg/dL from 1 to 1_500,
            /// Total cholesterol without treatment
            untreated_cholesterol: quantity in mg/dL from 1 to 1_500,
        },
        /// Treatment with a statin
        statin: courses with {
            /// Statin
            medicine: code [Atorvastatin, Rosuvastatin, Other many],
            /// Daily dose
            daily_dose: quantity in mg from 1 to 200,
            /// Taken with ezetimibe
            with_ezetimibe: flag,
            /// Reaction
            reaction: code [NoReaction, MuscleSymptoms, Rhabdomyolysis, Other],
            /// The reaction resolved on stopping
            resolved_on_stopping: flag,
        },
        /// Age is within the label for the indication
        labeled_age: attested flag,
        /// Treatment with the preferred product
        preferred_product: courses with {
            /// Result
            outcome: code [Effective, Ineffective, NotTolerated],
        },
        /// The preferred product is contraindicated
        preferred_contraindicated: flag,
        /// Another PCSK9 agent is taken together with the product
        second_agent: flag,
        /// Contraindication of the label
        labeled_contraindication: attested flag,
        /// Secondary cause of high cholesterol
        secondary_cause: flag,
    }
}

policy_macros::policy! {
    /// PCSK9 antibodies for homozygous familial hypercholesterolemia
    homozygous<pcsk9_facts> {
        payer "Medica";
        number "HoFH";
        source "criteria.tsv";

        section criteria "1" {
            1: age >= 10;
            2 "Diagnosis": any of {
                a: any variant where gene in [Ldlr, Apob, Pcsk9, Ldlrap1];
                b "Without a genetic test": all of {
                    i "Cholesterol": any of {
                        A: any ldl > 400 mg/dL before lipid_therapy_start;
                        B: any ldl >= 300 mg/dL on or after lipid_therapy_start;
                    }
                    ii "Signs or family": any of {
                        A: age at first_manifestation < 10;
                        B: any relative where (relation in [Mother, Father]
                            AND (untreated_ldl >= 190 mg/dL OR untreated_cholesterol > 250 mg/dL));
                    }
                }
            }
        } => criteria_met for 12 months;
    }
}

policy_macros::policy! {
    /// PCSK9 antibodies for heterozygous familial hypercholesterolemia
    heterozygous<pcsk9_facts> {
        payer "CareFirst";
        number "HeFH";
        source "criteria.tsv";

        section criteria "2" {
            1 "Statin": any of {
                a: all of {
                    i: any statin where ((medicine = Atorvastatin AND daily_dose >= 40 mg)
                        OR (medicine = Rosuvastatin AND daily_dose >= 20 mg)) lasting at least 8 weeks;
                    ii: ldl >= 70 mg/dL at least 8 weeks after start of latest statin
                        where ((medicine = Atorvastatin AND daily_dose >= 40 mg)
                        OR (medicine = Rosuvastatin AND daily_dose >= 20 mg)) lasting at least 8 weeks
                        interpretation "The result is taken on the statin, after the eight weeks.";
                    iii: ldl on or after lipid_therapy_start less than 50% below ldl before lipid_therapy_start;
                }
                b: any statin where reaction = Rhabdomyolysis;
                c: any statin where (medicine = Atorvastatin AND reaction = MuscleSymptoms AND resolved_on_stopping)
                    AND any statin where (medicine = Rosuvastatin AND reaction = MuscleSymptoms AND resolved_on_stopping);
            }
        } => criteria_met for 12 months;
    }
}

policy_macros::policy! {
    /// PCSK9 antibodies
    antibodies<pcsk9_facts> {
        payer "BCBS of Alabama";
        number "PCSK9";
        source "criteria.tsv";

        define product: all of {
            a: requested_product = Preferred
                OR any preferred_product where outcome in [Ineffective, NotTolerated]
                OR preferred_contraindicated;
            b: NOT second_agent;
            c: NOT labeled_contraindication;
        }

        section renewal "3.B" for request_type = Continuation {
            1: ldl after antibody_start < ldl on or before antibody_start;
            2: product;
        } => criteria_met for 12 months;
        section initial "3.A" {
            1: labeled_age;
            2 "Before treatment": if age >= 18 then any ldl >= 190 mg/dL before lipid_therapy_start
                else any ldl >= 160 mg/dL before lipid_therapy_start;
            3: NOT secondary_cause;
            4: ldl >= 100 mg/dL at least 3 months after start of latest statin where with_ezetimibe lasting at least 3 months;
            5: product;
        } => criteria_met for 12 months;
    }
}
