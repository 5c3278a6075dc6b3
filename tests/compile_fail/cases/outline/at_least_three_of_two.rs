use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: at least 2 of {
            1: at least 3 of {
                a: age >= 18;
                b: nyha = II;
            }
        } => criteria_met for 3 months;
    }
}

fn main() {}
