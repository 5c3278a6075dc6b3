//! The facts that the policies ask about.

policy_macros::vocabulary! {
    /// Facts about requests for medical equipment.
    pub equipment {
        /// Device requested
        requested_device: code [GlucoseMonitor, InsulinPump, Other],
        /// Kind of request
        request_type: code [Initial, Renewal],
        /// Date of birth
        birth_date: date,
        /// Age on the date of service
        age: age from birth_date,
        /// Type of diabetes
        diabetes: code [Type1, Type2, Gestational, NoDiabetes],
        /// Treated with insulin
        insulin: flag,
        /// Hemoglobin A1c
        #[loinc("4548-4")]
        hemoglobin_a1c: measurement in % from 3 to 20,
        /// Severe hypoglycemia
        severe_hypoglycemia: events,
        /// Date of the last visit to the prescriber
        last_visit: date,
        /// Trained in the use of the device
        trained: attested flag,
    }
}
