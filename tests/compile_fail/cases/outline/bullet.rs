use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: a: age >= 18;
            - age >= 18;
            // corrected: b: nyha = II;
            - nyha = II;
        } => criteria_met for 3 months;
    }
}

fn main() {}
