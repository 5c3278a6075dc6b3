use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: no hf_hospitalization;
            1: at least 0 hf_hospitalization;
        } => criteria_met for 3 months;
    }
}

fn main() {}
