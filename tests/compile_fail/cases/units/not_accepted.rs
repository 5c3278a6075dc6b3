use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: hs_crp >= 2 mg/L;
            1: hs_crp >= 2_000 ug/L;
        } => criteria_met for 3 months;
    }
}

fn main() {}
