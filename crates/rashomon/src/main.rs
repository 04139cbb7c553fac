//! The command line: what is asked, what is answered, with which exit code.

mod ask;
mod checking;
mod coding;
mod command;
mod decisions;
mod filters;
mod hand_on;
mod queue;

use clap::Parser;
use std::process::ExitCode;

/// Gives and takes memory: pages are read in many small pieces.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let command = command::Rashomon::parse();
    match command::answer(command) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("rashomon: {}", command::one_message(&error));
            ExitCode::from(if error.is::<filters::Usage>() { command::MISUSED } else { command::FAILED })
        }
    }
}
