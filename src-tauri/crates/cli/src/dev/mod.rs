//! `fumibako dev …`: for developers and tests.

mod serve;

use crate::{desk::Where, tell};
use clap::Subcommand;
use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

#[derive(Subcommand)]
pub enum Command {
    /// Print the TypeScript of the api table
    Bindings,
    /// Fill a new store with the fictional clinic; a store that is there is left as it is
    Seed {
        /// Join it to the simulated terminal (`terminal-sim`) that runs or will run over this folder
        #[arg(long, value_name = "DIR")]
        terminal: Option<PathBuf>,
    },
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
        Command::Seed { terminal } => {
            let desk = at.desk(true)?;
            let made = fumibako::demo::seed(&desk)?;
            if let Some(root) = terminal {
                let root = std::path::absolute(root)?;
                crate::sit_down(&desk);
                tell_simulator(&root, &fumibako::demo::join_terminal(&desk, &root)?)?;
            }
            tell::line(if made { "seeded" } else { "there already" })?;
        }
        Command::Serve { ui, port, demo } => serve::serve(at.desk(demo)?, &ui, port)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Leaves lines where the simulator looks for them, now or when it starts.
fn tell_simulator(root: &Path, lines: &[String]) -> anyhow::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let control = root.join("control");
    fs::create_dir_all(&control)?;
    let part = control.join("demo.part");
    fs::write(&part, lines.join("\n"))?;
    fs::rename(part, control.join("demo.txt"))?;
    Ok(())
}
