//! Growth hormone, after Western Health Advantage, Medica and Neighborhood Health Plan of Rhode
//! Island.

policy_macros::vocabulary! {
    /// Facts about requests for growth hormone
    pub growth_facts {
        /// Kind of request
        request_type: code [Initial, Continuation],
        /// Reason for treatment
        indication: code [Deficiency, Turner, PraderWilli, SmallForGestationalAge, ShortBowel, Other],
        /// Date of birth
        birth_date: date,
        /// Age on the date of service
        age: age from birth_date,
        /// Sex
        sex: code [Male, Female],
        /// Stimulation test of growth hormone
        stimulation_test: events with {
            /// Agent
            agent: code [Arginine, Clonidine, Glucagon, Insulin, Levodopa, Other],
            /// Highest growth hormone
            peak: quantity in ng/mL from 0 to 100,
        },
        /// Deficiency of another hormone of the pituitary
        pituitary_deficiency: records with {
            /// Hormone
            hormone: code [Thyrotropin, Corticotropin, Gonadotropins, Prolactin, Vasopressin],
        },
        /// Insulin-like growth factor 1, with the limits of normal for the bone age
        igf1: measurement in ng/mL from 0 to 2_000,
        /// Height for age and sex
        height_for_age: measurement in SD,
        /// Growth velocity, with the limits of normal for age and sex
        growth_velocity: measurement in cm/year from 0 to 40,
        /// Hypoglycemia
        hypoglycemia: flag,
        /// Open epiphyses
        epiphyses_open: flag,
        /// Film of the hand
        hand_film: readings with {
            /// The epiphyses are open
            open_on_film: flag,
        },
        /// Specialty of the prescriber
        prescriber_specialty: code [PediatricEndocrinology, Endocrinology, Other],
        /// Dose requested
        weekly_dose: quantity in mg/week from 0.1 to 100,
        /// Body weight
        weight: quantity in kg from 1 to 300,
        /// Dose by weight
        dose_by_weight: calculated in mg/kg/week as weekly_dose / weight,
        /// Bone age
        bone_age: quantity in years from 0 to 25,
        /// Height
        height: measurement in inches or cm from 10 to 90,
        /// Height of the mother
        mother_height: quantity in cm from 100 to 230,
        /// Height of the father
        father_height: quantity in cm from 100 to 230,
        /// What a boy lacks to the height expected from the parents
        short_of_boys_target: calculated in cm as (mother_height + father_height + 13 cm) / 2 - height,
        /// What a girl lacks to the height expected from the parents
        short_of_girls_target: calculated in cm as (mother_height + father_height - 13 cm) / 2 - height,
        /// Treatment with growth hormone
        growth_hormone: courses with {
            /// Reason
            reason: code [ShortBowel, Other],
        },
    }
}

policy_macros::policy! {
    /// Growth hormone
    western<growth_facts> {
        payer "Western Health Advantage";
        number "Growth hormone";
        source "criteria.tsv";

        note "The list of criteria does not repeat the inches of the source in 1.B.4; they stand for it here.";

        define dose: any of {
            a: indication = Deficiency AND dose_by_weight <= 0.3 mg/kg/week;
            b: indication = Turner AND dose_by_weight <= 0.375 mg/kg/week;
            c: indication = PraderWilli AND dose_by_weight <= 0.24 mg/kg/week;
            d: indication = SmallForGestationalAge AND dose_by_weight <= 0.48 mg/kg/week;
        }

        section short_bowel "1.C" for indication = ShortBowel {
            1: days covered by growth_hormone where (reason = ShortBowel) < 8 weeks;
        } => criteria_met for 4 weeks;
        section others "1.D" for indication = Other => case_by_case "a reason that the policy does not name";
        section renewal "1.B" for request_type = Continuation {
            1: growth_velocity > 2.5 cm/year within 1 year;
            2: age <= 13 OR latest hand_film has open_on_film
                interpretation "Over 13 means that 14 years are completed.";
            3 "Bone age": if sex = Male then bone_age < 16 years else bone_age < 14 years;
            4 "Adult height": if sex = Male then height < 68 inches else height < 63 inches;
            5 "Dose": dose;
        } => criteria_met for 12 months;
        section initial "1.A" {
            1 "Deficiency": any of {
                a: at least 2 different agent of stimulation_test
                    where (agent in [Arginine, Clonidine, Glucagon, Insulin, Levodopa] AND peak < 10 ng/mL) within 1 year;
                b: at least 2 different hormone of pituitary_deficiency AND igf1 below normal;
                c: hypoglycemia AND any stimulation_test where peak < 10 ng/mL;
            }
            2: height_for_age < -2 SD;
            3: growth_velocity below normal within 1 year;
            4: epiphyses_open;
            5: prescriber_specialty = PediatricEndocrinology;
            6 "Dose": dose;
        } => criteria_met for 12 months;
    }
}

policy_macros::policy! {
    /// Growth hormone: continuation
    medica_renewal<growth_facts> {
        payer "Medica";
        number "Growth hormone";
        source "criteria.tsv";

        section children "2.A" for age < 18 {
            1: any growth_hormone lasting at least 10 months;
            2: height within 1 year at least 2 cm above height at least 1 year ago;
        } => criteria_met for 12 months;
        section adults "2.B" {
            1: any growth_hormone lasting at least 10 months;
            2 "Height expected from the parents": if sex = Male then short_of_boys_target > 0 cm
                else short_of_girls_target > 0 cm;
        } => criteria_met for 12 months;
    }
}
