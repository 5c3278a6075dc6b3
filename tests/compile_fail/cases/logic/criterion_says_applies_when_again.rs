use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        applies when line_of_business in [Commercial, Medicaid];
        section criteria "I" {
            // corrected: 1: line_of_business = Commercial;
            1: line_of_business != Fep;
            2: age >= 18;
        } => criteria_met for 3 months;
    }
}

fn main() {}
