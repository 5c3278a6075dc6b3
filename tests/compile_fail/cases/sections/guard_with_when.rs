use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: section severe for nyha = IV => case_by_case;
        section severe when nyha = IV => case_by_case;
        section all { 1: age >= 18; } => criteria_met for 3 months;
    }
}

fn main() {}
