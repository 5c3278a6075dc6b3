use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria "I" {
            1: nyha in [II, III];
            2: any of {
                a: ischemic_cardiomyopathy;
                // corrected: b: nyha = III;
                b: nyha = IV;
            }
        } => criteria_met for 3 months;
    }
}

fn main() {}
