//! `fumibako relay` and `fumibako doctor` at a simulated terminal, by the real clock.

use fumibako_tests::{TempClinic, cli, fonts_are_there};
use serde_json::Value;
use std::{
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Output, Stdio},
};
use terminal_sim::{Pace, Terminal, control};

/// A clinic whose terminal lies beside its store; nobody has the store open.
struct Beside {
    clinic: TempClinic,
    terminal: Terminal,
}

fn now() -> jiff::Timestamp {
    #[expect(clippy::disallowed_methods, reason = "the program has the real clock")]
    jiff::Timestamp::now()
}

impl Beside {
    fn new(on: bool) -> Self {
        let clinic = TempClinic::new();
        let root = clinic.root().join("terminal");
        let terminal = Terminal::new(&root, 1, Pace::quick()).unwrap();
        let (desk, _) = clinic.set_up();
        let settings = fumibako::terminal::Settings { on, ..fumibako::terminal::Settings::below(&root) };
        let audit = store::Audit::new(store::Who::Program, "terminal_save");
        desk.clinic().unwrap().store().write(&audit, |w| settings.save(w)).unwrap();
        drop(desk);
        drop(clinic.desk());
        Self { clinic, terminal }
    }

    fn program(&self) -> Option<Command> {
        let mut program = cli()?;
        program.arg("--place").arg(self.clinic.place()).arg("--key-file").arg(self.clinic.key_file());
        Some(program)
    }

    fn once(&self) -> Option<Output> {
        Some(self.program()?.args(["relay", "--once"]).output().unwrap())
    }

    fn tap(&mut self, person: &str) {
        self.terminal.tap(person, &[], "1319999991", now()).unwrap().unwrap();
        while !self.terminal.is_idle() {
            self.terminal.step(now()).unwrap();
        }
    }

    fn res(&self) -> PathBuf {
        self.clinic.root().join("terminal").join("res")
    }
}

/// The patients of the demonstration are people of the simulator, each in the way that the demonstration shows.
#[test]
fn the_demonstration_knows_the_people_of_its_terminal() {
    let clinic = TempClinic::new();
    let root = clinic.root().join("terminal");
    let program = || {
        let mut program = cli()?;
        program.arg("--place").arg(clinic.place()).arg("--key-file").arg(clinic.key_file());
        Some(program)
    };
    let seed = || Some(program()?.args(["dev", "seed", "--terminal"]).arg(&root).output().unwrap());
    let Some(seeded) = seed() else { return };
    assert_eq!(seeded.status.code(), Some(0), "{seeded:?}");
    let mut terminal = Terminal::new(&root, 1, Pace::quick()).unwrap();
    assert_eq!(control::listen(&mut terminal, "1319999991", now()).unwrap().len(), 3);
    assert_eq!(seed().unwrap().status.code(), Some(0));
    assert!(control::listen(&mut terminal, "1319999991", now()).unwrap().is_empty(), "joined once");

    let people = ["P11", "P12", "P13", "P14", "P15", "P16", "P9", "P18"];
    for person in people {
        terminal.tap(person, &[], "1319999991", now()).unwrap().unwrap();
    }
    while !terminal.is_idle() {
        terminal.step(now()).unwrap();
    }
    let once = program().unwrap().args(["relay", "--once"]).output().unwrap();
    assert!(said(&once).starts_with("受け取り 8件"), "{once:?}");

    let desk = clinic.desk();
    let today = domain::clock::in_japan(now()).date();
    let found = desk.clinic().unwrap().store().read(|r| {
        let mut found = Vec::new();
        for one in r.eligibility_of_day(today)? {
            let chart = match &one.matched {
                Some(matched) => r.patient(matched.patient)?.map(|patient| patient.chart_number),
                None => None,
            };
            found.push((one.told.name, chart, one.matched.map(|matched| matched.by.as_str())));
        }
        Ok(found)
    });
    let found = found.unwrap();
    let matched = |person: &str| {
        let known = terminal.centre.person(person).unwrap();
        let one = found.iter().find(|one| one.0 == known.name_marked).unwrap_or_else(|| panic!("{person}"));
        one.1.clone().zip(one.2)
    };
    let by = |chart: &str, by: &'static str| Some((chart.to_owned(), by));
    assert_eq!(matched("P11"), by("1001", "reference"));
    assert_eq!(matched("P12"), by("1002", "reference"), "with ● in the name");
    assert_eq!(matched("P13"), None, "枝番 is for a person to look at");
    assert_eq!(matched("P14"), by("1004", "reference"), "another insurance than the record's");
    assert_eq!(matched("P15"), by("1005", "insurance"));
    assert_eq!(matched("P16"), by("1006", "insurance"));
    assert_eq!(matched("P9"), by("1007", "insurance"));
    assert_eq!(matched("P18"), None, "a new patient");
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn one_look_takes_in_what_is_there() {
    let mut beside = Beside::new(true);
    beside.tap("P1");
    let Some(first) = beside.once() else { return };
    assert_eq!(first.status.code(), Some(0), "{first:?}");
    assert_eq!(said(&first).trim_end(), "受け取り 1件、送信 0件");
    let second = beside.once().unwrap();
    assert_eq!(said(&second).trim_end(), "受け取り 0件、送信 0件", "what stays is taken in once");
    let desk = beside.clinic.desk();
    let kept = desk.clinic().unwrap().store().read(|r| r.inbox_waiting(10)).unwrap();
    assert!(kept.is_empty(), "understood, not only kept");
}

#[test]
fn one_look_says_what_keeps_it_from_looking() {
    let mut beside = Beside::new(true);
    beside.terminal.go_down(jiff::Timestamp::MAX).unwrap();
    let Some(down) = beside.once() else { return };
    assert_eq!(down.status.code(), Some(1), "{down:?}");
    assert!(said(&down).contains("見つかりません") && said(&down).contains(beside.res().to_str().unwrap()));

    let off = Beside::new(false);
    let output = off.once().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("端末とやり取りしない設定"));
}

