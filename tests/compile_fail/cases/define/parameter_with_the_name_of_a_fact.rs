use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: define excused(class): class = AdverseEffect;
        define excused(nyha): nyha = AdverseEffect;
        section all { 1: excused(arb); } => criteria_met for 3 months;
    }
}

fn main() {}
