policy_macros::vocabulary! {
    pub members {
        /// Donor
        // corrected: donor: code [OwnCells, Sibling],
        donor: code [Self, Sibling],
    }
}

fn main() {}
