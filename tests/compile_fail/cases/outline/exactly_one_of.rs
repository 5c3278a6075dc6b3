use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: at least 1 of {
            1: exactly 1 of {
                a: age >= 18;
                b: nyha = II;
            }
        } => criteria_met for 3 months;
    }
}

fn main() {}
