use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: section one { 1: age >= 18; } => criteria_met for 3 months;
        section one { 1: age >= 18; } => criteria_met for 0 months;
    }
}

fn main() {}
