policy_macros::vocabulary! {
    pub members {
        /// Atrial fibrillation
        // corrected: atrial_fibrillation: flag,
        atrial_fibrillation: flag
        /// Ischemic cardiomyopathy
        ischemic_cardiomyopathy: flag,
    }
}

fn main() {}
