//! `cargo xtask run`: from a fresh machine to an open window, or to an address where there is no display.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::exec::Run;
use crate::fonts;
use crate::house::{self, House};
use crate::install;
use crate::simulator::Simulator;

/// What was asked for on the command line.
#[derive(Default)]
struct Wish {
    demo: bool,
    serve: bool,
    release: bool,
    place: Option<PathBuf>,
}

impl Wish {
    fn parse(args: &[String]) -> Result<Wish> {
        let mut wish = Wish::default();
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--demo" => wish.demo = true,
                "--serve" => wish.serve = true,
                "--release" => wish.release = true,
                "--place" => {
                    let dir = args.next().context("--place needs a folder")?;
                    wish.place = Some(std::path::absolute(dir)?);
                }
                other => bail!("run does not know {other:?}; `cargo xtask` alone lists what it knows"),
            }
        }
        Ok(wish)
    }
}

/// Installs, builds, starts; returns when the person closes the app.
pub fn run(house: &House, args: &[String]) -> Result<()> {
    let wish = Wish::parse(args)?;
    let window = !wish.serve && display();
    if wish.release && !window {
        bail!("an optimised build has no loopback front end; leave out --release");
    }
    prepare(house, &install::together(&[install::BUILD, install::USE]))?;
    screens(house)?;
    let place = if wish.demo { Some(demo(house, wish.place)?) } else { wish.place };
    let mut args = vec![];
    if let Some(place) = &place {
        args.extend(["--place".into(), place.into()]);
    }
    if let (true, Some(place)) = (wish.demo, &place) {
        args.extend(["--key-file".into(), demo_key(place).into_os_string()]);
    }
    // Until the end of this function: it ends with the window.
    let mut beside = None;
    if let (true, Some(place)) = (wish.demo, &place) {
        args.push("--demo".into());
        let simulator = Simulator::start(house, &demo_terminal(place))?;
        eprintln!(
            "xtask: 資格確認端末の見本（カードをかざす・文書を届ける・不調を起こす）: {}",
            simulator.page
        );
        beside = Some(simulator);
    }
    if window {
        if wish.release {
            Run::cargo(house).args(["build", "--package", "fumibako-desktop", "--release"]).ok()?;
        } else {
            debug(house, &[])?;
        }
        let profile = if wish.release { "release" } else { "debug" };
        let ended = Run::new(house.program(profile, "fumibako-desktop")).house(house).args(args).ask();
        drop(beside);
        return ended;
    }
    if !wish.serve {
        eprintln!("xtask: no display here; the same screens are served on this machine only");
    }
    let cli = cli(house)?;
    let ui = house.ui().join("dist");
    let ended = Run::new(cli).house(house).args(["dev", "serve", "--ui"]).args([ui]).args(args).ask();
    drop(beside);
    ended
}

/// Takes the picture of the README from the demo clinic.
pub fn screenshot(house: &House) -> Result<()> {
    prepare(house, &install::together(&[install::BUILD, install::CHECK]))?;
    screens(house)?;
    install::npm(&house.e2e())?;
    let cli = cli(house)?;
    let to = house.root.join("src-tauri").join("docs").join("screenshot.png");
    Run::new("node")
        .dir(&house.e2e())
        .house(house)
        .env("FUMIBAKO_CLI", cli)
        .args([Path::new("screenshot.mjs"), &to])
        .ok()
}

/// System packages and fonts.
pub fn prepare(house: &House, packages: &[&str]) -> Result<()> {
    install::system(packages)?;
    fonts::collect(house)
}

/// Builds the UI into `ui/dist`.
pub fn screens(house: &House) -> Result<()> {
    install::npm(&house.ui())?;
    Run::npm(&house.ui()).args(["run", "build"]).ok()
}

/// Builds every program for development. Always the whole workspace with all features: another selection would
/// have cargo build most libraries once more with other features.
pub fn debug(house: &House, more: &[&str]) -> Result<()> {
    Run::cargo(house).args(["build", "--workspace", "--all-features"]).args(more).ok()
}

/// Builds the headless program with its loopback front end.
pub fn cli(house: &House) -> Result<PathBuf> {
    debug(house, &[])?;
    Ok(house.program("debug", "fumibako"))
}

/// Makes the fictional clinic if it is not there yet; returns its data folder, never the real one.
fn demo(house: &House, place: Option<PathBuf>) -> Result<PathBuf> {
    let base = house::data_base()?;
    let place = place.unwrap_or_else(|| base.join("fumibako-demo"));
    if place.starts_with(base.join("fumibako")) {
        bail!("{} is the real data folder; the demo never touches it", place.display());
    }
    let key = demo_key(&place);
    Run::new(cli(house)?)
        .house(house)
        .args(["dev", "seed", "--terminal"])
        .args([demo_terminal(&place)])
        .args(["--place".as_ref(), place.as_os_str(), "--key-file".as_ref(), key.as_os_str()])
        .ok()?;
    Ok(place)
}

/// Where the simulated terminal of a demonstration has its folders.
fn demo_terminal(place: &Path) -> PathBuf {
    place.join("terminal")
}

fn demo_key(place: &Path) -> PathBuf {
    place.join("demo.key")
}

/// Whether a window can be shown.
fn display() -> bool {
    !cfg!(target_os = "linux") || ["WAYLAND_DISPLAY", "DISPLAY"].iter().any(|name| house::set(name))
}
