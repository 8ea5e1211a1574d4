//! What was read from a lock, kept so that only its owner can read it and nothing of it is lost.
//!
//! | module | what it is |
//! |---|---|
//! | [`seal`] | the sealed file: who can read it, and whether this device made it |

pub mod seal;
