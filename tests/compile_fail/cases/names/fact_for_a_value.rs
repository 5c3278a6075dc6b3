use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: heart_failure_type = Hfref;
            1: Hfref;
        } => criteria_met for 3 months;
    }
}

fn main() {}
