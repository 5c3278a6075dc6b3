policy_macros::vocabulary! {
    pub members {
        /// Left ventricular ejection fraction
        lvef: measurement in % by [Echo2d, Muga] from 1 to 95,
        /// Method of the ejection fraction
        // corrected: way_of_lvef: code [Echo2d, Muga],
        lvef_method: code [Echo2d, Muga],
    }
}

fn main() {}
