//! What the journey must be, over everything that can happen to it.

mod graph;
mod recovery;
pub(crate) mod strike;
mod world;
