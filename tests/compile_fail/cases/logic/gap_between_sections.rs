use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: section low "I" for lvef <= 40% AND nyha = II => refer "EX.2";
        section low "I" for lvef < 40% => refer "EX.2";
        section high "II" for lvef > 40% => refer "EX.3";
        section rest => case_by_case;
    }
}

fn main() {}
