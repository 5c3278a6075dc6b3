use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: section adults "I.A" { 1: age >= 18; } => criteria_met for 3 months;
        section "I.A" { 1: age >= 18; } => criteria_met for 3 months;
    }
}

fn main() {}
