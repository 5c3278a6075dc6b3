use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: section narrow "I" for nyha in [II, III] AND lvad = Implanted => refer "EX.3";
        section wide "I" for nyha in [II, III] => refer "EX.2";
        // corrected: section wide "II" for nyha in [II, III] => refer "EX.2";
        section narrow "II" for nyha = II AND lvad = Implanted => refer "EX.3";
        section rest => case_by_case;
    }
}

fn main() {}
