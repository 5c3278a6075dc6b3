use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: if atrial_fibrillation then nyha = II else nyha = III;
            1: IF atrial_fibrillation THEN nyha = II ELSE nyha = III;
        } => criteria_met for 3 months;
    }
}

fn main() {}
