//! Semaglutide for weight management, after CareFirst and Caremark.

policy_macros::vocabulary! {
    /// Facts about requests for semaglutide for weight management
    pub wegovy_facts {
        /// Kind of request
        request_type: code [Initial, Continuation],
        /// Date of birth
        birth_date: date,
        /// Age on the date of service
        age: age from birth_date,
        /// Start of drug therapy, or the day on which it is to start
        therapy_start: date,
        /// Reduced-calorie diet and more physical activity
        diet_and_activity: attested flag,
        /// Comprehensive program for weight management
        weight_program: courses,
        /// Body mass index
        bmi: measurement in kg/m2 from 8 to 100,
        /// Body mass index for age and sex
        bmi_for_age: measurement in percentile from 0 to 100,
        /// Body weight
        weight: measurement in kg or lb from 10 to 400,
        /// Hypertension
        hypertension: flag,
        /// Type 2 diabetes
        diabetes: flag,
        /// Dyslipidemia
        dyslipidemia: flag,
        /// Time on one dose
        dosing: courses with {
            /// Maintenance dose
            maintenance: flag,
        },
    }
}

policy_macros::policy! {
    /// Semaglutide for weight management
    wegovy<wegovy_facts> {
        payer "CareFirst";
        number "Wegovy";
        source "criteria.tsv";

        section adult "I.A" for request_type = Initial AND age >= 18 {
            1: diet_and_activity;
            2: any weight_program lasting at least 6 months started at least 6 months before therapy_start
                interpretation "Half a year of the program lies before the first dose; the program may go on.";
            3 "Baseline body mass index": any of {
                a: bmi >= 30 kg/m2 on or before therapy_start;
                b: bmi >= 27 kg/m2 on or before therapy_start AND (hypertension OR diabetes OR dyslipidemia);
            }
        } => criteria_met for 7 months;
        section adolescent "I.B" for request_type = Initial AND age between 12 and 17 {
            1: diet_and_activity;
            2: any weight_program lasting at least 6 months started at least 6 months before therapy_start
                interpretation "As for adults.";
            3: bmi_for_age >= 95th percentile on or before therapy_start;
        } => criteria_met for 7 months;
        section adult_renewal "II.A" for request_type = Continuation AND age >= 18 {
            1: diet_and_activity;
            2: any dosing where maintenance lasting at least 3 months;
            3: weight after therapy_start at least 5% below weight on or before therapy_start;
        } => criteria_met for 12 months;
        section adolescent_renewal "II.B" for request_type = Continuation AND age between 12 and 17 {
            1: diet_and_activity;
            2: any dosing where maintenance lasting at least 3 months;
            3: bmi after therapy_start < bmi on or before therapy_start;
        } => criteria_met for 12 months;
        section children "III" => criteria_not_met "the product is not for children";
    }
}
