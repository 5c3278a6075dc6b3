use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section children "I" for age < 18 => refer "EX.2";
        section criteria "II" {
            // corrected: 1: age < 65;
            1: age < 16;
            2: nyha = II;
        } => criteria_met for 3 months;
    }
}

fn main() {}
