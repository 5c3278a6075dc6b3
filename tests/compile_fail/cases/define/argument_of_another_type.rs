use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        define excused(class): class in [AdverseEffect, Contraindicated];
        // corrected: section all { 1: excused(arb); } => criteria_met for 3 months;
        section all { 1: excused(arb_last_dose_change); } => criteria_met for 3 months;
    }
}

fn main() {}
