//! What does a process take, from its start to its end?

use anyhow::{Context, Result, bail};
use std::{
    fs,
    process::Command,
    thread::sleep,
    time::{Duration, Instant},
};

/// How often memory is looked at.
const LOOK: Duration = Duration::from_millis(20);

/// Ticks of a second, in which Linux counts the time of processes.
const TICKS: f64 = 100.0;

/// What a process took.
pub struct Taken {
    /// From its start to its end.
    pub seconds: f64,
    /// Of all its threads, in the program and in the system.
    pub cpu_seconds: f64,
    /// The most memory that was resident at a time.
    pub peak_bytes: usize,
    /// Processes that ran or waited on the machine when it ended, its own among them, in the mean of a minute.
    pub load: f64,
}

/// Runs a command to its end.
///
/// # Errors
/// When it fails, or where Linux is not there to be asked.
pub fn run(command: &mut Command) -> Result<Taken> {
    let (before, started) = (children()?, Instant::now());
    let mut child = command.spawn().with_context(|| format!("{:?} cannot be started", command.get_program()))?;
    let mut peak = 0;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        peak = peak.max(resident(child.id()).unwrap_or(0));
        sleep(LOOK);
    };
    let seconds = started.elapsed().as_secs_f64();
    if !status.success() {
        bail!("{:?}: {status}", command.get_program());
    }
    let load = fs::read_to_string("/proc/loadavg")?;
    let load = load.split(' ').next().and_then(|load| load.parse().ok()).context("no load")?;
    Ok(Taken { seconds, cpu_seconds: children()? - before, peak_bytes: peak, load })
}

/// Gives the CPU seconds of this process's ended children.
fn children() -> Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat").context("processes are measured on Linux only")?;
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields).split_whitespace();
    let ticks: f64 = fields.skip(13).take(2).filter_map(|field| field.parse::<f64>().ok()).sum();
    Ok(ticks / TICKS)
}

/// Gives the peak of a living process's memory.
fn resident(process: u32) -> Option<usize> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    Some(line.split_whitespace().nth(1)?.parse::<usize>().ok()? * 1024)
}
