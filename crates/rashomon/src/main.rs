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
use std::{
    process::ExitCode,
    thread::{self, JoinHandle},
};

/// Gives and takes memory: pages are read in many small pieces.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Bytes of the stack that all work is done on.
const STACK: usize = 8 * 1024 * 1024;

fn main() -> ExitCode {
    // The stack of a thread is whole from the start. That of the program grows, and where memory ends it ends without a word.
    match thread::Builder::new().stack_size(STACK).spawn(answer).map(JoinHandle::join) {
        Ok(Ok(code)) => code,
        // What panicked has said so.
        Ok(Err(_)) => ExitCode::from(PANICKED),
        Err(error) => {
            eprintln!("rashomon: there is no memory to begin with: {error}; end other programs and try again");
            ExitCode::from(command::FAILED)
        }
    }
}

/// What a program of this language gives where it panicked.
const PANICKED: u8 = 101;

fn answer() -> ExitCode {
    let command = command::Rashomon::parse();
    match command::answer(command) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("rashomon: {}", command::one_message(&error));
            ExitCode::from(if error.is::<filters::Usage>() { command::MISUSED } else { command::FAILED })
        }
    }
}
