use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: prior_lines_of_therapy >= 4;
            1: prior_lines_of_therapy = several;
        } => criteria_met for 3 months;
    }
}

fn main() {}
