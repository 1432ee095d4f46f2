//! The program as another starts and ends it.

#![allow(clippy::unwrap_used)] // a panic is how a test fails

use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdout, Command, Stdio},
    time::{Duration, Instant},
};

fn start(root: &std::path::Path) -> (Child, BufReader<ChildStdout>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_terminal-sim"))
        .args(["run", "--page", "0", "--attended"])
        .arg(root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let said = BufReader::new(child.stdout.take().unwrap());
    (child, said)
}

fn ends(mut child: Child) -> bool {
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(20) {
        if let Some(status) = child.try_wait().unwrap() {
            return status.success();
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    false
}

#[test]
fn it_says_where_it_is_and_ends_with_whoever_started_it() {
    let root = tempfile::tempdir().unwrap();
    let (mut child, mut said) = start(root.path());
    let mut line = || {
        let mut line = String::new();
        said.read_line(&mut line).unwrap();
        line
    };
    assert_eq!(line().trim_end(), root.path().display().to_string());
    assert!(line().starts_with("http://127.0.0.1:"));
    child.stdin.as_mut().unwrap().write_all(b"reference P11 1001\n").unwrap();
    assert!(!line().is_empty());
    drop(child.stdin.take());
    assert!(ends(child));
    let kept = std::fs::read_to_string(root.path().join("centre.json")).unwrap();
    assert!(kept.contains("1001"), "what was told is kept");
}
