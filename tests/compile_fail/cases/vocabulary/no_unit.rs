policy_macros::vocabulary! {
    pub members {
        /// High-sensitivity C-reactive protein
        // corrected: hs_crp: measurement in mg/L from 0.05 to 500,
        hs_crp: measurement from 0.05 to 500,
    }
}

fn main() {}
