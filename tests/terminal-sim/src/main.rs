//! Runs a simulated 資格確認端末, or tells a running one what to do.

use anyhow::{Context, bail};
use clap::{Parser, Subcommand};
use jiff::Timestamp;
use std::{
    fs,
    io::{BufRead, Write},
    path::{Path, PathBuf},
    sync::mpsc,
    time::Duration,
};
use terminal_sim::{Pace, Terminal, centre::Centre, control};

/// A 資格確認端末 that lives in three folders.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Runs it. Commands are read from the standard input, one a line; `help` lists them.
    Run {
        /// Below this lie req, res, face and control.
        root: PathBuf,
        /// The same seed gives the same misbehaviour.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// A fault: NAME, NAME=CHANCE or NAME=CHANCE@MESSAGE. May be given several times.
        #[arg(long)]
        fault: Vec<String>,
        /// 医療機関コード of the clinic.
        #[arg(long, default_value = "1319900010")]
        institution: String,
    },
    /// Tells a running one what to do: `terminal-sim say ROOT tap P1 TKK,YZK`.
    Say {
        /// Where it runs.
        root: PathBuf,
        /// The command.
        #[arg(required = true, trailing_var_arg = true)]
        words: Vec<String>,
    },
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Run { root, seed, fault, institution } => run(&root, seed, &fault, &institution),
        Command::Say { root, words } => say(&root, &words.join(" ")),
    }
}

fn say(root: &Path, line: &str) -> anyhow::Result<()> {
    let folder = root.join("control");
    if !folder.is_dir() {
        bail!("no simulator runs in {}", root.display());
    }
    let name = format!("{}-{}", now().as_nanosecond(), std::process::id());
    let part = folder.join(format!("{name}.part"));
    fs::write(&part, line)?;
    fs::rename(part, folder.join(format!("{name}.txt")))?;
    Ok(())
}

fn run(root: &Path, seed: u64, faults: &[String], institution: &str) -> anyhow::Result<()> {
    let mut terminal = Terminal::new(root, seed, Pace::real())?;
    let state = root.join("centre.json");
    terminal.centre = Centre::open(&state).context("the state of an earlier run")?;
    for fault in faults {
        terminal.faults.on_by_word(fault).map_err(anyhow::Error::msg)?;
    }
    let (send, lines) = mpsc::channel();
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                break;
            }
        }
    });
    let mut out = std::io::stdout();
    writeln!(out, "{}", root.display())?;
    let mut quit = false;
    while !quit {
        let mut said = control::listen(&mut terminal, institution, now())?;
        while let Ok(line) = lines.try_recv() {
            if ["quit", "exit"].contains(&line.trim()) {
                quit = true;
                break;
            }
            said.push(control::say(&mut terminal, &line, institution, now()).unwrap_or_else(|why| why));
        }
        terminal.step(now())?;
        let happened = terminal.log();
        if !happened.is_empty() || !said.is_empty() {
            terminal.centre.save(&state)?;
        }
        for line in happened.iter().chain(&said).filter(|line| !line.is_empty()) {
            writeln!(out, "{line}")?;
        }
        std::thread::sleep(Duration::from_millis(300));
    }
    terminal.centre.save(&state)?;
    Ok(())
}

#[allow(clippy::disallowed_methods)] // the terminal has a clock of its own
fn now() -> Timestamp {
    Timestamp::now()
}
