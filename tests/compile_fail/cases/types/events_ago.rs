use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            1: hf_hospitalization at least 1 month ago;
        } => criteria_met for 3 months;
    }
}

fn main() {}
