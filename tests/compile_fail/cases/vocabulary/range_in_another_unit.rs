policy_macros::vocabulary! {
    pub members {
        /// High-sensitivity C-reactive protein
        // corrected: hs_crp: measurement in mg/L or mg/dL from 0.05 to 500,
        hs_crp: measurement in mg/L or mg/dL from 0.005 mg/dL to 50 mg/dL,
    }
}

fn main() {}
