use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: section one for (nyha = II AND age >= 18) OR cns_myeloma => case_by_case;
        section one for nyha = II AND age >= 18 OR cns_myeloma => case_by_case;
        section all { 1: age >= 18; } => criteria_met for 3 months;
    }
}

fn main() {}
