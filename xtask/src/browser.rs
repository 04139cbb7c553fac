//! Do the pages hold in a real browser, and how do they look there?

use crate::test::{build_release, cargo};
use anyhow::{Context, Result, bail};
use std::{
    env, fs,
    path::Path,
    process::{Command, ExitStatus},
};

/// Where Debian and others put the browser.
const BROWSERS: [&str; 3] = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/// Checks the types of the modules, the base map and the pages in a browser.
///
/// # Errors
/// Which tool is missing and how to get it, or which check failed.
pub fn browser(root: &Path) -> Result<()> {
    prepare(root)?;
    carry_out(root, "the types of the modules", &["node_modules/.bin/tsc", "--project", "jsconfig.json"])?;
    carry_out(root, "the base map", &["node", "tools/basemap.mjs", "--check"])?;
    carry_out(root, "the pages in a browser", &["node", "--test", "tests/browser.test.mjs"])
}

/// Photographs the sample for the README.
///
/// # Errors
/// Which tool is missing, or what went wrong.
pub fn screenshots(root: &Path) -> Result<()> {
    prepare(root)?;
    carry_out(root, "screenshots", &["node", "tests/screenshots.mjs"])
}

/// Measures the pages on a case of 20,000 events, with the release build, and writes `reports/budget.csv`.
///
/// # Errors
/// Which tool is missing, or what went wrong.
pub fn budget(root: &Path) -> Result<()> {
    prepare(root)?;
    build_release()?;
    carry_out(root, "budgets", &["node", "tests/budget.mjs"])
}

/// Sees to it that there are Node, a browser, the locked packages and the program.
fn prepare(root: &Path) -> Result<()> {
    for (program, package) in [("node", "nodejs"), ("npm", "npm")] {
        if !Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success()) {
            bail!("{program} is missing: install Node.js 20 or newer (Debian: apt-get install {package})");
        }
    }
    let named = env::var_os("RASHOMON_CHROMIUM").is_some_and(|path| Path::new(&path).exists());
    if !named && !BROWSERS.iter().any(|path| Path::new(path).exists()) {
        bail!(
            "no Chromium: install it (Debian: apt-get install chromium fonts-noto-core) or name it in RASHOMON_CHROMIUM"
        );
    }
    let (lock, installed) = (root.join("web/package-lock.json"), root.join("web/node_modules/.rashomon-lock"));
    let wanted = fs::read_to_string(&lock).context("web/package-lock.json")?;
    if fs::read_to_string(&installed).unwrap_or_default() != wanted {
        carry_out(root, "packages", &["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"])?;
        fs::write(&installed, wanted).context("web/node_modules")?;
    }
    succeeded("building", Command::new(cargo()).args(["build", "--package", "rashomon"]).status())
}

fn carry_out(root: &Path, what: &str, words: &[&str]) -> Result<()> {
    eprintln!("== {what}");
    let (program, arguments) = words.split_first().context("a command has a name")?;
    succeeded(what, Command::new(program).args(arguments).current_dir(root.join("web")).status())
}

fn succeeded(what: &str, status: std::io::Result<ExitStatus>) -> Result<()> {
    let status = status.with_context(|| format!("{what} cannot be started"))?;
    if status.success() { Ok(()) } else { bail!("{what}: {status}") }
}
