use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        applies when nyha in [II, III];
        // corrected: section symptoms "I" for nyha = II => refer "EX.2";
        section symptoms "I" for nyha != I => refer "EX.2";
        section rest => case_by_case;
    }
}

fn main() {}
