//! `cargo xtask test`: the one list of checks. `.ci/run` runs all of it and decides nothing itself.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::exec::Run;
use crate::house::House;
use crate::table::{End, Line, Table};
use crate::{app, bindings, fonts, install};

/// One named check, and the steps whose results it stands on.
struct Step {
    name: &'static str,
    needs: &'static [&'static str],
    run: fn(&House, bool) -> Result<()>,
}

/// In the order of running: cheap ones first, so that a slip shows early.
const STEPS: &[Step] = &[
    Step { name: "system", needs: &[], run: |_, _| system() },
    Step { name: "fonts", needs: &["system"], run: |house, _| fonts::collect(house) },
    Step { name: "npm", needs: &["system"], run: |house, _| npm(house) },
    Step { name: "fmt", needs: &[], run: |house, _| fmt(house) },
    Step { name: "ui-lint", needs: &["npm"], run: |house, _| ui_lint(house) },
    Step { name: "ui-unit", needs: &["npm"], run: |house, _| script(house, "test") },
    Step { name: "ui-build", needs: &["npm"], run: |house, _| script(house, "build") },
    Step { name: "clippy", needs: &["system", "fonts", "ui-build"], run: |house, _| clippy(house) },
    Step { name: "build", needs: &["system", "fonts", "ui-build"], run: |house, _| build(house) },
    Step { name: "bindings", needs: &["build"], run: |house, _| bindings::check(house, &cli(house)) },
    Step { name: "rust", needs: &["build"], run: rust },
    Step { name: "browser", needs: &["build", "npm"], run: |house, long| e2e(house, long, "browser") },
    Step { name: "window", needs: &["build", "npm"], run: |house, long| e2e(house, long, "window") },
];

/// Runs what was asked for; the exit code is failure when any step failed or could not run.
pub fn test(house: &House, args: &[String]) -> Result<ExitCode> {
    let mut long = crate::house::set("FUMIBAKO_LONG");
    let mut only = vec![];
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--long" => long = true,
            "--only" => only.push(args.next().context("--only needs the name of a step")?.as_str()),
            "--list" => {
                for step in STEPS {
                    println!("{:10}{}", step.name, step.needs.join(" "));
                }
                return Ok(ExitCode::SUCCESS);
            }
            other => bail!("test does not know {other:?}; `cargo xtask` alone lists what it knows"),
        }
    }
    let wanted = wanted(&only)?;
    if house.demand && !house.shared.is_dir() {
        bail!("{} is absent; set FUMIBAKO_SHARED to the shared folder", house.shared.display());
    }
    let mut table = Table(vec![]);
    for step in STEPS.iter().filter(|step| wanted.contains(step.name)) {
        let started = Instant::now();
        let failed = |name: &str| table.0.iter().any(|l| l.name == name && !matches!(l.end, End::Passed));
        let end = match step.needs.iter().copied().find(|name| failed(name)) {
            Some(by) => End::Blocked(by),
            None => {
                eprintln!("\n=== {} ===", step.name);
                match (step.run)(house, long) {
                    Ok(()) => End::Passed,
                    Err(error) => {
                        eprintln!("xtask: {}: {error:#}", step.name);
                        End::Failed(format!("{error:#}").lines().next().unwrap_or_default().to_owned())
                    }
                }
            }
        };
        table.0.push(Line { name: step.name, end, took: started.elapsed() });
    }
    print!("{table}");
    Ok(if table.failed() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The named steps and all that they stand on; every step when none is named.
fn wanted(only: &[&str]) -> Result<BTreeSet<&'static str>> {
    if only.is_empty() {
        return Ok(STEPS.iter().map(|step| step.name).collect());
    }
    let mut wanted = BTreeSet::new();
    let mut open = only.to_vec();
    while let Some(name) = open.pop() {
        let Some(step) = STEPS.iter().find(|step| step.name == name) else {
            let names = STEPS.iter().map(|step| step.name).collect::<Vec<_>>().join(", ");
            bail!("no step is called {name:?}; there are: {names}");
        };
        if wanted.insert(step.name) {
            open.extend(step.needs);
        }
    }
    Ok(wanted)
}

