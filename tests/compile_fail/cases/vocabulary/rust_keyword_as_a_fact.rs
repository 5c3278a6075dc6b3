policy_macros::vocabulary! {
    pub members {
        /// Kind of request
        // corrected: request_type: code [Initial, Continuation],
        type: code [Initial, Continuation],
    }
}

fn main() {}
