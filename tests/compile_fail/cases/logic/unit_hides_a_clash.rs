use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria "I" {
            1: hs_crp >= 5 mg/L;
            // corrected: 2: hs_crp <= 2 mg/dL;
            2: hs_crp <= 0.2 mg/dL;
        } => criteria_met for 3 months;
    }
}

fn main() {}
