use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: NOT atrial_fibrillation OR nyha = II;
            1: if atrial_fibrillation then nyha = II;
        } => criteria_met for 3 months;
    }
}

fn main() {}
