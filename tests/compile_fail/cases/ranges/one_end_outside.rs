use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: lvef between 20 and 40%;
            1: lvef between 20 and 200%;
        } => criteria_met for 3 months;
    }
}

fn main() {}
