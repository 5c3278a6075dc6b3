policy_macros::vocabulary! {
    pub members {
        /// Left ventricular ejection fraction
        // corrected: lvef: measurement in % from 1 to 95,
        lvef: mesurement in % from 1 to 95,
    }
}

fn main() {}
