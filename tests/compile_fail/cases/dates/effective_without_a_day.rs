use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: effective from 2025-09-01;
        effective from 2025-09;
        section all { 1: age >= 18; } => criteria_met for 3 months;
    }
}

fn main() {}
