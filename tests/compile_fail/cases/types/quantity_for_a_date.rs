use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: fda_approval_date at least 6 months ago;
            1: fda_approval_date >= 6 months;
        } => criteria_met for 3 months;
    }
}

fn main() {}
