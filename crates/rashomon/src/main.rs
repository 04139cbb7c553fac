//! The command line: what is asked, what is answered, with which exit code.

mod command;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let command = command::Rashomon::parse();
    match command::answer(command) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("rashomon: {}", command::one_message(&error));
            ExitCode::from(command::FAILED)
        }
    }
}
