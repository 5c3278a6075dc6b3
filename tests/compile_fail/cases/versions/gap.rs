use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        version "2025" from 2025-07-01 { section all { 1: age >= 18; } => criteria_met for 3 months; }
        // corrected: version "2024" from 2024-01-01 to 2025-06-30 { section all { 1: age >= 18; } => criteria_met for 3 months; }
        version "2024" from 2024-01-01 to 2025-05-31 { section all { 1: age >= 18; } => criteria_met for 3 months; }
    }
}

fn main() {}
