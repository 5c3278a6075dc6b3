use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria "I" {
            1: any of {
                a: ischemic_cardiomyopathy;
                // corrected: b: age < 18 AND nyha = II;
                b: age < 18 AND age >= 65 AND nyha = II;
            }
        } => criteria_met for 3 months;
    }
}

fn main() {}
