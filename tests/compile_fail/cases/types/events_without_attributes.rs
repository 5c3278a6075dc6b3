use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: any hf_hospitalization;
            1: any hf_hospitalization where kind = Planned;
        } => criteria_met for 3 months;
    }
}

fn main() {}
