//! A share that misbehaves.

use super::*;

/// Every fault alone and every pair of them: nothing is posted twice or in part, nothing is lost, nothing foreign is
/// touched, and what is offered is what was written.
#[tokio::test(start_paused = true)]
async fn bad_days_alone_and_in_pairs() {
    let faults: [fn(&mut Chances); 9] = [
        |chances| chances.locked = 40,
        |chances| chances.torn_read = 40,
        |chances| chances.torn_write = 40,
        |chances| chances.failed_rename = 40,
        |chances| chances.lost_reply = 40,
        |chances| chances.stale_listing = 40,
        |chances| chances.short_listing = 40,
        |chances| chances.stale_stat = 40,
        |chances| chances.slow = 10,
    ];
    for first in 0..faults.len() {
        for second in first..faults.len() {
            let mut chances = Chances::default();
            faults[first](&mut chances);
            faults[second](&mut chances);
            bad_day(u64::try_from(first * faults.len() + second).unwrap(), chances).await;
        }
    }
}

async fn bad_day(seed: u64, chances: Chances) {
    let share = Share::new(seed, |_| {});
    share.put("res/OQSsiquc01res_209901010001.xml", b"foreign");
    share.put("req/OQSsiquc01req_209901010001.xml", b"foreign");
    share.files.chances(chances);
    let messages: Vec<Encoded> = (1..=4).map(message).collect();
    let ours = Ours::of(messages.iter().map(|message| message.name.clone()));
    let mut posted = BTreeSet::new();
    for message in &messages {
        // Who cannot tell does not post again; who knows that nothing was sent may.
        for _ in 0..60 {
            match share.transport.post(message, &intent(message)).await {
                Ok(()) | Err(PostError::Unsure) => {
                    posted.insert(message.name.clone());
                    break;
                }
                Err(PostError::Trouble(_)) => {}
                Err(other) => panic!("{other}"),
            }
        }
    }
    assert_eq!(posted.len(), messages.len(), "seed {seed}");
    let mut there = share.names("req");
    assert!(there.remove("OQSsiquc01req_209901010001.xml"));
    there.retain(|name| !name.starts_with(".fumibako-"));
    assert_eq!(there, posted, "seed {seed}");
    for message in &messages {
        assert!(fs::read(share.path("req").join(&message.name)).unwrap() == message.bytes, "seed {seed}");
        fs::remove_file(share.path("req").join(&message.name)).unwrap();
        let answer = String::from_utf8_lossy(ANSWER)
            .replace("<MessageBody/>", &format!("<MessageBody><A>{}</A></MessageBody>", message.suffix));
        share.put(&answer_name(message), answer.as_bytes());
    }
    let mut got = BTreeSet::new();
    for _ in 0..400 {
        let sweep = share.transport.sweep(&ours).await;
        for arrival in sweep.arrivals {
            assert!(arrival.whole, "seed {seed}");
            let suffix = arrival.name.rsplit('_').next().unwrap().replace(".xml", "");
            assert!(String::from_utf8_lossy(&arrival.bytes).contains(&suffix), "seed {seed}");
            if share.transport.take(&arrival).await.is_ok_and(|taken| taken == Taken::Removed) {
                assert!(got.insert(arrival.name), "seed {seed}: offered after it was removed");
            }
        }
        wait(350).await;
        if got.len() == messages.len() {
            break;
        }
    }
    assert_eq!(got.len(), messages.len(), "seed {seed}");
    assert_eq!(fs::read(share.path("res/OQSsiquc01res_209901010001.xml")).unwrap(), b"foreign");
}

