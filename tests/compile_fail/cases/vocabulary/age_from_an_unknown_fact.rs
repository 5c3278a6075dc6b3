policy_macros::vocabulary! {
    pub members {
        /// Date of birth
        birth_date: date,
        /// Age
        // corrected: age: age from birth_date,
        age: age from birthdate,
    }
}

fn main() {}
