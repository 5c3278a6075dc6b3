use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: section children "I" for age < 18 AND nyha = II => refer "EX.2";
        section children "I" for age < 18 AND age > 18 => refer "EX.2";
        section rest => case_by_case;
    }
}

fn main() {}
