use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        version "2025" from 2025-07-01 {
            // corrected:
            title "Policy of 2025";
            section all { 1: age >= 18; } => criteria_met for 3 months;
        }
    }
}

fn main() {}
