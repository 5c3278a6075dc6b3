use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: nyha = II AND (age >= 18 OR cns_myeloma);
            1: nyha = II AND age >= 18 OR cns_myeloma;
        } => criteria_met for 3 months;
    }
}

fn main() {}
