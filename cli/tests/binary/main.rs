//! The real binary: what scripts and people meet.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a failing test may panic, and a long one tells what it covered"
)]

mod account;
mod bad_files;
mod canary;
mod cloud;
mod demo;
mod exits;
mod faults;
mod gateway;
mod guided;
mod journey;
mod served;
mod talk;
mod transcripts;
mod world;