fn system() -> Result<()> {
    let packages = install::together(&[install::BUILD, install::CHECK]);
    install::system(&packages)?;
    if cfg!(target_os = "linux") {
        let missing = install::missing(&packages);
        if !missing.is_empty() {
            bail!("still missing: {}", missing.join(" "));
        }
    }
    Ok(())
}

fn npm(house: &House) -> Result<()> {
    install::npm(&house.ui())?;
    install::npm(&house.e2e())
}

fn fmt(house: &House) -> Result<()> {
    Run::cargo(house).args(["fmt", "--all", "--check"]).ok()
}

/// The UI and the browser tests by the same rules.
fn ui_lint(house: &House) -> Result<()> {
    script(house, "lint")?;
    let run = Run::npm(&house.ui()).args(["exec", "--", "biome", "ci", "--config-path=."]);
    run.args(["browser", "support", "window", "screenshot.mjs"].map(|folder| house.e2e().join(folder))).ok()
}

fn script(house: &House, name: &str) -> Result<()> {
    Run::npm(&house.ui()).house(house).args(["run", name]).ok()
}

/// `--locked` where the run decides about a submission: the lock file must already say it all.
fn locked(house: &House) -> &'static [&'static str] {
    if house.demand { &["--locked"] } else { &[] }
}

fn clippy(house: &House) -> Result<()> {
    Run::cargo(house)
        .args(["clippy", "--workspace", "--all-targets", "--all-features"])
        .args(locked(house))
        .args(["--", "-D", "warnings"])
        .ok()
}

fn build(house: &House) -> Result<()> {
    app::debug(house, locked(house))
}

/// The headless program that the build step made.
fn cli(house: &House) -> PathBuf {
    house.program("debug", "fumibako")
}

fn rust(house: &House, long: bool) -> Result<()> {
    let scope = ["--workspace", "--all-features"];
    let run = |args: &[&str]| {
        let mut run = Run::cargo(house).args(args).args(scope).args(locked(house));
        run = run.env("FUMIBAKO_CLI", cli(house));
        if long { run.env("FUMIBAKO_LONG", "1") } else { run }
    };
    if Run::cargo(house).args(["nextest", "--version"]).quietly() {
        run(&["nextest", "run", "--no-fail-fast"]).ok()?;
        return run(&["test", "--doc", "--no-fail-fast"]).ok();
    }
    run(&["test", "--no-fail-fast"]).ok()
}

/// The browser and real-window tests: programs of Node over the built product.
fn e2e(house: &House, long: bool, suite: &str) -> Result<()> {
    let mut run = Run::new("node")
        .dir(&house.e2e())
        .house(house)
        .env("FUMIBAKO_CLI", cli(house))
        .env("FUMIBAKO_DESKTOP", house.program("debug", "fumibako-desktop"))
        .env("FUMIBAKO_TERMINAL_SIM", house.program("debug", "terminal-sim"))
        .args(["--test", "--test-concurrency=1", "--test-reporter=spec"])
        .args(specs(&house.e2e().join(suite))?);
    if suite == "window" {
        run = run.env("TAURI_DRIVER", install::tauri_driver(house)?);
    }
    if long {
        run = run.env("FUMIBAKO_LONG", "1");
    }
    run.ok()
}

/// The files of a suite, in order; Node's own search differs from version to version.
fn specs(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("{}", folder.display()))?;
    let mut files = entries.map(|entry| entry.map(|e| e.path())).collect::<Result<Vec<_>, _>>()?;
    files.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    files.sort();
    if files.is_empty() {
        bail!("{} holds no test", folder.display());
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn needs_come_before_the_step() {
        for (at, step) in STEPS.iter().enumerate() {
            for need in step.needs {
                let before = STEPS[..at].iter().any(|other| other.name == *need);
                assert!(before, "{} stands on {need}, which is not before it", step.name);
            }
        }
    }

    #[test]
    fn only_brings_what_it_stands_on() {
        let steps = wanted(&["bindings"]).expect("a known step");
        assert!(
            ["bindings", "build", "ui-build", "npm", "fonts", "system"].iter().all(|s| steps.contains(s))
        );
        assert!(!steps.contains("rust"));
        assert!(wanted(&["no such step"]).is_err());
    }
}
