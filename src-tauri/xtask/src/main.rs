//! `cargo xtask …`: the commands of the README, the same on every system.
//!
//! Here live setting up (system packages, npm packages, fonts), building and starting the app, and the
//! list of checks that `.ci/run` demands. Nothing of the product lives here, and nothing of the product
//! is linked: the product is started as a program, as a person would.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool talks to its terminal")]
#![allow(clippy::disallowed_methods, reason = "an edge: here the environment is read")]

mod app;
mod bindings;
mod exec;
mod fonts;
mod house;
mod icons;
mod install;
mod simulator;
mod steps;
mod table;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::exec::Run;
use crate::house::House;

const HELP: &str = "\
Fumibako (文箱): cargo xtask COMMAND

  run [--demo] [--serve] [--release] [--place DIR]
        install what is missing, build everything, open the window
        --demo      a fictional clinic in its own data folder, never the real store, at a simulated 資格確認端末:
                    the address that is printed is where cards are tapped and things go wrong
        --serve     no window: the same UI on loopback (what happens by itself without a display)
        --release   an optimised build of the window
        --place DIR use this data folder
  test [--long] [--only STEP]...
        install what is missing, run every check, print a table; --list names the steps
        --long      also the large property, crash and conformance runs
        --only STEP this step and what it stands on
  bench [FILTER]    the benchmarks
  bindings          write ui/src/api/bindings.ts again from the command table
  fonts             fetch the fonts that the app ships into src-tauri/resources/fonts
  icons             draw the PNG and ICO files again from icons/icon.svg
  screenshot        take the picture of the README again, from the demo clinic
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&args) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(args: &[String]) -> Result<ExitCode> {
    let house = House::find()?;
    let rest = args.get(1..).unwrap_or_default();
    match args.first().map(String::as_str) {
        None | Some("help" | "-h" | "--help") => print!("{HELP}"),
        Some("run") => app::run(&house, rest)?,
        Some("test") => return steps::test(&house, rest),
        Some("bench") => bench(&house, rest)?,
        Some("bindings") => none(rest).and_then(|()| bindings::write(&house))?,
        Some("fonts") => none(rest).and_then(|()| fonts::collect(&house))?,
        Some("icons") => none(rest).and_then(|()| icons::draw(&house))?,
        Some("screenshot") => none(rest).and_then(|()| app::screenshot(&house))?,
        Some(other) => bail!("no command is called {other:?}; `cargo xtask` alone lists them"),
    }
    Ok(ExitCode::SUCCESS)
}

/// Refuses arguments where a command takes none.
fn none(rest: &[String]) -> Result<()> {
    match rest.first() {
        Some(extra) => bail!("{extra:?} means nothing here; `cargo xtask` alone lists what does"),
        None => Ok(()),
    }
}

fn bench(house: &House, rest: &[String]) -> Result<()> {
    install::system(install::BUILD)?;
    fonts::collect(house)?;
    Run::cargo(house).args(["bench", "--benches", "--"]).args(rest).ok()
}
