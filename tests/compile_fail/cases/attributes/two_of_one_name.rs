policy_macros::vocabulary! {
    pub members {
        /// Trial of a medicine
        trial: courses with {
            dose: quantity in mg,
            // corrected: doses: count,
            dose: count,
        },
    }
}

fn main() {}
