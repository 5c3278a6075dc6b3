use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        applies when line_of_business in [Commercial, Medicaid];
        // corrected: applies when requested_product = RexlemestrocelL;
        applies when line_of_business = Fep;
        section criteria "I" { 1: age >= 18; } => criteria_met for 3 months;
    }
}

fn main() {}