/// The share goes at every single call of a posting, and comes back: what was said is what is there.
#[tokio::test(start_paused = true)]
async fn a_share_that_goes_at_any_moment_of_posting() {
    let mut outcomes = BTreeSet::new();
    for calls in 0..12 {
        let share = Share::new(1, |_| {});
        let message = message(1);
        let intent = intent(&message);
        share.files.down_after(calls);
        let posted = share.transport.post(&message, &intent).await;
        let went = share.files.is_down();
        share.files.down(false);
        let there = share.names("req").contains(&message.name);
        match &posted {
            Ok(()) => assert!(there, "{calls}"),
            Err(PostError::Trouble(_)) => assert!(!there, "{calls}: it said that nothing was sent"),
            Err(PostError::Unsure) => {}
            Err(other) => panic!("{calls}: {other}"),
        }
        // Whatever happened, asking later gives the one answer, and nothing is there but whole.
        let fate = share.transport.resume(&intent).await.unwrap();
        let there = share.names("req").contains(&message.name);
        assert_eq!(fate == Fate::Posted, there, "{calls}");
        if there {
            assert_eq!(fs::read(share.path("req").join(&message.name)).unwrap(), message.bytes, "{calls}");
        }
        assert!(share.names("req").iter().all(|name| *name == message.name), "{calls}: litter");
        outcomes.insert(match posted {
            Ok(()) => "posted",
            Err(PostError::Unsure) => "unsure",
            Err(_) => "trouble",
        });
        if !went {
            assert_eq!(outcomes.len(), 3, "{outcomes:?}");
            return;
        }
    }
    panic!("the share always went");
}

#[tokio::test(start_paused = true)]
async fn a_share_that_goes_at_any_moment_of_receiving() {
    for calls in 0..40 {
        let share = Share::new(1, |_| {});
        let message = message(1);
        let ours = Ours::of([message.name.clone()]);
        share.put(&answer_name(&message), ANSWER);
        share.put("res/OQSsiquc01res_209901010001.xml", b"foreign");
        share.files.down_after(calls);
        let mut taken = 0;
        for round in 0..6 {
            // It comes back in the middle.
            if round == 3 {
                share.files.down(false);
            }
            for arrival in share.transport.sweep(&ours).await.arrivals {
                assert!(arrival.whole && arrival.bytes == ANSWER, "{calls}");
                // Stored before it is taken: whatever taking says, it is offered again or gone.
                if let Ok(Taken::Removed | Taken::Gone) = share.transport.take(&arrival).await {
                    taken += 1;
                }
            }
            wait(400).await;
        }
        assert_eq!(taken, 1, "{calls}");
        assert_eq!(share.names("res").len(), 1, "{calls}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_share_that_goes_at_any_moment_of_taking_back() {
    for calls in 0..8 {
        let share = Share::new(1, |_| {});
        let message = message(1);
        let intent = intent(&message);
        share.transport.post(&message, &intent).await.unwrap();
        share.files.down_after(calls);
        let withdrawn = share.transport.withdraw(&intent).await;
        share.files.down(false);
        let there = share.names("req").contains(&message.name);
        assert_eq!(withdrawn == Ok(Withdrawn::Withdrawn), !there, "{calls}: {withdrawn:?}");
        assert_ne!(withdrawn, Ok(Withdrawn::AlreadyTaken), "{calls}");
        // What could not be removed is litter of ours, and goes with the rest of it.
        let later = Timestamp::from_second(4_000_000_000).unwrap();
        share.transport.clean_up(&Ours::default(), later).await.unwrap();
        assert_eq!(share.names("req").len(), usize::from(there), "{calls}");
    }
}

/// A share that hangs holds up nobody but who asks it, and who no longer waits leaves nothing broken behind.
#[tokio::test]
async fn a_slow_share_holds_up_nobody_else() {
    let share = Share::new(1, |settings| settings.settle = Duration::from_millis(1));
    let message = message(1);
    let ours = Ours::of([message.name.clone()]);
    share.put(&answer_name(&message), ANSWER);
    share.files.chances(Chances { slow: 100, ..Chances::default() });
    let mut ticks = 0;
    let sweep = share.transport.sweep(&ours);
    tokio::pin!(sweep);
    loop {
        tokio::select! {
            biased;
            _ = &mut sweep => break,
            () = tokio::time::sleep(Duration::from_millis(3)) => ticks += 1,
        }
    }
    assert!(ticks >= 3, "{ticks}");
    // Given up in the middle, again and again; then it is there all the same.
    for _ in 0..5 {
        let _ = tokio::time::timeout(Duration::from_millis(20), share.transport.sweep(&ours)).await;
    }
    share.files.chances(Chances::default());
    let mut arrivals = Vec::new();
    for _ in 0..50 {
        arrivals = share.transport.sweep(&ours).await.arrivals;
        if !arrivals.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert!(arrivals[0].bytes == ANSWER);
    assert_eq!(share.transport.take(&arrivals[0]).await, Ok(Taken::Removed));
}
