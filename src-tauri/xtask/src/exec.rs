//! Starting other programs: with their name in front, with the house's environment, and never left behind.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::house::House;

/// One program to run; a thin face over [`Command`] that says what it does and turns failure into errors.
pub struct Run(Command);

impl Run {
    /// A program by name or path.
    pub fn new(program: impl AsRef<OsStr>) -> Run {
        Run(Command::new(program))
    }

    /// Cargo of the toolchain in use, at the top of the checkout, in the warm target folder.
    pub fn cargo(house: &House) -> Run {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut run = Run::new(cargo).dir(&house.root).house(house);
        // What `cargo run` told *us* about our own package must not reach other packages' build scripts.
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
                run.0.env_remove(&name);
            }
        }
        run
    }

    /// npm, which is a script of its own kind on Windows.
    pub fn npm(folder: &Path) -> Run {
        Run::new(if cfg!(windows) { "npm.cmd" } else { "npm" }).dir(folder)
    }

    /// Gives the environment that all children of this house share.
    pub fn house(mut self, house: &House) -> Run {
        self.0.env("CARGO_TARGET_DIR", &house.target).env("FUMIBAKO_SHARED", &house.shared);
        if house.demand {
            self.0.env("FUMIBAKO_DEMAND", "1");
        }
        self
    }

    /// Adds arguments.
    pub fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Run {
        self.0.args(args);
        self
    }

    /// Sets one environment variable.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Run {
        self.0.env(name, value);
        self
    }

    /// Sets the working directory.
    pub fn dir(mut self, dir: &Path) -> Run {
        self.0.current_dir(dir);
        self
    }

    /// Runs it with this terminal's output and no input; anything but success is an error.
    pub fn ok(self) -> Result<()> {
        self.stdin(Stdio::null())
    }

    /// Runs it with this terminal's output and input, for programs that may ask or that a person ends.
    pub fn ask(self) -> Result<()> {
        self.stdin(Stdio::inherit())
    }

    /// Runs it and returns what it wrote to standard output.
    pub fn output(mut self) -> Result<Vec<u8>> {
        let name = self.shown();
        self.0.stdin(Stdio::null()).stderr(Stdio::inherit());
        let output = self.0.output().with_context(|| format!("{name} cannot be started"))?;
        if !output.status.success() {
            bail!("{name} failed ({})", output.status);
        }
        Ok(output.stdout)
    }

    /// What it wrote to standard output, if it succeeded; nothing is shown.
    pub fn quiet_output(mut self) -> Option<Vec<u8>> {
        self.0.stdin(Stdio::null()).stderr(Stdio::null());
        self.0.output().ok().filter(|o| o.status.success()).map(|o| o.stdout)
    }

    /// Whether it runs and succeeds; its output is not shown.
    pub fn quietly(mut self) -> bool {
        self.0.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        self.0.status().is_ok_and(|s| s.success())
    }

    fn stdin(mut self, stdin: Stdio) -> Result<()> {
        let name = self.shown();
        eprintln!("+ {name}");
        let status = self.0.stdin(stdin).status().with_context(|| format!("{name} cannot be started"))?;
        if !status.success() {
            bail!("{name} failed ({status})");
        }
        Ok(())
    }

    fn shown(&self) -> String {
        let program = Path::new(self.0.get_program()).file_stem().unwrap_or_default().to_string_lossy();
        let args = self.0.get_args().map(|a| a.to_string_lossy());
        std::iter::once(program).chain(args).collect::<Vec<_>>().join(" ")
    }
}
