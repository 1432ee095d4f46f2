//! `fumibako relay`: talks to the 資格確認端末 without a window.

use crate::{COULD_NOT_RUN, desk::Where, sit_down, tell};
use fumibako::{
    Desk,
    api::ApiError,
    terminal::{Once, once},
};
use serde_json::{Value, json};
use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

/// How often what is printed is looked at again.
const LOOK: Duration = Duration::from_millis(500);
/// How long the first look at the folders may take.
const FIRST_LOOK: Duration = Duration::from_secs(3);

/// Runs until it is told to end, or once. Exit 0: ended as asked, 1: one look found trouble, 2: could not run.
pub fn run(at: &Where, only_once: bool) -> anyhow::Result<ExitCode> {
    let desk = at.desk(false)?;
    sit_down(&desk);
    let state = match desk.call("terminal_state", Value::Null) {
        Ok(state) => state,
        Err(error) => return refused(&desk, &error),
    };
    if state["on"] != true {
        tell::beside("端末とやり取りしない設定です。設定の「端末」で入れてください。")?;
        return Ok(ExitCode::from(COULD_NOT_RUN));
    }
    if only_once { look(&desk) } else { stay(&desk) }
}

fn label() -> String {
    format!("fumibako relay ({})", std::process::id())
}

fn look(desk: &Desk) -> anyhow::Result<ExitCode> {
    match once(desk, &label()) {
        Ok(Once::Done { arrived, posted, usable: true }) => {
            tell::line(format_args!("受け取り {arrived}件、送信 {posted}件"))?;
            Ok(ExitCode::SUCCESS)
        }
        Ok(Once::Done { usable: false, .. } | Once::Unusable) => {
            troubles(desk)?;
            Ok(ExitCode::FAILURE)
        }
        Ok(Once::Elsewhere) => {
            let state = desk.call("terminal_state", Value::Null).unwrap_or_default();
            tell::line(standing(&state))?;
            Ok(ExitCode::FAILURE)
        }
        Err(error) => refused(desk, &error.shown()),
    }
}

fn stay(desk: &Desk) -> anyhow::Result<ExitCode> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        // Before the relay starts: who ends the program early ends it cleanly too.
        let mut end = std::pin::pin!(crate::ended());
        desk.run_relay(&label());
        let mut shown = Shown::new();
        loop {
            shown.look(desk)?;
            tokio::select! {
                () = &mut end => break,
                () = tokio::time::sleep(LOOK) => {}
            }
        }
        anyhow::Ok(())
    })?;
    desk.rest();
    tell::line("終わりました。")?;
    Ok(ExitCode::SUCCESS)
}

/// What was printed last.
struct Shown {
    begun: Instant,
    standing: String,
    lamp: Value,
    card: Value,
    answer: Value,
}

impl Shown {
    fn new() -> Self {
        let (lamp, card, answer) = Default::default();
        Self { begun: Instant::now(), standing: String::new(), lamp, card, answer }
    }

    fn look(&mut self, desk: &Desk) -> anyhow::Result<()> {
        let Ok(state) = desk.call("terminal_state", Value::Null) else { return Ok(()) };
        let standing = standing(&state);
        // Before the first look nothing is known; a share that hangs may keep it waiting.
        let known = state["last_sweep"].is_object() || state["lamp"] == "elsewhere";
        if standing != self.standing && (known || self.begun.elapsed() > FIRST_LOOK) {
            tell::line(&standing)?;
            if state["lamp"] != self.lamp && state["lamp"] == "unreachable" {
                troubles(desk)?;
            }
            (self.standing, self.lamp) = (standing, state["lamp"].clone());
        }
        for (field, last, words) in [
            ("last_face", &mut self.card, "カードの結果が届きました。"),
            ("last_answer", &mut self.answer, "端末から返事が届きました。"),
        ] {
            if !state[field].is_null() && state[field] != *last {
                tell::line(words)?;
            }
            *last = state[field].clone();
        }
        Ok(())
    }
}

/// How things stand, in a sentence.
fn standing(state: &Value) -> String {
    match state["lamp"].as_str() {
        Some("connected") => "端末とつながっています。".to_owned(),
        Some("elsewhere") => {
            let holder = state["holder"].as_str().unwrap_or_default();
            format!("端末とは、いま別のプログラムがやり取りしています: {holder}。終わるのを待ちます。")
        }
        Some("off") => "端末とやり取りしない設定です。".to_owned(),
        _ => "端末につながりません。つながれば続きを送ります。".to_owned(),
    }
}

/// What the 接続診断 finds amiss, and what to do.
fn troubles(desk: &Desk) -> anyhow::Result<()> {
    let probe = desk.call("terminal_probe", json!(null)).unwrap_or_default();
    for row in probe["rows"].as_array().into_iter().flatten().filter(|row| row["state"] == "bad") {
        let said = |field: &str| row[field].as_str().unwrap_or_default().to_owned();
        tell::line(format_args!("  {}: {}{}", said("what"), said("message"), said("next")))?;
    }
    Ok(())
}

/// Why there is no store to work with; who has it, where somebody has.
fn refused(desk: &Desk, error: &ApiError) -> anyhow::Result<ExitCode> {
    let front = desk.call("front_state", Value::Null).unwrap_or_default();
    let error = match front["trouble"].as_str() {
        Some(code) => json!({ "code": code, "args": front["trouble_args"] }),
        None => serde_json::to_value(error)?,
    };
    tell::beside(error)?;
    Ok(ExitCode::from(COULD_NOT_RUN))
}
