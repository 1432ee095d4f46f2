//! Where things are: the checkout, the warm cache in the home directory, the shared folder.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The folders that every command needs; all paths are absolute.
pub struct House {
    /// Top of the checkout.
    pub root: PathBuf,
    /// `${XDG_CACHE_HOME:-~/.cache}/fumibako`, or the system's counterpart.
    pub cache: PathBuf,
    /// Cargo's target folder; kept in the cache so that a fresh clone starts warm.
    pub target: PathBuf,
    /// Data and tools shared with the checkout; may be absent.
    pub shared: PathBuf,
    /// Absent shared data, fonts or tools are errors instead of skips.
    pub demand: bool,
}

impl House {
    /// Finds the house from the place this program was built from, and the environment.
    pub fn find() -> Result<House> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&manifest)
            .ancestors()
            .nth(2)
            .context("xtask does not lie in src-tauri/xtask")?
            .to_path_buf();
        let cache = cache_base()?.join("fumibako");
        let target = dir_var("CARGO_TARGET_DIR", &root).unwrap_or_else(|| cache.join("target"));
        let shared = dir_var("FUMIBAKO_SHARED", &root)
            .or_else(|| root.parent().map(|p| p.join("shared")))
            .unwrap_or_else(|| root.join("shared"));
        let demand = set("CI") || set("FUMIBAKO_DEMAND");
        Ok(House { root, cache, target, shared, demand })
    }

    /// The folder of the UI's sources.
    pub fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// The folder of the browser and real-window tests.
    pub fn e2e(&self) -> PathBuf {
        self.root.join("tests").join("e2e")
    }

    /// The file of a built program.
    pub fn program(&self, profile: &str, name: &str) -> PathBuf {
        self.target.join(profile).join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }
}

/// Whether a switch of the environment is on.
pub fn set(name: &str) -> bool {
    env::var(name).is_ok_and(|v| !v.is_empty() && v != "0" && v != "false")
}

/// The folder for a person's data on this machine (not the app's own folder inside it).
pub fn data_base() -> Result<PathBuf> {
    if cfg!(windows) {
        return env::var_os("LOCALAPPDATA").map(PathBuf::from).context("LOCALAPPDATA is not set");
    }
    if cfg!(target_os = "macos") {
        return Ok(home()?.join("Library").join("Application Support"));
    }
    match absolute("XDG_DATA_HOME") {
        Some(dir) => Ok(dir),
        None => Ok(home()?.join(".local").join("share")),
    }
}

fn cache_base() -> Result<PathBuf> {
    if cfg!(windows) {
        return env::var_os("LOCALAPPDATA").map(PathBuf::from).context("LOCALAPPDATA is not set");
    }
    if let Some(dir) = absolute("XDG_CACHE_HOME") {
        return Ok(dir);
    }
    let below = if cfg!(target_os = "macos") { ["Library", "Caches"].iter() } else { [".cache"].iter() };
    Ok(home()?.join(below.collect::<PathBuf>()))
}

fn home() -> Result<PathBuf> {
    env::home_dir().filter(|h| !h.as_os_str().is_empty()).context("the home directory is not known")
}

/// XDG variables count only when absolute.
fn absolute(name: &str) -> Option<PathBuf> {
    env::var_os(name).map(PathBuf::from).filter(|p| p.is_absolute())
}

fn dir_var(name: &str, base: &Path) -> Option<PathBuf> {
    env::var_os(name).filter(|v| !v.is_empty()).map(|v| base.join(v))
}
