use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: birth_date <= 2008-01-01;
            1: age <= 2008-01-01;
        } => criteria_met for 3 months;
    }
}

fn main() {}
