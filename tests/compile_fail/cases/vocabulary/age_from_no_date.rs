policy_macros::vocabulary! {
    pub members {
        /// Prior lines of therapy
        lines: count from 0 to 25,
        /// Date of birth
        birth_date: date,
        /// Age
        // corrected: age: age from birth_date,
        age: age from lines,
    }
}

fn main() {}
