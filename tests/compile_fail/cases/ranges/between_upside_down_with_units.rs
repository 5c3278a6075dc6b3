use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: hs_crp between 2 and 5 mg/L;
            1: hs_crp between 5 and 2 mg/L;
        } => criteria_met for 3 months;
    }
}

fn main() {}
