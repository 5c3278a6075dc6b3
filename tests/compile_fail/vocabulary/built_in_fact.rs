policy_macros::vocabulary! {
    pub members {
        // corrected: /// Date of the referral
        // corrected: referral_date: date,
        /// Date of service
        service_date: date,
    }
}

fn main() {}
