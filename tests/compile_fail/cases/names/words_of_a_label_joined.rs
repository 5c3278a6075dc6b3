use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: lvef < 40%;
            1: ejection_fraction < 40%;
        } => criteria_met for 3 months;
    }
}

fn main() {}
