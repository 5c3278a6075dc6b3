use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria "I" {
            1: atrial_fibrillation;
            // corrected: 2: nt_probnp > 1_200 pg/mL;
            2: if atrial_fibrillation then nt_probnp > 1_200 pg/mL else nt_probnp > 1_000 pg/mL;
        } => criteria_met for 3 months;
    }
}

fn main() {}
