policy_macros::vocabulary! {
    pub members {
        /// Left ventricular ejection fraction
        // corrected: lvef: measurement in % from 1 to 95,
        lvef: measurement in % from 95 to 1,
    }
}

fn main() {}
