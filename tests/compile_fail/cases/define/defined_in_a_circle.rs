use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        define severe: nyha = IV OR advanced;
        // corrected: define advanced: nyha = III AND cns_myeloma;
        define advanced: nyha = III AND severe;
        section all { 1: severe; } => criteria_met for 3 months;
    }
}

fn main() {}
