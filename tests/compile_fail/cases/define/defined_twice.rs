use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        define severe: nyha in [III, IV];
        // corrected:
        define severe: nyha = IV;
        section all { 1: severe; } => criteria_met for 3 months;
    }
}

fn main() {}
