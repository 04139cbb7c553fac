//! How far is a run, for a server that cannot look into the case while it is being written?
//!
//! A small file beside the case, gone when the run ends; one that a killed run left is only read while another run has the case.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

/// Tells how far a run is until it is dropped.
#[derive(Debug)]
pub(crate) struct Beacon {
    path: PathBuf,
    started: Instant,
}

impl Beacon {
    /// Begins to tell of the run that writes `case`.
    pub(crate) fn light(case: &Path) -> Self {
        Self { path: beside(case), started: Instant::now() }
    }

    /// Tells how many pages are done; a run never fails for want of this file.
    pub(crate) fn tell(&self, stage: &str, (done, total, set_aside): (usize, usize, usize)) {
        let seconds = self.started.elapsed().as_secs();
        drop(fs::write(&self.path, format!("{stage}\n{done}\n{total}\n{set_aside}\n{seconds}\n")));
    }
}

impl Drop for Beacon {
    fn drop(&mut self) {
        drop(fs::remove_file(&self.path));
    }
}

fn beside(case: &Path) -> PathBuf {
    let mut name = case.as_os_str().to_os_string();
    name.push(".progress");
    name.into()
}

/// Reads how far the run is that writes `case`.
pub(crate) fn progress_of(case: &Path) -> Option<web::Progress> {
    let text = fs::read_to_string(beside(case)).ok()?;
    let (stage, numbers) = text.split_once('\n')?;
    let numbers: Vec<usize> = numbers.lines().filter_map(|line| line.parse().ok()).collect();
    let [done, total, set_aside, seconds] = numbers.try_into().ok()?;
    Some(web::Progress { stage: stage.to_owned(), done, total, set_aside, seconds })
}

#[cfg(test)]
mod tests {
    use super::{Beacon, progress_of};

    #[test]
    fn what_a_run_tells_is_read_and_ends_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let case = folder.path().join("case.db");
        assert_eq!(progress_of(&case), None);
        let beacon = Beacon::light(&case);
        beacon.tell("Reading", (64, 1200, 3));
        let progress = progress_of(&case).unwrap();
        assert_eq!(
            (progress.stage.as_str(), progress.done, progress.total, progress.set_aside),
            ("Reading", 64, 1200, 3)
        );
        drop(beacon);
        assert_eq!(progress_of(&case), None);
    }
}
