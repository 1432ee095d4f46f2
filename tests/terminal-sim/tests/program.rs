//! The program as a person starts it: folders, control page, commands, and what is left of an earlier run.

#![allow(clippy::unwrap_used)] // a panic is how a test fails

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    time::{Duration, Instant},
};

const INSTITUTION: &str = "1319999991";

struct Running {
    child: Child,
    out: BufReader<ChildStdout>,
    address: String,
}

impl Running {
    fn start(root: &Path) -> Self {
        Self::with(root, &[])
    }

    fn with(root: &Path, more: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_terminal-sim"))
            .args(["run", root.to_str().unwrap(), "--page", "0", "--institution", INSTITUTION])
            .args(more)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut running =
            Self { out: BufReader::new(child.stdout.take().unwrap()), child, address: String::new() };
        assert_eq!(running.line(), root.display().to_string());
        let address = running.line();
        address.strip_prefix("http://").unwrap().trim_end_matches('/').clone_into(&mut running.address);
        running
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.out.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    fn ask(&self, method: &str, path: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let (host, length) = (&self.address, body.len());
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nX-Terminal-Sim: 1\r\nContent-Length: {length}\r\n\r\n{body}")
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{path} {body}: {answer}");
        answer.split_once("\r\n\r\n").unwrap().1.to_owned()
    }

    fn quit(mut self) {
        self.child.stdin.take().unwrap().write_all(b"quit\n").unwrap();
        assert!(self.child.wait().unwrap().success());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn until(what: &str, there: impl Fn() -> bool) {
    let begun = Instant::now();
    while !there() {
        assert!(begun.elapsed() < Duration::from_secs(20), "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn faces(root: &Path) -> usize {
    fs::read_dir(root.join("face")).map_or(0, |entries| {
        entries
            .filter_map(Result::ok)
            .filter(|entry| entry.file_name().to_str().is_some_and(|name| name.ends_with(".xml")))
            .count()
    })
}

#[test]
fn started_told_and_started_again() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    let running = Running::start(root);
    assert!(running.ask("GET", "/", "").contains("<title>"));
    assert!(running.ask("POST", "/say", "tap P1 YZK").contains(INSTITUTION));
    until("a card on the page", || faces(root) == 1);
    let said = Command::new(env!("CARGO_BIN_EXE_terminal-sim"))
        .args(["say", root.to_str().unwrap(), "tap", "P2", "TKK,YZK"])
        .status()
        .unwrap();
    assert!(said.success());
    until("a card by another process", || faces(root) == 2);
    let identifier = running.ask("POST", "/say", "letter P11");
    until("the page shows it", || running.ask("GET", "/state", "").contains(&identifier));
    running.ask("POST", "/say", "unplug");
    assert!(!root.join("req").exists());
    running.quit();

    // The plug was out when it ended; what was registered is still there.
    let running = Running::start(root);
    assert!(root.join("req").is_dir());
    let state = running.ask("GET", "/state", "");
    until("the state of before", || running.ask("GET", "/state", "").contains(&identifier));
    assert!(!state.contains("\"down\":true"));
    running.quit();
}

#[test]
fn attended_it_ends_with_whoever_started_it() {
    let root = tempfile::tempdir().unwrap();
    let mut running = Running::with(root.path(), &["--attended"]);
    running.ask("POST", "/say", "reference P11 1001");
    drop(running.child.stdin.take());
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = running.child.try_wait().unwrap() {
            break status;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "it goes on");
        std::thread::sleep(Duration::from_millis(20));
    };
    assert!(status.success());
    let kept = fs::read_to_string(root.path().join("centre.json")).unwrap();
    assert!(kept.contains("1001"), "what was told is kept");
}

#[test]
fn an_institution_has_ten_digits() {
    let root = tempfile::tempdir().unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_terminal-sim"))
        .args(["run", root.path().to_str().unwrap(), "--institution", "13"])
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    assert!(!run.status.success() && String::from_utf8(run.stderr).unwrap().contains("13"));
}
