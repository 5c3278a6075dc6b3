policy_macros::vocabulary! {
    pub members {
        /// Transplant
        // corrected: transplant: events with donor [Autologous, Allogeneic],
        transplant: events with date [Autologous, Allogeneic],
    }
}

fn main() {}
