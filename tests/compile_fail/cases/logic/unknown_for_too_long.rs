use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria "I" {
            1: age >= 18;
            // corrected: 2: if atrial_fibrillation then nyha in [I, II] else nyha in [II, III];
            2: (atrial_fibrillation AND nyha in [I, II]) OR (NOT atrial_fibrillation AND nyha in [II, III]);
        } => criteria_met for 3 months;
    }
}

fn main() {}
