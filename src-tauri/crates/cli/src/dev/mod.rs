//! `fumibako dev …`: for developers and tests.

mod serve;

use crate::{desk::Where, tell};
use clap::Subcommand;
use std::{path::PathBuf, process::ExitCode};

#[derive(Subcommand)]
pub enum Command {
    /// Print the TypeScript of the api table
    Bindings,
    /// Fill a new store with the fictional clinic; a store that is there is left as it is
    Seed,
    /// Serve the screens and the api table on loopback; prints the address with its one-time token
    Serve {
        /// The built screens
        #[arg(long, value_name = "DIR")]
        ui: PathBuf,
        /// The port; 0 takes a free one
        #[arg(long, default_value_t = 0)]
        port: u16,
        /// Say on every screen that this is the demonstration with fictional patients
        #[arg(long)]
        demo: bool,
    },
}

/// Runs one of them.
pub fn run(at: &Where, command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Bindings => tell::line(fumibako::api::bindings::typescript().trim_end())?,
        Command::Seed => {
            let made = fumibako::demo::seed(&at.desk(true)?)?;
            tell::line(if made { "seeded" } else { "there already" })?;
        }
        Command::Serve { ui, port, demo } => serve::serve(at.desk(demo)?, &ui, port)?,
    }
    Ok(ExitCode::SUCCESS)
}
