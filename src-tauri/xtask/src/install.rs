//! Installing what is missing: Debian packages, npm packages, the WebDriver bridge of the window.

use std::collections::BTreeSet;
use std::fs;
use std::io::{IsTerminal, stdin};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::exec::Run;
use crate::house::House;

/// Debian packages for building the app; the fonts are what it prints with.
pub const BUILD: &[&str] = &[
    "file",
    "fonts-ipamj-mincho",
    "fonts-morisawa-bizud-gothic",
    "fonts-morisawa-bizud-mincho",
    "libayatana-appindicator3-dev",
    "libdbus-1-dev",
    "librsvg2-dev",
    "libssl-dev",
    "libwebkit2gtk-4.1-dev",
    "libxdo-dev",
    "pkg-config",
];

/// Debian packages for using the window on a desktop: opening a PDF in the viewer.
pub const USE: &[&str] = &["xdg-utils"];

/// Debian packages for the checks: a browser, a virtual desktop with a key ring, PDF and FHIR tools.
pub const CHECK: &[&str] = &[
    "chromium",
    "dbus",
    "dbus-x11",
    "gnome-keyring",
    "openbox",
    "poppler-utils",
    "python3",
    "webkit2gtk-driver",
    "xauth",
    "xdotool",
    "xvfb",
];

/// Debian packages for drawing the icons again.
pub const DRAW: &[&str] = &["imagemagick", "librsvg2-bin"];

/// The oldest Node that the UI's tools run on.
const NODE: u32 = 20;

/// Installs the Debian packages that are missing. Elsewhere it says what the system needs and goes on.
pub fn system(packages: &[&str]) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    if !Run::new("dpkg-query").args(["--version"]).quietly() {
        eprintln!(
            "xtask: this system has no dpkg; if the build fails, install what these Debian packages hold: {}",
            packages.join(" ")
        );
        return Ok(());
    }
    let missing = missing(packages);
    if missing.is_empty() {
        return Ok(());
    }
    let root = root().with_context(|| {
        format!(
            "system packages are missing; ask whoever looks after this machine to run: apt-get install {}",
            missing.join(" ")
        )
    })?;
    eprintln!("xtask: installing {}", missing.join(" "));
    apt(root, &["update", "-q"])?;
    let install = ["install", "-y", "-q", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"];
    apt(root, &install.iter().copied().chain(missing.iter().copied()).collect::<Vec<_>>())
}

/// The packages of the list that are not installed.
pub fn missing<'a>(packages: &[&'a str]) -> Vec<&'a str> {
    packages
        .iter()
        .copied()
        .filter(|package| {
            let query = Run::new("dpkg-query").args(["-W", "-f=${db:Status-Status}", package]);
            query.quiet_output().is_none_or(|status| status != b"installed")
        })
        .collect()
}

/// How to act as root here.
#[derive(Clone, Copy)]
enum Root {
    /// We are root.
    Already,
    /// Through sudo, which may ask for a password only where somebody can answer.
    Sudo,
}

fn root() -> Result<Root> {
    if Run::new("id").args(["-u"]).quiet_output().is_some_and(|id| id.trim_ascii() == b"0") {
        return Ok(Root::Already);
    }
    if Run::new("sudo").args(["--version"]).quietly() {
        return Ok(Root::Sudo);
    }
    bail!("this is not root, and there is no sudo");
}

fn apt(root: Root, args: &[&str]) -> Result<()> {
    match root {
        Root::Already => Run::new("apt-get").args(args).env("DEBIAN_FRONTEND", "noninteractive").ok(),
        Root::Sudo => {
            let silent: &[&str] = if stdin().is_terminal() { &[] } else { &["-n"] };
            let apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
            Run::new("sudo").args(silent).args(apt).args(args).ask()
        }
    }
}

/// Installs a folder's npm packages when the lock file is newer than what is installed.
pub fn npm(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let wanted =
        fs::metadata(&lock).and_then(|m| m.modified()).with_context(|| format!("{}", lock.display()))?;
    let installed = fs::metadata(folder.join("node_modules").join(".package-lock.json"))
        .and_then(|m| m.modified())
        .is_ok_and(|at| at >= wanted);
    if installed {
        return Ok(());
    }
    node()?;
    Run::npm(folder).args(["ci", "--no-audit", "--no-fund"]).ok()
}

/// Makes sure that Node is there and new enough.
fn node() -> Result<()> {
    let text = Run::new("node")
        .args(["--version"])
        .output()
        .with_context(|| format!("Node.js {NODE} or newer (with npm) is needed to build the screens"))?;
    let text = String::from_utf8_lossy(&text);
    let major = text.trim().trim_start_matches('v').split('.').next().and_then(|n| n.parse::<u32>().ok());
    match major {
        Some(n) if n >= NODE => Ok(()),
        _ => bail!("Node.js {NODE} or newer is needed; this is {}", text.trim()),
    }
}

/// The bridge between WebDriver and the window, installed into the cache on first use.
pub fn tauri_driver(house: &House) -> Result<PathBuf> {
    let tools = house.cache.join("tools");
    let file = tools.join("bin").join(format!("tauri-driver{}", std::env::consts::EXE_SUFFIX));
    if !file.exists() {
        let root = tools.to_string_lossy().into_owned();
        let args = ["install", "tauri-driver", "--version", "^2", "--locked", "--root", &root];
        Run::cargo(house).env("CARGO_TARGET_DIR", house.cache.join("tools-target")).args(args).ok()?;
    }
    Ok(file)
}

/// Names without repetition, in order.
pub fn together(lists: &[&[&'static str]]) -> Vec<&'static str> {
    lists.iter().copied().flatten().copied().collect::<BTreeSet<_>>().into_iter().collect()
}
