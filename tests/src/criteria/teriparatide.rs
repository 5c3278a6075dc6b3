//! Teriparatide, after BCBS of Alabama and Medical Mutual.

policy_macros::vocabulary! {
    /// Facts about requests for teriparatide
    pub teriparatide_facts {
        /// Kind of request
        request_type: code [Initial, Continuation],
        /// Date of birth
        birth_date: date,
        /// Age on the date of service
        age: age from birth_date,
        /// Sex
        sex: code [Male, Female],
        /// After menopause
        postmenopausal: flag,
        /// Fracture
        fracture: events with {
            /// Site
            site: code [Hip, Spine, Wrist, Other],
            /// Fragility fracture
            fragility: flag,
        },
        /// Bone density
        bone_density: readings with {
            /// Place
            place: code [LumbarSpine, FemoralNeck, TotalHip, Radius "one third of the radius", Other],
            /// T-score
            t_score: quantity in SD from -10 to 10,
        },
        /// Risk of a major fracture within ten years (FRAX)
        frax_major: quantity in % from 0 to 100,
        /// Risk of a hip fracture within ten years (FRAX)
        frax_hip: quantity in % from 0 to 100,
        /// Treatment of osteoporosis
        osteoporosis_therapy: courses with {
            /// Class
            class: code [Bisphosphonate, Denosumab, Other],
            /// Result
            outcome: code [Effective, Ineffective, NotTolerated],
        },
        /// Bisphosphonates cannot be taken
        bisphosphonates_excluded: attested flag,
        /// Creatinine clearance
        clearance: measurement in mL/min from 0 to 300,
        /// Another medicine for osteoporosis is taken together with the product
        combined: flag,
        /// Treatment with a parathyroid hormone analog
        analog: courses with {
            /// Medicine
            medicine: code [Teriparatide, Abaloparatide],
            /// From samples
            samples: flag,
        },
        /// Time on the two medicines
        time_on_analogs: calculated in years as days covered by analog where (medicine in [Teriparatide, Abaloparatide]),
        /// Time requested
        requested_time: quantity in months or years from 0 to 60,
        /// Time on the two medicines with the time requested
        time_with_request: calculated in years as time_on_analogs + requested_time,
    }
}

policy_macros::policy! {
    /// Teriparatide
    teriparatide<teriparatide_facts> {
        payer "BCBS of Alabama";
        number "Teriparatide";
        source "criteria.tsv";

        define limits: all of {
            a: NOT combined;
            b: time_on_analogs < 2 years;
            c: time_with_request <= 2 years
                interpretation "Only what is left can be requested.";
        }

        section renewal "II" for request_type = Continuation {
            1: any analog where (medicine = Teriparatide AND NOT samples) within 90 days;
            2 "Limits": limits;
        } => criteria_met for 12 months;
        section initial "I" {
            1: if sex = Female then postmenopausal else age >= 50;
            2 "Osteoporosis": any of {
                a: any fracture where (fragility AND site in [Hip, Spine]);
                b: any bone_density where (place in [LumbarSpine, FemoralNeck, TotalHip, Radius] AND t_score <= -2.5 SD);
                c: any bone_density where t_score between -2.5 and -1 SD AND (frax_major >= 20% OR frax_hip >= 3%);
            }
            3 "High risk or other treatment": any of {
                a: any fracture within 12 months;
                b: any osteoporosis_therapy on date of latest fracture;
                c: at least 2 fracture;
                d: any osteoporosis_therapy where (class = Bisphosphonate AND outcome = Ineffective) lasting at least 12 months;
                e: bisphosphonates_excluded;
                f: clearance < 35 mL/min;
            }
            4 "Limits": limits;
        } => criteria_met for 12 months;
    }
}
