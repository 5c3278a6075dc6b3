policy_macros::vocabulary! {
    pub members {
        /// Prior lines of therapy
        // corrected: lines: count from 0 to 25,
        lines: count from 25 to 0,
    }
}

fn main() {}
