//! Runs a simulated 資格確認端末, or tells a running one what to do.

use anyhow::{Context, bail};
use clap::{Parser, Subcommand};
use jiff::Timestamp;
use std::{
    collections::VecDeque,
    fs,
    io::{BufRead, Write},
    path::{Path, PathBuf},
    sync::mpsc::{self, RecvTimeoutError},
    time::Duration,
};
use terminal_sim::{
    Pace, Terminal,
    centre::Centre,
    control,
    page::{Order, Page},
};

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
        /// A control page on this port of loopback (0: any free one); its address is printed.
        #[arg(long)]
        page: Option<u16>,
        /// End when the standard input ends, as it does with whoever started it.
        #[arg(long)]
        attended: bool,
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
        Command::Run { root, seed, fault, institution, page, attended } => {
            run(&root, seed, &fault, &institution, page, attended)
        }
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

fn run(
    root: &Path,
    seed: u64,
    faults: &[String],
    institution: &str,
    page: Option<u16>,
    attended: bool,
) -> anyhow::Result<()> {
    if institution.len() != 10 || !institution.bytes().all(|b| b.is_ascii_digit()) {
        bail!("医療機関コード has 10 digits: {institution}");
    }
    let mut terminal = Terminal::new(root, seed, Pace::real())?;
    let state = root.join("centre.json");
    terminal.centre = Centre::open(&state).context("the state of an earlier run")?;
    terminal.centre.know_institution(institution);
    for fault in faults {
        terminal.faults.on_by_word(fault).map_err(anyhow::Error::msg)?;
    }
    let (send, orders) = mpsc::channel();
    let page = page.map(|port| Page::open(port, send.clone())).transpose().context("the control page")?;
    std::thread::spawn(move || {
        let end = attended.then(|| "quit".to_owned());
        for line in std::io::stdin().lock().lines().map_while(Result::ok).chain(end) {
            if send.send(Order { line, reply: None }).is_err() {
                break;
            }
        }
    });
    let mut out = std::io::stdout();
    writeln!(out, "{}", root.display())?;
    if let Some(page) = &page {
        writeln!(out, "{}", page.address())?;
    }
    let mut log = Log::default();
    let mut next: Option<Order> = None;
    loop {
        let mut said = control::listen(&mut terminal, institution, now())?;
        let mut told = !said.is_empty();
        while let Some(order) = next.take().or_else(|| orders.try_recv().ok()) {
            if order.reply.is_none() && ["quit", "exit"].contains(&order.line.trim()) {
                return Ok(terminal.centre.save(&state)?);
            }
            told = true;
            let done = control::say(&mut terminal, &order.line, institution, now());
            match order.reply {
                // Whoever asked may have gone.
                Some(reply) => drop(reply.send(done)),
                None => said.push(done.unwrap_or_else(|why| why)),
            }
        }
        terminal.step(now())?;
        let happened = terminal.log();
        if told || !happened.is_empty() {
            terminal.centre.save(&state)?;
        }
        for line in happened.iter().chain(&said).filter(|line| !line.is_empty()) {
            writeln!(out, "{line}")?;
        }
        if let Some(page) = &page {
            log.add(happened);
            let mut shown = control::shown(&terminal, institution);
            shown["log"] = log.lines.iter().cloned().collect();
            page.show(&shown);
        }
        match orders.recv_timeout(Duration::from_millis(300)) {
            Ok(order) => next = Some(order),
            Err(RecvTimeoutError::Timeout) => {}
            // No standard input and no page: it runs on by itself.
            Err(RecvTimeoutError::Disconnected) => std::thread::sleep(Duration::from_millis(300)),
        }
    }
}

/// What happened last, newest first.
#[derive(Default)]
struct Log {
    lines: VecDeque<String>,
}

impl Log {
    fn add(&mut self, happened: Vec<String>) {
        let time = jiff::tz::Offset::constant(9).to_datetime(now()).strftime("%H:%M:%S").to_string();
        for line in happened {
            self.lines.push_front(format!("{time}  {line}"));
        }
        self.lines.truncate(200);
    }
}

#[allow(clippy::disallowed_methods)] // the terminal has a clock of its own
fn now() -> Timestamp {
    Timestamp::now()
}
