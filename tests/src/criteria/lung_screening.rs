//! Screening for lung cancer, after Medicare's NCD 210.14.

policy_macros::vocabulary! {
    /// Facts about requests for screening for lung cancer
    pub lung_facts {
        /// Date of birth
        birth_date: date,
        /// Age on the date of service
        age: age from birth_date,
        /// Signs or symptoms of lung cancer
        symptoms: flag,
        /// Cigarettes smoked
        smoking_history: quantity in pack-years from 0 to 400,
        /// Smoking
        smoking: code [Never, Former, Current],
        /// Day on which the member quit
        quit_date: date,
        /// Order
        ordered: flag,
        /// Visit for counseling and shared decision
        decision_visit: events,
        /// Screening for lung cancer
        screening: events,
        /// The reading radiologist has the required qualification
        radiologist_qualified: attested flag,
    }
}

policy_macros::policy! {
    /// Screening for lung cancer with low-dose computed tomography
    lung_screening<lung_facts> {
        payer "Medicare";
        number "210.14";
        source "criteria.tsv";

        look back from service_date;

        section criteria "B" {
            1: age between 50 and 77;
            2: NOT symptoms;
            3: smoking_history >= 20 pack-years;
            4: smoking = Current OR (smoking = Former AND quit_date within 15 years);
            5: ordered;
            6: any decision_visit on or before date of earliest screening;
            7: radiologist_qualified;
            8: no screening less than 11 months before service_date;
        } => criteria_met 1 screening per year;
    }
}
