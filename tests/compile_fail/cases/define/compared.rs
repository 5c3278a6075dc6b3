use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        define severe: nyha in [III, IV];
        // corrected: section all { 1: NOT severe; } => criteria_met for 3 months;
        section all { 1: severe = false; } => criteria_met for 3 months;
    }
}

fn main() {}
