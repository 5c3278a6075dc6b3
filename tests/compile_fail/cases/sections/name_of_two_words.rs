use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: section heart_failure "I.A" { 1: age >= 18; } => criteria_met for 3 months;
        section heart failure "I.A" { 1: age >= 18; } => criteria_met for 3 months;
    }
}

fn main() {}
