use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: section all { 1: age >= 18; } => criteria_met at most 450 million cells;
        section all { 1: age >= 18; } => criteria_met at most 450 milion cells;
    }
}

fn main() {}
