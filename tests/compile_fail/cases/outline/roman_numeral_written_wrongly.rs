use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            1: any of {
                i: age >= 18;
                ii: nyha = II;
                iii: cns_myeloma;
                // corrected: iv: atrial_fibrillation;
                iiii: atrial_fibrillation;
            }
        } => criteria_met for 3 months;
    }
}

fn main() {}
