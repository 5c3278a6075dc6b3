use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: section adults { 1: age >= 18; } => criteria_met 1 dose per lifetime;
        section adults { 1: age >= 18; } => criteria_met 0 doses per lifetime;
    }
}

fn main() {}
