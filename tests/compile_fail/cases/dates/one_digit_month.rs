use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: fda_approval_date <= 2025-01-31;
            1: fda_approval_date <= 2025-1-31;
        } => criteria_met for 3 months;
    }
}

fn main() {}
