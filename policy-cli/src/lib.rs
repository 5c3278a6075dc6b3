//! The command `policy`.
