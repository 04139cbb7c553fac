//! How does the server bear two hundred readers at once, alone and while a run writes to the same case?

use crate::{speed, test::build_release, test::cargo};
use anyhow::{Context, Result, bail};
use std::{
    fmt::Write as _,
    fs,
    io::{BufRead, BufReader, Read, Write as _},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

const EVENTS: &str = "20000";
const READERS: usize = 200;
/// How long a reader looks at an answer before the next question.
const PAUSE: Duration = Duration::from_secs(2);
/// Pages that a run adds meanwhile.
const PAGES: usize = 300;
/// What everybody asks in turn, and besides an event and a part of the list that are his own.
const ASKED: [&str; 6] = ["/", "/map.json", "/documents", "/actors", "/places", "/api/v1/events?limit=50"];

const HEAD: &str = "phase,readers,seconds,answers,busy,gone,errors,p50_ms,p99_ms,most_ms,first_mib,last_mib\n";

/// Measures a case of 20,000 made-up events in a release build for so many seconds each way, and writes `reports/load.csv`.
///
/// # Errors
/// When the case cannot be made, the server does not start, or the report cannot be written.
pub fn bench_load(seconds: &str, root: &Path) -> Result<()> {
    let lasting = Duration::from_secs(seconds.parse().with_context(|| format!("{seconds}: a number of seconds"))?);
    build_release()?;
    let folder = root.join("target/load");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let case = folder.join("case.db");
    let made = ["run", "--release", "--package", "layouts", "--example", "large_case", "--", EVENTS];
    let status = Command::new(cargo()).args(made).arg(&case).current_dir(root).status().context("cargo")?;
    if !status.success() {
        bail!("the case could not be made: {status}");
    }
    speed::pages(PAGES, &folder.join("pages"))?;
    let server = Server::start(&root.join("target/release/rashomon"), &case)?;
    let mut table = String::from(HEAD);
    table.push_str(&server.row("alone", lasting)?);
    let mut run = Command::new(root.join("target/release/rashomon"));
    run.args(["run", "--quiet", "--progress", "none", "--jobs", "1"]).arg(folder.join("pages")).arg("-o").arg(&case);
    let mut writer = run.stdout(Stdio::null()).stderr(Stdio::null()).spawn().context("the run")?;
    table.push_str(&server.row("while a run writes", lasting)?);
    if !writer.wait()?.success() {
        bail!("the run did not come to its end beside the readers");
    }
    drop(server);
    fs::remove_dir_all(&folder)?;
    eprint!("{table}");
    fs::write(root.join("reports/load.csv"), table).context("reports/load.csv")
}

/// A server over a case; it ends with the measurement.
struct Server {
    child: Child,
    port: u16,
    /// Ids and first days of events.
    events: Vec<(String, String)>,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What one question came to: how long it took, and the status of the answer.
type Answer = (Duration, String);

impl Server {
    fn start(program: &PathBuf, case: &Path) -> Result<Self> {
        let mut command = Command::new(program);
        command.arg("serve").arg(case).args(["--port", "0"]).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().context("the server")?;
        let mut address = String::new();
        BufReader::new(child.stdout.take().context("its output")?).read_line(&mut address)?;
        let port = address.split([':', '/']).find_map(|part| part.parse().ok()).context("no port")?;
        let mut server = Self { child, port, events: Vec::new() };
        let (_, answer) = server.ask("/api/v1/events?limit=500&not.lacks=day")?;
        let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
        let listed: serde_json::Value = serde_json::from_str(body).context("the list of events")?;
        let listed = listed["items"].as_array().context("no events are listed")?.iter();
        let events = listed.filter_map(|event| Some((event["id"].as_str()?.into(), event["from"].as_str()?.into())));
        server.events = events.collect();
        Ok(server)
    }

    /// Asks for a path; gives the status and the whole answer.
    fn ask(&self, path: &str) -> Result<(String, String)> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        let port = self.port;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n")?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        Ok((answer.split(' ').nth(1).unwrap_or("none").to_owned(), answer))
    }

    /// Lets all readers ask for so long, and gives what came of it as a row.
    fn row(&self, phase: &str, lasting: Duration) -> Result<String> {
        let first = self.memory()?;
        let end = Instant::now() + lasting;
        let answers: Vec<Answer> = thread::scope(|scope| {
            let readers: Vec<_> = (0..READERS).map(|reader| scope.spawn(move || self.read(reader, end))).collect();
            readers.into_iter().flat_map(|reader| reader.join().unwrap_or_default()).collect()
        });
        let of = |status: &str| answers.iter().filter(|(_, answered)| answered == status).count();
        // A run that merges anew may drop the event that is asked for.
        let (right, busy, gone) = (of("200"), of("503"), of("404") + of("410") + of("301"));
        let mut times: Vec<u128> = answers.iter().map(|(time, _)| time.as_millis()).collect();
        times.sort_unstable();
        let part = |share: usize| times.get((times.len().saturating_sub(1)) * share / 100).copied().unwrap_or_default();
        let mut row = String::new();
        let (errors, last) = (answers.len() - right - busy - gone, self.memory()?);
        let seconds = lasting.as_secs();
        let (half, most) = (part(50), part(100));
        writeln!(
            row,
            "{phase},{READERS},{seconds},{right},{busy},{gone},{errors},{half},{},{most},{first},{last}",
            part(99)
        )?;
        Ok(row)
    }

    /// One reader, who begins at a moment of his own.
    fn read(&self, reader: usize, end: Instant) -> Vec<Answer> {
        let mut answers = Vec::new();
        thread::sleep(PAUSE * u32::try_from(reader).unwrap_or(0) / u32::try_from(READERS).unwrap_or(1));
        for asked in reader.. {
            if Instant::now() >= end {
                break;
            }
            let path = self.path(reader, asked);
            let started = Instant::now();
            let status = self.ask(&path).map_or_else(|error| error.to_string(), |(status, _)| status);
            answers.push((started.elapsed(), status));
            thread::sleep(PAUSE);
        }
        answers
    }

    /// What a reader asks at a time.
    fn path(&self, reader: usize, asked: usize) -> String {
        let turn = asked % (ASKED.len() + 2);
        // Two readers seldom look at the same.
        let (id, day) = &self.events[(reader * 31 + asked * 7) % self.events.len()];
        match ASKED.get(turn) {
            Some(path) => (*path).to_owned(),
            None if turn == ASKED.len() => format!("/e/{id}"),
            None => format!("/?type=bombing&to={day}"),
        }
    }

    /// The memory of the server that is resident now, in MiB.
    fn memory(&self) -> Result<usize> {
        let status =
            fs::read_to_string(format!("/proc/{}/status", self.child.id())).context("measured on Linux only")?;
        let line = status.lines().find(|line| line.starts_with("VmRSS")).context("no VmRSS")?;
        Ok(line.split_whitespace().nth(1).and_then(|kib| kib.parse::<usize>().ok()).context("VmRSS")? / 1024)
    }
}
