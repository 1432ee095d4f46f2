//! The TypeScript face of the command table: written by the headless program, checked in with the UI.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::app;
use crate::exec::Run;
use crate::house::House;

/// Writes the bindings again.
pub fn write(house: &House) -> Result<()> {
    let fresh = generate(&app::cli(house)?)?;
    if fs::read(file(house)).ok().as_deref() != Some(&fresh) {
        fs::write(file(house), fresh)?;
    }
    Ok(())
}

/// Fails when the checked-in file is not what the command table says.
pub fn check(house: &House, cli: &Path) -> Result<()> {
    let kept = fs::read(file(house)).with_context(|| format!("{}", file(house).display()))?;
    if kept != generate(cli)? {
        bail!("ui/src/api/bindings.ts is stale; run `cargo xtask bindings` and commit it");
    }
    Ok(())
}

fn file(house: &House) -> PathBuf {
    house.ui().join("src").join("api").join("bindings.ts")
}

fn generate(cli: &Path) -> Result<Vec<u8>> {
    Run::new(cli).args(["dev", "bindings"]).output()
}
