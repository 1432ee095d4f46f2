//! `fumibako doctor`: what a person on the telephone needs to know, without any patient data.

use crate::desk::Where;
use std::process::ExitCode;

/// Prints versions, folders, key and health. Exit 1 when something is wrong.
pub fn run(at: &Where) -> anyhow::Result<ExitCode> {
    println!("fumibako        {}", env!("CARGO_PKG_VERSION"));
    println!("system          {} {}", std::env::consts::OS, std::env::consts::ARCH);
    println!("place           {}", at.place()?.display());
    println!("key             {}", at.key_source());
    let desk = at.desk(false)?;
    let health = fumibako::health::examine(&desk);
    for line in &health.lines {
        println!("{:<15} {}", line.0, line.1);
    }
    Ok(if health.well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
