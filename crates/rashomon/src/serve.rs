//! How does a case come into the browser?

use crate::{Carried, Page, ProgressStyle, Run, pages};
use anyhow::{Context, Result, anyhow};
use include_dir::{Dir, include_dir};
use layouts::Codebook;
use reader::inputs::Columns;
use schema::Document;
use sha2::{Digest, Sha256};
use std::{
    fs,
    net::{Ipv4Addr, TcpListener},
    ops::ControlFlow,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{Arc, atomic::AtomicBool},
};
use web::{Site, World};

static SAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../examples/al-bukamal");

/// A case that waits to be shown: its address is known, nothing is answered yet.
#[derive(Debug)]
pub struct Serving {
    /// The one address to open, with the token of this session.
    pub address: String,
    socket: TcpListener,
    site: Arc<Site>,
}

impl Serving {
    /// Takes a port of the loopback address (0 takes any) for a case that need not exist yet.
    ///
    /// # Errors
    /// Where the port is taken, or the system gives no random bytes.
    pub fn new(case: PathBuf, port: u16, by: String) -> Result<Self> {
        let taken = || format!("port {port} cannot be taken; name another one with --port, or --port 0 for any");
        let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).with_context(taken)?;
        let port = socket.local_addr()?.port();
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|error| anyhow!("the system gives no random bytes: {error}"))?;
        let token: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let address = format!("http://127.0.0.1:{port}/?token={token}");
        let progress = crate::beacon::progress_of;
        let world = World { page: captured, make_sample, codebook, progress, follow, waiting };
        Ok(Self { address, socket, site: Arc::new(Site::new(case, port, token, world).decided_by(by)) })
    }

    /// Answers until Ctrl-C; then the case is brought to what was decided last.
    ///
    /// # Errors
    /// Where the socket fails, or the case cannot be written at the end.
    pub fn run(self) -> Result<()> {
        let case = self.site.case.clone();
        web::serve(self.socket, self.site)?;
        if case.exists() { crate::follow(&case, None) } else { Ok(()) }
    }

    /// Opens the address in the browser that the system has; where there is none, the printed address serves.
    pub fn open_browser(&self) {
        let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
        let quiet = Command::new(opener).arg(&self.address).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        drop(quiet);
    }
}

/// Finds the page of a document below the inputs of its run, in an archive too; only bytes with the hash that was recorded are handed out.
fn captured(document: &Document, inputs: &str) -> Option<Vec<u8>> {
    let columns = Columns::load(&Carried::new(None).ok()?.files).ok()?;
    let inputs: Vec<PathBuf> = inputs.lines().filter(|input| *input != "-").map(PathBuf::from).collect();
    let may_hold = |file: &Page| document.path.starts_with(&file.name);
    let mut bytes = None;
    for file in pages(&inputs).ok()?.into_iter().filter(may_hold) {
        let _ended = file.open(&columns, &mut |page| match page {
            Ok(page) if page.name == document.path && hash(&page.bytes) == document.hash => {
                bytes = Some(page.bytes);
                ControlFlow::Break(())
            }
            _ => ControlFlow::Continue(()),
        });
    }
    bytes
}

fn follow(case: &Path) -> Result<(), String> {
    crate::follow(case, None).map_err(|error| format!("{error:#}"))
}

fn waiting(case: &Path) -> Result<Vec<(String, String)>, String> {
    let found = || crate::waiting(&store::CaseFile::open(case)?, None);
    let idle = found().map_err(|error: anyhow::Error| format!("{error:#}"))?;
    Ok(idle.into_iter().map(|idle| (idle.decision, idle.reason)).collect())
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Gives the codes that exports need.
fn codebook() -> Result<Codebook, String> {
    let lines =
        |problems: Vec<schema::Problem>| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let carried = Carried::new(None).map_err(|error| error.to_string())?;
    Codebook::load(&carried.files).map_err(lines)
}

/// Writes the sample's pages beside the case and reads them into it.
fn make_sample(case: &Path) -> Result<(), String> {
    let make = || {
        let folder = case.with_extension("sample");
        fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        for file in SAMPLE.files() {
            fs::write(folder.join(file.path()), file.contents()).with_context(|| folder.display().to_string())?;
        }
        let sample = Run {
            inputs: vec![folder],
            output: case.to_owned(),
            data: None,
            partition: None,
            progress: ProgressStyle::None,
        };
        crate::run(&sample, &AtomicBool::new(false))
    };
    make().map(drop).map_err(|error: anyhow::Error| format!("the sample could not be made: {error:#}"))
}
