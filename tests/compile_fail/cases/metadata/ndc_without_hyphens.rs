use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: codes ndc ["83537-0034"];
        codes ndc ["8353700340"];
        section all { 1: age >= 18; } => criteria_met for 3 months;
    }
}

fn main() {}
