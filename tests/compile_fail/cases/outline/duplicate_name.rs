use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            limit: age >= 18;
            // corrected: dose_limit: nyha = II;
            limit: nyha = II;
        } => criteria_met for 3 months;
    }
}

fn main() {}
