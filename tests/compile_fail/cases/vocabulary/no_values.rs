policy_macros::vocabulary! {
    pub members {
        /// New York Heart Association class
        // corrected: nyha: code [I, II, III, IV],
        nyha: code [],
    }
}

fn main() {}
