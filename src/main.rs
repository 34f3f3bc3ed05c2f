//! Runs a command, prints its error, and says by the exit code how it went.

fn main() {}
