//! The command line of Relatch.

fn main() {}
