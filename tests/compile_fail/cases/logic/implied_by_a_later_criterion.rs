use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria "I" {
            // corrected: 1: nyha in [II, III];
            1: age >= 18;
            // corrected: 2: age >= 21;
            2: nyha in [II, III];
            // corrected:
            3: age >= 21;
        } => criteria_met for 3 months;
    }
}

fn main() {}
