use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: cns_myeloma AND atrial_fibrillation;
            1: cns_myeloma atrial_fibrillation;
        } => criteria_met for 3 months;
    }
}

fn main() {}
