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
                // corrected: iii: cns_myeloma;
                iv: cns_myeloma;
            }
        } => criteria_met for 3 months;
    }
}

fn main() {}
