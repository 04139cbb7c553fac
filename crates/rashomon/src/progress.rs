//! How far is the run?

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle as BarStyle};
use std::{
    io::{IsTerminal, stderr},
    sync::Mutex,
    time::{Duration, Instant},
};

/// How progress is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum ProgressStyle {
    /// A bar on a terminal, plain lines otherwise.
    Auto,
    /// A line every ten seconds.
    Plain,
    /// Nothing.
    None,
}

/// Shows one stage after the other on standard error.
#[derive(Debug)]
pub struct Progress {
    style: ProgressStyle,
    bar: ProgressBar,
    stage: String,
    told: Mutex<Instant>,
}

const BETWEEN_LINES: Duration = Duration::from_secs(10);

impl Progress {
    /// Starts a stage of `total` steps.
    #[must_use]
    pub fn stage(style: ProgressStyle, stage: &str, total: usize) -> Self {
        let bar = ProgressBar::with_draw_target(Some(total as u64), target(style));
        if let Ok(look) = BarStyle::with_template("{prefix:8} {bar:30} {pos}/{len} · {per_sec} · {eta} left") {
            bar.set_style(look);
        }
        bar.set_prefix(stage.to_owned());
        Self { style, bar, stage: stage.to_owned(), told: Mutex::new(Instant::now()) }
    }

    /// Counts steps that are done.
    pub fn add(&self, steps: usize) {
        self.bar.inc(steps as u64);
        if self.shows_bar() || self.style == ProgressStyle::None {
            return;
        }
        let mut told = self.told.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if told.elapsed() >= BETWEEN_LINES {
            *told = Instant::now();
            eprintln!("{:8} {}/{}", self.stage, self.bar.position(), self.bar.length().unwrap_or(0));
        }
    }

    /// Ends the stage with a line that says what came of it.
    pub fn end(self, line: &str) {
        self.bar.finish_and_clear();
        if self.style != ProgressStyle::None {
            eprintln!("{:8} {line}", self.stage);
        }
    }

    fn shows_bar(&self) -> bool {
        self.style == ProgressStyle::Auto && stderr().is_terminal()
    }
}

fn target(style: ProgressStyle) -> ProgressDrawTarget {
    match style {
        ProgressStyle::Auto if stderr().is_terminal() => ProgressDrawTarget::stderr(),
        _ => ProgressDrawTarget::hidden(),
    }
}
