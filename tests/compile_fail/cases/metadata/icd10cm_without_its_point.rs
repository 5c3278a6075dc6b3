use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: codes icd10cm ["I50.22"];
        codes icd10cm ["I5022"];
        section all { 1: age >= 18; } => criteria_met for 3 months;
    }
}

fn main() {}
