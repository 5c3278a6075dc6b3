policy_macros::vocabulary! {
    pub members {
        /// Any earlier therapy
        // corrected: any_therapy: flag,
        any: flag,
    }
}

fn main() {}
