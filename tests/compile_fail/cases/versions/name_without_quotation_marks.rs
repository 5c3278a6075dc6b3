use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: version "2025-07" from 2025-07-01 { section all { 1: age >= 18; } => criteria_met for 3 months; }
        version 2025-07 from 2025-07-01 { section all { 1: age >= 18; } => criteria_met for 3 months; }
    }
}

fn main() {}
