use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        source "example.pdf";
        section all { 1: age >= 18; } => criteria_met for 3 months;
    }
}

fn main() {}
