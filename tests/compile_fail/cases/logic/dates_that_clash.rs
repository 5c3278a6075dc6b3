use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria "I" {
            1: beta_blocker_last_dose_change at least 3 months ago;
            // corrected: 2: mra_last_dose_change within 1 month;
            2: beta_blocker_last_dose_change within 1 month;
        } => criteria_met for 3 months;
    }
}

fn main() {}
