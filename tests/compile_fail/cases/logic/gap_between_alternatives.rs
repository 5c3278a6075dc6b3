use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria "I" {
            1: age >= 18;
            2: any of {
                a: prior_lines_of_therapy <= 2 AND nyha = II;
                // corrected: b: prior_lines_of_therapy >= 3 AND nyha = III;
                b: prior_lines_of_therapy >= 4 AND nyha = III;
            }
        } => criteria_met for 3 months;
    }
}

fn main() {}
