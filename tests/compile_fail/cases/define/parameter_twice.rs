use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: define stable(class, change): class = Taking AND change at least 1 month ago;
        define stable(class, class): class = Taking AND class at least 1 month ago;
        section all { 1: stable(arb, arb_last_dose_change); } => criteria_met for 3 months;
    }
}

fn main() {}
