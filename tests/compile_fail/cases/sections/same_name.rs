use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section adults for nyha = II { 1: age >= 18; } => criteria_met for 3 months;
        // corrected: section severe { 1: age >= 21; } => criteria_met for 3 months;
        section adults { 1: age >= 21; } => criteria_met for 3 months;
    }
}

fn main() {}
