use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: age >= 18;
            2: age >= 18;
            // corrected: 2: nyha = II;
            3: nyha = II;
        } => criteria_met for 3 months;
    }
}

fn main() {}
