policy_macros::vocabulary! {
    pub members {
        /// Mantle cell lymphoma
        // corrected: #[snomed("443487006")]
        #[snomed("443478006")]
        mantle_cell_lymphoma: flag,
    }
}

fn main() {}
