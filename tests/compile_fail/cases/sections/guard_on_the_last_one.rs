use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section young for age < 18 => case_by_case;
        // corrected: section adults { 1: nyha = II; } => criteria_met for 3 months;
        section adults for age >= 18 { 1: nyha = II; } => criteria_met for 3 months;
    }
}

fn main() {}
