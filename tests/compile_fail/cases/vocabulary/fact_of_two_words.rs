policy_macros::vocabulary! {
    pub members {
        /// Atrial fibrillation
        // corrected: atrial_fibrillation: flag,
        atrial fibrillation: flag,
    }
}

fn main() {}
