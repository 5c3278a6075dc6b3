use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: define excused(class): class = AdverseEffect;
        define excused(class, change): class = AdverseEffect;
        // corrected: section all { 1: excused(arb); } => criteria_met for 3 months;
        section all { 1: excused(arb, arb_last_dose_change); } => criteria_met for 3 months;
    }
}

fn main() {}
