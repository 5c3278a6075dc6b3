//! Bariatric surgery, after Credence MP-053, Washington's UMP and Illinois HFS.

policy_macros::vocabulary! {
    /// Facts about requests for bariatric surgery
    pub bariatric_facts {
        /// Date of birth
        birth_date: date,
        /// Age on the date of service
        age: age from birth_date,
        /// Body mass index
        bmi: measurement in kg/m2 from 8 to 120,
        /// Type 2 diabetes
        diabetes: flag,
        /// Diabetes is treated with medicines
        diabetes_medicine: flag,
        /// Hypertension
        hypertension: flag,
        /// Treatment of hypertension is optimal
        optimal_treatment: attested flag,
        /// Respiratory disturbance index
        rdi: measurement in per hour from 0 to 200,
        /// Apnea-hypopnea index
        ahi: measurement in per hour from 0 to 200,
        /// Onset of obesity
        obesity_onset: date,
        /// Weight on record
        weighing: events,
        /// Letter of the physician about the weight history
        physician_letter: flag,
        /// Dated photographs
        dated_photographs: flag,
        /// Program for weight loss
        program: courses with {
            /// Supervised by a physician
            supervised: flag,
        },
        /// Visit of the program
        visit: events with {
            /// Counseling about diet and activity
            counseling: flag,
            /// Who counseled
            counselor: code [Physician, Dietitian, Other],
        },
        /// Psychological evaluation
        psychological_evaluation: events with {
            /// Profession
            profession: code [Psychologist, Psychiatrist, SocialWorker, Other],
        },
        /// Body mass index at the 95th percentile for age and sex
        chart_bmi: quantity in kg/m2 from 10 to 60,
        /// Body mass index, in percent of the one on the chart
        bmi_share: calculated in % as bmi / chart_bmi,
    }
}

policy_macros::policy! {
    /// Bariatric surgery
    credence<bariatric_facts> {
        payer "Credence Blue Cross Blue Shield";
        number "MP-053";
        source "criteria.tsv";

        section adolescents "1.B" for age < 18 {
            1: age >= 16;
            2 "Severe obesity": bmi >= 35 kg/m2 OR bmi_share >= 120%
                interpretation "The lower of the two: one of them is enough.";
        } => criteria_met 1 surgery;
        section adults "1.A" {
            1 "Obesity": any of {
                a: bmi >= 40 kg/m2;
                b: bmi between 35 and 39.9 kg/m2 AND ((hypertension AND optimal_treatment)
                    OR (diabetes AND diabetes_medicine) OR rdi >= 50 per hour OR ahi >= 30 per hour);
            }
            2 "History": any of {
                a: obesity_onset at least 3 years ago AND weighing at most 1 year apart since obesity_onset;
                b: physician_letter AND dated_photographs;
            }
            3: any program where supervised lasting at least 6 months ended within 1 year;
        } => criteria_met 1 surgery;
    }
}

policy_macros::policy! {
    /// Bariatric surgery: diabetes
    ump<bariatric_facts> {
        payer "Uniform Medical Plan";
        number "Bariatric surgery";
        source "criteria.tsv";

        section criteria "2" {
            1 "Obesity": any of {
                a: bmi >= 40 kg/m2;
                b: bmi between 30 and 35 kg/m2 AND diabetes;
            }
            2: any psychological_evaluation where profession in [Psychologist, Psychiatrist, SocialWorker];
        } => criteria_met 1 surgery;
    }
}

policy_macros::policy! {
    /// Bariatric surgery: visits
    illinois<bariatric_facts> {
        payer "Illinois HFS";
        number "Bariatric surgery";
        source "criteria.tsv";

        section criteria "3" {
            1: at least 3 visit within 1 year at most 4 months apart;
            2: no visit where NOT counseling within 1 year AND any visit where (counseling AND counselor = Dietitian) within 1 year;
        } => criteria_met 1 surgery;
    }
}
