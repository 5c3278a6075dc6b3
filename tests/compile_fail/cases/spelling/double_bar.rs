use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: nyha = II OR nyha = III;
            1: nyha = II || nyha = III;
        } => criteria_met for 3 months;
    }
}

fn main() {}
