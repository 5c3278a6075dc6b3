use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: prior_lines_of_therapy between 2 and 3;
            1: prior_lines_of_therapy in [Two, Three];
        } => criteria_met for 3 months;
    }
}

fn main() {}
