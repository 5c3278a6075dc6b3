use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: define severe: nyha = IV OR cns_myeloma;
        define severe: nyha = IV OR severe;
        section all { 1: severe; } => criteria_met for 3 months;
    }
}

fn main() {}
