use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: codes hcpcs ["Q2055"];
        codes hcpcs ["q2055"];
        section all { 1: age >= 18; } => criteria_met for 3 months;
    }
}

fn main() {}
