policy_macros::vocabulary! {
    pub members {
        /// New York Heart Association class
        nyha: code [I, II, III, IV],
        // corrected: /// Class as the prescriber states it
        // corrected: stated_nyha: code [I, II, III, IV],
        /// Class as the prescriber states it
        nyha: code [I, II, III, IV],
    }
}

fn main() {}
