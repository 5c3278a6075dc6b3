policy_macros::vocabulary! {
    pub members {
        // corrected: /// Atrial fibrillation
        // corrected: atrial_fibrillation: flag,
        atrial_fibrillation: flag,
    }
}

fn main() {}
