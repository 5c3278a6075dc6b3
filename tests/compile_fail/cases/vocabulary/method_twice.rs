policy_macros::vocabulary! {
    pub members {
        /// Left ventricular ejection fraction
        // corrected: lvef: measurement in % by [Echo2d, Muga] from 1 to 95,
        lvef: measurement in % by [Echo2d, Echo2d] from 1 to 95,
    }
}

fn main() {}
