use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria "I" for heart_failure_type = Hfref {
            // corrected: 1: nyha in [II, III];
            1: heart_failure_type = NotHeartFailure;
            2: age >= 18;
        } => criteria_met for 3 months;
        section rest => case_by_case;
    }
}

fn main() {}
