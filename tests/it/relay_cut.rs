//! The relay is cut off at every moment at which a file changes hands, and goes on from what is stored: nothing is
//! lost, nothing is registered twice.

use crate::terminal_flow::{letter, registered};
use fumibako::terminal::POINTS;
use fumibako_tests::{Calls, at_terminal::AtTerminal, fonts_are_there};
use serde_json::json;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Mutex,
        atomic::{AtomicU32, Ordering},
    },
};
use store::crash;

/// Where the next cut comes, and after how many passings.
static POINT: Mutex<&str> = Mutex::new("");
static LEFT: AtomicU32 = AtomicU32::new(0);

/// What the panic says, so that no other one is taken for it.
const CUT: &str = "cut off";

fn arm(point: &'static str, passings: u32) {
    *POINT.lock().unwrap() = point;
    LEFT.store(passings, Ordering::SeqCst);
}

fn reached(name: &'static str) {
    let here = *POINT.lock().unwrap() == name;
    if here && LEFT.load(Ordering::SeqCst) > 0 && LEFT.fetch_sub(1, Ordering::SeqCst) == 1 {
        std::panic::panic_any(CUT);
    }
}

/// A round of both sides; whether the relay was cut off in it. It is made anew then, as after a start.
fn round(at: &mut AtTerminal) -> bool {
    match catch_unwind(AssertUnwindSafe(|| at.work(1))) {
        Ok(()) => false,
        Err(why) => {
            assert_eq!(why.downcast_ref::<&str>(), Some(&CUT), "another panic");
            at.start();
            true
        }
    }
}

#[test]
fn cut_off_at_any_point_a_letter_is_accepted_once() {
    if !fonts_are_there() {
        return;
    }
    crash::on_reach(reached);
    // Twenty-four expected panics say nothing to anybody.
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if info.payload().downcast_ref::<&str>() != Some(&CUT) {
            usual(info);
        }
    }));
    for point in POINTS {
        // The first, the second and the third file that passes: 資格確認, the letter, their answers.
        for passing in 1..=3 {
            let mut at = AtTerminal::new(u64::from(passing));
            letter(&mut at, "fully-coded");
            arm(point, passing);
            let mut cuts = 0;
            for _ in 0..200 {
                cuts += u32::from(round(&mut at));
                if at.states() == ["accepted"] {
                    break;
                }
                // Nobody can tell whether it was posted: the service is asked, and a person sends it again.
                let row = at.outbox()[0].clone();
                if row["state"] == "unanswered" && row["absent"] == true {
                    at.desk.ask("outbox_again", json!({ "id": row["id"], "version": row["version"] }));
                }
            }
            assert_eq!(at.states(), ["accepted"], "{point} {passing}: {:?}", at.outbox());
            assert_eq!(registered(&at), [1], "{point} {passing}");
            assert!(cuts <= 1, "{point} {passing}: cut {cuts} times");
            arm("", 0);
        }
    }
}
