use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria "I" {
            1: at least 1 hf_hospitalization within 9 months;
            // corrected: 2: at least 2 hf_hospitalization within 12 months;
            2: at least 1 hf_hospitalization within 12 months;
        } => criteria_met for 3 months;
    }
}

fn main() {}
