use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: neutrophil_cd11a <= 2%;
            1: neutrophil_cd11a <= neutrophil_cd18;
        } => criteria_met for 3 months;
    }
}

fn main() {}
