use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: at least 2 hf_hospitalization;
            1: hf_hospitalization >= 2;
        } => criteria_met for 3 months;
    }
}

fn main() {}
