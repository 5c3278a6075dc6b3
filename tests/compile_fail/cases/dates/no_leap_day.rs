use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: fda_approval_date <= 2025-02-28;
            1: fda_approval_date <= 2025-02-29;
        } => criteria_met for 3 months;
    }
}

fn main() {}
