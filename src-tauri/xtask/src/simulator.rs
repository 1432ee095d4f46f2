//! The simulated 資格確認端末 that runs beside the demonstration and ends with it.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::house::House;

/// What the demonstration's clinic is called by; the same number stands in the core's demonstration.
const INSTITUTION: &str = "1319999991";
/// How long it may take to end by itself.
const PATIENCE: Duration = Duration::from_secs(3);

/// A running one. Dropping it ends it.
pub struct Simulator {
    child: Child,
    /// Open as long as it shall run, also where this program is ended by force.
    input: Option<ChildStdin>,
    /// Where its control page is.
    pub page: String,
}

impl Simulator {
    /// Starts it over this folder; comes back when its folders are there.
    pub fn start(house: &House, root: &Path) -> Result<Simulator> {
        let mut child = Command::new(house.program("debug", "terminal-sim"))
            .args(["run", "--attended", "--page", "0", "--institution", INSTITUTION])
            .arg(root)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("the simulated terminal cannot be started")?;
        let input = child.stdin.take();
        let mut simulator = Simulator { input, page: String::new(), child };
        let Some(output) = simulator.child.stdout.take() else { bail!("the simulated terminal is mute") };
        let mut output = BufReader::new(output);
        for _ in 0..2 {
            simulator.page.clear();
            output.read_line(&mut simulator.page).context("the simulated terminal said nothing")?;
        }
        simulator.page.truncate(simulator.page.trim_end().len());
        if !simulator.page.starts_with("http://127.0.0.1:") {
            bail!("the simulated terminal does not run; does another one use {}?", root.display());
        }
        // What it goes on to say stands on its page as well; unread, it would have to wait.
        std::thread::spawn(move || {
            let mut lines = [0; 1024];
            while output.read(&mut lines).is_ok_and(|count| count > 0) {}
        });
        Ok(simulator)
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        drop(self.input.take());
        let asked = Instant::now();
        while asked.elapsed() < PATIENCE {
            match self.child.try_wait() {
                Ok(None) => std::thread::sleep(Duration::from_millis(50)),
                Ok(Some(_)) | Err(_) => return,
            }
        }
        // It does not end by itself; nothing else is left to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
