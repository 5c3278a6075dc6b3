policy_macros::vocabulary! {
    pub members {
        /// Mantle cell lymphoma
        // corrected: #[icd10cm("C83.10")]
        #[icd("C83.10")]
        mantle_cell_lymphoma: flag,
    }
}

fn main() {}
