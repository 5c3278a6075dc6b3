policy_macros::vocabulary! {
    pub members
        /// Smoker
        smoker: flag,
}

policy_macros::policy! {
    example<members> {
        payer "Example Health"; number "EX.1"; source "example.pdf";
        section all { 1: smoker; } => criteria_met for 3 months;
    }
}

fn main() {
    let _ = EXAMPLE.name;
}
