use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        define stable_dose(class): class = Taking;
        // corrected: section one { 1: stable_dose(arb); } => criteria_met for 3 months;
        section one { 1: stabel_dose(arb); } => criteria_met for 3 months;
    }
}

fn main() {}
