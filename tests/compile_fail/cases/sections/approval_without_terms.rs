use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: section adults { 1: age >= 18; } => criteria_met for 3 months;
        section adults { 1: age >= 18; } => criteria_met;
    }
}

fn main() {}
