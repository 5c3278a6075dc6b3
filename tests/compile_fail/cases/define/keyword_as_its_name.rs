use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: define kind_of_failure: heart_failure_type = Hfref;
        define type: heart_failure_type = Hfref;
        // corrected: section all { 1: kind_of_failure; } => criteria_met for 3 months;
        section all { 1: type; } => criteria_met for 3 months;
    }
}

fn main() {}
