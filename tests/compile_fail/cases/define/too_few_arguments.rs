use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        define stable(class, change): class = Taking AND change at least 1 month ago;
        // corrected: section all { 1: stable(arb, arb_last_dose_change); } => criteria_met for 3 months;
        section all { 1: stable(arb); } => criteria_met for 3 months;
    }
}

fn main() {}
