policy_macros::vocabulary! {
    pub members {
        /// Date of the referral
        // corrected: referral_date: date,
        service_date: date,
    }
}

fn main() {}
