use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: any of {
            1: one of {
                a: age >= 18;
                b: nyha = II;
            }
        } => criteria_met for 3 months;
    }
}

fn main() {}
