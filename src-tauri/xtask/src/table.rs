//! The closing table of a run of checks.

use std::fmt;
use std::time::Duration;

/// How one step ended.
pub enum End {
    /// It ran and found nothing wrong.
    Passed,
    /// It ran and failed; the words say why.
    Failed(String),
    /// It could not run, since the named step before it failed.
    Blocked(&'static str),
}

/// One line of the table.
pub struct Line {
    /// The step's name, as `--only` takes it.
    pub name: &'static str,
    /// How it ended.
    pub end: End,
    /// How long it took.
    pub took: Duration,
}

/// The table; what failed is repeated in its last lines, where a reader looks first.
pub struct Table(pub Vec<Line>);

impl Table {
    /// How many steps passed.
    pub fn passed(&self) -> usize {
        self.0.iter().filter(|line| matches!(line.end, End::Passed)).count()
    }

    /// How many steps did not.
    pub fn failed(&self) -> usize {
        self.0.len() - self.passed()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.0.iter().map(|line| line.name.len()).max().unwrap_or_default();
        writeln!(f)?;
        for line in &self.0 {
            let seconds = line.took.as_secs_f64();
            write!(f, "  {:width$}  {seconds:7.1} s  ", line.name)?;
            match &line.end {
                End::Passed => writeln!(f, "ok")?,
                End::Failed(why) => writeln!(f, "FAILED  {why}")?,
                End::Blocked(by) => writeln!(f, "NOT RUN, since {by} failed")?,
            }
        }
        writeln!(f, "\n{} passed, {} failed", self.passed(), self.failed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocked_steps_count_as_failed() {
        let line = |name, end| Line { name, end, took: Duration::from_millis(1500) };
        let table = Table(vec![
            line("a", End::Passed),
            line("b", End::Failed("no".into())),
            line("c", End::Blocked("b")),
        ]);
        let text = table.to_string();
        assert!(text.ends_with("\n1 passed, 2 failed\n"), "{text}");
        assert!(text.contains("c      1.5 s  NOT RUN, since b failed"), "{text}");
    }
}
