use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: section rest => refer by atrial_fibrillation { true => "EX.2", false => "EX.3" };
        section rest => refer by atrial_fibrillation { true => "EX.2" };
    }
}

fn main() {}
