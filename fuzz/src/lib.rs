//! What the targets check: the same rules as the property tests, for any bytes.

#[path = "../../tests/invariants/mod.rs"]
pub mod invariants;
