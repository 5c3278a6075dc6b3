use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria "I" {
            1: atrial_fibrillation OR ischemic_cardiomyopathy;
            2: NOT atrial_fibrillation OR nyha = III;
            // corrected: 3 restated: ischemic_cardiomyopathy OR nyha = III;
            3: ischemic_cardiomyopathy OR nyha = III;
        } => criteria_met for 3 months;
    }
}

fn main() {}
