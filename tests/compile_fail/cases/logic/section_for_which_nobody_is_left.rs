use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section children "I" for age < 18 => refer "EX.2";
        // corrected: section adults "II" for age < 65 => refer "EX.3";
        section adults "II" for age >= 18 => refer "EX.3";
        section rest => case_by_case;
    }
}

fn main() {}
