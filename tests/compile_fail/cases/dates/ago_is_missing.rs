use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: beta_blocker_last_dose_change at least 1 month ago;
            1: beta_blocker_last_dose_change at least 1 month;
        } => criteria_met for 3 months;
    }
}

fn main() {}
