use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: fda_approval_date <= service_date;
            1: fda_approval_date <= today;
        } => criteria_met for 3 months;
    }
}

fn main() {}
