//! `fumibako lab-codes`.

use crate::{COULD_NOT_RUN, desk::Where, letter::say, tell};
use anyhow::Context;
use fumibako::{
    api::{Code, FindingShown},
    labs,
};
use std::{fs, io::IsTerminal, path::Path, process::ExitCode};

/// Imports the list and says how many codes it has.
pub fn run(at: &Where, input: &Path) -> anyhow::Result<ExitCode> {
    let bytes = fs::read(input).with_context(|| format!("{} cannot be read", input.display()))?;
    let desk = at.desk(false)?;
    let shown = std::io::stderr().is_terminal();
    let mut progress = |read: usize, all: usize| {
        if shown {
            // Who watches may go away; the import goes on.
            tell::beside(format_args!("{read}/{all}")).ok();
        }
    };
    let imported = labs::import_at(&desk, &bytes, &mut progress);
    match imported {
        Ok(imported) => {
            say(&FindingShown::all(&imported.findings))?;
            tell::line(imported.codes)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            say(&FindingShown::all(&error.findings))?;
            if error.code == Code::Rejected {
                return Ok(ExitCode::FAILURE);
            }
            tell::beside(serde_json::to_string(&error.shown())?)?;
            Ok(ExitCode::from(COULD_NOT_RUN))
        }
    }
}
