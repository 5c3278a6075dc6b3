//! The coverage policies.
