use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            1: age >= 18;
            // corrected: 2: nyha = II;
            1.1: nyha = II;
        } => criteria_met for 3 months;
    }
}

fn main() {}
