use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: define moderate: nyha in [II, III];
        define nyha: nyha in [II, III];
        // corrected: section all { 1: moderate; } => criteria_met for 3 months;
        section all { 1: nyha; } => criteria_met for 3 months;
    }
}

fn main() {}
