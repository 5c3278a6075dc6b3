use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        define adult: age >= 18;
        define young: age < 40;
        // corrected: define not_young: age >= 60;
        define not_young: NOT young;

        section criteria "I" {
            1: adult;
            2: young OR not_young;
        } => criteria_met for 3 months;
    }
}

fn main() {}
