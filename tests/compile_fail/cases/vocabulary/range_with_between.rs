policy_macros::vocabulary! {
    pub members {
        /// Left ventricular ejection fraction
        // corrected: lvef: measurement in % from 1 to 95,
        lvef: measurement in % between 1 and 95,
    }
}

fn main() {}
