use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria "I" for nyha in [II, III] {
            // corrected: 1 restated: nyha in [II, III];
            1: nyha in [II, III];
            2: age >= 18;
        } => criteria_met for 3 months;
        section rest => case_by_case;
    }
}

fn main() {}
