policy_macros::vocabulary! {
    pub members {
        /// Age
        age: age from birth_date,
        /// Date of birth
        birth_date: date,
    }
}

fn main() {}
