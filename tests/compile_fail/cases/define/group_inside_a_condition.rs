use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        define severe: any of { a: nyha = IV; b: cns_myeloma; }
        // corrected: section all { 1: age >= 18; 2: severe; } => criteria_met for 3 months;
        section all { 1: age >= 18 AND severe; } => criteria_met for 3 months;
    }
}

fn main() {}