/// Ended whatever happens.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(unix)]
#[test]
fn it_stays_until_it_is_told_to_end() {
    let mut beside = Beside::new(true);
    let Some(mut program) = beside.program() else { return };
    let mut child = Running(program.arg("relay").stdout(Stdio::piped()).spawn().unwrap());
    let mut lines = BufReader::new(child.0.stdout.take().unwrap()).lines().map(Result::unwrap);
    assert_eq!(lines.next().as_deref(), Some("端末とつながっています。"));

    let second = beside.once().unwrap();
    assert_eq!(second.status.code(), Some(2), "{second:?}");
    let error: Value = serde_json::from_slice(&second.stderr).unwrap();
    assert_eq!(error["code"], "Busy");
    assert!(!error["args"][0].as_str().unwrap().is_empty(), "it says who has the store: {error}");

    beside.tap("P1");
    assert_eq!(lines.next().as_deref(), Some("カードの結果が届きました。"));
    beside.terminal.go_down(jiff::Timestamp::MAX).unwrap();
    assert_eq!(lines.next().as_deref(), Some("端末につながりません。つながれば続きを送ります。"));
    beside.terminal.come_back().unwrap();
    let healed = lines.by_ref().find(|line| !line.starts_with("  "));
    assert_eq!(healed.as_deref(), Some("端末とつながっています。"));

    assert!(Command::new("kill").args(["-TERM", &child.0.id().to_string()]).status().unwrap().success());
    assert_eq!(lines.next().as_deref(), Some("終わりました。"));
    assert!(child.0.wait().unwrap().success());
    assert_eq!(beside.once().unwrap().status.code(), Some(0), "nothing is held any more");
}

#[test]
fn the_doctor_looks_at_the_terminal_too() {
    if !fonts_are_there() {
        return;
    }
    let mut beside = Beside::new(true);
    let doctor = |beside: &Beside| Some(beside.program()?.arg("doctor").output().unwrap());
    let Some(well) = doctor(&beside) else { return };
    assert_eq!(well.status.code(), Some(0), "{}", said(&well));
    assert!(said(&well).contains("練習用の模擬端末"), "{}", said(&well));
    beside.terminal.go_down(jiff::Timestamp::MAX).unwrap();
    let down = doctor(&beside).unwrap();
    assert_eq!(down.status.code(), Some(1), "{}", said(&down));
    assert!(said(&down).contains("見つかりません"));
    let off = doctor(&Beside::new(false)).unwrap();
    assert_eq!(off.status.code(), Some(0));
    assert!(said(&off).lines().any(|line| line.starts_with("terminal") && line.ends_with("off")));
}
