policy_macros::vocabulary! {
    pub members {
        /// New York Heart Association class
        nyha: code [I, II, III, IV],
        /// Class as the prescriber states it
        // corrected: stated_nyha: code [I, II, III, IV],
        nyha: code [I, II, III, IV],
    }
}

fn main() {}
