//! What the project does with itself: tidy, test, eval, train, import.

mod eval;
mod gold;
mod test;
mod tidy;

use anyhow::{Result, bail};
use std::{env, process::ExitCode};

const USAGE: &str = "cargo xtask COMMAND

  test                       everything that CI checks
  tidy                       the house rules that no compiler knows
  eval --gold DIR…           score the program on gold cases, and write reports/gold.csv";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match answer(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn answer(arguments: &[String]) -> Result<()> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["test"] => test::test(),
        ["tidy"] => tidy::tidy(),
        ["eval", rest @ ..] => eval::eval(rest),
        _ => bail!("{USAGE}"),
    }
}
