//! Does the server answer everybody who may ask, however many ask at once, and nobody else, whatever they send?

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};
use store::CaseFile;

/// Readers at once, and what each asks.
const READERS: usize = 200;
const ASKED: [&str; 4] = ["/", "/map.json", "/api/v1/events", "/documents"];

/// A server over the sample, in a folder of its own; it ends with the test.
struct Server {
    child: Child,
    folder: tempfile::TempDir,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Server {
    fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/al-bukamal");
        let case = folder.path().join("case.db");
        assert!(run(&sample, &case).status().expect("the binary starts").success());
        let mut command = Command::new(env!("CARGO_BIN_EXE_rashomon"));
        command.arg("serve").arg(&case).args(["--port", "0"]).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the binary starts");
        let mut address = String::new();
        let output = child.stdout.take().expect("its output");
        BufReader::new(output).read_line(&mut address).expect("an address");
        let port = address.split([':', '/']).find_map(|part| part.parse().ok()).expect("a port");
        Self { child, folder, port }
    }

    fn case(&self) -> PathBuf {
        self.folder.path().join("case.db")
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(120))).expect("a timeout");
        stream
    }

    /// Sends bytes and gives all that comes back until the server closes the connection.
    fn send(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        // It may close before everything was sent.
        drop(stream.write_all(bytes));
        let mut answer = Vec::new();
        drop(stream.read_to_end(&mut answer));
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.send(
            format!("GET {path} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", self.port).as_bytes(),
        )
    }
}

fn run(pages: &Path, case: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rashomon"));
    command.args(["run", "--quiet", "--progress", "none"]).arg(pages).arg("-o").arg(case);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or("none")
}

#[test]
fn two_hundred_readers_are_answered_while_a_run_writes() {
    let server = Server::start();
    let pages = server.folder.path().join("pages");
    fs::create_dir(&pages).expect("a folder");
    for number in 0..100 {
        let text =
            format!("Report {number}\n\nJune 3, 2016\n\nRebels shelled Al-Bukamal. The army said {number} died.\n");
        fs::write(pages.join(format!("{number}.txt")), text).expect("a page");
    }
    let mut writer = run(&pages, &server.case()).spawn().expect("the binary starts");
    thread::scope(|scope| {
        for reader in 0..READERS {
            let server = &server;
            scope.spawn(move || {
                for asked in 0..2 {
                    let path = ASKED[(reader + asked) % ASKED.len()];
                    let answer = server.get(path);
                    // A case that was merged once is there to be read, whatever a run writes.
                    assert_eq!(status(&answer), "200", "{path}: {answer}");
                }
            });
        }
    });
    assert!(writer.wait().expect("a child").success(), "readers kept the run from writing");
    for path in ASKED {
        assert_eq!(status(&server.get(path)), "200", "{path}");
    }
    assert!(CaseFile::open(server.case()).expect("the case opens").is_merged().expect("it is read"));
    let left = fs::read_dir(server.folder.path()).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let left: Vec<_> = left.filter(|name| name.to_string_lossy().starts_with("case.db")).collect();
    assert_eq!(left, ["case.db"], "the file stands alone when the run has ended");
}

#[test]
fn who_sends_half_a_request_or_too_much_keeps_nobody_waiting() {
    let server = Server::start();
    let slow: Vec<TcpStream> = (0..READERS)
        .map(|_| {
            let mut stream = server.connect();
            stream.write_all(b"GET / HTTP/1.1\r\nHost: local").expect("it reads");
            stream
        })
        .collect();
    let deaf: Vec<TcpStream> = (0..20)
        .map(|_| {
            let mut stream = server.connect();
            let request = format!("GET /api/v1/export HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", server.port);
            stream.write_all(request.as_bytes()).expect("it reads");
            stream
        })
        .collect();
    assert_eq!(status(&server.get("/")), "200");
    let host = format!("Host: localhost:{}\r\n", server.port);
    let long = format!("GET / HTTP/1.1\r\n{host}X-Long: {}\r\nConnection: close\r\n\r\n", "x".repeat(1 << 21));
    let many = format!("GET / HTTP/1.1\r\n{host}{}Connection: close\r\n\r\n", "X-Many: x\r\n".repeat(10_000));
    let address = format!("GET /?q={} HTTP/1.1\r\n{host}Connection: close\r\n\r\n", "x".repeat(1 << 20));
    for (what, request) in [("a long header", long), ("many headers", many), ("a long address", address)] {
        let answer = server.send(request.as_bytes());
        assert!(answer.is_empty() || status(&answer).starts_with('4'), "{what}: {}", status(&answer));
    }
    let body = format!("POST /review HTTP/1.1\r\n{host}Content-Length: 99999999999\r\nConnection: close\r\n\r\nx");
    assert_eq!(status(&server.send(body.as_bytes())), "403");
    assert_eq!(status(&server.get("/")), "200");
    drop((slow, deaf));
}

#[test]
fn no_address_leads_out_of_the_case() {
    let server = Server::start();
    fs::write(server.folder.path().join("secret.txt"), "the secret").expect("a file");
    let tricks = [
        "/../secret.txt",
        "/static/../secret.txt",
        "/static/..%2fsecret.txt",
        "/static/%2e%2e/%2e%2e/secret.txt",
        "/static/..%5csecret.txt",
        "/d/..%2fsecret.txt/raw",
        "/d/secret.txt/raw",
        "//secret.txt",
        "/%00secret.txt",
        "/static/style.css%00.txt",
        "file:///etc/passwd",
        "http://127.0.0.1/secret.txt",
    ];
    for trick in tricks {
        let answer = server.get(trick);
        assert!(status(&answer).starts_with('4'), "{trick}: {answer}");
        assert!(!answer.contains("the secret") && !answer.contains("root:"), "{trick}: {answer}");
    }
    for host in ["evil.example", "localhost.evil.example", "localhost", ""] {
        let answer = server.send(format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes());
        assert_eq!(status(&answer), "421", "{host}");
    }
    let post = format!(
        "POST /sample HTTP/1.1\r\nHost: localhost:{}\r\nOrigin: http://evil.example\r\nContent-Type: application/json\r\n\
         Content-Length: 2\r\nConnection: close\r\n\r\n{{}}",
        server.port
    );
    assert_eq!(status(&server.send(post.as_bytes())), "403");
}
