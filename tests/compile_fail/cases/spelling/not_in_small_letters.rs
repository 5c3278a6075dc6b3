use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: NOT cns_myeloma;
            1: not cns_myeloma;
        } => criteria_met for 3 months;
    }
}

fn main() {}
