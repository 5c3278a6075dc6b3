use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria "I" {
            // corrected: 1: if atrial_fibrillation then nyha = III else ischemic_cardiomyopathy;
            1: atrial_fibrillation OR ischemic_cardiomyopathy;
            // corrected:
            2: NOT atrial_fibrillation OR nyha = III;
        } => criteria_met for 3 months;
    }
}

fn main() {}
