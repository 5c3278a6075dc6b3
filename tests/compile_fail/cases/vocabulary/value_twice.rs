policy_macros::vocabulary! {
    pub members {
        /// New York Heart Association class
        // corrected: nyha: code [I, II, III, IV],
        nyha: code [I, II, III, II],
    }
}

fn main() {}
