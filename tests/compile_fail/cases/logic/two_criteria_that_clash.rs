use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria "I" {
            1: age >= 65;
            2: ischemic_cardiomyopathy;
            // corrected: 3: age < 80;
            3: age < 18;
        } => criteria_met for 3 months;
    }
}

fn main() {}
