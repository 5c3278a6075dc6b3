policy_macros::vocabulary! {
    pub members {
        /// New York Heart Association class
        // corrected: #[loinc("88020-3")]
        #[loinc("88020-4")]
        nyha: code [I, II, III, IV],
    }
}

fn main() {}
