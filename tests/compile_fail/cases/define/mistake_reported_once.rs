use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: define severe: nyha in [III, IV];
        define severe: nyha in [III, VI];
        section one for severe AND lvad = Implanted { 1: age >= 18; } => criteria_met for 3 months;
        section all { 1: severe; 2: age >= 21; } => criteria_met for 3 months;
    }
}

fn main() {}
