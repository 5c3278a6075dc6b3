use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: define eligible: nyha = II AND (age >= 18 OR cns_myeloma);
        define eligible: nyha = II AND age >= 18 OR cns_myeloma;
        section one { 1: eligible; } => criteria_met for 3 months;
    }
}

fn main() {}
