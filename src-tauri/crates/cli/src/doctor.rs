//! `fumibako doctor`: what a person on the telephone needs to know, without any patient data.

use crate::{desk::Where, tell};
use std::process::ExitCode;

/// Prints versions, folders, key and health. Exit 1 when something is wrong.
pub fn run(at: &Where) -> anyhow::Result<ExitCode> {
    tell::line(format_args!("fumibako        {}", env!("CARGO_PKG_VERSION")))?;
    tell::line(format_args!("system          {} {}", std::env::consts::OS, std::env::consts::ARCH))?;
    tell::line(format_args!("place           {}", at.place()?.display()))?;
    tell::line(format_args!("key             {}", at.key_source()))?;
    let desk = at.desk(false)?;
    let health = fumibako::health::examine(&desk);
    for line in &health.lines {
        tell::line(format_args!("{:<15} {}", line.0, line.1))?;
    }
    Ok(if health.well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
