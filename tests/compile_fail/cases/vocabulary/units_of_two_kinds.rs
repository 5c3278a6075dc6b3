policy_macros::vocabulary! {
    pub members {
        /// N-terminal pro-B-type natriuretic peptide
        // corrected: nt_probnp: measurement in pg/mL or ng/L from 5 to 200_000,
        nt_probnp: measurement in pg/mL or pmol/L from 5 to 200_000,
    }
}

fn main() {}
