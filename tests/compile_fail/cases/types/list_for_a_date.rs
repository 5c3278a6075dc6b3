use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: fda_approval_date within 6 months;
            1: fda_approval_date in [II, III];
        } => criteria_met for 3 months;
    }
}

fn main() {}
