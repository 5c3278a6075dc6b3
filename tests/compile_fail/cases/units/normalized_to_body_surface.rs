use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: creatinine_clearance >= 45 mL/min;
            1: creatinine_clearance >= 45 mL/min/1.73m2;
        } => criteria_met for 3 months;
    }
}

fn main() {}
